import { issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';
import { didYouMean } from '../../check/wording.ts';

export const unknownFile: Rule = {
  id: 'unknown-file',
  severity: 'warning',
  what: 'A file in the content folder that is no record.',
  why: 'It would be left out without a word. Records are `book.yaml`, `issues/<ID>.md`, `patterns/<id>.md`, `suites/<id>.md`, `references/<id>.yaml` and `evidence/<suite>.yaml`, without folders in between, and the run history that `flakebook ingest` writes in `runs/`; everything else belongs elsewhere.',
  wrong: { 'issue/DS-FLAKY-003.md': issueWith('') },
  right: { 'issues/DS-FLAKY-003.md': issueWith('') },
  message: ({ file, suggestion }) =>
    `Unexpected file \`${file}\`, expected \`book.yaml\`, or a file in \`issues/\`, \`patterns/\`, \`suites/\` (\`.md\`), \`references/\` or \`evidence/\` (\`.yaml\`), or the run history in \`runs/\`${didYouMean(suggestion)}`,
};
