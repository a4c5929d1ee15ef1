import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { derive } from '../../src/asof/derive.ts';
import type { Figure } from '../../src/asof/figures.ts';
import { readAsOf } from '../../src/asof/read-as-of.ts';
import type { IssueReading } from '../../src/asof/snapshot.ts';
import type { KnowledgeBase } from '../../src/records/knowledge-base.ts';
import { openTestBook, ROOT, readFiles } from '../support/book.ts';
import { HISTORY } from './histories/history.ts';
import { SECOND_HISTORY } from './histories/second-history.ts';
import { THIRD_HISTORY } from './histories/third-history.ts';
import type { Truth } from './histories/truth.ts';

const openHistory = (name: string, asOf: string) =>
  openTestBook(readFiles(join(ROOT, 'test/fixtures', name)), asOf);
const { kb, findings } = openHistory('history', '2026-05-14');
const second = openHistory('second-history', '2026-05-05');
const third = openHistory('third-history', '2022-09-14');

describe('a history of five months', () => {
  it('has nothing to find but what is over', () => {
    expect(findings.map(({ ruleId, file }) => `${ruleId} ${file}`)).toEqual([
      'until-passed issues/DS-FLAKY-007.md',
    ]);
  });

  for (const [date, truth] of Object.entries(HISTORY)) {
    it(`is what it was at ${date}`, () => {
      expect(tell(kb, date, 'data-storage')).toEqual(truth);
    });
  }
});

describe('a second history of five months', () => {
  it('has nothing to find', () => {
    expect(second.findings.map(({ ruleId, file }) => `${ruleId} ${file}`)).toEqual([]);
  });

  for (const [date, truth] of Object.entries(SECOND_HISTORY)) {
    it(`is what it was at ${date}`, () => {
      expect(tell(second.kb, date, 'checkout')).toEqual(truth);
    });
  }

  it('has a test under its older name until the day of its renaming', () => {
    const nameAt = (date: string) => readAsOf(second.kb, date).issues.get('CO-6')?.tests[0]?.test.name;
    expect(['2026-03-24', '2026-03-25'].map(nameAt)).toEqual([
      'Ship > tells the weight',
      'Ship > tells the weight in grams',
    ]);
  });
});

describe('a third history of five months', () => {
  it('has nothing to find', () => {
    expect(third.findings.map(({ ruleId, file }) => `${ruleId} ${file}`)).toEqual([]);
  });

  for (const [date, truth] of Object.entries(THIRD_HISTORY)) {
    it(`is what it was at ${date}`, () => {
      expect(tell(third.kb, date, 'runtime')).toEqual(truth);
    });
  }
});

describe('a test that was renamed and put elsewhere on February 12', () => {
  const testAt = (date: string) => {
    const { test } = readAsOf(kb, date).issues.get('DS-FLAKY-004')?.tests[0] ?? {};
    return { name: test?.name, at: test?.at, aliases: test?.aliases };
  };
  const older = 'Scoring | returns one workflow with a high score';

  it('had its older name before, and a place that nobody has noted', () => {
    expect(testAt('2026-02-11')).toEqual({ name: older, at: undefined, aliases: [] });
  });

  it('has its present name and place since then', () => {
    expect(testAt('2026-02-12')).toEqual({
      name: 'Workflow search | Scoring | returns exactly one workflow with a high score',
      at: 'test/workflow_scoring_test.go:312',
      aliases: [older],
    });
  });
});

function tell(base: KnowledgeBase, date: string, suite: string): Truth {
  const snapshot = readAsOf(base, date);
  const figures = derive(snapshot, suite);
  return {
    issues: Object.fromEntries([...snapshot.issues].map(([id, issue]) => [short(id), describeIssue(issue)])),
    next: figures.plan.flatMap(({ work }) =>
      work.map((piece) => (piece.kind === 'fix' ? short(piece.fix.key) : piece.task.id)),
    ),
    applied: share(figures.fixesApplied),
    fallen: share(figures.fixesFallen),
    affected: figures.testsAffected.value,
    unresolved: figures.testsUnresolved.value,
    stable: share(figures.stable),
    masked: figures.masked?.value ?? 0,
  };
}

function describeIssue({ status, leading, holds, overdue }: IssueReading): string {
  const still = holds.flatMap(({ word }) => (word === status ? [] : [`still ${word}`]));
  const over = overdue.map(({ days }) => `${days} days over`);
  return [status, ...(leading ? [leading.cause.id] : []), ...still, ...over].join(', ');
}

function short(id: string): string {
  return id.replace(/^(?:DS-FLAKY-00|CO-|RT-)/, '');
}

function share(figure: Figure | undefined): string {
  return figure ? `${figure.value} of ${figure.of}` : 'unknown';
}
