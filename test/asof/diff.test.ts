import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Change, type Difference, diffSnapshots } from '../../src/asof/diff.ts';
import { readAsOf } from '../../src/asof/read-as-of.ts';
import { arbitraryBase, arbitraryWhen } from './arbitrary.ts';
import { buildBase, buildCause, buildDecision, buildFix, buildIssue, entry } from './build.ts';
import { addLater } from './later.ts';

const proposed = '2026-01-02';
const fix = buildFix('serial-marker', '5m', { kind: 'mitigation', proposed });
const issue = buildIssue('DS-FLAKY-001', {
  fixes: [fix, buildFix('unique-streams', '1d', { proposed })],
  causes: [
    buildCause('async-wait', { proposed: '2026-01-02', refuted: '2026-01-20' }),
    buildCause('shared-state', { supported: '2026-01-20' }),
  ],
  decisions: [
    buildDecision('which', {
      asked: '2026-01-05',
      answered: '2026-01-12',
      chosen: 'serial-marker',
      options: ['serial-marker', 'unique-streams'],
    }),
  ],
  timeline: [
    entry('open', '2026-01-02'),
    entry('fixed', '2026-01-10', { fix: 'unique-streams' }),
    entry('reopened', '2026-01-15'),
    entry('mitigated', '2026-01-25', { fix: 'serial-marker' }),
  ],
});
const base = buildBase([issue]);

function between(from: string, to: string): Difference {
  return diffSnapshots(readAsOf(base, from), readAsOf(base, to));
}

describe('the difference of two dates', () => {
  it('has what is new with no earlier state', () => {
    expect(between('2026-01-01', '2026-01-02').issues).toEqual([
      { key: 'DS-FLAKY-001', issue: 'DS-FLAKY-001', to: 'open' },
    ]);
  });

  it('has a status with both values, and the entries on the way', () => {
    const difference = between('2026-01-02', '2026-01-25');
    expect(difference.issues).toEqual([
      { key: 'DS-FLAKY-001', issue: 'DS-FLAKY-001', from: 'open', to: 'mitigated' },
    ]);
    expect(difference.entries.map(({ entry: { word } }) => word)).toEqual(['fixed', 'reopened', 'mitigated']);
  });

  it('has a fix that was applied and fell', () => {
    expect(between('2026-01-02', '2026-01-10').fixes).toEqual([
      { key: 'DS-FLAKY-001/unique-streams', issue: 'DS-FLAKY-001', from: 'planned', to: 'applied' },
    ]);
    expect(between('2026-01-10', '2026-01-15').fixes).toEqual([
      { key: 'DS-FLAKY-001/unique-streams', issue: 'DS-FLAKY-001', from: 'applied', to: 'fell' },
    ]);
  });

  it('has a cause that was refuted and the one that replaced it', () => {
    expect(between('2026-01-19', '2026-01-20').causes).toEqual([
      { key: 'DS-FLAKY-001/async-wait', issue: 'DS-FLAKY-001', from: 'proposed', to: 'refuted' },
      { key: 'DS-FLAKY-001/shared-state', issue: 'DS-FLAKY-001', to: 'supported' },
    ]);
  });

  it('has questions asked and answered', () => {
    expect(between('2026-01-04', '2026-01-05').decisions).toEqual([
      { key: 'DS-FLAKY-001/which', issue: 'DS-FLAKY-001', to: 'open' },
    ]);
    expect(between('2026-01-05', '2026-01-12').decisions).toEqual([
      { key: 'DS-FLAKY-001/which', issue: 'DS-FLAKY-001', from: 'open', to: 'answered' },
    ]);
  });

  it('has what should be over, although no entry says anything', () => {
    const timeline = [
      entry('open', '2026-01-02'),
      entry('quarantined', '2026-01-05', { until: '2026-01-20' }),
    ];
    const book = buildBase([buildIssue('DS-FLAKY-001', { timeline })]);
    const holds = (from: string, to: string) => diffSnapshots(readAsOf(book, from), readAsOf(book, to)).holds;
    const key = { key: 'DS-FLAKY-001', issue: 'DS-FLAKY-001' };
    expect(holds('2026-01-20', '2026-01-21')).toEqual([{ ...key, from: 'in-time', to: 'over' }]);
    expect(holds('2026-01-21', '2026-02-21')).toEqual([]);
  });

  it('has figures with both values', () => {
    const unresolved = between('2026-01-09', '2026-01-10').figures.find(
      ({ key }) => key === 'tests.unresolved',
    );
    expect([unresolved?.from?.value, unresolved?.to?.value]).toEqual([1, 0]);
  });
});

/** Joins changes of one key end to end; what comes back to where it was is no change. */
function join<State>(first: readonly Change<State>[], second: readonly Change<State>[]): Map<string, string> {
  const joined = new Map<string, { from: unknown; to: unknown }>();
  for (const { key, from, to } of first) joined.set(key, { from, to });
  for (const { key, from, to } of second)
    joined.set(key, { from: joined.has(key) ? joined.get(key)?.from : from, to });
  return new Map(
    [...joined]
      .map(([key, { from, to }]) => [key, JSON.stringify([from ?? null, to ?? null])] as const)
      .filter(([, pair]) => {
        const [from, to] = JSON.parse(pair) as [unknown, unknown];
        return JSON.stringify(from) !== JSON.stringify(to);
      })
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

const LISTS = ['issues', 'causes', 'fixes', 'decisions', 'tasks', 'holds', 'figures'] as const;

describe('differences of any knowledge base', () => {
  it('are empty from a date to itself', () => {
    const property = fc.property(arbitraryBase(), arbitraryWhen(), (kb, date) => {
      const snapshot = readAsOf(kb, date);
      const { from: _, to: __, ...lists } = diffSnapshots(snapshot, snapshot);
      expect(Object.values(lists).flat()).toEqual([]);
    });
    fc.assert(property, { numRuns: 200 });
  });

  it('join: A to B and B to C give A to C', () => {
    const dates = fc.tuple(arbitraryWhen(), arbitraryWhen(), arbitraryWhen());
    const property = fc.property(arbitraryBase(), dates, (kb, whens) => {
      const [a, b, c] = whens
        .map((date) => readAsOf(kb, date))
        .sort((x, y) => x.asOf.instantMs - y.asOf.instantMs);
      if (!a || !b || !c) return;
      const [ab, bc, ac] = [diffSnapshots(a, b), diffSnapshots(b, c), diffSnapshots(a, c)];
      for (const list of LISTS)
        expect([list, join<unknown>(ab[list], bc[list])]).toEqual([list, join<unknown>(ac[list], [])]);
      expect(sorted([...ab.entries, ...bc.entries])).toEqual(sorted(ac.entries));
    });
    fc.assert(property, { numRuns: 200 });
  });

  it('do not change when something is dated after both', () => {
    const property = fc.property(arbitraryBase(), arbitraryWhen(), arbitraryWhen(), (kb, one, other) => {
      const [from, to] = [readAsOf(kb, one), readAsOf(kb, other)].sort(
        (x, y) => x.asOf.instantMs - y.asOf.instantMs,
      );
      if (!from || !to) return;
      const more = addLater(kb, to.asOf);
      const later = diffSnapshots(readAsOf(more, from.asOf.text), readAsOf(more, to.asOf.text));
      expect(later).toEqual(diffSnapshots(from, to));
    });
    fc.assert(property, { numRuns: 200 });
  });
});

function sorted(entries: Difference['entries']): string[] {
  return entries.map((passed) => JSON.stringify(passed)).sort();
}
