import type { RUN_RULES } from '../../../src/records/rules/runs.ts';
import {
  type BookExample,
  MONTH_FILE,
  ROSTER_FILE,
  runFiles,
  runLine,
} from '../../../test/support/example-book.ts';
import type { Examples } from '../example-kinds.ts';

const DECEMBER = MONTH_FILE.replace('2026-01', '2025-12');

function december(run: string): BookExample {
  return { ...runFiles(runLine()), [DECEMBER]: run };
}

const files = runFiles(runLine());

const roster = String(files[ROSTER_FILE]);

export const RUN_EXAMPLES = {
  'duplicate-run': {
    wrong: runFiles(runLine() + runLine({ at: '2026-01-06T09:00:00Z' })),
    right: runFiles(runLine() + runLine({ run: 'ci-2', at: '2026-01-06T09:00:00Z' })),
  },
  'run-month': {
    wrong: december(runLine({ run: 'ci-2' })),
    right: december(runLine({ run: 'ci-2', at: '2025-12-31T23:00:00Z' })),
  },
  'test-order': {
    wrong: { ...files, [ROSTER_FILE]: roster.split('\n').toReversed().join('\n').trimStart() },
    right: files,
  },
} satisfies Examples<typeof RUN_RULES, BookExample>;
