import type { Rule } from '../../check/rule.ts';

export const unreadableFile: Rule = {
  id: 'unreadable-file',
  severity: 'error',
  what: 'A file that the operating system does not let Flakebook read.',
  why: 'What it says would be missing from every page and every sum. Set its permissions right, or repair the disk.',
  wrong: {},
  right: {},
  message: ({ reason }) =>
    `Unexpected failure to read the file (${reason}), expected a readable file; check its permissions`,
};
