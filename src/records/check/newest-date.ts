import type { Calendar, When } from '../../core/calendar.ts';
import type { AnyDraft, Draft } from '../fields/draft.ts';
import type { Decision } from '../issue/decision.ts';
import type { Task } from '../issue/work.ts';

/** The newest date among the entries of a record: what a book without `--as-of` is read at. */
export function newestDate(record: AnyDraft | undefined, calendar: Calendar): When | undefined {
  const dates = datesOf(record, calendar).filter((date) => date !== undefined);
  return newestOf(dates, calendar);
}

/** The newest of some dates; the first one where several are the same instant. */
export function newestOf(dates: Iterable<When>, calendar: Calendar): When | undefined {
  let newest: When | undefined;
  for (const date of dates) {
    if (newest === undefined || calendar.instantMs(date) > calendar.instantMs(newest)) newest = date;
  }
  return newest;
}

function datesOf(record: AnyDraft | undefined, calendar: Calendar): (When | undefined)[] {
  switch (record?.kind) {
    case 'issue':
      return [
        ...record.timeline.map((entry) => entry.at),
        ...record.causes.flatMap((cause) => cause.states.map((state) => state.at)),
        ...record.tests.map(({ found }) => found),
        ...record.fixes.map(({ proposed }) => proposed),
        ...decisionDates(record.decisions),
        ...taskDates(record.tasks),
      ];
    case 'suite':
      return [
        ...record.size.map((size) => size.date),
        ...record.runs.map((run) => run.date),
        ...decisionDates(record.decisions),
        ...taskDates(record.tasks),
      ];
    case 'evidence':
      return [record.date];
    case 'runs':
      // Their days: a book is read and its reports are named by day, not by the second in which a machine began.
      return record.runs.map(({ at }) => calendar.day(at));
    default:
      return [];
  }
}

function decisionDates(decisions: readonly Draft<Decision>[]): (When | undefined)[] {
  return decisions.flatMap(({ asked, answered }) => [asked, answered]);
}

function taskDates(tasks: readonly Draft<Task>[]): (When | undefined)[] {
  return tasks.flatMap(({ proposed, done }) => [proposed, done]);
}
