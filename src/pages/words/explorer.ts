import { formatShare } from './share.ts';

/** What stands around a list of issues that can be filtered. The browser loads this file, so it imports no more than it says. */
export const explorerWords = {
  /** What issues are filtered by, by the word that people type. */
  facets: {
    group: 'Group',
    stage: 'Stage',
    status: 'Status',
    impact: 'Impact',
    cause: 'Root cause',
    suite: 'Suite',
    owner: 'Owner',
  },
  /** Of an issue that has no such value. */
  none: {
    group: 'None',
    stage: 'None',
    status: 'None',
    impact: 'Not rated',
    cause: 'Unknown',
    suite: 'None',
    owner: 'Nobody',
  },
  title: (facet: string, value: string) => `Issues: ${facet.toLowerCase()} “${value}”`,
  description: (title: string) => `${title}, with how they stand.`,
  all: 'All issues',
  more: (values: number) => `${values} more`,

  field: 'Filter these issues',
  placeholder: 'status:open owner:web timed out',
  filters: 'Filters',
  clear: 'Show all issues',
  sort: 'Sort by',
  sorts: { impact: 'Impact', age: 'Age', rate: 'Failure rate', id: 'Id' },
  columns: {
    issue: 'Issue',
    status: 'Status',
    impact: 'Impact',
    cause: 'Cause',
    rate: 'Fails',
    opened: 'Opened',
    updated: 'Last entry',
  },
  contradicted: 'Contradicted',
  share: (rate: number) => formatShare(rate, 1),
  loading: 'The issues are loading …',
  notLoaded: 'The filter could not be loaded. The list below is complete.',
  found: (found: number, all: number, first: number, last: number) => {
    const issues = all === 1 ? 'issue' : 'issues';
    if (found === 0) return `None of ${all} ${issues}.`;
    const part = last - first + 1 < found ? `, ${first} to ${last} shown` : '';
    return found === all ? `${all} ${issues}${part}.` : `${found} of ${all} ${issues}${part}.`;
  },
  pages: 'Pages',
  previous: 'Previous',
  next: 'Next',
  page: (page: number, of: number) => `Page ${page} of ${of}`,
  help: {
    title: 'How to filter',
    lines: [
      ['status:fixed', 'has this status'],
      ['status:open status:reopened', 'has one of them'],
      ['-status:fixed', 'has any other status'],
      ['owner:none', 'has no owner'],
      ['opened:2025-01..2025-03', 'was opened in these months'],
      ['timed out', 'says both words: in its id, its title, its tests or a symptom'],
      ['"timed out"', 'says exactly this'],
    ] as const,
    keys: 'Arrow keys lead from the field through the rows. Escape empties the field.',
  },
  /** What cannot be answered as it is written, and what may be meant. */
  problems: {
    key: (key: string) => `There is no filter “${key}”.`,
    value: (facet: string, value: string) =>
      `No issue of this list has the ${facet.toLowerCase()} “${value}”.`,
    empty: (key: string) => `The filter “${key}” wants a value behind its colon.`,
    date: (value: string) => `“${value}” is no date. Write 2025, 2025-03, 2025-03-31 or 2025-01..2025-03.`,
    instead: 'Did you mean ',
    asWords: 'Look for the words ',
    end: '?',
  },
};
