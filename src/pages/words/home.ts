import { formatLongDate, type When } from '../../core/calendar.ts';
import { ROUTES } from '../routes.ts';
import { plural } from './format.ts';

/** The first page of a book. */
export const homeWords = {
  description: 'Flaky tests, their causes, fixes and open decisions',
  asOf: (date: When) => `As of ${formatLongDate(date)}. Flakebook derives every figure from the records.`,
  /** Where readers go from here. */
  ways: [
    [ROUTES.issues, 'Issues'],
    [ROUTES.patterns, 'Patterns'],
    [ROUTES.decisions, 'Decisions'],
    [ROUTES.reports, 'Reports'],
    [ROUTES.references, 'Documents'],
  ] as const,
  contradicted: 'Fixes that runs contradict',
  unresolved: 'Unresolved',
  noneUnresolved: 'No issue is unresolved.',
  suites: 'Suites',
  plan: 'Planned work',
  wholePlan: 'The whole plan',
  shown: (shown: number, count: number) => `${shown} of ${plural(count, 'unresolved issue')}. `,
  allIssues: 'All issues',
};
