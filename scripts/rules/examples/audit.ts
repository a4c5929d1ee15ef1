import type { AUDIT_RULES } from '../../../src/audit/rules.ts';
import type { Examples } from '../example-kinds.ts';

export const AUDIT_EXAMPLES = {
  'audit-share': {
    wrong: 'Stable: 155/157 (98.1%)',
    right: 'Stable: 155/157 (98.7%)',
  },
  'audit-sum': {
    wrong: '| Cause | Tests |\n| --- | --- |\n| Timing | 4 |\n| Shared state | 3 |\n| Total | 8 |',
    right: '| Cause | Tests |\n| --- | --- |\n| Timing | 4 |\n| Shared state | 3 |\n| Total | 7 |',
  },
  'audit-stable': {
    wrong: '**Stability**: 155/157 stable\n\n**Remaining**: 4 flaky tests remain',
    right: '**Stability**: 153/157 stable\n\n**Remaining**: 4 flaky tests remain',
  },
  'audit-count': {
    wrong: 'These two tests are flaky:\n\n- login\n- search\n- checkout',
    right: 'These three tests are flaky:\n\n- login\n- search\n- checkout',
  },
  'audit-same': {
    wrong: '**Test suite size**: 157 tests\n\n**Stability**: 155/159 stable',
    right: '**Test suite size**: 157 tests\n\n**Stability**: 155/157 stable',
  },
  'audit-strength': {
    wrong: 'After the fix all tests pass consistently (3/3 runs).',
    right: 'After the fix all tests passed in 3/3 runs.',
  },
} satisfies Examples<typeof AUDIT_RULES, string>;
