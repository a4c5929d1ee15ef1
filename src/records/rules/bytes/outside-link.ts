import type { Rule } from '../../check/rule.ts';

export const outsideLink: Rule = {
  id: 'outside-link',
  severity: 'error',
  what: 'A symbolic link in the content folder that leads out of it.',
  why: 'Nothing outside the content folder is read: a pull request could otherwise publish any file of the machine that builds the site. Replace the link by the file itself.',
  wrong: {},
  right: {},
  message: ({ target }) =>
    `Unexpected link to \`${target}\` outside the content folder, expected a file within; replace the link by the file`,
};
