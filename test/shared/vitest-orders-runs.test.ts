import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RunReader } from '../../src/runs/merge/measure-run.ts';
import { identifyTests } from '../../src/runs/names/identify.ts';
import { ResultsReader } from '../../src/runs/read/read-results.ts';
import { wilson } from '../../src/runs/verdict/statistics.ts';
import type { Verdict } from '../../src/runs/verdict/suite-runs.ts';
import { countedLetters, type OrdersTruth, verdictOf, wordsOf } from '../asof/runs/orders-truth.ts';
import { readOrders, readSeries } from '../asof/runs/series.ts';
import { isShared, SHARED } from '../support/shared.ts';

const DATA = join(SHARED, 'data');
const SERIES = join(DATA, 'runs', 'vitest-orders');

const isThere = isShared(join(SERIES, 'truth.json'));

/** What the counted runs show of the tests that the truth names; of all others, that they never failed or never ran. */
const VERDICTS: Readonly<Record<string, Verdict['kind']>> = {
  'flaky:ORD-01': 'flaky',
  'flaky:ORD-02': 'flaky',
  'flaky:ORD-03': 'flaky',
  'flaky:ORD-04': 'flaky',
  'flaky:ORD-05': 'never-failed',
  'flaky:ORD-06': 'never-failed',
  'not-flaky:BUG-TOTALS': 'broken',
  'not-flaky:REG-31': 'regression',
};

describe.runIf(isThere)('the real series vitest-orders', () => {
  const truth: OrdersTruth = isThere
    ? JSON.parse(readFileSync(join(SERIES, 'truth.json'), 'utf8'))
    : { tests: [] };
  const tests = truth.tests.map(({ test, sequence, truth: what }) => ({ test, sequence, what }));
  const runs = isThere ? readOrders(SERIES) : undefined;

  it('has the tests of its truth, under their names', () => {
    expect(tests.map(({ test }) => test).sort()).toEqual(
      [...(runs?.tests.values() ?? [])].flatMap(({ names }) => names).sort(),
    );
  });

  it.each(tests)('shows of $test what it should', ({ test, sequence, what }) => {
    if (runs === undefined) throw new Error('The series cannot be read.');
    const history = runs.tests.get(runs.keyOf(test) ?? '');
    const letters = countedLetters(sequence);
    const failures = [...letters].filter((letter) => letter === 'F').length;
    const executed = failures + [...letters].filter((letter) => letter === 'P').length;
    if (history?.names.length === 1) {
      expect(runs.observe(history.key).map(({ outcome }) => outcome)).toEqual(wordsOf(sequence));
      expect(history).toMatchObject({ runs: executed, failures });
    } else expect(what).toBe('flaky:ORD-04');
    const isSetUp = test === 'vt/report.test.js :: report';
    const stable = executed === 0 ? 'no-signal' : 'never-failed';
    expect(verdictOf(runs, test)?.kind).toBe(isSetUp ? 'infrastructure' : (VERDICTS[what] ?? stable));
  });

  it('has the whole history of a renamed test', () => {
    const [older, newer] = tests
      .filter(({ what }) => what === 'flaky:ORD-04')
      .map(({ sequence }) => sequence);
    const merged = [...(older ?? '')].map((letter, run) => (letter === '.' ? newer?.[run] : letter)).join('');
    expect(runs?.observe('ORD-04').map(({ outcome }) => outcome)).toEqual(wordsOf(merged));
    expect(runs?.tests.get('ORD-04')).toMatchObject({ runs: 17, failures: 5, rate: wilson(5, 17) });
  });

  it('counts no run of a branch', () => {
    const branches = runs?.runs.filter(({ kind }) => kind === 'branch').map(({ run }) => run.run);
    expect(branches).toEqual(['orders-8', 'orders-17']);
  });

  it('says the same of tests in the other format, which drops the describe path', () => {
    const ctrf = readOrders(SERIES, 'ctrf.json');
    for (const [key, { verdict }] of runs?.tests ?? []) {
      if (verdict.kind === 'infrastructure') continue;
      const other = ctrf.tests.get(ctrf.keyOf(key) ?? '');
      const { kind } = other?.verdict ?? {};
      // Its reporter writes the configured number of retries where there was none.
      if (key === 'ORD-05') expect(['never-failed', 'flaky']).toContain(kind);
      else expect([key, kind]).toEqual([key, verdict.kind]);
    }
  });

  it('has one test for its names in both formats', () => {
    const lists = ['junit.xml', 'ctrf.json'].map((file) => [...readSeries(SERIES, file).rosters.values()]);
    const [junit = [], ctrf = []] = lists;
    const identity = identifyTests([], [...ctrf.flat(), ...junit.flat()], [...junit, ...ctrf]);
    const names = new Set(junit.flat());
    for (const name of new Set(ctrf.flat())) {
      const tied = identity.namesOf(identity.keyOf(name) ?? '').filter((other) => names.has(other));
      expect(tied).toHaveLength(1);
      expect(tied[0]?.endsWith(name.split(' :: ')[1] ?? '')).toBe(true);
    }
  });
});

describe.runIf(isThere)('real result files', () => {
  const namesIn = (file: string): readonly string[] => {
    const measurer = new RunReader('');
    const gatherer = measurer.gather(file);
    const reader = new ResultsReader((test) => gatherer.add(test));
    reader.write(readFileSync(join(DATA, 'results', file)));
    const head = {
      run: file,
      at: '2026-01-01T00:00:00Z',
      commit: 'abcdef0',
      branch: '',
      environment: '',
      url: '',
    };
    return measurer.measure(head, [gatherer.end(reader.end())]).tests;
  };

  it('of go test and gotestsum have the same tests', () => {
    const [go, junit] = [namesIn('go-test.jsonl'), namesIn('gotestsum-junit.xml')];
    const identity = identifyTests([], [...go, ...junit], [go, junit]);
    const untied = go.filter((name) =>
      identity.namesOf(identity.keyOf(name) ?? '').every((one) => !junit.includes(one)),
    );
    expect(untied).toEqual([]);
  });

  it('of any format have a test for each name, and know it under what people write', () => {
    const files = readdirSync(join(DATA, 'results')).filter((file) => file !== 'expected.json');
    for (const file of files) {
      const names = namesIn(file);
      const identity = identifyTests([], names, [names]);
      expect(new Set(names.map((name) => identity.keyOf(name)))).toEqual(new Set(names));
      for (const name of names)
        for (const written of [
          name.replaceAll(' > ', ' | '),
          name.replace(' :: ', '::'),
          name.replace(' :: ', ' > '),
        ])
          expect(identity.keyOf(written)).toBe(name);
    }
  });
});
