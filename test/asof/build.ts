import { readAsOf } from '../../src/asof/read-as-of.ts';
import type { IssueReading } from '../../src/asof/snapshot.ts';
import type { When } from '../../src/core/calendar.ts';
import { parseEffort } from '../../src/core/effort.ts';
import type { TimelineWord } from '../../src/core/status.ts';
import type { Book } from '../../src/records/book/book.ts';
import type { Evidence } from '../../src/records/evidence/evidence.ts';
import type { Cause, Issue, Test } from '../../src/records/issue/issue.ts';
import type { TimelineEntry } from '../../src/records/issue/timeline.ts';
import type { Decision, Fix, Task } from '../../src/records/issue/work.ts';
import type { KnowledgeBase } from '../../src/records/knowledge-base.ts';
import type { Pattern } from '../../src/records/pattern/pattern.ts';
import type { Run, Suite } from '../../src/records/suite/suite.ts';

/** A day of work is 8 hours, a week 5 days, as in the shipped book. */
export function buildBook(parts: Partial<Book> = {}): Book {
  return {
    kind: 'book',
    title: 'A book',
    timeZone: 'America/New_York',
    prefixes: [{ prefix: 'DS-FLAKY-' }],
    impacts: ['critical', 'high', 'medium', 'low'].map((id) => ({ id, label: id })),
    horizons: ['immediate', 'short-term', 'long-term'].map((id) => ({ id, label: id })),
    statusLabels: {},
    work: { dayMinutes: 480, weekMinutes: 2400 },
    links: {},
    fields: [],
    reports: [],
    retired: [],
    ...parts,
  };
}

/** An issue with the tests of the given letters; opened on January 4 unless it has another timeline. */
export function buildIssue(id: string, parts: Partial<Issue> = {}, letters = 'a'): Issue {
  return {
    kind: 'issue',
    id,
    file: `issues/${id}.md`,
    title: `Title of ${id}`,
    suite: 'data-storage',
    tests: [...letters].map(buildTest),
    causes: [],
    fixes: [],
    decisions: [],
    tasks: [],
    signatures: [],
    observed: [],
    references: [],
    related: [],
    timeline: [entry('open', '2026-01-04')],
    fields: {},
    ...parts,
  };
}

export function buildTest(letter: string): Test {
  return { letter, aliases: [], where: [], observed: [] };
}

/** Without the details that the word requires, unless a test gives them. */
export function entry(word: TimelineWord, at: When, parts: Partial<TimelineEntry> = {}): TimelineEntry {
  return { word, at, tests: [], ...parts } as TimelineEntry;
}

/** States are given as `{ supported: '2026-01-04' }`, as in the front matter. */
export function buildCause(id: string, states: Record<string, When> = {}, parts: Partial<Cause> = {}): Cause {
  const dated = Object.entries(states).map(([state, at]) => ({ state: state as 'proposed', at }));
  return { id, states: dated, ...parts };
}

export function buildPattern(id: string): Pattern {
  const lists = { signals: [], guards: [], cures: [], counterCures: [], related: [], prevalence: [] };
  return { kind: 'pattern', id, file: `patterns/${id}.md`, title: id, summary: id, ...lists };
}

/** The effort is given as text: `30m`. */
export function buildFix(id: string, effort?: string, parts: Partial<Fix> = {}): Fix {
  return { id, ...parseWork(effort), ...parts };
}

export function buildTask(id: string, effort?: string, parts: Partial<Task> = {}): Task {
  return { id, title: `Title of ${id}`, ...parseWork(effort), ...parts };
}

function parseWork(text: string | undefined): Pick<Task, 'effort'> {
  const effort = text === undefined ? undefined : parseEffort(text);
  return effort === undefined ? {} : { effort };
}

export function buildDecision(id: string, parts: Partial<Decision> = {}): Decision {
  return { id, ask: `Ask ${id}?`, options: [], about: [], covers: [], rejected: [], ...parts };
}

export function buildEvidence(suite: string, date: When): Evidence {
  const commit = '4512e87000000000000000000000000000000000';
  return { kind: 'evidence', id: suite, file: `evidence/${suite}.yaml`, commit, date, claims: [] };
}

export function buildRun(id: string, date: When): Run {
  return { id, date, after: [], failures: [], with: {} };
}

/** A suite of 157 tests unless its sizes are given. */
export function buildSuite(id = 'data-storage', parts: Partial<Suite> = {}): Suite {
  return {
    kind: 'suite',
    id,
    file: `suites/${id}.md`,
    title: `Title of ${id}`,
    size: [{ date: '2026-01-04', tests: 157 }],
    runs: [],
    tasks: [],
    decisions: [],
    references: [],
    ...parts,
  };
}

/** The records, in the order in which they are given. */
export function buildBase(
  issues: readonly Issue[],
  suites: readonly Suite[] = [buildSuite()],
  book: Book = buildBook(),
): KnowledgeBase {
  return {
    book,
    issues: new Map(issues.map((issue) => [issue.id, issue])),
    patterns: new Map(),
    suites: new Map(suites.map((suite) => [suite.id, suite])),
    references: new Map(),
    evidence: new Map(),
  };
}

/** Reads the first of the issues among the others; fails when it does not exist at the date. */
export function readFirst(asOf: When, ...issues: [Issue, ...Issue[]]): IssueReading {
  const reading = readAsOf(buildBase(issues), asOf).issues.get(issues[0].id);
  if (reading === undefined) throw new Error(`${issues[0].id} does not exist on ${asOf}`);
  return reading;
}
