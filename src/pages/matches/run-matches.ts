import { atKey, remembered } from '../../core/kept.ts';
import { type FailedOutcome, hadFailure } from '../../core/outcome.ts';
import type { MatchKind } from '../../match/match.ts';
import type { SuiteRuns } from '../../runs/verdict/suite-runs.ts';
import { words } from '../words/words.ts';
import type { FailureBook } from './failure-book.ts';
import { createRunMatcher } from './matched-run.ts';

/** What `match` would say of a failure of a stored run. */
export interface RunMatch {
  readonly test: string;
  readonly outcome: FailedOutcome;
  readonly message: string;
  readonly kind: MatchKind;
  /** The best first. */
  readonly issues: readonly {
    readonly issue: string;
    readonly reason: string;
    /** The signature, or the first line of the symptom; empty where only the name of the test tells. */
    readonly text: string;
  }[];
}

/** The failures of the newest runs of a suite, by the id of the run: what nobody knows first. */
export function matchRuns(
  { suite, runs, tests }: SuiteRuns,
  book: FailureBook,
  newest: number,
): (readonly [run: string, failures: readonly RunMatch[]])[] {
  const names = [...tests.values()].flatMap((history) => history.names);
  const judgeIn = remembered((environment: string) =>
    createRunMatcher(book, { suite, environment }, () => '').judge(names),
  );
  const known = new Map<string, RunMatch>();
  return runs.slice(-newest).map(({ run: { run, environment, outcomes } }) => {
    const failures = outcomes.flatMap(({ test, outcome, message }) => {
      if (!hadFailure(outcome)) return [];
      // Runs repeat their failures.
      const match = atKey(known, JSON.stringify([environment, test, outcome, message]), () => {
        const judged = judgeIn(environment)({ test, outcome, message });
        const issues = judged.issues.map((one) => ({
          issue: one.issue,
          reason: words.match.reason(one, judged),
          text: one.by === 'test' ? '' : one.text,
        }));
        return { test, outcome, message, kind: judged.kind, issues };
      });
      return [match];
    });
    return [run, failures.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))] as const;
  });
}

const ORDER: readonly MatchKind[] = ['new', 'like', 'known'];
