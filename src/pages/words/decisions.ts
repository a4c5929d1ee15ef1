import { formatLongDate, type When } from '../../core/calendar.ts';
import { plural } from './format.ts';

/** Decisions: open and made. */
export const decisionWords = {
  title: 'Decisions',
  description: 'Open decisions: what is asked, of whom and since when.',
  asOf: (date: When) => `As of ${formatLongDate(date)}.`,
  waiting: 'Waiting',
  noneOpen: 'No decision is open.',
  answered: 'Answered',
  table: ['Decision', 'About', 'For', 'Waiting', 'Due'],
  due: (date: When, overdue: boolean) => `${formatLongDate(date)}${overdue ? ' (overdue)' : ''}`,
  undated: 'undated',
  age: (days: number, asked: When) =>
    days === 0 ? 'since today' : `${plural(days, 'day')}, since ${formatLongDate(asked)}`,

  work: 'Work in question',
  advice: 'Advice',
  about: 'About',
  notAnswered: (person: string | undefined, asked: When | undefined) => {
    const since = asked === undefined ? 'undated' : `since ${formatLongDate(asked)}`;
    if (person === undefined) return since;
    return `${person} has not answered${asked === undefined ? ', ' : ' '}${since}`;
  },
  dueOn: (date: When, overdue: boolean) => `due ${formatLongDate(date)}${overdue ? ', overdue' : ''}`,
  answeredBy: (person: string | undefined, answered: When) =>
    `${formatLongDate(answered)}${person === undefined ? '' : `, asked of ${person}`}`,
  chosen: 'chosen: ',
  rejected: 'rejected: ',
  putOff: 'put off: ',
};
