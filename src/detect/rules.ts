import { type MakeFinding, makeFinding, type RuleTable } from '../core/rule.ts';
import { quoteText } from '../core/text.ts';

/** About tests without an issue. Only measured runs can show one. */
export const FLAKE_RULES = {
  'flake-without-issue': {
    severity: 'warning',
    what: 'A test that flakes in the measured runs of its suite, and has no issue.',
    why: 'Nobody works on it, and everybody meets its failures as new ones. `flakebook new issue --from-test` starts an issue from what the runs show. If an issue is about this test, give it the name that the runs use.',
    message: ({ test, because }: { test: string; because: string }) =>
      `Flaky test ${quoteText(test)} has no issue: add one, or name the test in one (${because})`,
  },
} satisfies RuleTable;

export const finding: MakeFinding<typeof FLAKE_RULES> = makeFinding;
