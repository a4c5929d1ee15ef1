import type { AgeCount } from '../../asof/figures.ts';
import type { Stage } from '../../asof/snapshot.ts';
import type { When } from '../../core/calendar.ts';
import { plural } from '../../core/text.ts';
import { formatDate, someOf } from './format.ts';

const stages: Readonly<Record<Stage, string>> = {
  flaking: 'flaking',
  held: 'held off',
  fixed: 'fixed',
  verified: 'verified',
  closed: 'closed',
};

/** Pictures of figures, each with a title that says what it shows, and their tables. */
export const chartWords = {
  stages,
  asTable: 'These figures as a table',
  layer: (count: number, stage: Stage) => `${count} ${stages[stage]}`,
  counts: (count: number, held: number) =>
    held === 0 ? String(count) : `${held === count ? '' : `${count}, `}${held} held off`,

  now: 'Now: ',
  stateNow: (unresolved: number) =>
    unresolved === 0
      ? 'No issue is unresolved.'
      : `${plural(unresolved, 'issue is', 'issues are')} unresolved.`,
  stateSince: (before: number, now: number, since: When) =>
    before === now
      ? `${plural(now, 'issue is', 'issues are')} unresolved, as on ${formatDate(since)}.`
      : `Unresolved issues ${now > before ? 'rose' : 'fell'} from ${before} to ${now} since ${formatDate(since)}.`,
  stateAlt: (from: When, to: When) => `Issues by state, ${formatDate(from)} to ${formatDate(to)}`,
  stateTable: ['Date', 'Flaking', 'Held off', 'Fixed', 'Verified', 'Closed'],

  ages: {
    week: '0 to 6',
    month: '7 to 29',
    quarter: '30 to 90',
    'half-year': '91 to 181',
    year: '182 to 364',
    older: '365 or more',
  } satisfies Record<AgeCount['age'], string>,
  ageTitle: (old: number, unresolved: number, oldestDays: number) =>
    old === 0
      ? `The oldest unresolved issue has been known for ${oldestDays === 0 ? 'less than a day' : plural(oldestDays, 'day')}.`
      : `${someOf(old, unresolved, ['unresolved issue', 'has', 'have'])} been known for half a year or more.`,
  ageTable: ['Days known', '', 'Issues'],

  ofIssues: (unresolved: number, all: number) => `${unresolved} of ${all}`,
  causesTitle: (first: string, count: number, unresolved: number) =>
    unresolved === 0
      ? 'No issue with a classified cause is unresolved.'
      : `${first} is behind ${count} of the ${plural(unresolved, 'unresolved issue')} with a known cause; no cause is behind more.`,
  causesTable: ['Leading cause', '', 'Unresolved'],
};
