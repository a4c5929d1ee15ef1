import { MONTH_FILE, ROSTER_FILE, runFiles, runLine } from '../../core/example-book.ts';
import type { BookExample, RuleTable } from '../../core/rule.ts';
import { aValue, shorten } from '../../core/text/wording.ts';

const DECEMBER = MONTH_FILE.replace('2026-01', '2025-12');

function december(run: string): BookExample {
  return { ...runFiles(runLine()), [DECEMBER]: run };
}

const files = runFiles(runLine());

const roster = String(files[ROSTER_FILE]);

export const RUN_RULES = {
  'duplicate-run': {
    severity: 'error',
    what: 'A run that stands twice in the history of its suite, with different results.',
    why: 'One execution would count twice, or nobody knows which of its results are true. It comes of a merge of two branches that ingested one run with different files. Keep one line; two lines that are equal do no harm.',
    wrong: runFiles(runLine() + runLine({ at: '2026-01-06T09:00:00Z' })),
    right: runFiles(runLine() + runLine({ run: 'ci-2', at: '2026-01-06T09:00:00Z' })),
    message: ({ run, file, line }: { run: string; file: string; line: number }) =>
      `Unexpected second run ${aValue(run)}, expected each id once in a suite: line ${line} of \`${file}\` has it; keep one of the two`,
  },
  'run-month': {
    severity: 'error',
    what: 'A run in the file of another month.',
    why: 'Tools that read the history by month would miss it, and ingesting the run again would write it twice. A run stands in the month of its `at`, in UTC: move the line, or delete it and ingest the run again.',
    wrong: december(runLine({ run: 'ci-2' })),
    right: december(runLine({ run: 'ci-2', at: '2025-12-31T23:00:00Z' })),
    message: ({ at, month, actual }: { at: string; month: string; actual: string }) =>
      `Unexpected run of \`${at}\` in the month \`${month}\`, expected it in \`month=${actual}\`; move the line there`,
  },
  'test-order': {
    severity: 'error',
    what: 'A test of a run or roster that stands twice, or out of order.',
    why: 'A test has one outcome in a run, and one order gives one file, whoever writes it. Tests are sorted by code points, each once. Nobody needs to edit these files: delete the line, and ingest the run again.',
    wrong: { ...files, [ROSTER_FILE]: roster.split('\n').toReversed().join('\n').trimStart() },
    right: files,
    message: ({ test, previous }: { test: string; previous: string }) =>
      test === previous
        ? `Unexpected second ${aValue(shorten(test))}, expected each test once; delete one of the two`
        : `Unexpected ${aValue(shorten(test))} below ${aValue(shorten(previous))}, expected tests in code point order; ingest the run again`,
  },
} satisfies RuleTable<BookExample>;
