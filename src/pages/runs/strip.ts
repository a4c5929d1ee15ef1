import { isCounted, rateWindows } from '../../runs/verdict/rate-windows.ts';
import type { Observation } from '../../runs/verdict/suite-runs.ts';
import { chart, table } from '../blocks/tree.ts';
import { type Chart, RUN_MARKS, type RunMark, type RunStrip } from '../document.ts';
import { type MomentWords, rateFigure } from '../words/run-format.ts';
import { words as all } from '../words/words.ts';

const words = all.runs;

/** So many runs a strip shows: two rows. Of the older ones it says what they were. */
export const SHOWN_RUNS = 80;

const MARKS: Readonly<Record<Observation['outcome'], RunMark>> = {
  passed: 'passed',
  flaky: 'flaky',
  failed: 'failed',
  errored: 'failed',
  skipped: 'skipped',
  other: 'not-counted',
  unfinished: 'not-counted',
  absent: 'absent',
};

/** @param observations every run of the suite, oldest first. */
export function runStrip(name: string, observations: readonly Observation[]): RunStrip {
  const marks = observations.slice(-SHOWN_RUNS).map(markOf);
  const legend = legendOf(marks);
  return {
    type: 'runStrip',
    title: words.strip(name, marks.length, observations.length),
    summary: words.stripCounts(legend),
    legend,
    marks,
  };
}

/** What the marks of some runs mean, with their counts. */
export function legendOf(marks: readonly RunMark[]): RunStrip['legend'] {
  return RUN_MARKS.flatMap((mark) => {
    const count = marks.filter((one) => one === mark).length;
    return count === 0 ? [] : [{ mark, label: words.marks[mark], count }];
  });
}

/** How a test did in a run. A run that had no such test shows nothing of it, whatever kind of run it was. */
export function markOf({ reading: { kind }, outcome }: Observation): RunMark {
  const mark = MARKS[outcome];
  return kind === 'counted' || mark === 'absent' ? mark : 'not-counted';
}

/** `failed`, `passed, not counted: another branch`. */
export function outcomeText({ reading: { kind }, outcome }: Observation): string {
  const said = words.outcomes[outcome];
  return kind === 'counted' ? said : words.notCounted(said, kind);
}

/** What the runs were that a strip leaves out; undefined where it shows all. */
export function olderRuns(observations: readonly Observation[]): string | undefined {
  const older = observations.slice(0, -SHOWN_RUNS);
  if (older.length === 0) return undefined;
  const counted = older.filter(isCounted);
  const failed = counted.filter(({ outcome }) => outcome !== 'passed').length;
  return words.older(older.length, failed, counted.length);
}

/** The rate by month or by window of runs; nothing where there are too few runs for a course, or no failure in any. */
export function rateChart(name: string, observations: readonly Observation[], moments: MomentWords): Chart[] {
  const counted = observations.filter(isCounted);
  const windows = rateWindows(observations);
  if (windows.length === 0 || counted.every(({ outcome }) => outcome === 'passed')) return [];
  const points = windows.map(({ month, from, to, rate }) => ({
    label: month ?? from.slice(0, 10),
    when: month ?? moments.span(from, to),
    ...rate,
    words: rateFigure(rate),
  }));
  const shown = windows.reduce((sum, { rate }) => sum + rate.runs, 0);
  const isCut = shown < counted.length;
  const isByMonth = windows[0]?.month !== undefined;
  const figures = points.map(({ when, failures, runs, words: rate }) => [
    when,
    String(failures),
    String(runs),
    rate,
  ]);
  return chart(
    words.chart(name, isByMonth, isCut ? windows.length : undefined),
    { kind: 'rates', points },
    table(words.chartTable, figures, ['left', 'right', 'right', 'right']),
    words.chartPoints(points),
  );
}
