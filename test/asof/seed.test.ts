import { describe, expect, it } from 'vitest';
import { derive } from '../../src/asof/derive.ts';
import { readAsOf } from '../../src/asof/read-as-of.ts';
import { buildSeed } from './seed.ts';

const snapshot = readAsOf(buildSeed(), '2026-01-04');
const figures = derive(snapshot, 'data-storage');

describe('the figures of the seed', () => {
  it('counts 5 issues with 6 tests', () => {
    expect(figures.issues).toEqual({ unit: 'issues', value: 5 });
    expect(figures.testsAffected.value).toBe(6);
  });

  it('counts 2 fixed and 3 triaged issues of 5', () => {
    expect([...figures.byStatus]).toEqual([
      ['triaged', { unit: 'issues', value: 3, of: 5 }],
      ['fixed', { unit: 'issues', value: 2, of: 5 }],
    ]);
    expect([...figures.byGroup.keys()]).toEqual(['unresolved', 'resolved']);
  });

  it('leaves 4 unresolved tests, so that 153 of 157 are stable', () => {
    expect(figures.testsUnresolved).toEqual({ unit: 'tests', value: 4, of: 6 });
    expect(figures.stable).toEqual({ unit: 'tests', value: 153, of: 157 });
  });

  it('plans 35 minutes of immediate work', () => {
    const [immediate] = figures.plan;
    expect(immediate?.horizon).toBe('immediate');
    expect(immediate?.effort).toEqual({ lowMinutes: 35, highMinutes: 35 });
  });

  it('plans every piece of work once, in the order of horizons, issues and files, tasks last', () => {
    const plan = figures.plan.map(({ horizon, work }) => [
      horizon,
      work.map((piece) => (piece.kind === 'fix' ? piece.fix.key : piece.task.id)),
    ]);
    expect(plan).toEqual([
      ['immediate', ['DS-FLAKY-003/serial-marker', 'DS-FLAKY-004/eventually-filter']],
      [
        'short-term',
        ['DS-FLAKY-002/schema-isolation', 'DS-FLAKY-003/unique-streams', 'DS-FLAKY-004/per-process-schemas'],
      ],
      ['long-term', ['shared-state-audit']],
    ]);
  });

  it('expects a mitigation to mask and fixes to make stable', () => {
    const steps = figures.expected.map(({ fix, stable, masked }) => [fix.id, stable.value, masked.value]);
    expect(steps).toEqual([
      ['serial-marker', 153, 2],
      ['eventually-filter', 155, 2],
      ['unique-streams', 157, 0],
      ['per-process-schemas', 157, 0],
    ]);
    expect(figures.expected.map(({ tests }) => tests)).toEqual([
      ['DS-FLAKY-003a', 'DS-FLAKY-003b'],
      ['DS-FLAKY-004', 'DS-FLAKY-005'],
      ['DS-FLAKY-003a', 'DS-FLAKY-003b'],
      [],
    ]);
  });

  it('breaks issues down by pattern and impact', () => {
    const counts = (map: ReadonlyMap<string, { readonly value: number }>) =>
      [...map].map(([key, { value }]) => `${key} ${value}`);
    expect(counts(figures.byPattern)).toEqual([
      'eventual-consistency 2',
      'async-timing 1',
      'data-pollution 1',
      'shared-state 1',
    ]);
    expect(counts(figures.byImpact)).toEqual(['critical 1', 'high 1', 'medium 3']);
  });

  it('has the same figures for the whole book, which is one suite', () => {
    expect(derive(snapshot)).toEqual(figures);
  });
});
