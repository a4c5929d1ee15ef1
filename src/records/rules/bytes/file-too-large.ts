import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';

export const fileTooLarge: Rule = {
  id: 'file-too-large',
  severity: 'error',
  what: 'A record of more than 1 MiB, or a file of the run history of more than 256 MiB.',
  why: 'No record that people write comes near: a whole log was pasted into it, or the file is no record. Keep the lines that matter, and link to the log. A month of runs that is larger holds more failures than anybody reads: give its runs to several suites.',
  wrong: { [ISSUE_FILE]: issueWith('', 'flaky '.repeat(180_000)) },
  right: { [ISSUE_FILE]: issueWith('', '## Run\n\n[The whole log](https://ci.example/runs/21327033108)') },
  message: ({ bytes, limit, cure = 'keep the lines that matter and link to the rest' }) =>
    `Unexpected size of ${bytes} bytes, expected at most ${limit}; ${cure}`,
};
