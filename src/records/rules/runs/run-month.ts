import { MONTH_FILE, runFiles, runLine } from '../../check/example-book.ts';
import type { Example, Rule } from '../../check/rule.ts';

const DECEMBER = MONTH_FILE.replace('2026-01', '2025-12');

function december(run: string): Example {
  return { ...runFiles(runLine()), [DECEMBER]: run };
}

export const runMonth: Rule = {
  id: 'run-month',
  severity: 'error',
  what: 'A run in the file of another month.',
  why: 'Tools that read the history by month would miss it, and ingesting the run again would write it twice. A run stands in the month of its `at`, in UTC: move the line, or delete it and ingest the run again.',
  wrong: december(runLine({ run: 'ci-2' })),
  right: december(runLine({ run: 'ci-2', at: '2025-12-31T23:00:00Z' })),
  message: ({ at, month, actual }) =>
    `Unexpected run of \`${at}\` in the month \`${month}\`, expected it in \`month=${actual}\`; move the line there`,
};
