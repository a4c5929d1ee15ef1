import type { StatusEntry } from '../../derive/reading/status.ts';
import { namedTestsOf } from '../../derive/runs/named-tests.ts';
import { fisher, luck, passesNeeded, posterior, wilson } from '../../derive/runs/statistics.ts';
import type { Observation, Rate, SuiteRuns } from '../../derive/runs/suite-runs.ts';
import type { IssueReading, TestState } from '../../derive/snapshot.ts';
import { type Calendar, createCalendar } from '../../time/calendar.ts';
import type { FailureLook } from '../match/looks.ts';
import { type ClaimHistory, claimHistoryOf, isAfter, isClaim } from './claim-history.ts';
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
  reading: IssueReading,
  runs: SuiteRuns,
  look: FailureLook,
  timeZone: string,
): readonly FixConfidence[] {
  const calendar = createCalendar(timeZone);
  return reading.tests.flatMap((state) => {
    const history = claimHistoryOf(reading, state.test.letter);
    if (history === undefined || !isClaim(state.status)) return [];
    const executions = readExecutions(reading, state, runs, look);
    return [measureFix(state, state.status, history, executions, calendar)];
  });
}

/** One counted execution of a test. */
interface Execution extends Observation {
  /** `described`: failed, or passed after an attempt that did, as the issue says; `otherwise`: failed in another way. */
  readonly result: 'passed' | 'described' | 'otherwise';
}

/** The counted executions of a test in the order of the runs. Skipped, absent and unfinished is no execution. */
function readExecutions(
  reading: IssueReading,
  state: TestState,
  runs: SuiteRuns,
  look: FailureLook,
): readonly Execution[] {
  const key = keyOf(reading, state, runs);
  // A set-up that stands as a test tells of its surroundings.
  if (key === undefined || runs.tests.get(key)?.verdict.kind === 'infrastructure') return [];
  return runs.observe(key).flatMap((observation): Execution[] => {
    const { outcome, message, reading: run } = observation;
    if (run.kind !== 'evidence') return [];
    if (outcome === 'passed') return [{ ...observation, result: 'passed' }];
    if (outcome !== 'failed' && outcome !== 'errored' && outcome !== 'flaky') return [];
    const isDescribed = !look.isDescribed || look.recognise(message) !== undefined;
    return [{ ...observation, result: isDescribed ? 'described' : 'otherwise' }];
  });
}

/** Under which key the runs know a test of an issue: its id, or that of a test of another issue which is the same one. */
function keyOf({ issue }: IssueReading, { id }: TestState, runs: SuiteRuns): string | undefined {
  if (runs.tests.has(id)) return id;
  const named = namedTestsOf([issue]).find(({ testId }) => testId === id);
  const names =
    named === undefined ? [] : [...(named.name === undefined ? [] : [named.name]), ...named.aliases];
  return names.map((name) => runs.keyOf(name)).find((key) => key !== undefined);
}

function measureFix(
  { id, test }: TestState,
  word: FixConfidence['word'],
  history: ClaimHistory,
  executions: readonly Execution[],
  calendar: Calendar,
): FixConfidence {
  const { claim, before, after } = splitAtClaim(history, executions, calendar);
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
    ...(before === undefined ? {} : { before }),
    ...found,
    ...(last === undefined ? {} : { lastPass: { run: last.run, at: last.at } }),
    ...figures,
    standing: standingOf(found, figures.needed?.passes),
  };
}

/** The claim that counts, the rate before it and the executions since. */
function splitAtClaim(
  { claims, remedies }: ClaimHistory,
  executions: readonly Execution[],
  calendar: Calendar,
): { claim: StatusEntry; before: Rate | undefined; after: readonly Execution[] } {
  const since = (entry: StatusEntry) =>
    executions.filter(({ reading }) => isAfter(reading.run, entry, calendar));
  let claim: StatusEntry = claims[0];
  let mended = remedies.at(-1);
  for (const entry of claims.slice(1)) {
    // Who verified it after a failure claims it anew: what came before has been judged.
    if (!without(since(claim), since(entry)).some(({ result }) => result === 'described')) continue;
    mended = claim;
    claim = entry;
  }
  const after = since(claim);
  const all = rateOf(without(executions, after));
  const recent = mended === undefined ? undefined : rateOf(without(since(mended), after));
  return { claim, before: lowerRate(all, recent), after };
}

function without(executions: readonly Execution[], others: readonly Execution[]): readonly Execution[] {
  const left = new Set(others);
  return executions.filter((execution) => !left.has(execution));
}

function rateOf(executions: readonly Execution[]): Rate | undefined {
  if (executions.length === 0) return undefined;
  return wilson(executions.filter(({ result }) => result === 'described').length, executions.length);
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
