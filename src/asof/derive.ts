import { compareText } from '../core/finding.ts';
import { STATUS_WORDS, type StatusGroup } from '../core/status.ts';
import { LOCI } from '../records/issue/issue.ts';
import type { ExpectedStep, Figure, Figures, HorizonPlan } from './figures.ts';
import { planWork } from './plan.ts';
import { isStanding } from './reading/causes.ts';
import { isRemedy } from './reading/trials.ts';
import type { DecisionReading, IssueReading, Snapshot, SuiteReading } from './snapshot.ts';

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

/** A fix or a commit that several issues share is one. What a test of any of them reopened did not hold. */
function countFixes({ issues }: Scope): Pick<Figures, 'fixesApplied' | 'fixesFallen'> {
  const fixes = issues.flatMap((issue) => issue.fixes);
  const applied = fixes.filter(({ state }) => state === 'applied' || state === 'fell');
  const claims = issues.flatMap(({ trials }) => trials.filter(({ entry }) => isRemedy(entry)));
  const fallen = claims.filter(({ ended }) => ended?.word === 'reopened');
  return {
    fixesApplied: { unit: 'fixes', value: countKeys(applied), of: countKeys(fixes) },
    fixesFallen: { unit: 'claims', value: countKeys(fallen), of: countKeys(claims) },
  };
}

function countKeys(keyed: readonly { readonly key: string }[]): number {
  return new Set(keyed.map(({ key }) => key)).size;
}

/** The part of a snapshot that figures are about: one suite, or the whole book. Lists are in id order. */
export interface Scope {
  readonly snapshot: Snapshot;
  readonly issues: readonly IssueReading[];
  readonly suites: readonly SuiteReading[];
  /** Decisions of the suite and those that show on its issues, each once. */
  readonly decisions: readonly DecisionReading[];
}

/** Without `suite` the whole book; a suite that is not in the book has an empty scope. */
function makeScope(snapshot: Snapshot, suite?: string): Scope {
  if (suite === undefined) {
    const { issues, suites, decisions } = snapshot;
    return { snapshot, issues: [...issues.values()], suites: [...suites.values()], decisions };
  }
  const reading = snapshot.suites.get(suite);
  if (reading === undefined) return { snapshot, issues: [], suites: [], decisions: [] };
  const ofIssues = reading.issues.flatMap((issue) => issue.decisions);
  return {
    snapshot,
    issues: reading.issues,
    suites: [reading],
    decisions: [...new Set([...ofIssues, ...reading.decisions])],
  };
}

type IssueCounts = Pick<
  Figures,
  'issues' | 'byStatus' | 'byGroup' | 'byPattern' | 'byImpact' | 'byLocus' | 'firstDiagnosesFallen'
>;

const GROUPS: readonly StatusGroup[] = ['unresolved', 'resolved', 'closed'];

/** Counts issues. A breakdown holds only what occurs; issues without a value are under the empty string, last. */
function countIssues({ issues, snapshot }: Scope): IssueCounts {
  const impacts = snapshot.kb.book.impacts.map((impact) => impact.id);
  return {
    issues: { unit: 'issues', value: issues.length },
    byStatus: arrange(
      breakDown(issues, ({ status }) => status),
      byRank(STATUS_WORDS),
    ),
    byGroup: arrange(
      breakDown(issues, ({ group }) => group),
      byRank(GROUPS),
    ),
    byPattern: arrange(
      breakDown(issues, ({ leading }) => leading?.pattern ?? ''),
      byCount,
    ),
    byImpact: arrange(
      breakDown(issues, ({ issue }) => issue.impact ?? ''),
      byRank(impacts),
    ),
    byLocus: arrange(
      breakDown(issues, ({ issue }) => issue.locus ?? ''),
      byRank(LOCI),
    ),
    firstDiagnosesFallen: countFallenDiagnoses(issues),
  };
}

function countFallenDiagnoses(issues: readonly IssueReading[]): Figure {
  const first = issues.flatMap(({ firstDiagnosis }) => firstDiagnosis ?? []);
  const fallen = first.filter((cause) => !isStanding(cause));
  return { unit: 'issues', value: fallen.length, of: first.length };
}

type Share<K> = readonly [K, Figure];

function breakDown<K extends string>(
  issues: readonly IssueReading[],
  key: (issue: IssueReading) => K,
): Share<K>[] {
  const groups = Map.groupBy(issues, key);
  return [...groups].map(([value, members]) => [
    value,
    { unit: 'issues', value: members.length, of: issues.length },
  ]);
}

function arrange<K extends string>(
  shares: Share<K>[],
  compare: (a: Share<K>, b: Share<K>) => number,
): Map<K, Figure> {
  const isMissing = ([value]: Share<K>) => (value === '' ? 1 : 0);
  return new Map(shares.sort((a, b) => isMissing(a) - isMissing(b) || compare(a, b)));
}

/** In the order of a list; what is not in it follows in the order of its text. */
function byRank(order: readonly string[]): (a: Share<string>, b: Share<string>) => number {
  const ranks = new Map(order.map((value, index) => [value, index]));
  const rank = (value: string) => ranks.get(value) ?? order.length;
  return ([a], [b]) => rank(a) - rank(b) || compareText(a, b);
}

function byCount([a, inA]: Share<string>, [b, inB]: Share<string>): number {
  return inB.value - inA.value || compareText(a, b);
}

type TestCounts = Pick<
  Figures,
  'testsAffected' | 'testsUnresolved' | 'testsResolved' | 'testsClosed' | 'suiteSize' | 'stable' | 'masked'
>;

/** Counts tests: those that issues name, by their own status, and those of the suites whose size is known. */
function countTests(scope: Scope): TestCounts {
  const tests = scope.issues.flatMap((issue) => issue.tests);
  const count = (group: StatusGroup): Figure => ({
    unit: 'tests',
    value: tests.filter((test) => test.group === group).length,
    of: tests.length,
  });
  const size = sumSizes(scope);
  return {
    testsAffected: { unit: 'tests', value: tests.length },
    testsUnresolved: count('unresolved'),
    testsResolved: count('resolved'),
    testsClosed: count('closed'),
    suiteSize: size === undefined ? undefined : { unit: 'tests', value: size },
    stable: size === undefined ? undefined : countStable(scope, size),
    masked:
      size === undefined
        ? undefined
        : { unit: 'tests', value: sizedIssues(scope).flatMap(maskedTests).length, of: size },
  };
}

/** Issues of suites whose size is known: the only ones that can be held against a size. */
function sizedIssues({ suites }: Scope): readonly IssueReading[] {
  return suites.flatMap(({ size, issues }) => (size === undefined ? [] : issues));
}

/** Ids of an issue's tests that flake. */
function unresolvedTests({ tests }: IssueReading): string[] {
  return tests.filter(({ group }) => group === 'unresolved').map(({ id }) => id);
}

/** Ids of an issue's tests that a mitigation or quarantine hides. */
function maskedTests({ tests }: IssueReading): string[] {
  return tests.filter(({ status }) => status === 'mitigated' || status === 'quarantined').map(({ id }) => id);
}

/** Undefined where no suite's size is known. */
function sumSizes({ suites }: Scope): number | undefined {
  const sizes = suites.flatMap(({ size }) => size?.tests ?? []);
  return sizes.length === 0 ? undefined : sizes.reduce((sum, tests) => sum + tests, 0);
}

/** Below 0 where issues name more tests than the suite is said to have: a wrong size shows, rather than being hidden. */
function countStable(scope: Scope, size: number): Figure {
  const unresolved = sizedIssues(scope).flatMap(unresolvedTests);
  return { unit: 'tests', value: size - unresolved.length, of: size };
}

/**
 * What the planned fixes are expected to give, in the order of the plan: a fix makes its unresolved tests
 * stable, a mitigation or relocation masks them until a fix covers them. A test counts once, however many
 * alternatives its issue has. Concerns the given issues (those held against `stable.of` tests) only.
 */
function expectSteps(
  plan: readonly HorizonPlan[],
  issues: readonly IssueReading[],
  stable: Figure | undefined,
): ExpectedStep[] {
  if (stable === undefined) return [];
  const counted = new Set(issues.map(({ issue }) => issue.id));
  const covered = new Set<string>();
  const masked = new Set(issues.flatMap(maskedTests));
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

type Times = Pick<
  Figures,
  | 'decisionsOpen'
  | 'decisionsOverdue'
  | 'oldestDecisionDays'
  | 'oldestUnresolvedDays'
  | 'medianTimeToFixDays'
  | 'mitigationsPastUntil'
>;

/** What has waited, how long, and what is late. */
function measureTimes(scope: Scope): Times {
  const open = scope.decisions.filter(({ state }) => state === 'open');
  const overdue = open.filter((decision) => decision.overdue);
  const unresolved = scope.issues.filter(({ group }) => group === 'unresolved');
  const oldestDecisionDays = oldest(open.flatMap(({ ageDays }) => ageDays ?? []));
  const oldestUnresolvedDays = oldest(unresolved.map(({ ageDays }) => ageDays));
  const medianTimeToFixDays = measureTimeToFix(scope);
  return {
    decisionsOpen: { unit: 'decisions', value: open.length, of: scope.decisions.length },
    decisionsOverdue: { unit: 'decisions', value: overdue.length, of: open.length },
    oldestDecisionDays,
    oldestUnresolvedDays,
    medianTimeToFixDays,
    mitigationsPastUntil: findPastUntil(scope),
  };
}

function oldest(ages: readonly number[]): Figure | undefined {
  if (ages.length === 0) return undefined;
  return { unit: 'days', value: ages.reduce((max, age) => Math.max(max, age)) };
}

/** From the first status to the entry that resolved the last test: a later `verified` does not make a fix slower. */
function measureTimeToFix({ issues }: Scope): Figure | undefined {
  const days = issues
    .filter(({ group }) => group === 'resolved')
    .flatMap(({ daysToSettle }) => daysToSettle ?? [])
    .sort((a, b) => a - b);
  const low = days[Math.floor((days.length - 1) / 2)];
  const high = days[Math.floor(days.length / 2)];
  if (low === undefined || high === undefined) return undefined;
  return { unit: 'days', value: (low + high) / 2, of: days.length };
}

function findPastUntil({ issues }: Scope): Times['mitigationsPastUntil'] {
  return issues.flatMap(({ issue, overdue }) => overdue.map((one) => ({ issue: issue.id, ...one })));
}
