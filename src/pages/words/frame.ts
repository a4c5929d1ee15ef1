import { formatLongDate, type When } from '../../core/calendar.ts';
import { ROUTES } from '../routes.ts';
import { asOfSentence } from './format.ts';

/** What stands around each page of the site. */
export const frameWords = {
  skip: 'Skip to content',
  menu: 'Menu',
  /** Names of parts of a page, for those who hear it. */
  main: 'Main',
  trail: 'Where this page stands',
  rail: 'About this page',
  contents: 'On this page',
  home: 'Overview',
  sections: [
    [ROUTES.home, 'Overview'],
    [ROUTES.issues, 'Issues'],
    [ROUTES.patterns, 'Patterns'],
    [ROUTES.plan, 'Plan'],
    [ROUTES.decisions, 'Decisions'],
    [ROUTES.suites, 'Suites'],
    [ROUTES.reports, 'Reports'],
  ] as const,
  /** At the foot of the page. */
  more: [
    [ROUTES.changes, 'What changed'],
    [ROUTES.references, 'Documents'],
  ] as const,
  foot: 'More of this book',
  /** The page in other forms. */
  beside: { md: 'Markdown', json: 'JSON' },
  record: 'This record',
  edit: 'Edit',
  commit: 'Commit ',
  past: (date: When) => `As of ${formatLongDate(date)}`,
  report: (suite: string, date: string) => `${suite}, ${date}`,
  fullReport: (suite: string, date: string) => `${suite}, ${date}, in full`,
  runs: 'Runs',
  /** A page of a list that is too long for its own page. */
  list: (page: number) => `Part ${page}`,
  /** What the numbers beside sections count. */
  unresolved: 'unresolved',
  open: 'open',
  previous: 'Previous: ',
  next: 'Next: ',
  theme: 'Theme',
  themes: { auto: 'Auto', light: 'Light', dark: 'Dark' },
  asOf: asOfSentence,
  /** What the picture of a preview shows. */
  shared: 'Flakebook: which tests are flaky, why, what to do now, and how they were fixed',
  madeBy: 'Made by Flakebook.',
  notFound: {
    title: 'Page not found',
    description: 'There is no page at this address.',
    text: 'There is no page at this address. A record that was renamed or retired moves its page; the search finds it by its id or by any word of it.',
  },
  waiting: {
    title: 'The book has errors.',
    description: 'Waits for its records to be mended.',
    text: 'This page cannot be shown yet: its records have errors. The terminal lists them, and the page follows once they are mended.',
  },
};
