import type { StatusEntry } from '../asof/reading/status.ts';
import type { IssueReading, TestState } from '../asof/snapshot.ts';
import { type Calendar, createCalendar, type When } from '../core/calendar.ts';
import { wasExecuted } from '../core/outcome.ts';
import type { FailureLook } from '../match/descriptions.ts';
import { fisher, luck, passesNeeded, posterior, wilson } from '../runs/verdict/statistics.ts';
import type { Rate, SuiteRuns } from '../runs/verdict/suite-runs.ts';
import { type Execution as CountedExecution, judge } from '../runs/verdict/verdict.ts';
import { type ClaimHistory, claimHistoryOf, isClaim, runsSince } from './claim-history.ts';

/**
 * How a claimed fix stands against the runs since. `contradicted`: a failure as the issue describes it came after the
 * claim. `supported`: luck is at most 5 % on two days or more. `gathering`: runs, and too few passes among them yet.
 * `unmeasured`: no failure was measured before the claim, so there is no luck to work out. `no-signal`: no run since
 * (skipped, absent, deleted): never verified.
 */
export type Standing = 'contradicted' | 'supported' | 'gathering' | 'unmeasured' | 'no-signal';

/** A failure that came after the claim. */
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
  /** (1 - p)^m, from 0 to 1: the chance that the unmended test would have passed as often. As `posterior`, absent after a relapse. */
  readonly luck?: number;
  /** Passes in all for luck of at most 5 %: at the measured rate, and at the lower end of its interval. */
  readonly needed?: { readonly passes: number; readonly atLowRate: number };
  /** From 0 to 1, with a prior of 0.5. */
  readonly posterior?: number;
  /** Fisher's exact test, one-sided: before against after. From 0 to 1. */
  readonly fisher?: number;
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

const CONFIDENCE = 0.95;
const PRIOR = 0.5;
/** Passes of one day alone may share what makes the test pass. */
const LEAST_DAYS = 2;

/**
 * How the claims of an issue stand against the runs of its suite: one for each test that is `fixed` or `verified` as of
 * the date. Formulas and thresholds: Wilson (1927) and Fisher's exact test, as in `runs/verdict/statistics.ts`; supported
 * at 95 % on two days.
 *
 * The rate before the claim is that of all runs before it, or of those since the test was last thought mended, whichever
 * is lower: after a fix that helped in part the old failures would make luck look small, and after one that did not help
 * the few runs up to its relapse would.
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
  const figures = weigh(before, found.passes, relapses.length);
  return {
    testId: id,
    letter: test.letter,
    claimed: claim.at,
    word,
    before,
    ...found,
    lastPass: last && { run: last.run, at: last.at },
    ...figures,
    standing: standingOf(found, figures.needed?.passes),
  };
}

interface SplitRuns {
  /** The claim that counts. */
  readonly claim: StatusEntry;
  readonly before: Rate | undefined;
  /** The executions since. */
  readonly after: readonly Execution[];
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
  const all = failureRate(without(executions, after), isDescribed);
  const recent = mended && failureRate(without(since(mended), after), isDescribed);
  return { claim, before: lowerRate(all, recent), after };
}

function without(executions: readonly Execution[], others: readonly Execution[]): readonly Execution[] {
  const left = new Set(others);
  return executions.filter((execution) => !left.has(execution));
}

/** Recent runs without a failure say nothing of how often the test failed. */
function lowerRate(all: Rate | undefined, recent: Rate | undefined): Rate | undefined {
  if (all === undefined || recent === undefined || recent.failures === 0) return all;
  return recent.value < all.value ? recent : all;
}

type Weighed = Pick<FixConfidence, 'luck' | 'needed' | 'posterior' | 'fisher'>;

function weigh(before: Rate | undefined, passes: number, relapses: number): Weighed {
  if (before === undefined || before.failures === 0) return {};
  const { failures, runs, value, low } = before;
  return {
    ...(relapses > 0 ? {} : { luck: luck(value, passes), posterior: posterior(value, passes, PRIOR) }),
    needed: { passes: passesNeeded(value, CONFIDENCE), atLowRate: passesNeeded(low, CONFIDENCE) },
    fisher: fisher(failures, runs, relapses, passes + relapses),
  };
}

/** @param needed passes; absent where no failure was measured before. */
function standingOf(
  {
    passes,
    days,
    relapses,
    otherFailures,
  }: Pick<FixConfidence, 'passes' | 'days' | 'relapses' | 'otherFailures'>,
  needed: number | undefined,
): Standing {
  if (relapses.length > 0) return 'contradicted';
  if (passes + otherFailures === 0) return 'no-signal';
  if (needed === undefined) return 'unmeasured';
  return passes >= needed && days >= LEAST_DAYS ? 'supported' : 'gathering';
}

/** A counted execution of a test, held against how its issue's failures look. */
interface Execution extends CountedExecution {
  readonly message: string;
  /** `described`: failed, or passed after an attempt that did, as the issue says; `otherwise`: failed in another way. */
  readonly result: 'passed' | 'described' | 'otherwise';
}

/**
 * The counted executions of an issue's test in the order of the runs. Skipped, absent and unfinished is no execution.
 * Of an issue without descriptions all failures are its own.
 * @param testId as in `TestState.id`.
 */
function readExecutions(testId: string, runs: SuiteRuns, look: FailureLook): readonly Execution[] {
  const key = runs.keyOf(testId) ?? '';
  // A set-up that stands as a test tells of its surroundings.
  if (runs.tests.get(key)?.verdict.kind === 'infrastructure') return [];
  return runs.observe(key).flatMap(({ outcome, message, reading }): Execution[] => {
    if (reading.kind !== 'counted' || !wasExecuted(outcome)) return [];
    if (outcome === 'passed') return [{ reading, outcome, message, result: 'passed' }];
    const isDescribed = !look.isDescribed || look.recognise(message) !== undefined;
    return [{ reading, outcome, message, result: isDescribed ? 'described' : 'otherwise' }];
  });
}

/**
 * The share of executions that failed as described; undefined for none. Where nothing is described, a block of failures
 * that chance does not explain is set aside: a regression of its time would make the flake look frequent, and luck small.
 */
function failureRate(executions: readonly Execution[], isDescribed: boolean): Rate | undefined {
  const { setAside } = isDescribed ? { setAside: new Set() } : judge(executions);
  const counted = executions.filter((execution) => !setAside.has(execution));
  if (counted.length === 0) return undefined;
  return wilson(counted.filter(({ result }) => result === 'described').length, counted.length);
}
