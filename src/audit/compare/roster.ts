import type { Claim, EntryClaim } from '../claim.ts';

/** One issue that the document describes or lists, from all its entries. */
export interface RosterIssue {
  readonly id: string;
  readonly letters: readonly string[];
  readonly state?: 'resolved' | 'unresolved';
  readonly status?: 'fixed' | 'triaged';
  readonly entries: readonly EntryClaim[];
}

/** The issues of a document's own, found in its headings, lists and tables. */
export interface Roster {
  readonly issues: readonly RosterIssue[];
  /** Every issue that is named is described under a heading of its own. */
  readonly isDescribed: boolean;
  /** Every issue's state is known, and they are all that the document has. */
  readonly isSettled: boolean;
  /** Some issue names its tests one by one: then the others have one each. */
  readonly hasLetters: boolean;
}

/** Undefined where the document has no two issues. Ids of other kinds (`ADR-033`) are left out: most of one prefix are meant. */
export function readRoster(claims: readonly Claim[]): Roster | undefined {
  const entries = claims.flatMap((claim) => (claim.kind === 'entry' ? [claim] : []));
  const prefixOf = (id: string) => id.replace(/\d+$/, '');
  const byPrefix = Map.groupBy(
    entries.filter(({ id }) => !id.startsWith('#')),
    ({ id }) => prefixOf(id),
  );
  const count = (group: readonly EntryClaim[]) => new Set(group.map(({ id }) => id)).size;
  const groups = [...byPrefix].sort(([, a], [, b]) => count(b) - count(a));
  const [main] = groups;
  if (!main) return undefined;
  const own = groups.filter(([prefix, group]) => isKin(prefix, group, main)).flatMap(([, group]) => group);
  if (count(own) < 2) return undefined;
  const issues = [...Map.groupBy(own, ({ id }) => id)].map(([id, group]) => toIssue(id, group));
  // Beside issues with a heading each, those that a list names only may be of another suite or report.
  const described = issues.filter(({ entries: of }) => of.some(({ source }) => source === 'heading'));
  const isDescribed = described.length === issues.length;
  return {
    issues: (described.length > 1 ? described : issues).sort((a, b) => (a.id < b.id ? -1 : 1)),
    isDescribed,
    isSettled: (isDescribed || described.length === 0) && issues.every(({ state }) => state !== undefined),
    hasLetters: issues.some(({ letters }) => letters.length > 0),
  };
}

/** Ids of other prefixes count where they look alike (`GW-FLAKY-`), or head sections as the main ones do. */
function isKin(
  prefix: string,
  group: readonly EntryClaim[],
  [main, own]: readonly [string, readonly EntryClaim[]],
): boolean {
  const kind = (text: string) => text.split(/[-_]/).at(-2) ?? '';
  const heads = (entries: readonly EntryClaim[]) => entries.some(({ source }) => source === 'heading');
  if (prefix === main || (heads(group) && heads(own))) return true;
  return prefix.split(/[-_]/).length > 2 && kind(prefix) === kind(main);
}

const SOURCES = ['heading', 'table', 'list'] as const;

/** The first kind of place that says a state, as long as that one and the tables agree. */
function toIssue(id: string, entries: readonly EntryClaim[]): RosterIssue {
  const letters = [...new Set(entries.flatMap((entry) => entry.letters))].sort();
  const speaking = SOURCES.map((source) =>
    entries.filter((entry) => entry.source === source && entry.state),
  ).find((group) => group.length > 0);
  // A table may give the tests of one issue different states: then the issue has none.
  const tabled = entries.filter((entry) => entry.source === 'table' && entry.state);
  const states = new Set([...(speaking ?? []), ...tabled].map((entry) => entry.state));
  const [state] = states.size === 1 ? states : [];
  const statuses = new Set(entries.flatMap(({ status }) => status ?? []));
  const [status] = statuses.size === 1 ? statuses : [];
  return { id, letters, entries, state, status };
}

/** Tests of issues: their letters, or one. At least so many where nothing names tests one by one. */
export function testsOf(issues: readonly RosterIssue[]): number {
  return issues.reduce((sum, { letters }) => sum + Math.max(1, letters.length), 0);
}

export function namesOf(issues: readonly RosterIssue[]): string {
  return issues.map(({ id, letters }) => (letters.length > 1 ? id + letters.join('/') : id)).join(', ');
}
