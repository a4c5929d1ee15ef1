import { compareText } from '../core/finding.ts';
import { type FailedOutcome, hadFailure } from '../core/outcome.ts';
import type { StatusGroup } from '../core/status.ts';
import { parseLocator } from '../core/test-locator.ts';
import { shapeOf } from '../match/reading.ts';
import { SOURCE_FILE } from '../match/tokens.ts';
import type { Issue } from '../records/issue/issue.ts';
import type { MeasuredRun } from '../records/runs/run-schema.ts';
import type {
  Circumstance,
  FlakeGroup,
  Observation,
  SuiteRuns,
  TestHistory,
} from '../runs/verdict/suite-runs.ts';

/** One way in which a test failed. */
export interface FailureKind {
  /** The message of the newest failure of this kind, as the tool wrote it; may be empty. */
  readonly message: string;
  readonly count: number;
}

/** A counted run in which a test failed, or passed on retry. */
interface FailedRun extends Pick<MeasuredRun, 'run' | 'at' | 'commit'> {
  readonly outcome: FailedOutcome;
}

/** A test without a name of an issue, in the file of a flaky test: perhaps the same one. */
export interface NamelessTest {
  readonly issue: string;
  readonly at: string;
}

/** A test without an issue, with the evidence that it flakes. */
export interface DetectedFlake {
  readonly history: TestHistory;
  /** Newest first. */
  readonly failedRuns: readonly FailedRun[];
  /** The most frequent first: messages that differ only in ids, times and the like are one kind. */
  readonly kinds: readonly FailureKind[];
  /** Tests that fail in the same runs. */
  readonly group?: FlakeGroup;
  /** What stands beside its failures, the most telling first. */
  readonly circumstances: readonly Circumstance[];
  /** A test without an issue of the same file that was last there in the run before this one came, and failed alike: perhaps its older name. */
  readonly formerName?: string;
  /** Tests that issues know by a place in its file, and by no name. */
  readonly nameless: readonly NamelessTest[];
}

export interface Detected {
  /** What costs most first: by failures, then by the lower end of the rate's interval; what is proved before what is suspected. */
  readonly flakes: readonly DetectedFlake[];
  /** Tests without an issue that fail and do not flake, or not yet: broken, regressions, failed once. By key. */
  readonly failing: readonly TestHistory[];
}

/** Which tests flake, or fail, and are named by no issue. @param nameless those of all issues of the suite. */
export function detectFlakes(runs: SuiteRuns, nameless: readonly NamelessTest[] = []): Detected {
  const open = [...runs.tests.values()].filter(({ issues }) => issues.length === 0);
  const flakes = open
    .filter(({ verdict }) => verdict.kind === 'flaky')
    .sort(byCost)
    .map((history) => describeFlake(history, runs, nameless));
  return {
    flakes,
    failing: open.filter(
      ({ verdict: { kind } }) => kind === 'broken' || kind === 'regression' || kind === 'failed-once',
    ),
  };
}

/** The evidence of one test; for scaffolding an issue it may be any test that failed. */
export function describeFlake(
  history: TestHistory,
  runs: SuiteRuns,
  nameless: readonly NamelessTest[] = [],
): DetectedFlake {
  const failures = runs.observe(history.key).filter(isCountedFailure).reverse();
  const group = runs.groups.find(({ tests }) => tests.includes(history.key));
  const kinds = kindsOf(failures);
  const formerName = findFormerName(history, kinds, runs);
  return {
    history,
    failedRuns: failures.map(({ reading, outcome }) => {
      const { run, at, commit } = reading.run;
      return { run, at, commit, outcome };
    }),
    kinds,
    group,
    circumstances: runs.circumstances.get(history.key) ?? [],
    formerName,
    nameless: nameless.filter(({ at }) => isIn(sourceFileOf(history.key), at)),
  };
}

/** The tests that issues have only a place of, while they are there: what a run shows of them, nobody can tell. */
export function namelessTests(
  issues: readonly { readonly issue: Issue; readonly group: StatusGroup }[],
): NamelessTest[] {
  const present = issues.filter(({ group }) => group !== 'closed');
  return present.flatMap(({ issue: { id, tests } }) =>
    tests.flatMap(({ name, aliases, at }) =>
      name === undefined && aliases.length === 0 && at !== undefined ? [{ issue: id, at }] : [],
    ),
  );
}

/** The file that a test's name begins with, from the root of the repository or of a package in it. */
function sourceFileOf(key: string): string | undefined {
  const { scope } = parseLocator(key);
  return FILE.test(scope) ? scope : undefined;
}

const FILE = new RegExp(`^(?![\\\\/])${SOURCE_FILE}$`);
/** `cart.test.ts:14:22`, `File "tests/test_cart.py", line 14`. */
const PLACES = new RegExp(`(?<path>${SOURCE_FILE})(?::|", line )(?<line>\\d{1,7})(?!\\d)`, 'gi');

/** A file of tests, by its name. */
const OF_TESTS = /(?:test|spec)[^/]*$/i;

/**
 * The file of a test, with the first line of it that its failures name, of the most frequent one that names any.
 * @param files those of the repository: Go names files without their folders, and the package beside them.
 */
export function placeOf(
  { history, kinds }: Pick<DetectedFlake, 'history' | 'kinds'>,
  files: readonly string[] = [],
): string | undefined {
  const own = sourceFileOf(history.key);
  const scope = `/${parseLocator(history.key).scope}`;
  const isBeside = (file: string) => scope.endsWith(`/${file.slice(0, Math.max(0, file.lastIndexOf('/')))}`);
  for (const { message } of kinds)
    for (const { groups: { path = '', line = '' } = {} } of message.matchAll(PLACES)) {
      const said = path.replaceAll('\\', '/');
      if (own !== undefined && isIn(own, said)) return `${own}:${line}`;
      if (own !== undefined || !OF_TESTS.test(said)) continue;
      const named = files.filter((file) => isIn(said, file));
      const [file, ...more] = named.length > 1 ? named.filter(isBeside) : named;
      if (file !== undefined && more.length === 0) return `${file}:${line}`;
    }
  return own;
}

/** Whether a place is in a file, whichever folder either of the two begins in. */
function isIn(file: string | undefined, at: string): boolean {
  if (file === undefined) return false;
  const path = at.replace(/:[\d-]+$/, '');
  return `/${path}`.endsWith(`/${file}`) || `/${file}`.endsWith(`/${path}`);
}

/** A renamed test leaves with its old name in one run and comes with the new one in the next. */
function findFormerName(
  { key, firstSeen }: TestHistory,
  kinds: readonly FailureKind[],
  runs: SuiteRuns,
): string | undefined {
  const before = runs.runs.findLast(
    ({ run, kind }) => kind === 'counted' && firstSeen !== undefined && run.at < firstSeen,
  );
  if (!before) return undefined;
  const { scope } = parseLocator(key);
  const texts = new Set(kinds.map(({ message }) => shapeOf(message)));
  const failsAlike = (history: TestHistory) =>
    runs.observe(history.key).some((seen) => isCountedFailure(seen) && texts.has(shapeOf(seen.message)));
  return [...runs.tests.values()].find(
    (history) =>
      history.issues.length === 0 &&
      history.lastSeen === before.run.at &&
      parseLocator(history.key).scope === scope &&
      failsAlike(history),
  )?.key;
}

interface CountedFailure extends Observation {
  readonly outcome: FailedRun['outcome'];
}

function isCountedFailure(observation: Observation): observation is CountedFailure {
  const { outcome, reading } = observation;
  return hadFailure(outcome) && (reading.kind === 'counted' || reading.kind === 'stress');
}

/** @param failures newest first. */
function kindsOf(failures: readonly CountedFailure[]): FailureKind[] {
  const kinds = Map.groupBy(failures, ({ message }) => shapeOf(message));
  return [...kinds.values()]
    .map((list) => ({ message: list[0]?.message ?? '', count: list.length }))
    .sort((a, b) => b.count - a.count);
}

function byCost(a: TestHistory, b: TestHistory): number {
  return (
    b.failures - a.failures ||
    (b.rate?.low ?? 0) - (a.rate?.low ?? 0) ||
    Number(isSuspicion(a)) - Number(isSuspicion(b)) ||
    compareText(a.key, b.key)
  );
}

function isSuspicion({ verdict }: TestHistory): boolean {
  return verdict.kind === 'flaky' && verdict.because === 'separate-failures';
}
