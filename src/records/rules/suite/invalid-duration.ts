import { suiteWith } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';
import { aValue } from '../../check/wording.ts';

export const invalidDuration: Rule = {
  id: 'invalid-duration',
  severity: 'error',
  what: 'A duration without a unit, or in several units.',
  why: 'A bare `50` may be seconds or minutes. Write one number and one unit: `ms`, `s`, `m` or `h`.',
  wrong: { 'suites/data-storage.md': suiteWith('runs:\n  nightly: { date: 2026-01-04, took: 50.630 }') },
  right: { 'suites/data-storage.md': suiteWith('runs:\n  nightly: { date: 2026-01-04, took: 50.630s }') },
  message: ({ key, value }) =>
    `Unexpected ${aValue(value)} in \`${key}\`, expected a number and a unit such as \`50.630s\`, \`900ms\` or \`12m\``,
};
