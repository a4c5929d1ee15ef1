import { compareText } from '../core/finding.ts';
import {
  groupOf,
  leastSettled,
  STATUS_GROUPS,
  STATUS_WORDS,
  type Status,
  type StatusGroup,
} from '../core/status.ts';
import { LOCI } from '../records/issue/issue.ts';
import {
  AGES,
  type AgeCount,
  type ExpectedStep,
  type Figure,
  type Figures,
  type HorizonPlan,
} from './figures.ts';
import { planWork } from './plan.ts';
import { isStanding } from './reading/causes.ts';
import { isRemedy } from './reading/trials.ts';
import type { DecisionReading, IssueReading, Snapshot, SuiteReading, TestState } from './snapshot.ts';

/** All figures of one suite, or of the whole book, as of the snapshot's date. */
export function derive(snapshot: Snapshot, suite?: string): Figures {
  const scope = scopeOf(snapshot, suite);
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
export function scopeOf(snapshot: Snapshot, suite?: string): Scope {
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

/** Counts issues. A breakdown holds only what occurs; issues without a value are under the empty string, last. */
function countIssues({ issues, snapshot }: Scope) {
  const impacts = snapshot.kb.book.impacts.map((impact) => impact.id);
  const by = <Value extends string>(wordOf: (issue: IssueReading) => Value, compare: Compare) => {
    const shares = [...Map.groupBy(issues, wordOf)].map(
      ([value, { length }]) => [value, { unit: 'issues', value: length, of: issues.length }] as const,
    );
    const isMissing = ([value]: Share) => Number(value === '');
    return new Map(shares.sort((a, b) => isMissing(a) - isMissing(b) || compare(a, b)));
  };
  return {
    issues: { unit: 'issues', value: issues.length } as const,
    byStatus: by(({ status }) => status, byRank(STATUS_WORDS)),
    byGroup: by(({ group }) => group, byRank(STATUS_GROUPS)),
    byPattern: by(({ leading }) => leading?.pattern ?? '', byCount),
    byImpact: by(({ issue }) => issue.impact ?? '', byRank(impacts)),
    byLocus: by(({ issue }) => issue.locus ?? '', byRank(LOCI)),
    firstDiagnosesFallen: countFallenDiagnoses(issues),
  };
}

function countFallenDiagnoses(issues: readonly IssueReading[]): Figure {
  const first = issues.flatMap(({ firstDiagnosis }) => firstDiagnosis ?? []);
  const fallen = first.filter((cause) => !isStanding(cause));
  return { unit: 'issues', value: fallen.length, of: first.length };
}

type Share = readonly [value: string, Figure];
type Compare = (a: Share, b: Share) => number;

/** In the order of a list; what is not in it follows in the order of its text. */
function byRank(order: readonly string[]): Compare {
  const ranks = new Map(order.map((value, index) => [value, index]));
  const rank = (value: string) => ranks.get(value) ?? order.length;
  return ([a], [b]) => rank(a) - rank(b) || compareText(a, b);
}

function byCount([a, inA]: Share, [b, inB]: Share): number {
  return inB.value - inA.value || compareText(a, b);
}

/** A test with the states that the issues which name it give it. */
interface DistinctTest {
  readonly states: readonly TestState[];
  /** The least settled of them. */
  readonly status: Status;
}

/** Each test once, however many issues of its suite name it. */
function distinctTests(issues: readonly IssueReading[]): DistinctTest[] {
  const tests = issues.flatMap(({ issue, tests: own }) =>
    own.map((state) => ({ suite: issue.suite, state })),
  );
  const groups = Map.groupBy(tests, ({ suite, state }) => `${suite} ${state.key}`);
  return [...groups.values()].flatMap((members) => {
    const states = members.map(({ state }) => state);
    const status = leastSettled(states.map((state) => state.status));
    return status === undefined ? [] : [{ states, status }];
  });
}

/** Counts tests: those that issues name, by their own status, and those of the suites whose size is known. */
function countTests(scope: Scope) {
  const tests = distinctTests(scope.issues);
  const count = (group: StatusGroup): Figure => ({
    unit: 'tests',
    value: tests.filter(({ status }) => groupOf(status) === group).length,
    of: tests.length,
  });
  const testless = scope.issues.filter((issue) => issue.group === 'unresolved' && issue.tests.length === 0);
  const sized = distinctTests(sizedIssues(scope));
  const size = sumSizes(scope);
  return {
    testsAffected: { unit: 'tests', value: tests.length } as const,
    testsUnresolved: count('unresolved'),
    testsResolved: count('resolved'),
    testsClosed: count('closed'),
    testless: { unit: 'issues', value: testless.length, of: scope.issues.length } as const,
    suiteSize: size,
    stable: size && { ...size, value: size.value - sized.filter(isUnresolved).length, of: size.value },
    masked: size && { ...size, value: sized.filter(isMasked).length, of: size.value },
  };
}

function isUnresolved({ status }: DistinctTest): boolean {
  return groupOf(status) === 'unresolved';
}

/** Quiet only because a mitigation or quarantine hides it. */
function isMasked({ states }: DistinctTest): boolean {
  const open = states.filter(({ group }) => group === 'unresolved');
  return open.length > 0 && open.every(({ held }) => held && !held.isOver);
}

/** Issues of suites whose size is known: the only ones that can be held against a size. */
function sizedIssues({ suites }: Scope): readonly IssueReading[] {
  return suites.flatMap(({ size, issues }) => (size === undefined ? [] : issues));
}

/** Undefined where no suite's size is known. A sum over a part of the suites says so. */
function sumSizes({ suites }: Scope): Figure | undefined {
  const sizes = suites.flatMap(({ size }) => size?.tests ?? []);
  if (sizes.length === 0) return undefined;
  const partial = sizes.length < suites.length ? { suites: { known: sizes.length, all: suites.length } } : {};
  return { unit: 'tests', value: sizes.reduce((sum, tests) => sum + tests, 0), ...partial };
}

/**
 * What the planned fixes are expected to give, in the order of the plan: a fix makes its unresolved tests
 * stable, a mitigation or relocation masks them until a fix covers them. A test counts once, however many
 * alternatives its issue has, and as stable when each issue that names it is covered. Concerns the given issues
 * (those held against `stable.of` tests) only.
 */
function expectSteps(
  plan: readonly HorizonPlan[],
  issues: readonly IssueReading[],
  stable: Figure | undefined,
): ExpectedStep[] {
  if (stable === undefined) return [];
  // The row of today says of which suites all of this is.
  const { suites: _, ...now } = stable;
  const unresolved = distinctTests(issues).filter(isUnresolved);
  const open = new Map(
    unresolved.flatMap((test) =>
      test.states.flatMap(({ id, group }) => (group === 'unresolved' ? [[id, test] as const] : [])),
    ),
  );
  const covered = new Set<string>();
  const masked = new Set(unresolved.filter(isMasked));
  const mended = new Set<DistinctTest>();
  const isStable = ({ states }: DistinctTest) =>
    states.every(({ id, group }) => group !== 'unresolved' || covered.has(id));
  const steps: ExpectedStep[] = [];
  for (const piece of plan.flatMap(({ work }) => work)) {
    if (piece.kind !== 'fix') continue;
    const ids = piece.issues.flatMap(({ tests: own }) => own.map(({ id }) => id));
    const concerned = ids.filter((id) => open.has(id));
    if (concerned.length === 0) continue;
    const tests = concerned.filter((id) => !covered.has(id));
    if (piece.fix.kind === 'fix') for (const id of tests) covered.add(id);
    for (const test of new Set(tests.flatMap((id) => open.get(id) ?? []))) {
      if (isStable(test)) {
        mended.add(test);
        masked.delete(test);
      } else if (piece.fix.kind !== 'fix') masked.add(test);
    }
    steps.push({
      fix: piece.fix,
      tests,
      stable: { ...now, value: now.value + mended.size },
      masked: { ...now, value: masked.size },
    });
  }
  return steps;
}

/** What has waited, how long, and what is late. */
function measureTimes(scope: Scope) {
  const open = scope.decisions.filter(({ state }) => state === 'open');
  const overdue = open.filter((decision) => decision.overdue);
  const unresolved = scope.issues.filter(({ group }) => group === 'unresolved');
  return {
    decisionsOpen: { unit: 'decisions', value: open.length, of: scope.decisions.length } as const,
    decisionsOverdue: { unit: 'decisions', value: overdue.length, of: open.length } as const,
    oldestDecisionDays: oldest(open.flatMap(({ ageDays }) => ageDays ?? [])),
    oldestUnresolvedDays: oldest(unresolved.map(({ ageDays }) => ageDays)),
    byAge: countAges(unresolved),
    medianTimeToFixDays: measureTimeToFix(scope.issues),
    mitigationsPastUntil: findPastUntil(scope),
  };
}

function countAges(unresolved: readonly IssueReading[]): AgeCount[] {
  return AGES.map(({ age, days }, i) => {
    const from = AGES[i - 1]?.days ?? 0;
    const own = unresolved.filter(({ ageDays }) => from <= Math.max(0, ageDays) && ageDays < days);
    const held = own.filter(({ stage }) => stage === 'held').length;
    return { age, flaking: own.length - held, held };
  });
}

function oldest(ages: readonly number[]): Figure | undefined {
  if (ages.length === 0) return undefined;
  return { unit: 'days', value: ages.reduce((max, age) => Math.max(max, age)) };
}

/**
 * The median of the days from the first status to the entry that resolved the last test, over the issues that are resolved: a
 * later `verified` does not make a fix slower.
 */
export function measureTimeToFix(
  issues: readonly Pick<IssueReading, 'group' | 'daysToSettle'>[],
): Figure | undefined {
  const days = issues
    .filter(({ group }) => group === 'resolved')
    .flatMap(({ daysToSettle }) => daysToSettle ?? [])
    .sort((a, b) => a - b);
  const low = days[Math.floor((days.length - 1) / 2)];
  const high = days[Math.floor(days.length / 2)];
  if (low === undefined || high === undefined) return undefined;
  return { unit: 'days', value: (low + high) / 2, of: days.length };
}

function findPastUntil({ issues }: Scope): Figures['mitigationsPastUntil'] {
  return issues
    .flatMap(({ issue, overdue }) => overdue.map((one) => ({ issue: issue.id, ...one })))
    .sort((a, b) => b.days - a.days);
}
