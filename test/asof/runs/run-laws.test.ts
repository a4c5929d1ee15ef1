import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunHistory } from '../../../src/records/runs/run-history.ts';
import { rateWindows } from '../../../src/runs/verdict/rate-windows.ts';
import type { SuiteRuns } from '../../../src/runs/verdict/suite-runs.ts';
import { buildIssue, buildTest } from '../build.ts';
import {
  buildHistory,
  buildRun,
  LETTERS,
  type Letter,
  type RunParts,
  readHistory,
  readSuite,
} from './build-runs.ts';

const TESTS = ['s > a', 's > b', 's', 'f.js :: t > c', 'f.js :: c', 't > c', 'z'];
const ISSUES = [
  buildIssue('X-1', { tests: [{ ...buildTest('a'), name: 's > a', aliases: ['z'] }] }),
  buildIssue('X-2', { tests: [{ ...buildTest('a'), name: 't > c' }] }),
];

const letter = fc.constantFrom<Letter>('P', 'P', 'P', 'P', 'F', 'F', 'E', '~', 'S', 'O', 'U', '.', '.');
const parts: fc.Arbitrary<RunParts> = fc
  .record({
    branch: fc.constantFrom('main', 'main', 'main', '', 'pr/1'),
    partial: fc.constantFrom(false, false, false, true),
    setup: fc.constantFrom([], [], [], [{ suite: 'db', message: 'refused' }]),
    commit: fc.option(fc.constantFrom('c0', 'c1'), { nil: undefined }),
  })
  .map(({ commit, ...others }) => (commit === undefined ? others : { ...others, commit }));

const history = fc.integer({ min: 1, max: 24 }).chain((length) =>
  fc
    .tuple(
      fc.array(fc.array(letter, { minLength: length, maxLength: length }), {
        minLength: 1,
        maxLength: TESTS.length,
      }),
      fc.array(parts, { minLength: length, maxLength: length }),
    )
    .map(([rows, heads]) =>
      buildHistory(
        Object.fromEntries(rows.map((row, i) => [TESTS[i], row.join('')])),
        Object.fromEntries(heads.entries()),
      ),
    ),
);

/** All that can be read of runs, as plain data. */
function flatten(runs: SuiteRuns | undefined) {
  if (runs === undefined) return undefined;
  const { keyOf, observe, tests, neverSeen, ambiguous, ...rest } = runs;
  const observed = [...tests.keys()].map((key) =>
    observe(key).map(({ reading, outcome, message }) => [reading.run.run, outcome, message]),
  );
  const keys = TESTS.map((name) => keyOf(name));
  return {
    ...rest,
    tests: [...tests],
    neverSeen: [...neverSeen],
    ambiguous: [...(ambiguous ?? [])],
    observed,
    keys,
  };
}

/** The same run, whichever roster has its tests. */
function withoutRosters(runs: SuiteRuns | undefined) {
  return JSON.stringify(flatten(runs), (name, value) => (name === 'roster' ? undefined : value));
}

const read = (given: RunHistory, asOf = '2030-01-01') => readHistory(given, { issues: ISSUES, asOf });

describe('any run history', () => {
  it('says the same in any order of runs and rosters', () => {
    const property = fc.property(history, fc.nat(), ({ runs, rosters }, by) => {
      const cut = by % runs.length;
      const turned = {
        runs: [...runs.slice(cut), ...runs.slice(0, cut)].reverse(),
        rosters: new Map([...rosters].reverse()),
      };
      expect(flatten(read(turned))).toEqual(flatten(read({ runs, rosters })));
    });
    fc.assert(property);
  });

  it('says the same with a roster for each run, or without what its outcomes tell anyway', () => {
    const property = fc.property(history, ({ runs, rosters }) => {
      const split = {
        runs: runs.map((run) => ({ ...run, roster: run.run })),
        rosters: new Map(runs.map((run) => [run.run, rosters.get(run.roster) ?? []])),
      };
      expect(withoutRosters(read(split))).toBe(withoutRosters(read({ runs, rosters })));
      const told = {
        runs: split.runs,
        rosters: new Map(
          split.runs.map(({ roster, outcomes }) => [
            roster,
            (split.rosters.get(roster) ?? []).filter((test) =>
              outcomes.every((outcome) => outcome.test !== test),
            ),
          ]),
        ),
      };
      expect(withoutRosters(read(told))).toBe(withoutRosters(read({ runs, rosters })));
    });
    fc.assert(property);
  });

  it('is not changed by what happens later', () => {
    const property = fc.property(history, fc.nat(23), ({ runs, rosters }, last) => {
      const asOf = runs[last % runs.length]?.at ?? '';
      const earlier = runs.filter(({ at }) => at <= asOf);
      const known = new Map(earlier.map(({ roster }) => [roster, rosters.get(roster) ?? []]));
      expect(flatten(read({ runs, rosters }, asOf))).toEqual(
        flatten(read({ runs: earlier, rosters: known }, asOf)),
      );
    });
    fc.assert(property);
  });

  it('adds up, as its runs show it one by one', () => {
    const property = fc.property(history, (given) => {
      const { tests, observe, runs } = readSuite(given, { issues: ISSUES });
      for (const test of tests.values()) {
        const observed = observe(test.key);
        expect(observed).toHaveLength(runs.length);
        const counted = observed.filter(({ reading }) => reading.kind === 'counted');
        const count = (...words: string[]) => counted.filter(({ outcome }) => words.includes(outcome)).length;
        expect(test.runs + test.setAside).toBe(count('passed', 'flaky', 'failed', 'errored'));
        expect(test.failures + test.setAside).toBe(count('flaky', 'failed', 'errored'));
        expect([test.flakyPasses, test.skipped, test.unfinished]).toEqual([
          count('flaky'),
          count('skipped'),
          count('other', 'unfinished'),
        ]);
        const there = counted.filter(({ outcome }) => outcome !== 'absent');
        expect([test.firstSeen, test.lastSeen]).toEqual([
          there[0]?.reading.run.at,
          there.at(-1)?.reading.run.at,
        ]);
        expect(test.names.length).toBeGreaterThan(0);
        const windows = rateWindows(observed);
        if (windows.length > 0) {
          const sum = windows.reduce((total, { rate }) => total + rate.runs, 0);
          expect(sum).toBe(test.runs + test.setAside);
        }
      }
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('has rates within their intervals, and verdicts that fit their counts', () => {
    const property = fc.property(history, (given) => {
      for (const { rate, verdict, runs, failures, setAside } of readSuite(given, {
        issues: ISSUES,
      }).tests.values()) {
        if (rate) expect(rate.low <= rate.value && rate.value <= rate.high).toBe(true);
        if (verdict.kind === 'never-failed') expect([failures, runs > 0]).toEqual([0, true]);
        if (verdict.kind === 'no-signal') expect(runs).toBe(0);
        if (verdict.kind === 'failed-once') expect(failures).toBe(1);
        if (verdict.kind === 'broken') expect([runs, runs > 1]).toEqual([failures, true]);
        if (verdict.kind !== 'flaky') expect(setAside).toBe(0);
      }
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('never has a higher rate for one more pass', () => {
    const row = fc.array(
      fc.tuple(letter, fc.integer({ min: 1, max: 15 })).map(([sign, times]) => sign.repeat(times)),
      { minLength: 1, maxLength: 8 },
    );
    const property = fc.property(row, (pieces) => {
      const rate = (signs: string) => {
        const others = ['q', 'r', 's', 't'].map((name) => [name, 'P'.repeat(signs.length)]);
        return readSuite(buildHistory({ a: signs, ...Object.fromEntries(others) })).tests.get('a')?.rate
          ?.value;
      };
      const [before, after] = [rate(pieces.join('')), rate(`${pieces.join('')}P`)];
      if (before !== undefined) expect(after).toBeLessThanOrEqual(before);
      else expect(after).toBe(0);
    });
    fc.assert(property, { numRuns: 1000 });
  });

  it('groups only flaky tests, each in one group', () => {
    const property = fc.property(history, (given) => {
      const { groups, tests } = readSuite(given, { issues: ISSUES });
      const grouped = groups.flatMap((group) => group.tests);
      expect(new Set(grouped).size).toBe(grouped.length);
      for (const key of grouped) expect(tests.get(key)?.verdict.kind).toBe('flaky');
      for (const { together, runs } of groups) expect(together).toBeLessThanOrEqual(runs);
    });
    fc.assert(property, { numRuns: 300 });
  });
});

describe('the builder of histories', () => {
  it('makes runs whose counts add up', () => {
    const all = Object.values(LETTERS).map((outcome) => [outcome, outcome] as const);
    const { run, roster } = buildRun(0, all);
    expect([run.tests, roster.length, run.passed, run.outcomes.length]).toEqual([7, 7, 2, 6]);
  });
});
