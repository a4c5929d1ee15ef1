import { type MakeFinding, makeFinding, type RuleTable } from '../core/rule.ts';
import { quoteText } from '../core/text/quote-text.ts';

/** Of tests that no issue names. Only measured runs can show one. */
export const FLAKE_RULES = {
  'flake-without-issue': {
    severity: 'warning',
    what: 'A test that flakes in the measured runs of its suite, and that no issue names.',
    why: 'Nobody works on it, and its failures are new to everybody each time. `flakebook new issue --from-test` begins an issue with what the runs show; where an issue means this test, give it the name that the runs have.',
    message: ({ test, because }: { test: string; because: string }) =>
      `Unexpected flaky test ${quoteText(test)} without an issue, expected one that names it: ${because}`,
  },
} satisfies RuleTable;

export const finding: MakeFinding<typeof FLAKE_RULES> = makeFinding;
