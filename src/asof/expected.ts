import type { ExpectedStep, Figure, HorizonPlan } from './figures.ts';
import type { IssueReading } from './snapshot.ts';
import { unresolvedTests } from './stability.ts';

/**
 * What the planned fixes are expected to give, in the order of the plan: a fix makes its unresolved tests
 * stable, a mitigation or relocation masks them until a fix covers them. A test counts once, however many
 * alternatives its issue has. Concerns the given issues (those held against `stable.of` tests) only.
 */
export function expectSteps(
  plan: readonly HorizonPlan[],
  issues: readonly IssueReading[],
  stable: Figure | undefined,
): ExpectedStep[] {
  if (stable === undefined) return [];
  const counted = new Set(issues.map(({ issue }) => issue.id));
  const covered = new Set<string>();
  const masked = new Set<string>();
  const steps: ExpectedStep[] = [];
  for (const piece of plan.flatMap(({ work }) => work)) {
    if (piece.kind !== 'fix') continue;
    const concerned = piece.issues.filter(({ issue }) => counted.has(issue.id)).flatMap(unresolvedTests);
    if (concerned.length === 0) continue;
    const tests = concerned.filter((test) => !covered.has(test));
    for (const test of tests) {
      if (piece.fix.kind === 'fix') {
        covered.add(test);
        masked.delete(test);
      } else masked.add(test);
    }
    steps.push({
      fix: piece.fix,
      tests,
      stable: { ...stable, value: stable.value + covered.size },
      masked: { ...stable, value: masked.size },
    });
  }
  return steps;
}
