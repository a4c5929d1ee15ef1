import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';

export const executableFrontMatter: Rule = {
  id: 'executable-front-matter',
  severity: 'error',
  what: 'Front matter in another language than YAML.',
  why: 'Some tools run `---js` front matter as a program. Records come from many hands, so Flakebook reads YAML only and runs nothing. Write `---` alone, and YAML below.',
  wrong: { [ISSUE_FILE]: issueWith('').replace('---\n', '---js\n') },
  right: { [ISSUE_FILE]: issueWith('') },
  message: ({ language }) =>
    `Unexpected front matter in \`${language}\`, expected YAML: write \`---\` alone on the first line`,
};
