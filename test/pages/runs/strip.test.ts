import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  markOf,
  olderRuns,
  outcomeText,
  rateChart,
  runStrip,
  SHOWN_RUNS,
} from '../../../src/pages/runs/strip.ts';
import { momentWords } from '../../../src/pages/words/run-format.ts';
import { isCounted, rateWindows } from '../../../src/runs/verdict/rate-windows.ts';
import type { Observation, Observed, RunKind } from '../../../src/runs/verdict/suite-runs.ts';
import { buildBook } from '../../asof/build.ts';

const moments = momentWords({ settings: buildBook() });

function observe(outcome: Observed, at: string, kind: RunKind = 'counted'): Observation {
  const run = { run: `run of ${at}`, at, commit: '49098edc61f3dd9c6133ecd0e1c77539800880b3' };
  return { reading: { kind, isPartial: false, run }, outcome, message: '' } as unknown as Observation;
}

/** One run a day from January 1, 2026; a letter each. */
function days(letters: string): Observation[] {
  const outcomes: Record<string, Observed> = {
    P: 'passed',
    F: 'failed',
    '~': 'flaky',
    S: 'skipped',
    '.': 'absent',
  };
  return [...letters].map((letter, i) =>
    observe(
      outcomes[letter] ?? 'other',
      `${new Date(Date.UTC(2026, 0, 1 + i, 9)).toISOString().slice(0, 19)}Z`,
    ),
  );
}

describe('the strip', () => {
  it('has a mark for every run, in order, and says what they are', () => {
    const { marks, legend, title, summary } = runStrip('A-1', days('PF~S.'));
    expect(marks).toEqual(['passed', 'failed', 'flaky', 'skipped', 'absent']);
    expect(legend.map(({ label, count }) => `${label} ${count}`)).toEqual([
      'passed 1',
      'passed on retry 1',
      'failed 1',
      'skipped 1',
      'absent 1',
    ]);
    expect(title).toBe('5 runs of A-1, oldest first');
    expect(summary).toBe('1 passed, 1 passed on retry, 1 failed, 1 skipped and 1 absent.');
  });

  it('tells runs apart that do not count', () => {
    const observations = [
      observe('failed', '2026-01-01T09:00:00Z', 'branch'),
      observe('failed', '2026-01-02T09:00:00Z', 'infrastructure'),
      observe('absent', '2026-01-03T09:00:00Z', 'branch'),
      observe('unfinished', '2026-01-04T09:00:00Z'),
    ];
    expect(observations.map((one) => `${markOf(one)}: ${outcomeText(one)}`)).toEqual([
      'not-counted: failed, not counted: another branch',
      'not-counted: failed, not counted: infrastructure failure',
      'absent: absent, not counted: another branch',
      'not-counted: did not finish',
    ]);
  });

  it('shows the newest of many runs, and says what the others were', () => {
    const many = days('F'.repeat(3) + 'P'.repeat(SHOWN_RUNS + 2));
    expect(runStrip('A-1', many).marks).toHaveLength(SHOWN_RUNS);
    expect(runStrip('A-1', many).title).toBe('Newest 80 of 85 runs of A-1, oldest first');
    expect(olderRuns(many)).toBe('5 older runs are not drawn. The test failed in 3 of the 5 that count.');
    expect(olderRuns(days('PF'))).toBeUndefined();
  });
});

/** What is drawn, and its title. */
function ratesOf(...given: Parameters<typeof rateChart>) {
  const [chart] = rateChart(...given);
  const points = chart?.drawing.kind === 'rates' ? chart.drawing.points : [];
  return { points, title: chart?.title };
}

describe('the rate over time', () => {
  it('goes by month where there are three', () => {
    const observations = [
      ...['2026-01-01', '2026-01-31', '2026-02-10', '2026-03-01'].map((day) =>
        observe('passed', `${day}T09:00:00Z`),
      ),
      observe('failed', '2026-03-02T09:00:00Z'),
    ];
    const chart = ratesOf('A-1', observations, moments);
    expect(chart.points.map(({ label, failures, runs }) => [label, failures, runs])).toEqual([
      ['2026-01', 0, 2],
      ['2026-02', 0, 1],
      ['2026-03', 1, 2],
    ]);
    expect(chart.title).toBe('Failure rate of A-1 by month, with its 95% interval');
  });

  it('says so where it shows the newest months only', () => {
    const months = Array.from({ length: 14 }, (_, i) =>
      observe(
        i === 0 ? 'failed' : 'passed',
        `${2025 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-03T09:00:00Z`,
      ),
    );
    const chart = ratesOf('A-1', months, moments);
    expect(chart.points).toHaveLength(12);
    expect(chart.points.at(-1)?.label).toBe('2026-02');
    expect(chart.title).toBe('Failure rate of A-1 by month, the newest 12, with its 95% interval');
  });

  it('else by stretches of at least five runs', () => {
    const chart = ratesOf('A-1', days('PFPPPPPPPPFF'), moments);
    expect(chart.points.map(({ when, failures, runs }) => [when, failures, runs])).toEqual([
      ['January 1, 2026 to January 6, 2026', 1, 6],
      ['January 7, 2026 to January 12, 2026', 2, 6],
    ]);
  });

  it('has no course of too few runs', () => {
    expect(rateChart('A-1', days('PFPFPFPFP'), moments)).toEqual([]);
    expect(rateChart('A-1', [], moments)).toEqual([]);
  });

  it('has nothing to draw of a test that never failed', () => {
    expect(rateChart('A-1', days('P'.repeat(40)), moments)).toEqual([]);
    expect(rateChart('A-1', days(`${'P'.repeat(39)}~`), moments)).toHaveLength(1);
  });

  it('has a point of its own for every stretch of one day', () => {
    const one = Array.from({ length: 15 }, (_, i) =>
      observe(i === 0 ? 'failed' : 'passed', `2026-01-01T09:${String(i).padStart(2, '0')}:00Z`),
    );
    expect(ratesOf('A-1', one, moments).points).toHaveLength(3);
  });

  it('loses no execution: the stretches add up', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'PF~S.'), { maxLength: 200 }), (letters) => {
        const observations = days(letters.join('')).map((o, i) => ({
          ...o,
          reading: {
            ...o.reading,
            run: { ...o.reading.run, at: `2026-01-01T09:00:${String(i % 60).padStart(2, '0')}Z` },
          },
        }));
        const windows = rateWindows(observations);
        const counted = observations.filter(isCounted);
        if (windows.length === 0) {
          expect(counted.length).toBeLessThan(10);
          return;
        }
        expect(windows.reduce((sum, { rate }) => sum + rate.runs, 0)).toBe(counted.length);
        expect(Math.min(...windows.map(({ rate }) => rate.runs))).toBeGreaterThanOrEqual(5);
      }),
    );
  });
});
