import type { ExecutedOutcome } from '../../core/outcome.ts';
import { wilson } from './statistics.ts';
import type { FailureBlock, RunReading, Verdict } from './suite-runs.ts';

/** A counted run in which the test ran; `flaky` passed on retry. */
export interface Execution {
  readonly reading: RunReading;
  readonly outcome: ExecutedOutcome;
}

export interface Judgement {
  readonly verdict: Verdict;
  /** Executions that a regression explains, and that say nothing of a flaky test; empty for all other verdicts. */
  readonly setAside: ReadonlySet<Execution>;
}

/** Failures in a row, nothing but failures between them. */
type Block = readonly [Execution, ...Execution[]];

/** Blocks so long that fewer than this many of them are to be expected are no chance. */
const EXPECTED_BLOCKS = 0.01;

const NOTHING: ReadonlySet<Execution> = new Set();

/**
 * What the executions of a test say of it, in the order of their commits: those of one commit stand together, where it was
 * first run. Who runs an older commit again in the middle of a regression neither ends it nor begins another one.
 * - none: no signal; without a failure: never failed;
 * - never passed: broken, after two executions or more;
 * - a pass on retry, or a pass and a failure on one commit: flaky, which is proof;
 * - two or more separate blocks of failures: flaky, which is suspicion;
 * - one block of two or more failures: a regression, which is over when a pass follows;
 * - one failure among passes, or alone: failed once.
 * A block that chance does not explain is a regression within a flaky test and is set aside. What is left decides whether
 * the test is flaky; if it is not, the block is the verdict.
 */
export function judge(inTime: readonly Execution[]): Judgement {
  if (inTime.length === 0) return plain({ kind: 'no-signal' });
  const executions = byCommit(inTime);
  const blocks = blocksOf(executions);
  const [first] = blocks;
  const isFlaky = executions.some(({ outcome }) => outcome === 'flaky');
  if (!first && !isFlaky) return plain({ kind: 'never-failed' });
  if (first && first.length === executions.length)
    return plain(first.length === 1 ? failedOnce(first) : { kind: 'broken', block: describe(first) });
  const regressions = findRegressions(executions, blocks);
  const setAside = new Set(regressions.flat());
  const rest = regressions.length === 0 ? executions : executions.filter((one) => !setAside.has(one));
  const flaky = judgeFlaky(rest, blocks.length - regressions.length);
  if (flaky) return { verdict: flaky, setAside };
  const proof = judgeFlaky(executions, regressions.length > 0 ? 1 : blocks.length);
  if (proof) return plain(proof);
  const block = blocks.findLast((one) => regressions.includes(one)) ?? (first as Block);
  if (block.length === 1) return plain(failedOnce(block));
  const end = executions.indexOf(block.at(-1) as Execution);
  return plain({ kind: 'regression', block: describe(block), isOver: end < executions.length - 1 });
}

/** As `commitsOf`, in one row: most series are so already, and have ten thousand commits. */
export function byCommit<E extends Execution>(inTime: readonly E[]): readonly E[] {
  const known = new Set<unknown>();
  let last: unknown;
  for (const { reading } of inTime) {
    const commit = reading.run.commit || reading.run;
    if (commit !== last && known.has(commit)) return commitsOf(inTime).flat();
    known.add(commit);
    last = commit;
  }
  return inTime;
}

/** Commits in the order of their first runs. Of a run without one nobody knows with which others it belongs. */
export function commitsOf<E extends Execution>(inTime: readonly E[]): readonly (readonly E[])[] {
  return [...Map.groupBy(inTime, ({ reading: { run } }) => run.commit || run).values()];
}

function plain(verdict: Verdict): Judgement {
  return { verdict, setAside: NOTHING };
}

function judgeFlaky(executions: readonly Execution[], blocks: number): Verdict | undefined {
  const count = executions.filter(({ outcome }) => outcome === 'flaky').length;
  if (count > 0) return { kind: 'flaky', because: 'retry', count };
  const commitOf = ({ reading }: Execution) => reading.run.commit;
  const failed = new Set(executions.filter((one) => !hasPassed(one)).map(commitOf));
  failed.delete('');
  // Most executions passed: of them only those on a commit that failed are looked at.
  const passed = new Set(
    executions.filter((one) => failed.has(commitOf(one)) && hasPassed(one)).map(commitOf),
  );
  const commit = [...failed].find((one) => passed.has(one));
  if (commit !== undefined) return { kind: 'flaky', because: 'same-commit', commit };
  return blocks > 1 ? { kind: 'flaky', because: 'separate-failures', blocks } : undefined;
}

/**
 * Blocks that chance does not explain, the longest first: of n executions with the failure rate p, about n·p^k blocks of k
 * failures begin somewhere. The rate is the upper end of the 95 % interval of all that lies outside of the block.
 */
function findRegressions(executions: readonly Execution[], blocks: readonly Block[]): readonly Block[] {
  const found: Block[] = [];
  let left = executions.length;
  let failures = executions.filter(({ outcome }) => outcome !== 'passed').length;
  for (const block of blocks.toSorted((a, b) => b.length - a.length)) {
    const { high } = wilson(failures - block.length, left - block.length);
    // Always so for a single failure: one or more of these are always to be expected.
    if (left * high ** block.length > EXPECTED_BLOCKS) break;
    found.push(block);
    left -= block.length;
    failures -= block.length;
  }
  return found;
}

function blocksOf(executions: readonly Execution[]): readonly Block[] {
  const blocks: [Execution, ...Execution[]][] = [];
  let last: [Execution, ...Execution[]] | undefined;
  for (const execution of executions) {
    if (hasPassed(execution)) last = undefined;
    else if (last) last.push(execution);
    else {
      last = [execution];
      blocks.push(last);
    }
  }
  return blocks;
}

export function hasPassed({ outcome }: Execution): boolean {
  return outcome === 'passed' || outcome === 'flaky';
}

function failedOnce([{ reading }]: Block): Verdict {
  return { kind: 'failed-once', at: reading.run.at, commit: reading.run.commit };
}

function describe(block: Block): FailureBlock {
  const [{ reading: first }] = block;
  const { run: last } = (block.at(-1) ?? block[0]).reading;
  return {
    from: first.run.at,
    to: last.at,
    fromCommit: first.run.commit,
    toCommit: last.commit,
    length: block.length,
  };
}
