import { suiteWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';
import { aValue } from '../../check/wording.ts';

export const invalidCount: Rule = {
  id: 'invalid-count',
  severity: 'error',
  what: 'A number of tests that is no whole number.',
  why: 'Counts are summed and divided. Write digits only, without signs and separators; what was not counted is left out.',
  wrong: { 'suites/data-storage.md': suiteWith('runs:\n  nightly: { date: 2026-01-04, ran: about 150 }') },
  right: { 'suites/data-storage.md': suiteWith('runs:\n  nightly: { date: 2026-01-04, ran: 150 }') },
  message: ({ key, value }) =>
    `Unexpected ${aValue(value)} in \`${key}\`, expected a whole number such as \`157\``,
};
