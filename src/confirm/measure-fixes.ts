import type { StatusEntry } from '../asof/reading/status.ts';
import type { IssueReading, TestState } from '../asof/snapshot.ts';
import { type Calendar, createCalendar } from '../core/calendar.ts';
import type { FailureLook } from '../match/looks.ts';
import { fisher, luck, passesNeeded, posterior } from '../runs/verdict/statistics.ts';
import type { Rate, SuiteRuns } from '../runs/verdict/suite-runs.ts';
import { type ClaimHistory, claimHistoryOf, isClaim, runsSince } from './claim-history.ts';
import { type Execution, failureRate, readExecutions } from './executions.ts';
import type { FixConfidence, Standing } from './fix-confidence.ts';

const CONFIDENCE = 0.95;
const PRIOR = 0.5;
/** Passes of one day alone may share what makes the test pass. */
const LEAST_DAYS = 2;

/**
 * How the claims of an issue stand against the runs of its suite: one for each test that is `fixed` or `verified` as of
 * the date. Formulas and thresholds: Wilson (1927) and Fisher's exact test, as in `derive/runs/statistics.ts`; supported
 * at 95 % on two days.
 *
 * The rate before the claim is that of all runs before it, or of those since the test was last thought mended, whichever
 * is lower: after a fix that helped in part the old failures would make luck look small, and after one that did not help
 * the few runs up to its relapse would.
 * @param timeZone of the book.
 */
export function measureFixes(
  reading: Pick<IssueReading, 'issue' | 'tests' | 'timeline'>,
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
