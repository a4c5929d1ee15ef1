import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derive } from '../../src/asof/derive.ts';
import type { Figure, Figures } from '../../src/asof/figures.ts';
import { readAsOf } from '../../src/asof/read-as-of.ts';
import type { Snapshot } from '../../src/asof/snapshot.ts';
import { addEffort, effortMinutes, NO_EFFORT } from '../../src/core/effort.ts';
import { isStatus } from '../../src/core/status.ts';
import type { Issue } from '../../src/records/issue/issue.ts';
import type { KnowledgeBase } from '../../src/records/knowledge-base.ts';
import { arbitraryBase, arbitraryWhen } from './arbitrary.ts';
import { addLater } from './later.ts';

const SCOPES = [undefined, 'data-storage', 'gateway'];

/** Holds a law for the figures of every scope of any knowledge base, as of any date. */
function holdForFigures(law: (figures: Figures, snapshot: Snapshot) => void): void {
  const property = fc.property(arbitraryBase(), arbitraryWhen(), (base, asOf) => {
    const snapshot = readAsOf(base, asOf);
    for (const scope of SCOPES) law(derive(snapshot, scope), snapshot);
  });
  fc.assert(property, { numRuns: 300 });
}

function sum(figures: Iterable<Figure>): number {
  return [...figures].reduce((total, { value }) => total + value, 0);
}

/** A snapshot as plain lists, so that the order of maps is compared too; without the records that it was read from. */
function flatten({ kb, issues, suites, references, evidence, ...rest }: Snapshot) {
  return {
    ...rest,
    issues: [...issues],
    suites: [...suites],
    references: [...references],
    evidence: [...evidence],
  };
}

function flattenFigures(figures: Figures) {
  return Object.entries(figures).map(([key, value]) => [key, value instanceof Map ? [...value] : value]);
}

function shuffle(base: KnowledgeBase): KnowledgeBase {
  const reverse = <T>(map: ReadonlyMap<string, T>) => new Map([...map].reverse());
  const rotate = <T>(map: ReadonlyMap<string, T>) => new Map([...[...map].slice(1), ...[...map].slice(0, 1)]);
  return { ...base, issues: rotate(reverse(base.issues)), suites: reverse(base.suites) };
}

describe('figures of any knowledge base', () => {
  it('add up: every breakdown to the issues, the groups of tests to the affected ones', () => {
    holdForFigures((figures) => {
      const { byStatus, byGroup, byPattern, byImpact, byLocus } = figures;
      for (const breakdown of [byStatus, byGroup, byPattern, byImpact, byLocus]) {
        expect(sum(breakdown.values())).toBe(figures.issues.value);
        for (const { value, of } of breakdown.values())
          expect([value > 0, of]).toEqual([true, figures.issues.value]);
      }
      const { testsAffected, testsUnresolved, testsResolved, testsClosed } = figures;
      expect(sum([testsUnresolved, testsResolved, testsClosed])).toBe(testsAffected.value);
    });
  });

  it('have every unresolved issue in one age', () => {
    holdForFigures(({ byAge, byGroup }) => {
      const counts = byAge.map(({ flaking, held }) => flaking + held);
      expect(counts.reduce((total, count) => total + count, 0)).toBe(byGroup.get('unresolved')?.value ?? 0);
    });
  });

  it('never exceed what they are a part of', () => {
    holdForFigures((figures) => {
      for (const figure of Object.values(figures)) {
        if (figure === undefined || !('unit' in figure) || figure.of === undefined || figure.unit === 'days')
          continue;
        expect(figure.value).toBeGreaterThanOrEqual(0);
        expect(figure.value).toBeLessThanOrEqual(figure.of);
      }
    });
  });

  it('count a test once, and never more tests than the suites have', () => {
    holdForFigures((figures, { issues, suites }) => {
      const { stable, suiteSize, masked, testsUnresolved } = figures;
      expect(stable?.of).toBe(suiteSize?.value);
      expect((stable?.value ?? 0) + (masked?.value ?? 0)).toBeLessThanOrEqual(suiteSize?.value ?? 0);
      const states = [...issues.values()].flatMap(({ tests }) => tests);
      expect(figures.testsAffected.value).toBeLessThanOrEqual(states.length);
      expect(testsUnresolved.value).toBeLessThanOrEqual(figures.testsAffected.value);
      for (const { size, impossible } of suites.values()) {
        expect(size !== undefined && impossible !== undefined).toBe(false);
        if (impossible) expect(impossible.named).toBeGreaterThan(impossible.tests);
      }
      if (stable?.suites) expect(stable.suites.known).toBeLessThan(stable.suites.all);
    });
  });

  it('rise from stable over the expected steps to at most the size', () => {
    holdForFigures(({ expected, stable, suiteSize }) => {
      let before = stable?.value ?? 0;
      for (const step of expected) {
        expect(step.stable.value).toBeGreaterThanOrEqual(before);
        expect(step.stable.value + step.masked.value).toBeLessThanOrEqual(suiteSize?.value ?? 0);
        before = step.stable.value;
      }
    });
  });

  it('have every planned fix once, and horizons that add up', () => {
    holdForFigures(({ plan }, { kb }) => {
      const keys = plan.flatMap(({ work }) =>
        work.flatMap((piece) => (piece.kind === 'fix' ? piece.fix.key : [])),
      );
      expect(new Set(keys).size).toBe(keys.length);
      for (const { work, effort, unestimated } of plan) {
        const given = work.flatMap((piece) => (piece.kind === 'fix' ? piece.fix : piece.task).effort ?? []);
        const efforts = given.map((estimate) => effortMinutes(estimate, kb.book.work));
        expect(effort).toEqual(efforts.reduce(addEffort, NO_EFFORT));
        expect(unestimated).toBe(work.length - efforts.length);
      }
    });
  });
});

describe('reading any knowledge base', () => {
  it('does not depend on the order of files', () => {
    const property = fc.property(arbitraryBase(), arbitraryWhen(), (base, asOf) => {
      const one = readAsOf(base, asOf);
      const other = readAsOf(shuffle(base), asOf);
      expect(flatten(other)).toEqual(flatten(one));
      for (const scope of SCOPES) {
        expect(flattenFigures(derive(other, scope))).toEqual(flattenFigures(derive(one, scope)));
      }
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('never looks past its date', () => {
    const property = fc.property(arbitraryBase(), arbitraryWhen(), (base, asOf) => {
      const before = readAsOf(base, asOf);
      const after = readAsOf(addLater(base, before.asOf), asOf);
      expect(flatten(after)).toEqual(flatten(before));
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('ends the course of an issue with its status', () => {
    const property = fc.property(arbitraryBase(), arbitraryWhen(), (base, asOf) => {
      for (const { course, status } of readAsOf(base, asOf).issues.values()) {
        expect(course.at(-1)?.status).toBe(status);
        expect(course.every((span, i) => span.status !== course[i + 1]?.status)).toBe(true);
      }
    });
    fc.assert(property, { numRuns: 200 });
  });

  it('loses no issue as time goes by', () => {
    const property = fc.property(arbitraryBase(), arbitraryWhen(), (base, asOf) => {
      const ids = [...readAsOf(base, asOf).issues.keys()];
      const later = readAsOf(base, '2027-01-01');
      expect(ids.filter((id) => !later.issues.has(id))).toEqual([]);
      expect(later.issues.size).toBe([...base.issues.values()].filter(hasStatus).length);
    });
    fc.assert(property, { numRuns: 300 });
  });
});

function hasStatus({ timeline }: Issue): boolean {
  return timeline.some(({ word }) => isStatus(word));
}
