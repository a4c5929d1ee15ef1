import type { RuleTable } from '../../core/rule.ts';
import { aValue, shorten } from '../../core/text.ts';

export const RUN_RULES = {
  'duplicate-run': {
    what: 'A run that is in the history of its suite twice, with different results.',
    why: 'One execution would count twice, or nobody knows which results are true. It happens when two branches ingest one run from different files and are merged. Keep one line. Two equal lines do no harm.',
    message: ({ run, file, line }: { run: string; file: string; line: number }) =>
      `Run ${aValue(run)} appears twice: keep this line or line ${line} of \`${file}\``,
  },
  'run-month': {
    what: 'A run in the file of another month.',
    why: 'Tools that read the history by month would miss it, and ingesting the run again would add it twice. A run belongs to the month of its `at`, in UTC. Move the line, or delete it and ingest the run again.',
    message: ({ at, month, actual }: { at: string; month: string; actual: string }) =>
      `Run of \`${at}\` is in month \`${month}\`: move the line to \`month=${actual}\``,
  },
  'test-order': {
    what: 'A test of a run or roster that is listed twice or out of order.',
    why: 'A test has one outcome in a run, and a fixed order gives the same file whoever writes it. Tests are sorted by code point, each once. Do not edit these files by hand: delete the line and ingest the run again.',
    message: ({ test, previous }: { test: string; previous: string }) =>
      test === previous
        ? `Test ${aValue(shorten(test))} appears twice: delete one of the two`
        : `Test ${aValue(shorten(test))} comes after ${aValue(shorten(previous))}: ingest the run again (tests are in code point order)`,
  },
} satisfies RuleTable;
