import GithubSlugger from 'github-slugger';
import { STAGES, type Stage } from '../asof/snapshot.ts';
import { compareText } from '../core/finding.ts';
import { STATUS_GROUPS, STATUS_WORDS, type Status, type StatusGroup } from '../core/status.ts';
import type { Book } from '../records/book/book.ts';
import type { BookAt } from './book-at.ts';
import type { Badge, Route } from './document.ts';
import type { Faceted } from './issue-rows.ts';
import { ROUTES, suiteRoute } from './routes.ts';
import { capitalise, groupMark, statusBadge, termLabel } from './words/format.ts';
import { words } from './words/words.ts';

const { explorer: says } = words;

/** What issues are filtered by. */
export const FACETS = ['group', 'stage', 'status', 'impact', 'cause', 'suite', 'owner'] as const;
export type Facet = (typeof FACETS)[number];

/** Those to choose from: the stages lie across the groups and the statuses, and pictures lead to them. */
export const SHOWN_FACETS = FACETS.filter((facet) => facet !== 'stage');

/** Those whose values have a page each that lists their issues; a suite has one anyway, and the groups share theirs. */
const LISTED: readonly Facet[] = ['status', 'impact', 'cause', 'owner'];

/** The values of issues that have none, and of those whose leading cause has no pattern, as people type them. */
const NONE = 'none';
const UNCLASSIFIED = 'unclassified';

/** A value that issues have, how many they are, and where they are listed. */
export interface FacetValue {
  readonly value: string;
  readonly count: number;
  readonly route: Route;
}

/** By facet, in the order in which people look for them. */
export type FacetValues = Readonly<Record<Facet, readonly FacetValue[]>>;

export function facetValue(facet: Facet, issue: Faceted): string {
  if (facet === 'cause') return issue.pattern === '' ? UNCLASSIFIED : (issue.pattern ?? NONE);
  return issue[facet] ?? NONE;
}

/** Statuses and impacts have an order of their own; of the rest, what most issues have comes first. */
export function facetValues(issues: readonly Faceted[], { impacts }: Pick<Book, 'impacts'>): FacetValues {
  const orders: Partial<Record<Facet, readonly string[]>> = {
    group: STATUS_GROUPS,
    stage: STAGES,
    status: STATUS_WORDS,
    impact: impacts.map(({ id }) => id),
  };
  const valuesOf = (facet: Facet): FacetValue[] => {
    const slugger = new GithubSlugger();
    const values = [...Map.groupBy(issues, (issue) => facetValue(facet, issue))]
      // Before they are counted: an address does not change with a count.
      .sort(([a], [b]) => compareText(a, b))
      .map(([value, { length }]) => ({ value, count: length, route: routeOf(facet, value, slugger) }));
    const order = orders[facet];
    const rank = ({ value, count }: FacetValue) => {
      if (value === NONE) return Number.POSITIVE_INFINITY;
      return order === undefined ? -count : order.indexOf(value) >>> 0;
    };
    return values.sort((a, b) => (rank(a) < rank(b) ? -1 : Number(rank(a) > rank(b))));
  };
  return {
    group: valuesOf('group'),
    stage: valuesOf('stage'),
    status: valuesOf('status'),
    impact: valuesOf('impact'),
    cause: valuesOf('cause'),
    suite: valuesOf('suite'),
    owner: valuesOf('owner'),
  };
}

/** A part of a file's name, in UTF-16 code units. */
const LONGEST_SLUG = 60;

function routeOf(facet: Facet, value: string, slugger: GithubSlugger): Route {
  if (facet === 'suite') return suiteRoute(value);
  if (!LISTED.includes(facet)) return ROUTES.issues;
  // Signs leave nothing of a name.
  const name = /[\p{L}\p{N}]/u.test(value) ? value.slice(0, LONGEST_SLUG) : facet;
  return `${ROUTES.issues}/${facet}/${slugger.slug(name)}`;
}

/** The values that have a page of issues, by its route. */
export function facetPages(
  values: FacetValues,
): Map<Route, { readonly facet: Facet; readonly value: string }> {
  return new Map(
    LISTED.flatMap((facet) => values[facet].map(({ value, route }) => [route, { facet, value }] as const)),
  );
}

/** A value as pages show it. */
export function facetLabel(book: BookAt, facet: Facet, value: string): string {
  if (value === NONE) return says.none[facet];
  switch (facet) {
    case 'group':
      return words.issues.groups[value as StatusGroup];
    case 'stage':
      return capitalise(words.charts.stages[value as Stage]);
    case 'status':
      return facetBadge(book, facet, value)?.label ?? value;
    case 'impact':
      return termLabel(book.settings.impacts, value);
    case 'cause':
      return value === UNCLASSIFIED ? words.issue.unclassified : book.patternTitle(value);
    case 'suite':
      return book.suiteTitle(value);
    case 'owner':
      return value;
  }
}

/** Its mark, where it has one. */
export function facetBadge(book: BookAt, facet: Facet, value: string): Badge | undefined {
  if (facet === 'status') return statusBadge(value as Status, book.settings);
  return facet === 'group' ? groupMark(value as StatusGroup) : undefined;
}
