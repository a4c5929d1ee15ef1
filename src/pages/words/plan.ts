import type { Figure } from '../../asof/figures.ts';
import { formatLongDate, UNDATED, type When } from '../../core/calendar.ts';
import { plural } from '../../core/text.ts';
import { asOfSentence, knownSuites } from './format.ts';

/** Planned work, on its own page and wherever it is listed. */
export const planWords = {
  title: 'Plan',
  description: 'Planned work by horizon, with its effort and expected gain.',
  asOf: (date: When) =>
    date === UNDATED
      ? asOfSentence(date)
      : `Planned work by horizon as of ${formatLongDate(date)}. A fix shared by several issues is counted once.`,
  nothing: 'Nothing is planned.',
  overdue: 'Past their date',
  work: 'Planned work',
  carriedOut: 'If the plan is carried out',
  table: ['State', 'Work', 'For', 'Kind', 'Effort', 'Gain and cost'],
  box: (isDone: boolean, state: string, horizon: string) =>
    `${isDone ? '☑' : '☐'} ${state.toLowerCase()}${horizon === '' ? '' : `, ${horizon}`}`,
  isDone: 'done',
  isPlanned: 'planned',
  done: (sum: string) => `done: ${sum}`,
  planned: (sum: string) => `planned: ${sum}`,
  task: 'task',
  taskOpen: (proposed: When | undefined) =>
    proposed === undefined ? 'planned' : `proposed on ${formatLongDate(proposed)}`,
  taskDone: (done: When) => `done on ${formatLongDate(done)}`,
  allWork: 'All planned work as a table',
  moreWork: (count: number) => `And ${count} more: all planned work is listed below.`,
  payoff: (now: number, then: number, of: number, masked: number, suites: Figure['suites']) =>
    `${
      now === then
        ? `The planned fixes would leave ${now} of ${plural(of, 'test')} stable, as now`
        : `The planned fixes would raise the stable tests from ${now} to ${then} of ${of}`
    }${suites === undefined ? '' : ` ${knownSuites(suites)}`}${masked === 0 ? '' : `, with ${masked} only masked`}.`,
  payoffStep: (fix: string, stable: number, sum: string) => `${fix}: ${stable} stable, after ${sum}`,
  payoffAxis: (fixes: number, unestimated: number) =>
    unestimated === fixes
      ? 'fixes in the order of the plan'
      : `work at most${unestimated === 0 ? '' : `, ${plural(unestimated, 'fix', 'fixes')} without an estimate`}`,
  notEstimated: 'not estimated',
};
