import { createCalendar, dayAt, type When } from '../core/calendar.ts';
import type { Book } from '../records/book/book.ts';
import type { Issue } from '../records/issue/issue.ts';
import { type AsOfView, createAsOfView, makeAsOf } from './reading/as-of-view.ts';
import { knownCourse } from './reading/known.ts';
import { readStatus } from './reading/status.ts';
import { type AsOf, STAGES, type Stage } from './snapshot.ts';

/** How many issues were in each stage at the end of a day. */
export interface HistoryPoint {
  readonly date: When;
  readonly stages: Readonly<Record<Stage, number>>;
}

/** So many points a history has at most, the day of reading among them. */
const MOST_POINTS = 53;
const DAY_MS = 86_400_000;

/**
 * The stages of issues over time, from the day before the first of them to the date of reading, at days that lie equally far
 * apart. Each point says what the figures of its date say. Empty where no issue exists.
 */
export function readHistory(issues: Iterable<Issue>, book: Book, asOf: AsOf, knownAt?: When): HistoryPoint[] {
  const { instantMs } = createCalendar(book.timeZone);
  const dated = [...issues].map((issue) => ({ issue, changes: changesOf(issue, instantMs) }));
  const begins = dated.flatMap(({ changes }) => changes).filter((ms) => ms <= asOf.instantMs);
  if (begins.length === 0) return [];
  const first = begins.reduce((least, ms) => Math.min(least, ms));
  const days = daysUntil(first, asOf, book.timeZone);
  const views = [
    ...days.map((day) => createAsOfView(book, makeAsOf(book, day))),
    createAsOfView(book, asOf, knownAt),
  ];
  const counts = views.map(() => ({ flaking: 0, held: 0, fixed: 0, verified: 0, closed: 0 }));
  for (const { issue, changes } of dated) {
    let stage: Stage | undefined;
    let before = Number.NEGATIVE_INFINITY;
    for (const [i, view] of views.entries()) {
      const until = view.asOf.instantMs;
      // Between two changes nothing comes of it, and the last view may know more.
      if (i === views.length - 1 || changes.some((ms) => before < ms && ms <= until))
        stage = stageAt(issue, view);
      before = until;
      const count = counts[i];
      if (stage !== undefined && count !== undefined) count[stage] += 1;
    }
  }
  const points = views.map(({ asOf: { text } }, i) => ({ date: text, stages: counts[i] ?? NONE }));
  // Events may come before the first status.
  const from = points.findIndex(({ stages }) => STAGES.some((stage) => stages[stage] > 0));
  return from < 0 ? [] : points.slice(Math.max(0, from - 1));
}

const NONE: HistoryPoint['stages'] = { flaking: 0, held: 0, fixed: 0, verified: 0, closed: 0 };

/** When its stage may change: at its entries, as its tests become known, and once what holds it off is over. */
function changesOf({ timeline, tests }: Issue, instantMs: (when: When) => number): number[] {
  const dates = [...timeline.map(({ at }) => at), ...tests.flatMap(({ found }) => found ?? [])];
  const ends = timeline.flatMap(({ until }) => until ?? []);
  return [...dates.map(instantMs), ...ends.map((end) => instantMs(end) + 1)];
}

function stageAt(issue: Issue, view: AsOfView): Stage | undefined {
  return readStatus({ ...issue, ...knownCourse(issue, view) }, (test) => test, view)?.stage;
}

/** Days before the date of reading, as far apart as there is room for, back to one before an instant. */
function daysUntil(firstMs: number, asOf: AsOf, timeZone: string): When[] {
  const { daysBetween } = createCalendar(timeZone);
  const last = dayAt(asOf.instantMs, timeZone);
  const count = daysBetween(dayAt(firstMs, timeZone), last) + 1;
  const step = Math.ceil(count / (MOST_POINTS - 1));
  const noon = Date.parse(`${last}T12:00:00Z`);
  return Array.from({ length: Math.ceil(count / step) }, (_, i) =>
    dayAt(noon - (i + 1) * step * DAY_MS, 'UTC'),
  ).reverse();
}
