import { formatLongDate, type When } from '../../core/calendar.ts';
import { plural } from '../../core/text.ts';
import type { Decision } from '../../records/issue/work.ts';
import { asOfSentence } from './format.ts';

/** Decisions: open and made. */
export const decisionWords = {
  title: 'Decisions',
  description: 'Open decisions: what is asked, of whom and since when.',
  asOf: asOfSentence,
  waiting: 'Waiting',
  /** On the desk of those who are asked. */
  deskTitle: (open: number, person: string, own: number) =>
    person === ''
      ? `${own} of the ${open} open questions ${own === 1 ? 'asks' : 'ask'} nobody by name.`
      : `${own} of the ${open} open questions ${own === 1 ? 'is' : 'are'} for ${person}; nobody is asked more.`,
  deskTable: ['Asked', '', 'Questions'],
  nobody: 'nobody by name',
  ofNobody: 'Asked of nobody by name',
  askedOf: (person: string) => `Asked of ${person}`,
  waits: (open: number, days: number) => `${open}${days === 0 ? '' : `, for ${plural(days, 'day')}`}`,
  holdsUp: 'Holds up',
  heldUp: (issues: number, tests: number) =>
    issues === 0
      ? 'no unresolved issue'
      : `${plural(issues, 'unresolved issue')}${tests === 0 ? '' : ` with ${plural(tests, 'unresolved test')}`}`,
  answered: 'Answered',
  table: ['Decision', 'About', 'For', 'Waiting', 'Due'] as const,
  due: (date: When, overdue: boolean) => `${formatLongDate(date)}${overdue ? ' (overdue)' : ''}`,
  undated: 'undated',
  age: (days: number, asked: When) =>
    `${days === 0 ? '' : `${plural(days, 'day')}, `}since ${formatLongDate(asked)}`,

  work: 'Work in question',
  advice: 'Advice',
  about: 'About',
  notAnswered: (person: string | undefined, asked: When | undefined) => {
    const since = asked === undefined ? 'undated' : `since ${formatLongDate(asked)}`;
    return person === undefined ? since : `for ${person}${asked === undefined ? ', ' : ' '}${since}`;
  },
  elsewhere: 'Asked elsewhere',
  stands: (state: 'open' | 'answered', { asked, answered }: Pick<Decision, 'asked' | 'answered'>) => {
    const date = state === 'open' ? asked : answered;
    const verb = state === 'open' ? 'open' : 'answered';
    if (date === undefined) return verb;
    return `${verb} ${state === 'open' ? 'since' : 'on'} ${formatLongDate(date)}`;
  },
  dueOn: (date: When, overdue: boolean) => `due ${formatLongDate(date)}${overdue ? ', overdue' : ''}`,
  /** Before what `notAnswered` says, in a sentence. */
  waitsFor: (what: string) => `Waiting ${what}.`,
  answeredBy: (person: string | undefined, answered: When) =>
    `${formatLongDate(answered)}${person === undefined ? '' : `, asked of ${person}`}`,
  chosen: 'chosen: ',
  rejected: 'rejected: ',
  putOff: 'put off: ',
};
