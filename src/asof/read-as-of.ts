import type { When } from '../core/calendar.ts';
import { compareText } from '../core/finding.ts';
import { itemId, shownTestId } from '../core/ids.ts';
import { datesOf } from '../records/check/newest-date.ts';
import type { Issue } from '../records/issue/issue.ts';
import { keysOfTests } from '../records/issue/same-tests.ts';
import type { KnowledgeBase } from '../records/knowledge-base.ts';
import type { Run, Suite } from '../records/suite/suite.ts';
import { type AsOfView, createAsOfView, makeAsOf } from './reading/as-of-view.ts';
import {
  type CauseResolver,
  createCauseResolver,
  findFirst,
  findLeading,
  readCause,
} from './reading/causes.ts';
import { type Answered, collectAnswers, readDecision } from './reading/decisions.ts';
import { createFixResolver, type FixResolver, readFix } from './reading/fixes.ts';
import { knownIssues, knownReferences, knownSuites, knownTasks } from './reading/known.ts';
import { readCourse, readStatus, type StatusReading } from './reading/status.ts';
import { readTrials } from './reading/trials.ts';
import type {
  DecisionReading,
  IssueReading,
  KnownSize,
  MeasuredSuite,
  Overdue,
  Snapshot,
  SuiteReading,
} from './snapshot.ts';

/**
 * Reads a knowledge base as of a date that has passed `isWhen`: whatever became known later is absent or undone.
 * The result depends on the records alone, not on the order of the maps. Linear in the size of the records.
 * @param knownAt another date whose knowledge is used: of what is said of the date of reading, all that was known by then.
 * @param measured what the runs of a suite show; undefined where none is measured.
 */
export function readAsOf(
  kb: KnowledgeBase,
  asOf: When,
  knownAt?: When,
  measured: (suite: string) => MeasuredSuite | undefined = () => undefined,
): Snapshot {
  const view = createAsOfView(kb.book, makeAsOf(kb.book, asOf), knownAt);
  const existing = knownIssues({ ...kb, issues: sortById(kb.issues) }, view);
  const known = knownSuites(
    { ...kb, suites: sortById(kb.suites) },
    (suite) => measured(suite) !== undefined,
    view,
  );
  const decisions = readDecisions([...existing.values(), ...known.values()], existing, view);
  const around: Surroundings = {
    view,
    hasPattern: (id) => kb.patterns.has(id),
    resolveCause: createCauseResolver(existing),
    resolveFix: createFixResolver(existing),
    rejections: collectAnswers(decisions, ({ rejected }) => rejected, view),
    choices: collectAnswers(decisions, ({ chosen }) => (chosen === undefined ? [] : [chosen]), view),
    decisions: groupByIssue(decisions),
  };
  const issues = new Map<string, IssueReading>();
  const keys = keysOf(existing.values(), kb.issues);
  for (const [id, issue] of existing) {
    const progress = readStatus(issue, (test) => keys.get(test) ?? test, view);
    if (progress) issues.set(id, readIssue(issue, progress, around));
  }

  const issuesBySuite = Map.groupBy(issues.values(), ({ issue }) => issue.suite);
  const ofSuites = decisions.filter(({ home }) => home.kind === 'suite');
  const decisionsBySuite = Map.groupBy(ofSuites, ({ home }) => home.id);
  const suites = new Map<string, SuiteReading>();
  for (const [id, suite] of known)
    suites.set(
      id,
      readSuite(suite, issuesBySuite.get(id) ?? [], decisionsBySuite.get(id) ?? [], measured(id)?.size, view),
    );
  const evidence = new Map([...sortById(kb.evidence)].filter(([, { date }]) => view.sees(date)));
  const references = knownReferences({ ...kb, references: sortById(kb.references) }, view);
  return { kb, asOf: view.asOf, issues, suites, references, evidence, decisions };
}

/** By the id of a test, the first id of the same test in its suite. What is one test today was always one, whatever it was called. */
function keysOf(issues: Iterable<Issue>, written: ReadonlyMap<string, Issue>): ReadonlyMap<string, string> {
  const suites = Map.groupBy(issues, ({ suite }) => suite);
  return new Map(
    [...suites.values()].flatMap((own) => {
      const tests = own.flatMap((issue) => {
        const known = new Set(issue.tests.map(({ letter }) => letter));
        const today = (written.get(issue.id) ?? issue).tests.filter(({ letter }) => known.has(letter));
        return today.map((test) => ({ ...test, id: shownTestId(issue, test) }));
      });
      const keys = keysOfTests(tests);
      const firsts = new Map(tests.map(({ id }, i) => [keys[i], id] as const).reverse());
      return tests.map(({ id }, i) => [id, firsts.get(keys[i]) ?? id] as const);
    }),
  );
}

function readDecisions(
  homes: readonly (Issue | Suite)[],
  existing: ReadonlyMap<string, Issue>,
  view: AsOfView,
): DecisionReading[] {
  const exists = (issue: string) => existing.has(issue);
  return homes.flatMap(({ kind, id, decisions }) =>
    decisions.flatMap((decision) => readDecision(decision, { kind, id }, exists, view) ?? []),
  );
}

/** Decisions by the issues that they show on, each issue's own first. */
function groupByIssue(decisions: readonly DecisionReading[]): Map<string, DecisionReading[]> {
  const own = decisions.flatMap((decision) =>
    decision.home.kind === 'issue' ? [{ issue: decision.home.id, decision }] : [],
  );
  const others = decisions.flatMap((decision) =>
    decision.issues
      .filter((issue) => decision.home.kind === 'suite' || issue !== decision.home.id)
      .map((issue) => ({ issue, decision })),
  );
  const groups = Map.groupBy([...own, ...others], ({ issue }) => issue);
  return new Map([...groups].map(([issue, list]) => [issue, list.map(({ decision }) => decision)]));
}

function sortById<T>(records: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return new Map([...records].sort(([a], [b]) => compareText(a, b)));
}

/** What other records say about an issue. */
interface Surroundings {
  readonly view: AsOfView;
  readonly hasPattern: (id: string) => boolean;
  readonly resolveCause: CauseResolver;
  readonly resolveFix: FixResolver;
  /** By `ISSUE/fix`. */
  readonly rejections: ReadonlyMap<string, Answered>;
  readonly choices: ReadonlyMap<string, Answered>;
  /** Decisions by the issues that they show on, the issue's own first. */
  readonly decisions: ReadonlyMap<string, readonly DecisionReading[]>;
}

/** An issue as of the date, given what is known of it and its status. */
function readIssue(issue: Issue, progress: StatusReading, around: Surroundings): IssueReading {
  const { view } = around;
  const causes = issue.causes.flatMap((cause) => {
    const { item } = around.resolveCause(issue.id, cause);
    return readCause(cause, item, progress.firstStatus, around.hasPattern, view) ?? [];
  });
  const fixes = issue.fixes.map((fix) => {
    const key = itemId(issue.id, fix.id);
    const answers = { rejection: around.rejections.get(key), choice: around.choices.get(key) };
    return readFix(issue, around.resolveFix(issue.id, fix), answers, view);
  });
  const decisions = around.decisions.get(issue.id) ?? [];
  const own = decisions.filter(({ home }) => home.kind === 'issue' && home.id === issue.id);
  const seen = {
    ...issue,
    causes: causes.map(({ cause }) => cause),
    decisions: own.map(({ decision }) => decision),
  };
  const course = readCourse(issue, view);
  const { group, firstStatus, settled } = progress;
  // Since it has this status: a later entry that gives it again, or gives it to another test, begins nothing.
  const began = course.at(-1)?.entry;
  const since = began?.at ?? firstStatus;
  const isDated = !issue.timeline.some(({ listed }) => listed);
  const asked = decisions.flatMap(({ decision }) => [decision.asked ?? [], decision.answered ?? []].flat());
  const dates = [...datesOf(seen, view).map(({ at }) => at), ...asked];
  return {
    issue: seen,
    ...progress,
    since,
    listed: began?.listed,
    course: course.map(({ status, entry }) => ({ status, from: entry.at })),
    daysToSettle: settled === undefined || !isDated ? undefined : view.daysBetween(firstStatus, settled),
    causes,
    leading: findLeading(causes, view),
    firstDiagnosis: findFirst(causes, view),
    fixes,
    trials: readTrials(issue, fixes),
    overdue: findOverdue(progress, view),
    decisions,
    updated: view.newest(dates.filter(view.sees)) ?? since,
    ageDays: group === 'unresolved' ? view.daysSince(firstStatus) : view.daysBetween(firstStatus, since),
  };
}

/** What was to end, and did not. */
function findOverdue({ holds }: StatusReading, view: AsOfView): Overdue[] {
  return holds.flatMap((hold) => {
    const { until, isOver } = hold;
    return isOver && until !== undefined ? [{ ...hold, until, days: view.daysSince(until) }] : [];
  });
}

/** A suite as of the date, given its issues in id order and the decisions of its own record. */
function readSuite(
  suite: Suite,
  issues: readonly IssueReading[],
  decisions: readonly DecisionReading[],
  measured: KnownSize | undefined,
  view: AsOfView,
): SuiteReading {
  const seen = {
    ...suite,
    size: suite.size.filter(({ date }) => view.sees(date)),
    runs: suite.runs.filter(({ date }) => view.sees(date)),
    tasks: knownTasks(suite.tasks, view),
    decisions: decisions.map(({ decision }) => decision),
  };
  const size = newestSize(seen.size, view) ?? newestSize(seen.runs.flatMap(sizeOfRun), view) ?? measured;
  const present = issues.flatMap(({ tests }) => tests.filter(({ group }) => group !== 'closed'));
  const named = new Set(present.map(({ key }) => key)).size;
  const isPossible = size === undefined || named <= size.tests;
  return {
    suite: seen,
    ...(isPossible ? { size } : { impossible: { ...size, named } }),
    issues,
    decisions,
  };
}

function sizeOfRun({ id, date, of }: Run): KnownSize[] {
  return of === undefined ? [] : [{ date, tests: of, run: id }];
}

/** The newest size; of two of one date the one that stands later in the file. */
function newestSize(sizes: readonly KnownSize[], { instantMs }: AsOfView): KnownSize | undefined {
  let newest: KnownSize | undefined;
  for (const size of sizes) {
    if (newest === undefined || instantMs(size.date) >= instantMs(newest.date)) newest = size;
  }
  return newest;
}
