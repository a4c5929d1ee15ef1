import { ROSTER_FILE, runFiles, runLine } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';
import { aValue, shorten } from '../../check/wording.ts';

const files = runFiles(runLine());
const roster = String(files[ROSTER_FILE]);

export const testOrder: Rule = {
  id: 'test-order',
  severity: 'error',
  what: 'A test of a run or roster that stands twice, or out of order.',
  why: 'A test has one outcome in a run, and one order gives one file, whoever writes it. Tests are sorted by code points, each once. Nobody needs to edit these files: delete the line, and ingest the run again.',
  wrong: { ...files, [ROSTER_FILE]: roster.split('\n').toReversed().join('\n').trimStart() },
  right: files,
  message: ({ test, previous }) =>
    test === previous
      ? `Unexpected second ${aValue(shorten(String(test)))}, expected each test once; delete one of the two`
      : `Unexpected ${aValue(shorten(String(test)))} below ${aValue(shorten(String(previous)))}, expected tests in code point order; ingest the run again`,
};
