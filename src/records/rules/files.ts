import { issueWith } from '../../core/example-book.ts';
import type { BookExample, RuleTable } from '../../core/rule.ts';
import { didYouMean } from '../../core/text/wording.ts';

export const FILE_RULES = {
  'outside-link': {
    severity: 'error',
    what: 'A symbolic link in the content folder that leads out of it.',
    why: 'Nothing outside the content folder is read: a pull request could otherwise publish any file of the machine that builds the site. Replace the link by the file itself.',
    message: ({ target }: { target: string }) =>
      `Unexpected link to \`${target}\` outside the content folder, expected a file within; replace the link by the file`,
  },
  'unknown-file': {
    severity: 'warning',
    what: 'A file in the content folder that is no record.',
    why: 'It would be left out without a word. Records are `book.yaml`, `issues/<ID>.md`, `patterns/<id>.md`, `suites/<id>.md`, `references/<id>.yaml` and `evidence/<suite>.yaml`, without folders in between, and the run history that `flakebook ingest` writes in `runs/`; everything else belongs elsewhere.',
    wrong: { 'issue/DS-FLAKY-003.md': issueWith('') },
    right: { 'issues/DS-FLAKY-003.md': issueWith('') },
    message: ({ file, suggestion }: { file: string; suggestion?: string }) =>
      `Unexpected file \`${file}\`, expected \`book.yaml\`, or a file in \`issues/\`, \`patterns/\`, \`suites/\` (\`.md\`), \`references/\` or \`evidence/\` (\`.yaml\`), or the run history in \`runs/\`${didYouMean(suggestion)}`,
  },
  'unreadable-file': {
    severity: 'error',
    what: 'A file that the operating system does not let Flakebook read.',
    why: 'What it says would be missing from every page and every sum. Set its permissions right, or repair the disk.',
    message: ({ reason }: { reason: string }) =>
      `Unexpected failure to read the file (${reason}), expected a readable file; check its permissions`,
  },
} satisfies RuleTable<BookExample>;
