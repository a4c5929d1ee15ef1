import type { Calendar, When } from '../../core/calendar.ts';
import type { DataPath } from '../../text/yaml.ts';
import type { AnyDraft, Draft } from '../fields/draft.ts';
import type { Issue } from '../issue/issue.ts';

/** The newest date in a record: what a book without `--as-of` is read at. */
export function newestDate(record: AnyDraft | undefined, calendar: Calendar): When | undefined {
  return calendar.newest(datesOf(record, calendar).map(({ at }) => at));
}

/** When something happened, with where the record says so. */
export interface Dated {
  readonly path: DataPath;
  readonly at: When;
}

/** Every date at which a record says that something happened, or that there was a report; ends and terms are none. */
export function datesOf(record: AnyDraft | undefined, calendar: Calendar): Dated[] {
  switch (record?.kind) {
    case 'issue':
      return [
        ...record.timeline.map(({ word, at }, i) => ({ path: ['timeline', i, word], at })),
        ...record.causes.flatMap(({ id, states }) =>
          states.map(({ state, at }) => ({ path: ['causes', id, state], at })),
        ),
        ...record.tests.flatMap(({ letter, found }) => dated(['tests', letter], { found })),
        ...datesOfObserved(record.observed, []),
        ...record.tests.flatMap(({ letter, observed }) => datesOfObserved(observed, ['tests', letter])),
        ...record.fixes.flatMap(({ id, proposed }) => dated(['fixes', id], { proposed })),
        ...datesOfWork(record),
      ];
    case 'suite':
      return [
        ...record.size.flatMap(({ date }, i) => dated(['size', i], { date })),
        ...record.runs.flatMap(({ id, date }) => dated(['runs', id], { date })),
        ...datesOfWork(record),
      ];
    case 'references':
      return record.items.flatMap(({ id, date, missing }) => dated(['items', id], { date, missing }));
    case 'evidence':
      return dated([], { date: record.date });
    case 'book':
      return record.reports.map((at, i) => ({ path: ['reports', i], at }));
    case 'runs':
      // Their days: a book is read and its reports are named by day, not by the second in which a machine began.
      return record.runs.map(({ at }, i) => ({ path: ['runs', i], at: calendar.day(at) }));
    default:
      return [];
  }
}

function datesOfObserved(observed: Draft<Issue['observed']>, path: DataPath): Dated[] {
  return observed.flatMap(({ date }, i) => dated([...path, 'observed', i], { date }));
}

function datesOfWork({ decisions, tasks }: Pick<Draft<Issue>, 'decisions' | 'tasks'>): Dated[] {
  return [
    ...decisions.flatMap(({ id, asked, answered }) => dated(['decisions', id], { asked, answered })),
    ...tasks.flatMap(({ id, proposed, done }) => dated(['tasks', id], { proposed, done })),
  ];
}

function dated(path: DataPath, dates: Readonly<Record<string, When | undefined>>): Dated[] {
  return Object.entries(dates).flatMap(([key, at]) =>
    at === undefined ? [] : [{ path: [...path, key], at }],
  );
}
