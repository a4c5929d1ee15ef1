import { cleanName } from '../../runs/read/locate/names.ts';
import { isCounted, rateWindows } from '../../runs/verdict/rate-windows.ts';
import type { Observation, RunReading } from '../../runs/verdict/suite-runs.ts';
import { type RateChart, RUN_MARKS, type RunCell, type RunMark, type RunStrip } from '../document.ts';
import { enumerate, plural } from '../words/format.ts';
import { commitText, type MomentWords } from './moments.ts';
import { rateFigure } from './rates.ts';

/** So many runs a strip shows: three rows. Of the older ones it says what they were. */
export const SHOWN_RUNS = 120;

const LABELS: Readonly<Record<RunMark, string>> = {
  passed: 'passed',
  flaky: 'passed on retry',
  failed: 'failed',
  skipped: 'skipped',
  absent: 'absent',
  'not-counted': 'not counted',
};

const OUTCOMES: Readonly<Record<Observation['outcome'], { readonly mark: RunMark; readonly words: string }>> =
  {
    passed: { mark: 'passed', words: 'passed' },
    flaky: { mark: 'flaky', words: 'passed on retry' },
    failed: { mark: 'failed', words: 'failed' },
    errored: { mark: 'failed', words: 'failed with an error' },
    skipped: { mark: 'skipped', words: 'skipped' },
    other: { mark: 'not-counted', words: 'no known outcome' },
    unfinished: { mark: 'not-counted', words: 'came to no end' },
    absent: { mark: 'absent', words: 'absent' },
  };

/** Why a run is not counted, in two or three words. */
const KIND_WORDS: Readonly<Record<RunReading['kind'], string>> = {
  counted: '',
  branch: 'another branch',
  infrastructure: 'infrastructure failure',
};

/** @param observations every run of the suite, oldest first. */
export function runStrip(name: string, observations: readonly Observation[], moments: MomentWords): RunStrip {
  const shown = observations.slice(-SHOWN_RUNS);
  const cells = shown.map((observation) => cellOf(observation, moments));
  const counts = countMarks(cells);
  const legend = RUN_MARKS.filter((mark) => counts.has(mark)).map((mark) => ({
    mark,
    label: LABELS[mark],
    count: counts.get(mark) ?? 0,
  }));
  const older = observations.length - shown.length;
  const which =
    older === 0 ? plural(cells.length, 'run') : `Newest ${cells.length} of ${observations.length} runs`;
  return {
    type: 'runStrip',
    title: `${which} of ${name}, oldest first`,
    summary: `${enumerate(legend.map(({ label, count }) => `${count} ${label}`))}.`,
    legend,
    cells,
  };
}

function cellOf({ reading, outcome }: Observation, { minute }: MomentWords): RunCell {
  const { run, kind } = reading;
  const { mark, words } = OUTCOMES[outcome];
  // A run that had no such test shows nothing of it, whatever kind of run it was.
  const isCountedRun = kind === 'counted' || mark === 'absent';
  return {
    mark: isCountedRun ? mark : 'not-counted',
    run: cleanName(run.run),
    date: minute(run.at),
    commit: commitText(run.commit),
    outcome: kind === 'counted' ? words : `${words}, not counted: ${KIND_WORDS[kind]}`,
  };
}

function countMarks(cells: readonly RunCell[]): ReadonlyMap<RunMark, number> {
  const counts = new Map<RunMark, number>();
  for (const { mark } of cells) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return counts;
}

/** What the runs were that a strip leaves out; undefined where it shows all. */
export function olderRuns(observations: readonly Observation[]): string | undefined {
  const older = observations.slice(0, -SHOWN_RUNS);
  if (older.length === 0) return undefined;
  const counted = older.filter(isCounted);
  const failed = counted.filter(({ outcome }) => outcome !== 'passed').length;
  return `${plural(older.length, 'older run')} ${older.length === 1 ? 'is' : 'are'} not drawn: the test failed in ${failed} of the ${counted.length} that count.`;
}

/** The rate by month or by window of runs; undefined where there are too few runs for a course, or no failure in any. */
export function rateChart(
  name: string,
  observations: readonly Observation[],
  moments: MomentWords,
): RateChart | undefined {
  const counted = observations.filter(isCounted);
  const windows = rateWindows(observations);
  if (windows.length === 0 || counted.every(({ outcome }) => outcome === 'passed')) return undefined;
  const points = windows.map(({ month, from, to, rate }) => ({
    label: month ?? from.slice(0, 10),
    when: month ?? moments.span(from, to),
    ...rate,
    words: rateFigure(rate),
  }));
  const shown = windows.reduce((sum, { rate }) => sum + rate.runs, 0);
  const isCut = shown < counted.length;
  const stretch = windows[0]?.month === undefined ? 'stretch of runs' : 'month';
  const which = isCut ? `${stretch}, the newest ${windows.length}` : stretch;
  return {
    type: 'rateChart',
    title: `Failure rate of ${name} by ${which}, with its 95% interval`,
    summary: `${points.map(({ when, words, runs }) => `${when}: ${words} of ${plural(runs, 'run')}`).join('; ')}.`,
    points: distinct(points),
  };
}

/** Two stretches that begin on one day are two points of the axis. */
function distinct(points: RateChart['points']): RateChart['points'] {
  const seen = new Map<string, number>();
  return points.map((point) => {
    const count = (seen.get(point.label) ?? 0) + 1;
    seen.set(point.label, count);
    return count === 1 ? point : { ...point, label: `${point.label} (${count})` };
  });
}
