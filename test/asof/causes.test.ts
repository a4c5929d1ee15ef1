import { describe, expect, it } from 'vitest';
import { readAsOf } from '../../src/asof/read-as-of.ts';
import type { Cause } from '../../src/records/issue/issue.ts';
import { buildBase, buildCause, buildIssue, buildPattern, readFirst } from './build.ts';

describe('a cause as of a date', () => {
  const timing = buildCause(
    'async-timing',
    { proposed: '2026-01-04', refuted: '2026-01-06' },
    { because: 'The flush ended in time' },
  );
  const pollution = buildCause('data-pollution', { supported: '2026-01-06' });
  const issue = buildIssue('DS-FLAKY-002', { causes: [timing, pollution] });

  it('has the last state up to the date, and is absent before its first', () => {
    const before = readFirst('2026-01-05', issue);
    expect(before.causes.map(({ cause, state }) => [cause.id, state])).toEqual([
      ['async-timing', 'proposed'],
    ]);
    expect(before.leading?.cause.id).toBe('async-timing');
  });

  it('does not lead once it is refuted or superseded', () => {
    const after = readFirst('2026-01-06', issue);
    expect(after.causes.map(({ state, since }) => [state, since])).toEqual([
      ['refuted', '2026-01-06'],
      ['supported', '2026-01-06'],
    ]);
    expect(after.leading?.cause.id).toBe('data-pollution');
  });

  it('keeps its reason to itself until the state that it explains', () => {
    const before = readFirst('2026-01-05', issue).causes[0];
    expect(before?.because).toBeUndefined();
    expect(before?.cause).toEqual(buildCause('async-timing', { proposed: '2026-01-04' }));
    expect(readFirst('2026-01-06', issue).causes[0]?.because).toBe('The flush ended in time');
  });

  it('is proposed from the first status on when it has no state', () => {
    const undated = buildIssue('DS-FLAKY-002', { causes: [buildCause('data-pollution')] });
    expect(readFirst('2026-01-09', undated).causes[0]).toMatchObject({
      state: 'proposed',
      since: '2026-01-04',
    });
  });

  const leadingOf = (...causes: Cause[]) =>
    readFirst('2026-01-09', buildIssue('DS-FLAKY-001', { causes })).leading?.cause.id;

  it('leads where it is supported, then as the newest, then as the first written', () => {
    const supported = buildCause('a', { supported: '2026-01-04' });
    const proposed = buildCause('b', { proposed: '2026-01-05' });
    const older = buildCause('c', { proposed: '2026-01-03' });
    const same = buildCause('d', { proposed: '2026-01-05' });
    expect(leadingOf(proposed, supported)).toBe('a');
    expect(leadingOf(supported, proposed)).toBe('a');
    expect(leadingOf(older, proposed)).toBe('b');
    expect(leadingOf(same, proposed)).toBe('d');
  });

  it('leads where it says so, unless it was refuted', () => {
    const supported = buildCause('a', { supported: '2026-01-04' });
    expect(leadingOf(supported, buildCause('b', { proposed: '2026-01-03' }, { leads: true }))).toBe('b');
    expect(leadingOf(supported, buildCause('b', { refuted: '2026-01-03' }, { leads: true }))).toBe('a');
  });

  it('is the first diagnosis where it was proposed first, wherever it stands', () => {
    const causes = [
      buildCause('second', { proposed: '2026-01-05' }),
      buildCause('first', { proposed: '2026-01-03', refuted: '2026-01-06' }),
    ];
    const reading = readFirst('2026-01-09', buildIssue('DS-FLAKY-001', { causes }));
    expect(reading.firstDiagnosis?.cause.id).toBe('first');
  });

  it('has the pattern that it says, or the one that it is called after, or none', () => {
    const causes = [buildCause('known'), buildCause('unknown'), buildCause('x', {}, { pattern: 'known' })];
    const base = buildBase([buildIssue('DS-FLAKY-001', { causes })]);
    const patterns = new Map([['known', buildPattern('known')]]);
    const reading = readAsOf({ ...base, patterns }, '2026-01-09').issues.get('DS-FLAKY-001');
    expect(reading?.causes.map(({ pattern }) => pattern)).toEqual(['known', undefined, 'known']);
  });
});

describe('a cause that repeats another', () => {
  const origin = buildIssue('DS-FLAKY-004', {
    causes: [
      buildCause(
        'lag',
        { supported: '2026-01-05' },
        { pattern: 'eventual-consistency', claim: 'Stale reads' },
      ),
    ],
  });
  const middle = buildIssue('DS-FLAKY-005', { causes: [buildCause('lag', {}, { same: 'DS-FLAKY-004' })] });

  it('takes claim and states along the chain, and keeps its own pattern', () => {
    const last = buildIssue('DS-FLAKY-006', {
      causes: [buildCause('lag', {}, { same: 'DS-FLAKY-005', pattern: 'slow-replica' })],
    });
    const reading = readFirst('2026-01-05', last, middle, origin).causes[0];
    expect(reading).toMatchObject({ claim: 'Stale reads', state: 'supported', since: '2026-01-05' });
    expect(reading?.cause.pattern).toBe('slow-replica');
  });

  it('keeps what it says itself', () => {
    const own = buildCause(
      'lag',
      { proposed: '2026-01-04' },
      { same: 'DS-FLAKY-004', claim: 'Another view' },
    );
    const reading = readFirst('2026-01-09', buildIssue('DS-FLAKY-005', { causes: [own] }), origin).causes[0];
    expect(reading).toMatchObject({ claim: 'Another view', state: 'proposed' });
  });

  it('survives a circle and a missing issue', () => {
    const circle = buildIssue('DS-FLAKY-004', { causes: [buildCause('lag', {}, { same: 'DS-FLAKY-005' })] });
    expect(readFirst('2026-01-09', middle, circle).causes[0]?.state).toBe('proposed');
    expect(readFirst('2026-01-09', middle).causes[0]?.state).toBe('proposed');
  });
});
