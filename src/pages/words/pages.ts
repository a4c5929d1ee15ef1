import type { Figure } from '../../asof/figures.ts';
import { formatLongDate, type When } from '../../core/calendar.ts';
import { plural } from '../../core/text.ts';
import type { Pattern } from '../../records/pattern/pattern.ts';
import type { Reference } from '../../records/reference/reference.ts';
import { ROUTES } from '../routes.ts';
import { asOfSentence, enumerate, formatDate, knownSuites, someOf } from './format.ts';

/** Pages that there is one of, and what suites and patterns say of themselves. */

const asOf = asOfSentence;

export const homeWords = {
  description: 'Flaky tests, their causes, fixes and open decisions',
  asOf: (date: When) => `${asOf(date)} Flakebook derives every figure from the records.`,
  /** Where readers go from here. */
  ways: [
    [ROUTES.issues, 'Issues'],
    [ROUTES.patterns, 'Patterns'],
    [ROUTES.suites, 'Suites'],
    [ROUTES.plan, 'Plan'],
    [ROUTES.decisions, 'Decisions'],
    [ROUTES.reports, 'Reports'],
    [ROUTES.changes, 'What changed'],
    [ROUTES.references, 'Documents'],
  ] as const,
  stable: ({ value, of = value, suites }: Figure) =>
    `${someOf(value, of, ['test', 'has', 'have'])} no open issue${suites === undefined ? '' : `, ${knownSuites(suites)}`}.`,
  since: (report: When, created: number, fixed: number, reopened: number) =>
    `Since the report of ${formatDate(report)}: ${created} new, ${fixed} fixed, ${reopened} reopened.`,
  needsYou: 'Needs you',
  contradictedBy: ' (runs contradict the fix)',
  withoutIssue: (tests: number) => `: ${plural(tests, 'flaky test has', 'flaky tests have')} no issue`,
  contradicted: 'Fixes that runs contradict',
  /** Of an empty book. */
  steps: [
    'Record a suite: `flakebook new suite checkout`. In `book.yaml`, give its issues a prefix: `prefixes: [{ prefix: CART-, suite: checkout }]`.',
    'Record what flakes in it: `flakebook new issue --suite checkout "Cart is empty"`.',
    'Check the records and make the pages again: `flakebook check`, then `flakebook build`.',
  ],
  unresolved: 'Unresolved',
  noneUnresolved: 'No issue is unresolved.',
  suites: 'Suites',
  plan: 'Planned work',
  wholePlan: 'The whole plan',
};

export const issuesWords = {
  title: 'Issues',
  description: 'All flaky-test issues by status.',
  none: 'No issue is recorded yet.',
  counts: (issues: number, tests: number, byStatus: string, date: When) =>
    `${plural(issues, 'issue')} with ${plural(tests, 'test')}: ${byStatus}. ${asOf(date)}`,
  /** Of a part of all issues. */
  of: (issues: number, date: When) => `${plural(issues, 'issue')}. ${asOf(date)}`,
  groups: { unresolved: 'Unresolved', resolved: 'Resolved', closed: 'Closed' },
};

export const patternsWords = {
  title: 'Root-cause patterns',
  description: 'What makes tests flaky: signals, lookalikes, cures, and what does not help.',
  intro:
    'A pattern is the mechanism behind a flaky test. The last column counts the issues whose cause it is or may be.',
  introToCards:
    'A pattern is the mechanism behind a flaky test. Each card counts the issues whose cause it is or may be.',
  table: ['Pattern', 'What happens', 'Issues'],
  families: {
    time: 'Time',
    order: 'Order',
    state: 'State',
    environment: 'Environment',
  } satisfies Record<NonNullable<Pattern['family']>, string>,
  noFamily: 'Others',
  count: (issues: number, unresolved: number) =>
    issues === 0 ? 'no issue yet' : `${unresolved} of ${plural(issues, 'issue')} unresolved`,
  asTable: 'The catalogue as a table',
};

export const patternWords = {
  family: 'Family',
  theme: 'Theme',
  solution: 'Solution',
  signals: 'Signals',
  lookalikes: 'Lookalikes',
  cures: 'Cures',
  falseCures: 'What does not help',
  share: (issues: number, unresolved: number, median: Figure | undefined, all: Figure | undefined) => {
    if (issues === 0) return 'No issue of this book has this cause.';
    const count = `${plural(issues, 'issue')} of this book ${issues === 1 ? 'has' : 'have'} this cause, ${unresolved === 0 ? 'none' : unresolved} unresolved.`;
    if (median === undefined) return count;
    const days = ({ value }: Figure) => (value === 0 ? 'less than a day' : plural(value, 'day'));
    const others = all === undefined ? '' : `; over all resolved issues, ${days(all)}`;
    return `${count} ${plural(median.of ?? 0, 'resolved issue')} took ${median.of === 1 ? '' : 'a median of '}${days(median)}${others}.`;
  },
  fixedHere: 'Fixed here',
  prevalence: 'How common it is',
  prevalenceTable: ['Share', 'Of', 'Source'],
  issues: 'Issues with this cause',
  noIssue: 'None in this book.',
  related: 'Related patterns',
};

export const suitesWords = {
  title: 'Suites',
  description: 'Test suites with their size, stable tests and reports.',
  asOf,
  table: ['Suite', 'Stable tests', 'Unresolved tests', 'Issues', 'Newest report'],
  project: 'Project',
  noProject: 'no project',
  projects: ['Project', 'Suites', 'Unresolved tests', 'Issues'],
  report: 'Report',
};

export const suiteWords = {
  description: (title: string) => `Flaky tests, planned work and runs of the suite ${title}.`,
  size: 'Size',
  framework: 'Framework',
  command: 'Command',
  source: 'Source',
  branch: 'Branch',
  checkedAt: 'at ',
  asOf: (date: When) => `As of ${formatLongDate(date)}: `,
  report: 'report of that day',
  figures: 'Figures',
  allFigures: 'All figures of the suite',
  issues: 'Issues',
  noIssue: 'None.',
  plan: 'Planned work',
  decisions: 'Decisions',
  runs: 'Runs',
  run: {
    title: (name: string) => `Run: ${name}`,
    fixes: ', with the fixes of ',
    commit: ', commit ',
    failures: 'Known flaky tests that failed',
    link: 'the run',
    ran: (tests: string) => `${tests} ran`,
    took: (time: string) => `took ${time}`,
    with: ', with ',
    by: (settings: readonly string[]) => `Runs by ${enumerate(settings)}`,
    run: 'Run',
    passRate: 'Pass rate',
    tests: 'Ran',
    time: 'Took',
    ranOf: (ran: number, of: number) => `${ran} of ${of}`,
  },
};

export const referencesWords = {
  title: 'Related documentation',
  description: 'Documents, tickets and decision records that issues cite.',
  none: 'No reference is recorded.',
  citedIn: ', cited in ',
  /** Each of them names the document on its own page. */
  andMore: (issues: number) => ` and ${plural(issues, 'other issue')}`,
  kind: 'Kind',
  kinds: {
    document: 'document',
    commit: 'commit',
    'pull-request': 'pull request',
    ticket: 'ticket',
    'decision-record': 'decision record',
  } as const satisfies Record<NonNullable<Reference['kind']>, string>,
  commit: 'at commit ',
  missingAt: (commit: string) => `not found at ${commit}`,
  missing: (date: When) => `not found on ${formatDate(date)}`,
};

export const reportsWords = {
  title: 'Reports',
  description: 'Dated summary reports.',
  lead: (reports: number, dates: readonly When[]) =>
    dates[0] === undefined
      ? 'No suite is recorded yet, so there is nothing to report.'
      : `${plural(reports, 'report')} of ${plural(dates.length, 'date')}, the newest of ${formatDate(dates[0])}.`,
  of: (title: string, date: When) => `${title}, ${formatDate(date)}`,
  table: ['Report', 'Stable tests', 'Unresolved tests', 'Open decisions'],
  /** Behind a figure: how much it differs from that of the report before. */
  change: (now: number | undefined, before: number | undefined) =>
    now === undefined || before === undefined || now === before
      ? ''
      : ` (${now > before ? '+' : '−'}${Math.abs(now - before)})`,
  past: 'The book at past dates',
  asOf: (date: When) => `As of ${formatDate(date)}`,
};

/** The report of all suites. */
export const bookReportWords = {
  description: (book: string, date: When) =>
    `The suites of ${book}, what moved since the last report, and the worst of what is flaky, as of ${formatDate(date)}.`,
  scope: (suites: number, issues: number, tests: number) =>
    `${plural(suites, 'suite')}, ${plural(issues, 'issue')}, ${plural(tests, 'unresolved test')}.`,
};

export const changesWords = {
  title: 'What changed',
  description: 'The difference from each report to the next.',
  onlyOne: 'There is only one report so far. To add another, list its date under `reports` in `book.yaml`.',
  between: (from: When, to: When) => `${formatDate(from)} to ${formatDate(to)}`,
  titleBetween: (from: When, to: When) => `What changed from ${formatDate(from)} to ${formatDate(to)}`,
};

export const archiveWords = {
  title: (title: string, date: When) => `${title} (as of ${formatDate(date)})`,
  note: (date: When) => `The book as of ${formatDate(date)}.`,
  today: 'The page of today',
};
