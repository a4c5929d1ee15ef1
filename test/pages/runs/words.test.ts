import { describe, expect, it } from 'vitest';
import type { FixConfidence } from '../../../src/confirm/measure-fixes.ts';
import { plain } from '../../../src/pages/blocks/tree.ts';
import { fixGauge } from '../../../src/pages/runs/issue-section.ts';
import { momentWords, percent, rateWords } from '../../../src/pages/words/run-format.ts';
import { words as all } from '../../../src/pages/words/words.ts';
import { wilson } from '../../../src/runs/verdict/statistics.ts';
import type { RunKind, RunReading, Verdict } from '../../../src/runs/verdict/suite-runs.ts';
import { buildBook } from '../../asof/build.ts';

const { runs, claims, verdicts } = all;
const moments = momentWords({ settings: buildBook() });
const HASH = '49098edc61f3dd9c6133ecd0e1c77539800880b3';

describe('rates', () => {
  it.each([
    [3, 50, '3 of 50 runs failed: 6.0% [2.1, 16.2]'],
    [2, 20, '2 of 20 runs failed: 10.0% [2.8, 30.1]'],
    [0, 157, '0 of 157 runs failed: 0% [0, 2.4]'],
    [0, 1, '0 of 1 run failed: 0% [0, 79.3]'],
    [5, 5, '5 of 5 runs failed: 100% [56.6, 100]'],
  ])('%i of %i', (failures, runs, words) => {
    expect(rateWords(wilson(failures, runs))).toBe(words);
  });

  it('never round to nothing or to all', () => {
    expect([0, 0.0000001, 0.0005, 0.9994, 0.9999, 1].map(percent)).toEqual([
      '0%',
      '<0.1%',
      '0.1%',
      '99.9%',
      '>99.9%',
      '100%',
    ]);
  });
});

describe('a verdict', () => {
  const block = (length: number) => ({
    from: '2026-01-10T09:00:00Z',
    to: '2026-01-12T09:00:00Z',
    fromCommit: HASH,
    toCommit: 'v1.2',
    length,
  });
  const words = (verdict: Verdict, runs = 12) =>
    `${verdicts.badge(verdict).label}: ${plain(verdicts.reason({ verdict, runs }, moments))}`;

  it.each<[Verdict, string]>([
    [
      { kind: 'flaky', because: 'retry', count: 1 },
      'Flaky: It failed and then passed on retry in 1 run. That proves it is flaky.',
    ],
    [
      { kind: 'flaky', because: 'retry', count: 3 },
      'Flaky: It failed and then passed on retry in 3 runs. That proves it is flaky.',
    ],
    [
      { kind: 'flaky', because: 'same-commit', commit: HASH },
      'Flaky: It both passed and failed at commit 49098edc6. That proves it is flaky.',
    ],
    [
      { kind: 'flaky', because: 'separate-failures', blocks: 4 },
      'Suspected flaky: It failed 4 separate times and passed in between, which suggests a flake. A pass on retry, or a pass and a failure at one commit, would prove it.',
    ],
    [
      { kind: 'broken', block: block(12) },
      'Broken: It failed in all of its 12 counted runs, from January 10, 2026 (commit 49098edc6) to January 12, 2026 (commit v1.2). It is broken, not flaky.',
    ],
    [
      { kind: 'broken', block: block(7), environments: ['', 'windows'] },
      'Broken: It failed in all of its 7 counted runs, from January 10, 2026 (commit 49098edc6) to January 12, 2026 (commit v1.2). It is broken, not flaky. This holds only in runs without a named environment, windows.',
    ],
    [
      { kind: 'regression', block: block(3), isOver: true },
      'Past regression: It failed in 3 runs in a row, from January 10, 2026 (commit 49098edc6) to January 12, 2026 (commit v1.2), and then passed again. That is a regression, not a flake.',
    ],
    [
      { kind: 'regression', block: block(3), isOver: false },
      'Regression: It failed in 3 runs in a row, from January 10, 2026 (commit 49098edc6) to January 12, 2026 (commit v1.2), and has passed at no later commit. That is a regression, not a flake.',
    ],
    [
      { kind: 'failed-once', at: '2026-01-10T09:00:00Z', commit: HASH },
      'Failed once: It failed once, on January 10, 2026 at commit 49098edc6. One failure is too little to judge by.',
    ],
    [
      { kind: 'infrastructure', tests: 1 },
      'Set-up: This is the set-up of 1 test, not a test. Its failures count for no test.',
    ],
    [{ kind: 'never-failed' }, 'Never failed: It passed in all of its 12 counted runs.'],
    [
      { kind: 'no-signal' },
      'No signal: It was skipped or absent in every counted run, so the runs say nothing about it.',
    ],
  ])('%o', (verdict, expected) => {
    expect(words(verdict)).toBe(expected);
  });

  it('says a single run in the singular', () => {
    expect(words({ kind: 'never-failed' }, 1)).toBe('Never failed: It passed in its only counted run.');
  });

  it('names days in the time zone of the book', () => {
    const verdict: Verdict = { kind: 'failed-once', at: '2026-01-10T03:00:00Z', commit: 'x' };
    expect(words(verdict)).toContain('on January 9, 2026');
  });
});

describe('a claimed fix', () => {
  const fix = (parts: Partial<FixConfidence>): FixConfidence => ({
    testId: 'A-1',
    letter: 'a',
    claimed: '2026-01-11',
    word: 'fixed',
    passes: 20,
    days: 5,
    relapses: [],
    otherFailures: 0,
    standing: 'gathering',
    ...parts,
  });
  const NO_RECORD = { judged: 0, held: 0 };
  const relapse = { run: 'r', at: '2026-01-14T09:00:00Z', message: 'x' };
  const measured = { before: wilson(3, 50), blocks: { failures: 3, runs: 50 }, luck: 0.29, needed: 84 };

  it.each<[Partial<FixConfidence>, string]>([
    [
      { standing: 'contradicted', relapses: [relapse] },
      'It has failed as the issue describes in 1 run with the fix claimed on January 11, 2026, first on January 14, 2026.',
    ],
    [
      { standing: 'contradicted', relapses: [relapse, relapse] },
      'It has failed as the issue describes in 2 runs with the fix claimed on January 11, 2026, first on January 14, 2026.',
    ],
    [
      { standing: 'no-signal', passes: 0, days: 0 },
      'No counted run has a result of the test with the fix claimed on January 11, 2026. There is no such run yet, or the test was skipped, absent or deleted, or the record does not give its name there. That is no evidence for the fix.',
    ],
    [
      { standing: 'unmeasured', passes: 1, days: 1 },
      '1 pass on 1 day with the fix claimed on January 11, 2026. No such failure was measured before it, so nobody can tell how much of this is luck.',
    ],
    [
      measured,
      '20 passes on 5 days with the fix claimed on January 11, 2026. If nothing had changed, all 3 failures would come before it by chance in 29.0% of cases. 64 more passes would bring that down to 5%.',
    ],
    [
      { ...measured, passes: 83, luck: 0.0511 },
      '83 passes on 5 days with the fix claimed on January 11, 2026. If nothing had changed, all 3 failures would come before it by chance in 5.1% of cases. 1 more pass would bring that down to 5%.',
    ],
    [
      { ...measured, passes: 90, days: 1, luck: 0.042 },
      '90 passes on 1 day with the fix claimed on January 11, 2026. If nothing had changed, all 3 failures would come before it by chance in 4.2% of cases. That is little enough, but all passes are of one day: it also needs passes on a second day.',
    ],
    [
      { ...measured, standing: 'supported', passes: 90, luck: 0.042 },
      '90 passes on 5 days with the fix claimed on January 11, 2026. If nothing had changed, all 3 failures would come before it by chance in 4.2% of cases.',
    ],
    [
      { ...measured, before: wilson(5, 52), standing: 'supported', passes: 90, luck: 0.042 },
      '90 passes on 5 days with the fix claimed on January 11, 2026. If nothing had changed, all 5 failures, in 3 rows, would come before it by chance in 4.2% of cases.',
    ],
    [
      { standing: 'unmeasured', before: wilson(1, 3) },
      '20 passes on 5 days with the fix claimed on January 11, 2026. One failure in 3 runs before it is no rate, so nobody can tell how much of this is luck.',
    ],
  ])('%o', (parts, expected) => {
    expect(claims.reason(fix(parts), moments)).toBe(expected);
  });

  it('tells the odds after a failure, since a noisy test may fail for an older reason', () => {
    const fallen = fix({ ...measured, standing: 'contradicted', relapses: [relapse], luck: 0.62 });
    expect(claims.odds(fallen)).toBe(
      ' Before it, 3 of 50 runs failed so; with it, 1 of 21. If nothing had changed, so few would come after it in 62.0% of cases.',
    );
    expect(fixGauge(fallen, NO_RECORD, moments).facts.map(({ label }) => label)).toEqual([
      'Passes with the fix',
      'Failures with the fix',
    ]);
    expect(claims.odds(fix(measured))).toBe('');
  });

  it('has a gauge with passes needed, and how likely it holds', () => {
    const { goals, facts } = fixGauge(fix(measured), NO_RECORD, moments);
    expect(goals.map(({ at }) => at)).toEqual([84]);
    expect(facts.map(({ label, value, note }) => `${label}: ${value}, ${note}`)).toEqual([
      'Passes with the fix: 20, on 5 days',
      'Still needed: 64, of 84 passes without a failure, for luck of at most 5%',
      'The fix holds: 77.5%, chance after these runs, from 50% before them: too few claims of this book are judged yet',
    ]);
    expect(fixGauge(fix(measured), { judged: 6, held: 5 }, moments).facts.at(-1)).toMatchObject({
      value: '91.2%',
      note: 'chance after these runs; of 6 judged claims of this book, 5 held',
    });
  });

  it('has no figure where nothing was measured before it', () => {
    const { goals, facts } = fixGauge(fix({ standing: 'unmeasured' }), NO_RECORD, moments);
    expect(goals).toEqual([]);
    expect(facts.map(({ label }) => label)).toEqual(['Passes with the fix']);
  });
});

describe('the runs of a suite', () => {
  const reading = (kind: RunKind, day: number, parts: { branch?: string; isPartial?: boolean } = {}) =>
    ({
      kind,
      isPartial: parts.isPartial ?? false,
      run: { at: `2026-01-${String(day).padStart(2, '0')}T09:00:00Z`, branch: parts.branch ?? 'main' },
    }) as RunReading;
  const words = (...readings: RunReading[]) => plain(runs.counted(readings, moments));

  it('are counted, and told apart with the reason', () => {
    expect(words(reading('counted', 4))).toBe('1 measured run, January 4, 2026; it counts.');
    expect(words(reading('counted', 4), reading('counted', 5))).toBe(
      '2 measured runs, January 4, 2026 to January 5, 2026; all of them count.',
    );
    expect(
      words(
        reading('counted', 4, { isPartial: true }),
        reading('branch', 5, { branch: 'a`b' }),
        reading('infrastructure', 6),
      ),
    ).toBe(
      '3 measured runs, January 4, 2026 to January 6, 2026; 1 of them counts. Not counted: 1 run of another branch (a`b). Not counted: 1 infrastructure failure, where more than 80% of the tests failed, or the set-up failed and no test ran. 1 counted run is partial: its tests count, but not whether it was red.',
    );
  });

  it('name no more branches than a sentence holds', () => {
    const branches = Array.from({ length: 7 }, (_, i) => reading('branch', i + 1, { branch: `b${i}` }));
    expect(words(...branches)).toContain(
      'none of them counts. Not counted: 7 runs of other branches (b0, b1, b2, b3, b4, 2 more).',
    );
  });
});
