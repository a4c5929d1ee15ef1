import type { Figures } from '../../asof/figures.ts';
import { addEffort, type EffortMinutes, NO_EFFORT } from '../../core/effort.ts';
import { type BookAt, reportsBefore } from '../book-at.ts';
import type { FigureCard } from '../document.ts';
import { ROUTES } from '../routes.ts';
import { formatFraction, formatMinutes } from '../words/format.ts';
import { words } from '../words/words.ts';
import { decisionsCard, stableCard } from './figures.ts';

const { figures: says } = words;

/** A figure that is told with what it was: its value as people read it, and as a line draws it. */
interface Trend {
  readonly card: Omit<FigureCard, 'value' | 'change' | 'course'>;
  valueOf(figures: Figures): string;
  /** Undefined where it is not known. */
  numberOf(figures: Figures): number | undefined;
}

/** So many reports a course goes back. */
const MOST_REPORTS = 12;

/** The figures that a lead asks for first, each with what it was at the last report and its course over the reports. */
export function trendCards(book: BookAt): FigureCard[] {
  const before = reportsBefore(book).slice(-MOST_REPORTS);
  const past = before.map((date) => book.at(date).figures());
  const now = book.figures();
  const [last, lastDate] = [past.at(-1), before.at(-1)];
  return trendsOf(book, now).map((trend) => {
    const value = trend.valueOf(now);
    const was = last && trend.valueOf(last);
    return {
      ...trend.card,
      value,
      ...(was === undefined || lastDate === undefined ? {} : { change: says.was(was, value, lastDate) }),
      course: [...past, now].flatMap((figures) => trend.numberOf(figures) ?? []),
    };
  });
}

function trendsOf(book: BookAt, now: Figures): Trend[] {
  const unresolved = ({ byGroup }: Figures) => byGroup.get('unresolved')?.value ?? 0;
  const { dayMinutes } = book.settings.work;
  const pieces = now.plan.reduce((sum, { work }) => sum + work.length, 0);
  const unestimated = now.plan.reduce((sum, plan) => sum + plan.unestimated, 0);
  return [
    {
      card: {
        label: says.unresolvedIssues,
        note: says.ofIssues(now.issues.value),
        tone: unresolved(now) === 0 ? 'good' : 'warn',
        to: ROUTES.issues,
      },
      valueOf: (figures) => String(unresolved(figures)),
      numberOf: unresolved,
    },
    {
      card: stableCard(now.stable),
      valueOf: (figures) => (figures.stable === undefined ? says.notKnown : formatFraction(figures.stable)),
      numberOf: (figures) => figures.stable?.of && figures.stable.value / figures.stable.of,
    },
    {
      card: decisionsCard(now),
      valueOf: (figures) => String(figures.decisionsOpen.value),
      numberOf: (figures) => figures.decisionsOpen.value,
    },
    {
      card: { label: says.plannedWork, note: says.pieces(pieces, unestimated), to: ROUTES.plan },
      valueOf: (figures) =>
        figures.plan.every(({ work, unestimated: some }) => work.length === some)
          ? says.noEffort(figures.plan.length)
          : formatMinutes(inHours(effortOf(figures)), dayMinutes),
      numberOf: (figures) => effortOf(figures).highMinutes,
    },
  ];
}

function effortOf({ plan }: Figures): EffortMinutes {
  return plan.map(({ effort }) => effort).reduce(addEffort, NO_EFFORT);
}

/** From so many minutes on, nobody asks for less than an hour. */
const LONG_MINUTES = 600;

/** The range in whole hours around a long sum. */
function inHours(effort: EffortMinutes): EffortMinutes {
  const { lowMinutes, highMinutes } = effort;
  if (lowMinutes < LONG_MINUTES) return effort;
  return { lowMinutes: Math.floor(lowMinutes / 60) * 60, highMinutes: Math.ceil(highMinutes / 60) * 60 };
}
