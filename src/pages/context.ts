import { derive } from '../asof/derive.ts';
import { type NamedFigure, nameFigures } from '../asof/figure-names.ts';
import type { DecisionReading, IssueReading, Snapshot } from '../asof/snapshot.ts';
import type { Book } from '../records/book/book.ts';
import type { Cause, Issue } from '../records/issue/issue.ts';
import type { Pattern } from '../records/pattern/pattern.ts';
import type { Reference, ReferenceGroup } from '../records/reference/reference.ts';
import type { Suite } from '../records/suite/suite.ts';

/** Links against their direction: what points at a record, in id order. */
export interface Backlinks {
  /** Issues that have a standing cause of the pattern. */
  readonly byPattern: ReadonlyMap<string, readonly IssueReading[]>;
  /** Issues whose first cause was of the pattern, whether it still stands or not. */
  readonly firstDiagnoses: ReadonlyMap<string, readonly IssueReading[]>;
  /** Issues that name the reference. */
  readonly byReference: ReadonlyMap<string, readonly IssueReading[]>;
  /** Issues that relate themselves to the issue, or repeat its cause or fix. */
  readonly byIssue: ReadonlyMap<string, readonly IssueReading[]>;
  /** Questions that an issue shows: its own, and those of others that are about it. */
  readonly decisions: ReadonlyMap<string, readonly DecisionReading[]>;
}

/** What every page may look up. Bodies are not here: a page asks for the few that it shows. */
export interface ComposeContext {
  readonly snapshot: Snapshot;
  readonly book: Book;
  readonly backlinks: Backlinks;
  readonly references: ReadonlyMap<string, { readonly reference: Reference; readonly group: ReferenceGroup }>;
  /** The named figures of a suite, or of the whole book; worked out when a page first asks. */
  figuresOf(suite: string | undefined): ReadonlyMap<string, NamedFigure>;
}

export function createContext(snapshot: Snapshot): ComposeContext {
  const references = new Map(
    [...snapshot.kb.references.values()].flatMap((group) =>
      group.items.map((reference) => [reference.id, { reference, group }] as const),
    ),
  );
  const figures = new Map<string | undefined, ReadonlyMap<string, NamedFigure>>();
  return {
    snapshot,
    book: snapshot.kb.book,
    backlinks: collectBacklinks(snapshot),
    references,
    figuresOf(suite) {
      const known = figures.get(suite) ?? nameFigures(derive(snapshot, suite));
      figures.set(suite, known);
      return known;
    },
  };
}

function collectBacklinks(snapshot: Snapshot): Backlinks {
  const byPattern = new Map<string, IssueReading[]>();
  const firstDiagnoses = new Map<string, IssueReading[]>();
  const byReference = new Map<string, IssueReading[]>();
  const byIssue = new Map<string, IssueReading[]>();
  for (const reading of snapshot.issues.values()) {
    const standing = reading.causes.filter(({ state }) => state === 'proposed' || state === 'supported');
    for (const pattern of new Set(standing.map(({ cause }) => cause.pattern)))
      push(byPattern, pattern, reading);
    const first = reading.causes[0];
    if (first) push(firstDiagnoses, first.cause.pattern, reading);
    for (const reference of new Set(reading.issue.references)) push(byReference, reference, reading);
    for (const id of pointsAt(reading.issue)) push(byIssue, id, reading);
  }
  return { byPattern, firstDiagnoses, byReference, byIssue, decisions: decisionsByIssue(snapshot) };
}

function decisionsByIssue(snapshot: Snapshot): ReadonlyMap<string, readonly DecisionReading[]> {
  const byIssue = new Map<string, DecisionReading[]>();
  for (const decision of snapshot.decisions) for (const id of decision.issues) push(byIssue, id, decision);
  return byIssue;
}

function pointsAt(issue: Issue): Set<string> {
  const same = [...issue.causes, ...issue.fixes].flatMap((part: Pick<Cause, 'same'>) =>
    part.same === undefined ? [] : [part.same],
  );
  const ids = new Set([...issue.related.map((related) => related.issue), ...same]);
  ids.delete(issue.id);
  return ids;
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

export function patternOf(context: ComposeContext, id: string): Pattern | undefined {
  return context.snapshot.kb.patterns.get(id);
}

export function patternTitle(context: ComposeContext, id: string): string {
  return patternOf(context, id)?.title ?? id;
}

export function suiteOf(context: ComposeContext, issue: Issue): Suite | undefined {
  return context.snapshot.kb.suites.get(issue.suite);
}

/**
 * `DS-FLAKY-003a/b`: an issue with the letters of the tests that give it its state as of the date, so that nobody counts
 * a test that is resolved among those that are not. Letters are printed only when the issue has several tests.
 */
export function idWithTests({
  issue,
  tests,
  group,
}: Pick<IssueReading, 'issue' | 'tests' | 'group'>): string {
  if (issue.tests.length < 2) return issue.id;
  const own = tests.filter((test) => test.group === group);
  return `${issue.id}${own.map(({ test }) => test.letter).join('/')}`;
}
