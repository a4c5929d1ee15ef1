import { countIssues } from './counts.ts';
import { expectSteps } from './expected.ts';
import type { Figures } from './figures.ts';
import { planWork } from './plan.ts';
import { makeScope, type Scope } from './scope.ts';
import type { Snapshot } from './snapshot.ts';
import { countTests, sizedIssues } from './stability.ts';
import { measureTimes } from './times.ts';

/** All figures of one suite, or of the whole book, as of the snapshot's date. */
export function derive(snapshot: Snapshot, suite?: string): Figures {
  const scope = makeScope(snapshot, suite);
  const tests = countTests(scope);
  const plan = planWork(scope);
  return {
    ...countIssues(scope),
    ...tests,
    plan,
    expected: expectSteps(plan, sizedIssues(scope), tests.stable),
    ...measureTimes(scope),
    ...countFixes(scope),
  };
}

/** A shared fix is one: it fell when it fell for any of its issues. */
function countFixes({ issues }: Scope): Pick<Figures, 'fixesApplied' | 'fixesFallen'> {
  const fixes = issues.flatMap((issue) => issue.fixes);
  const countKeys = (isCounted: (fix: (typeof fixes)[number]) => boolean): number =>
    new Set(fixes.filter(isCounted).map(({ key }) => key)).size;
  const of = countKeys(() => true);
  return {
    fixesApplied: {
      unit: 'fixes',
      value: countKeys(({ state }) => state === 'applied' || state === 'fell'),
      of,
    },
    fixesFallen: { unit: 'fixes', value: countKeys(({ state }) => state === 'fell'), of },
  };
}
