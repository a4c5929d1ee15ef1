import type { StatusEntry } from '../asof/reading/status.ts';
import type { IssueReading, TestState } from '../asof/snapshot.ts';
import { type Calendar, createCalendar, type When } from '../core/calendar.ts';
import { wasExecuted } from '../core/outcome.ts';
import type { FailureLook } from '../match/match.ts';
import type { Repeat } from '../records/runs/run-schema.ts';
import { containersOf } from '../runs/verdict/set-ups.ts';
import {
  countBlocks,
  type FailureCount,
  isRate,
  isSmall,
  luck,
  passesNeeded,
  wilson,
} from '../runs/verdict/statistics.ts';
import type { Rate, SuiteRuns } from '../runs/verdict/suite-runs.ts';
import { byCommit, type Execution as CountedExecution, judge } from '../runs/verdict/verdict.ts';
import { type ClaimHistory, claimHistoryOf, isClaim, runsSince } from './claim-history.ts';

/**
 * How a claimed fix stands against the runs since. `contradicted`: a failure as the issue describes it came after the
 * claim. `supported`: luck is at most 5 % on two days or more. `gathering`: runs, and too few passes among them yet.
 * `unmeasured`: too few failures were measured before the claim to say how often it failed. `no-signal`: no run since
 * (skipped, absent, deleted): never verified.
 */
export type Standing = 'contradicted' | 'supported' | 'gathering' | 'unmeasured' | 'no-signal';

interface Relapse {
  readonly run: string;
  readonly at: When;
  readonly message: string;
}

/** One test of an issue whose status claims that it is mended (`fixed` or `verified`), held against the runs. */
export interface FixConfidence {
  /** `DS-FLAKY-003a`, as in `TestState.id`. */
  readonly testId: string;
  readonly letter: string;
  /** The date of the claim: runs after it count. */
  readonly claimed: When;
  readonly word: 'fixed' | 'verified';
  /** Matching failures of the runs before the claim, which may be none of them; absent where no run was measured. */
  readonly before?: Rate;
  /** Passes since the claim. */
  readonly passes: number;
  /** Distinct days, in the book's time zone, of these passes. */
  readonly days: number;
  /** The newest of these passes; absent without any. */
  readonly lastPass?: { readonly run: string; readonly at: When };
  /** Matching failures since the claim, in order. */
  readonly relapses: readonly Relapse[];
  /** Other failures of the test since the claim: no pass, and nothing against the fix. */
  readonly otherFailures: number;
  /** The failures before the claim, a row of them counted as one; absent where they say no rate. */
  readonly blocks?: FailureCount;
  /** The chance, from 0 to 1, that so many of all failures fall before the claim although nothing changed. */
  readonly luck?: number;
  /** Passes in all, without a failure, for luck of at most 5 %. */
  readonly needed?: number;
  readonly standing: Standing;
}

/** A change to an issue's timeline that the runs propose; a person commits it. */
export interface Proposal {
  readonly issue: string;
  readonly word: 'verified' | 'reopened';
  /** Of the last run that speaks for it. */
  readonly at: When;
  /** Letters of the tests; all of them where empty. */
  readonly tests: readonly string[];
  /** The run of a relapse; the last run of the passes. */
  readonly run: string;
  readonly note: string;
}

/** Passes of one day alone may share what makes the test pass. */
const LEAST_DAYS = 2;

/**
 * How the claims of an issue stand against the runs of its suite: one for each test that is `fixed` or `verified` as of
 * the date. Luck is Fisher's exact test over blocks of failures, as in `runs/verdict/statistics.ts`; a fix is supported
 * when luck is at most 5 % on two days.
 *
 * Before the claim stand all runs before it, or those since the test was last thought mended, whichever ask for more
 * passes: after a fix that helped in part the old failures would make luck look small, and after one that did not help the
 * few runs up to its relapse would.
 * @param timeZone of the book.
 */
export function measureFixes(
  reading: Pick<IssueReading, 'issue' | 'tests'>,
  runs: SuiteRuns,
  look: FailureLook,
  timeZone: string,
): readonly FixConfidence[] {
  const calendar = createCalendar(timeZone);
  return reading.tests.flatMap((state) => {
    const history = claimHistoryOf(reading, state.test.letter);
    if (history === undefined || !isClaim(state.status)) return [];
    const executions = readExecutions(state.id, runs, look);
    const split = splitAtClaim(history, executions, look.isDescribed, calendar);
    return [measureFix(state, state.status, split, calendar)];
  });
}

function measureFix(
  { id, test }: TestState,
  word: FixConfidence['word'],
  { claim, before, after }: SplitRuns,
  calendar: Calendar,
): FixConfidence {
  const passed = after.filter(({ result }) => result === 'passed');
  const relapses = after.filter(({ result }) => result === 'described');
  const last = passed.at(-1)?.reading.run;
  const found = {
    passes: passed.length,
    days: new Set(passed.map(({ reading }) => calendar.day(reading.run.at))).size,
    relapses: relapses.map(({ reading: { run }, message }) => ({ run: run.run, at: run.at, message })),
    otherFailures: after.length - passed.length - relapses.length,
  };
  const blocks = before && isRate(before.all) ? before.blocks : undefined;
  const again = countBlocks(
    after.flatMap(({ result }) => (result === 'otherwise' ? [] : result === 'described')),
  );
  const chance = blocks && luck(blocks, found.passes, again.failures);
  return {
    testId: id,
    letter: test.letter,
    claimed: claim.at,
    word,
    before: before?.rate,
    ...found,
    lastPass: last && { run: last.run, at: last.at },
    ...(blocks && { blocks, luck: chance, needed: passesNeeded(blocks) }),
    standing: standingOf(found, chance),
  };
}

interface SplitRuns {
  readonly claim: StatusEntry;
  readonly before: FailuresBefore | undefined;
  readonly after: readonly Execution[];
}

interface FailuresBefore {
  readonly rate: Rate;
  readonly blocks: FailureCount;
  /** Blocks of all executions before the claim. */
  readonly all: FailureCount;
}

function splitAtClaim(
  { claims, remedies }: ClaimHistory,
  executions: readonly Execution[],
  isDescribed: boolean,
  calendar: Calendar,
): SplitRuns {
  const since = (entry: StatusEntry) => runsSince(executions, entry, calendar);
  let claim: StatusEntry = claims[0];
  let mended = remedies.at(-1);
  for (const entry of claims.slice(1)) {
    // Who verified it after a failure claims it anew: what came before has been judged.
    if (!without(since(claim), since(entry)).some(({ result }) => result === 'described')) continue;
    mended = claim;
    claim = entry;
  }
  const after = since(claim);
  const all = failuresOf(without(executions, after), isDescribed);
  const recent = mended && failuresOf(without(since(mended), after), isDescribed);
  const before = all && { ...harder(all, recent), all: all.blocks };
  return { claim, before, after };
}

function without(executions: readonly Execution[], others: readonly Execution[]): readonly Execution[] {
  const left = new Set(others);
  return executions.filter((execution) => !left.has(execution));
}

/** Recent runs without a failure say nothing of how often the test failed. */
function harder(all: Failures, recent: Failures | undefined): Failures {
  if (recent === undefined || recent.blocks.failures === 0) return all;
  return passesNeeded(recent.blocks) > passesNeeded(all.blocks) ? recent : all;
}

/** @param chance luck; absent where it cannot be worked out. */
function standingOf(
  {
    passes,
    days,
    relapses,
    otherFailures,
  }: Pick<FixConfidence, 'passes' | 'days' | 'relapses' | 'otherFailures'>,
  chance: number | undefined,
): Standing {
  if (relapses.length > 0) return 'contradicted';
  if (passes + otherFailures === 0) return 'no-signal';
  if (chance === undefined) return 'unmeasured';
  return isSmall(chance) && days >= LEAST_DAYS ? 'supported' : 'gathering';
}

/** A counted execution of a test, held against how its issue's failures look. */
interface Execution extends CountedExecution {
  readonly message: string;
  /** `described`: failed, or passed after an attempt that did, as the issue says; `otherwise`: failed in another way. */
  readonly result: 'passed' | 'described' | 'otherwise';
}

/**
 * The counted executions of an issue's test in the order of the runs, those of stress runs among them. Skipped, absent and unfinished is no execution.
 * Of an issue without descriptions all failures are its own.
 * @param testId as in `TestState.id`.
 */
function readExecutions(testId: string, runs: SuiteRuns, look: FailureLook): readonly Execution[] {
  const key = runs.keyOf(testId) ?? '';
  // A set-up that stands as a test tells of its surroundings.
  if (runs.tests.get(key)?.verdict.kind === 'infrastructure') return [];
  return runs.observe(key).flatMap(({ outcome, message, reading }): Execution[] => {
    const { kind, run } = reading;
    if ((kind !== 'counted' && kind !== 'stress') || !wasExecuted(outcome)) return [];
    const passed = { reading, outcome: 'passed', message: '', result: 'passed' } as const;
    if (kind === 'counted' && outcome === 'passed') return [passed];
    const isDescribed = !look.isDescribed || look.recognise(message, run.environment) !== undefined;
    const failed: Execution = { reading, outcome, message, result: isDescribed ? 'described' : 'otherwise' };
    if (kind === 'counted') return [failed];
    // Nobody knows in which order they failed: in a row they are one block, which asks for more passes.
    const { count, failures } = roundsOf((run.repeats ?? []).filter(({ test }) => runs.keyOf(test) === key));
    return Array.from({ length: Math.min(count, MAX_REPEATS) }, (_, i) => (i < failures ? failed : passed));
  });
}

/** Tests of one issue, such as one with its subtests, were repeated side by side: each round is one execution. */
function roundsOf(own: readonly Repeat[]): { readonly count: number; readonly failures: number } {
  const around = new Set(own.flatMap(({ test }) => containersOf(test)));
  const inner = own.filter(({ test }) => !around.has(test)).reduce((sum, { failures }) => sum + failures, 0);
  const count = Math.max(0, ...own.map((one) => one.runs));
  return { count, failures: Math.min(count, Math.max(inner, ...own.map(({ failures }) => failures))) };
}

/** Repetitions of a test that are counted of one run; no fix needs more. */
const MAX_REPEATS = 10_000;

type Failures = Pick<FailuresBefore, 'rate' | 'blocks'>;

/**
 * The executions that failed as described; undefined for no execution. Where nothing is described, a block of failures
 * that chance does not explain is set aside: a regression of its time would make the flake look frequent, and luck small.
 */
function failuresOf(executions: readonly Execution[], isDescribed: boolean): Failures | undefined {
  const { setAside } = isDescribed ? { setAside: new Set() } : judge(executions);
  const counted = byCommit(executions).filter((execution) => !setAside.has(execution));
  if (counted.length === 0) return undefined;
  const failed = counted.map(({ result }) => result === 'described');
  return { rate: wilson(failed.filter(Boolean).length, counted.length), blocks: countBlocks(failed) };
}
