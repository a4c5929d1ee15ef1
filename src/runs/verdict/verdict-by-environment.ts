import type { Verdict } from './suite-runs.ts';
import { commitsOf, type Execution, hasPassed, type Judgement, judge } from './verdict.ts';

interface Judged extends Judgement {
  readonly environment: string;
  readonly executions: readonly Execution[];
}

/**
 * What the executions of a test say of it, environment by environment: to fail in one and pass in another on one commit
 * proves nothing. The most telling verdict stands for the test, with the environments that it is true of. Failures of one
 * commit in several environments are one failure; those of several commits apart are a suspicion, as in one environment.
 * Where a test flakes in one environment, what another environment explains (always broken there, or a regression) is
 * set aside.
 */
function judgeByEnvironment(inTime: readonly Execution[]): Judgement {
  const environmentOf = ({ reading }: Execution) => reading.run.environment;
  const [first] = inTime;
  if (!first || inTime.every((one) => environmentOf(one) === environmentOf(first))) return judge(inTime);
  const judged = [...Map.groupBy(inTime, environmentOf)].map(
    ([environment, executions]): Judged => ({ environment, executions, ...judge(executions) }),
  );
  const [best] = judged.toSorted((a, b) => rankOf(a.verdict) - rankOf(b.verdict)) as [Judged];
  if (best.verdict.kind === 'failed-once') return judgeSingleFailures(inTime, judged, best);
  const alike = judged.filter(({ verdict }) => verdict.kind === best.verdict.kind);
  if (best.verdict.kind === 'broken' && alike.length === judged.length) return judge(inTime);
  return {
    verdict: inEnvironments(withAllRetries(best.verdict, judged), alike, judged),
    setAside: best.verdict.kind === 'flaky' ? new Set(judged.flatMap(explained)) : best.setAside,
  };
}

/**
 * As `judgeByEnvironment`, with what other branches prove: a pass on retry, or a pass and a failure on one commit in one
 * environment, proves that a test is flaky wherever it was seen. What is broken or regressed on the suite's own branch
 * stays so, and proof of the own branch comes first.
 * @param onBranches in time; without runs in which nearly all failed.
 */
export function judgeWithBranches(inTime: readonly Execution[], onBranches: readonly Execution[]): Judgement {
  const judged = judgeByEnvironment(inTime);
  const proof = isOpen(judged.verdict) ? proofOf(inTime, onBranches) : undefined;
  return proof ? { ...judged, verdict: proof } : judged;
}

/** Whether proof would say more than this verdict does. */
export function isOpen(verdict: Verdict): boolean {
  if (verdict.kind === 'flaky') return verdict.because === 'separate-failures';
  return verdict.kind === 'failed-once' || verdict.kind === 'never-failed' || verdict.kind === 'no-signal';
}

function proofOf(inTime: readonly Execution[], onBranches: readonly Execution[]): Verdict | undefined {
  const branchesOf = (some: readonly Execution[]) =>
    [...new Set(some.map(({ reading }) => reading.run.branch))].sort();
  if (onBranches.length === 0) return undefined;
  const retried = onBranches.filter(({ outcome }) => outcome === 'flaky');
  if (retried.length > 0)
    return { kind: 'flaky', because: 'retry', count: retried.length, branches: branchesOf(retried) };
  const alike = ({ reading: { run } }: Execution) => `${run.environment} ${run.commit}`;
  const commits = new Set(onBranches.map(({ reading }) => reading.run.commit));
  commits.delete('');
  const known = [...inTime, ...onBranches].filter(({ reading }) => commits.has(reading.run.commit));
  for (const same of Map.groupBy(known, alike).values()) {
    const branches = same.filter(({ reading }) => reading.kind === 'branch');
    const [first] = branches;
    if (first && same.some(hasPassed) && !same.every(hasPassed))
      return {
        kind: 'flaky',
        because: 'same-commit',
        commit: first.reading.run.commit,
        branches: branchesOf(branches),
      };
  }
  return undefined;
}

/** A pass on retry counts wherever it was seen. */
function withAllRetries(best: Verdict, judged: readonly Judged[]): Verdict {
  if (best.kind !== 'flaky' || best.because !== 'retry') return best;
  const counts = judged.map(({ verdict }) => ('count' in verdict ? verdict.count : 0));
  return { ...best, count: counts.reduce((sum, count) => sum + count, 0) };
}

/** Proof before suspicion, what is wrong now before what was. */
function rankOf(verdict: Verdict): number {
  switch (verdict.kind) {
    case 'flaky':
      return { retry: 0, 'same-commit': 1, 'separate-failures': 2 }[verdict.because];
    case 'regression':
      return verdict.isOver ? 5 : 3;
    case 'broken':
      return 4;
    case 'failed-once':
      return 6;
    default:
      return 7;
  }
}

/** Every environment has at most one failure. */
function judgeSingleFailures(
  inTime: readonly Execution[],
  judged: readonly Judged[],
  best: Judged,
): Judgement {
  const failing = judged.filter(({ verdict }) => verdict.kind === 'failed-once');
  let isBad = false;
  let blocks = 0;
  for (const executions of commitsOf(inTime)) {
    const wasBad = isBad;
    isBad = !executions.every(hasPassed);
    if (isBad && !wasBad) blocks += 1;
  }
  const suspicion = { kind: 'flaky', because: 'separate-failures', blocks } as const;
  return {
    verdict: inEnvironments(blocks > 1 ? suspicion : best.verdict, failing, judged),
    setAside: best.setAside,
  };
}

/** Executions that say nothing of a test that flakes elsewhere. */
function explained({ verdict, executions, setAside }: Judged): readonly Execution[] {
  if (verdict.kind === 'broken') return executions;
  return verdict.kind === 'regression' ? executions.filter((one) => !hasPassed(one)) : [...setAside];
}

function inEnvironments(verdict: Verdict, alike: readonly Judged[], all: readonly Judged[]): Verdict {
  if (alike.length === all.length) return verdict;
  return { ...verdict, environments: alike.map(({ environment }) => environment).sort() };
}
