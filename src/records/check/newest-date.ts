import type { Calendar, When } from '../../core/calendar.ts';
import type { Decision } from '../issue/decision.ts';
import type { Task } from '../issue/work.ts';
import type { AnyRecord } from '../knowledge-base.ts';

/** The newest date among the entries of a record: what a book without `--as-of` is read at. */
export function newestDate(record: AnyRecord | undefined, calendar: Calendar): When | undefined {
  return newestOf(datesOf(record, calendar), calendar);
}

/** The newest of some dates; the first one where several are the same instant. */
export function newestOf(dates: Iterable<When>, calendar: Calendar): When | undefined {
  let newest: When | undefined;
  for (const date of dates) {
    if (newest === undefined || calendar.instantMs(date) > calendar.instantMs(newest)) newest = date;
  }
  return newest;
}

function datesOf(record: AnyRecord | undefined, calendar: Calendar): When[] {
  switch (record?.kind) {
    case 'issue':
      return [
        ...record.timeline.map((entry) => entry.at),
        ...record.causes.flatMap((cause) => cause.states.map((state) => state.at)),
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

function decisionDates(decisions: readonly Decision[]): When[] {
  return decisions.flatMap(({ asked, answered }) => [asked, answered].filter((date) => date !== undefined));
}

function taskDates(tasks: readonly Task[]): When[] {
  return tasks.flatMap(({ done }) => (done === undefined ? [] : [done]));
}
