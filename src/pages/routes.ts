import { encodePath } from '../core/url.ts';
import type { Route } from './document.ts';

/** Addresses of all pages, as data. Ids are checked before they come here; lower case keeps an address unambiguous. */
export const ROUTES = {
  home: '',
  issues: 'issues',
  patterns: 'patterns',
  suites: 'suites',
  plan: 'plan',
  decisions: 'decisions',
  references: 'references',
  reports: 'reports',
  changes: 'changes',
} as const satisfies Record<string, Route>;

export const issueRoute = (id: string): Route => `issues/${id.toLowerCase()}`;
export const patternRoute = (id: string): Route => `patterns/${id.toLowerCase()}`;
export const suiteRoute = (id: string): Route => `suites/${id.toLowerCase()}`;

/** The address of a page from the root of the site: there, pages are folders. */
export function pageOf(route: Route): string {
  return route === '' ? './' : `${encodePath(route)}/`;
}

/** The list of the runs of a suite. */
export const runsRoute = (suite: string): Route => `${suiteRoute(suite)}/runs`;

/** Longer names are no name of a file. */
const LONGEST_SLUG = 120;

/** What stands for a run's id in the address of its page: each id has its own, whatever is in it. Undefined for one too long for an address. */
export function runSlug(run: string): string | undefined {
  const slug = run.replace(/[^a-z0-9_-]/g, (sign) => `~${sign.charCodeAt(0).toString(16)}~`);
  return slug.length > LONGEST_SLUG ? undefined : slug;
}

export const runRoute = (suite: string, slug: string): Route => `${runsRoute(suite)}/${slug}`;

/** A page of a list that is too long for its own page. @param page from 1. */
export function listRoute(owner: Route, list: string, page: number): Route {
  return `${owner === '' ? '' : `${owner}/`}list/${list}-${page}`;
}

/** How much a report tells: `brief` gives the main points, `full` is the archive. */
export const REPORT_DETAILS = ['brief', 'full'] as const;
export type ReportDetail = (typeof REPORT_DETAILS)[number];

/** @param asOf a date or date-time; a time becomes part of the address. */
export const reportRoute = (asOf: string, suite: string, detail: ReportDetail = 'brief'): Route =>
  `reports/${detail === 'full' ? 'full/' : ''}${dateSlug(asOf)}-${suite.toLowerCase()}`;

/** The report of all suites; that of a suite has its id behind the date. */
export const bookReportRoute = (asOf: string): Route => `reports/${dateSlug(asOf)}`;

/** Where a page of the book at a past date stands on the site. */
export function archiveRoute(date: string, route: Route): Route {
  const folder = `at/${dateSlug(date)}`;
  return route === '' ? folder : `${folder}/${route}`;
}

function dateSlug(date: string): string {
  return date.toLowerCase().replace(/[^0-9a-z]+/g, '-');
}

/** The page of a file of the content folder; undefined for `book.yaml`, which has none. */
export function routeOfFile(file: string): Route | undefined {
  const [folder, name = ''] = file.split('/');
  const id = name.replace(/\.(?:md|yaml)$/, '');
  switch (folder) {
    case 'issues':
      return issueRoute(id);
    case 'patterns':
      return patternRoute(id);
    case 'suites':
      return suiteRoute(id);
    case 'references':
      return ROUTES.references;
    default:
      return undefined;
  }
}
