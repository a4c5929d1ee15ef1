import { describe, expect, it } from 'vitest';
import { readAsOf } from '../../src/asof/read-as-of.ts';
import type { TimelineEntry } from '../../src/records/issue/timeline.ts';
import { buildBase, buildDecision, buildFix, buildIssue, buildSuite, entry, readFirst } from './build.ts';

const FIX = buildFix('serial-marker', undefined, { proposed: '2026-01-04', kind: 'mitigation' });

function readState(asOf: string, entries: readonly TimelineEntry[], letters = 'a') {
  const timeline = [entry('open', '2026-01-04'), ...entries];
  const issue = buildIssue('DS-FLAKY-003', { fixes: [FIX], timeline }, letters);
  const { state, since } = readFirst(asOf, issue).fixes[0] ?? {};
  return since === undefined ? state : `${state} ${since}`;
}

describe('the state of a fix', () => {
  const applied = entry('mitigated', '2026-01-05', { fix: 'serial-marker' });
  const reopened = entry('reopened', '2026-01-07');

  it('is planned until a status names it', () => {
    expect(readState('2026-01-04', [applied])).toBe('planned');
    expect(readState('2026-01-05', [applied])).toBe('applied 2026-01-05');
  });

  it('is not known before the first entry that names it, unless it says since when', () => {
    const timeline = [entry('open', '2026-01-04'), applied];
    const issue = buildIssue('DS-FLAKY-003', { fixes: [buildFix('serial-marker')], timeline });
    expect(readFirst('2026-01-04', issue).fixes).toEqual([]);
    expect(readFirst('2026-01-05', issue).fixes).toHaveLength(1);
    const asked = buildDecision('x', { asked: '2026-01-04', options: ['serial-marker', 'wait'] });
    expect(readFirst('2026-01-04', { ...issue, decisions: [asked] }).fixes).toHaveLength(1);
  });

  it('is not changed by a try of which nothing came yet, or that helped', () => {
    const tried = { fix: 'serial-marker' };
    expect(readState('2026-01-09', [entry('tried', '2026-01-05', tried)])).toBe('planned');
    const helped = entry('tried', '2026-01-05', { ...tried, result: 'Passes 30 of 30', outcome: 'helped' });
    expect(readState('2026-01-09', [helped])).toBe('planned');
  });

  it('is out of the plan once it was tried in vain, until somebody proposes or chooses it anew', () => {
    const tried = entry('tried', '2026-01-05', { fix: 'serial-marker', result: 'Failed again' });
    const failed = entry('tried', '2026-01-05', { fix: 'serial-marker', outcome: 'failed' });
    expect(readState('2026-01-09', [tried])).toBe('tried 2026-01-05');
    expect(readState('2026-01-09', [failed])).toBe('tried 2026-01-05');
    const proposed = entry('fix-proposed', '2026-01-08', { fix: 'serial-marker' });
    expect(readState('2026-01-09', [tried, proposed])).toBe('in-review 2026-01-08');
    const timeline = [entry('open', '2026-01-04'), tried];
    const chosen = { asked: '2026-01-07', answered: '2026-01-08', chosen: 'serial-marker' };
    const issue = buildIssue('DS-FLAKY-003', {
      fixes: [FIX],
      timeline,
      decisions: [buildDecision('again', chosen)],
    });
    expect(readFirst('2026-01-07', issue).fixes[0]?.state).toBe('tried');
    expect(readFirst('2026-01-08', issue).fixes[0]?.state).toBe('planned');
  });

  it('is planned again by a decision for it after it fell', () => {
    const timeline = [entry('open', '2026-01-04'), applied, reopened];
    const stateAfter = (answered: string) => {
      const chosen = { asked: '2026-01-04', answered, chosen: 'serial-marker' };
      const decisions = [buildDecision('again', chosen)];
      const issue = buildIssue('DS-FLAKY-003', { fixes: [FIX], timeline, decisions });
      return readFirst('2026-01-20', issue).fixes[0]?.state;
    };
    expect(stateAfter('2026-01-06')).toBe('fell');
    expect(stateAfter('2026-01-09')).toBe('planned');
  });

  it('is in review while its change is open', () => {
    const proposed = entry('fix-proposed', '2026-01-05', { fix: 'serial-marker' });
    expect(readState('2026-01-06', [proposed, applied])).toBe('applied 2026-01-05');
    expect(readState('2026-01-06', [proposed])).toBe('in-review 2026-01-05');
  });

  it('ends when it is taken back', () => {
    const reverted = entry('reverted', '2026-01-08', { fix: 'serial-marker' });
    expect(readState('2026-01-09', [applied, reverted])).toBe('ended 2026-01-08');
    expect(readState('2026-01-07', [applied, reverted])).toBe('applied 2026-01-05');
  });

  it('ends when what came last is taken back, and it was that', () => {
    const reverted = entry('reverted', '2026-01-08');
    const other = entry('mitigated', '2026-01-06', { fix: 'other' });
    const meanwhile = entry('triaged', '2026-01-06');
    expect(readState('2026-01-09', [applied, meanwhile, reverted])).toBe('ended 2026-01-08');
    expect(readState('2026-01-09', [applied, other, reverted])).toBe('applied 2026-01-05');
    expect(readState('2026-01-09', [applied, entry('fixed', '2026-01-06'), reverted])).toBe(
      'applied 2026-01-05',
    );
    expect(
      readState('2026-01-09', [entry('fix-proposed', '2026-01-05', { fix: 'serial-marker' }), reverted]),
    ).toBe('rejected 2026-01-08');
  });

  it('is no more than in place by a quarantine, and is applied by every status that closes', () => {
    const states = (word: 'quarantined' | 'test-removed', kind: 'fix' | 'mitigation') => {
      const timeline = [entry('open', '2026-01-04'), entry(word, '2026-01-05', { fix: 'x' })];
      const issue = buildIssue('DS-FLAKY-003', { fixes: [buildFix('x', undefined, { kind })], timeline });
      return readFirst('2026-01-06', issue).fixes[0]?.state;
    };
    expect(states('quarantined', 'fix')).toBe('planned');
    expect(states('quarantined', 'mitigation')).toBe('in-place');
    expect(states('test-removed', 'fix')).toBe('applied');
  });

  it('is in place as long as the quarantine is', () => {
    const muted = entry('quarantined', '2026-01-05', { fix: 'serial-marker' });
    const [meanwhile, over] = [entry('fix-proposed', '2026-01-06'), entry('open', '2026-01-07')];
    expect(readState('2026-01-06', [muted, meanwhile, over])).toBe('in-place 2026-01-05');
    expect(readState('2026-01-07', [muted, meanwhile, over])).toBe('ended 2026-01-07');
  });

  it('goes on with a quarantine that names no other mitigation, and is over with that', () => {
    const mute = buildFix('mute', undefined, { kind: 'mitigation' });
    const until = { until: '2026-01-08' };
    const [muted, longer, other] = [
      entry('quarantined', '2026-01-05', { fix: 'serial-marker', until: '2026-01-06' }),
      entry('quarantined', '2026-01-06', until),
      entry('quarantined', '2026-01-07', { fix: 'mute', ...until }),
    ];
    expect(readState('2026-01-09', [muted, longer])).toBe('in-place 2026-01-05');
    const timeline = [entry('open', '2026-01-04'), muted, longer];
    const issue = (more: readonly TimelineEntry[]) =>
      buildIssue('DS-FLAKY-003', { fixes: [FIX, mute], timeline: [...timeline, ...more] });
    expect(readFirst('2026-01-09', issue([])).overdue).toMatchObject([{ fix: 'serial-marker', ...until }]);
    expect(readFirst('2026-01-09', issue([other])).fixes).toMatchObject([
      { state: 'ended', since: '2026-01-07' },
      { state: 'in-place' },
    ]);
  });

  it('is rejected when its change is closed without effect, until another is open', () => {
    const proposed = entry('fix-proposed', '2026-01-05', { fix: 'serial-marker' });
    const closed = entry('reverted', '2026-01-06', { fix: 'serial-marker' });
    const again = entry('fix-proposed', '2026-01-08', { fix: 'serial-marker' });
    expect(readState('2026-01-07', [proposed, closed, again])).toBe('rejected 2026-01-06');
    expect(readState('2026-01-08', [proposed, closed, again])).toBe('in-review 2026-01-08');
  });

  it('has a state where the issue has no test', () => {
    expect(readState('2026-01-06', [applied], '')).toBe('applied 2026-01-05');
    expect(readState('2026-01-08', [applied, reopened], '')).toBe('fell 2026-01-07');
  });

  it('keeps its date when a later status names the fix again', () => {
    const again = entry('fixed', '2026-01-06', { fix: 'serial-marker' });
    expect(readState('2026-01-09', [applied, again])).toBe('applied 2026-01-05');
  });

  it('falls when the issue is reopened, and may be applied again', () => {
    const again = entry('fixed', '2026-01-09', { fix: 'serial-marker' });
    expect(readState('2026-01-06', [applied, reopened, again])).toBe('applied 2026-01-05');
    expect(readState('2026-01-08', [applied, reopened, again])).toBe('fell 2026-01-07');
    expect(readState('2026-01-09', [applied, reopened, again])).toBe('applied 2026-01-09');
  });

  it('does not fall when only other tests are reopened', () => {
    const onA = entry('mitigated', '2026-01-05', { fix: 'serial-marker', tests: ['a'] });
    const reopenB = entry('reopened', '2026-01-07', { tests: ['b'] });
    expect(readState('2026-01-09', [onA, reopenB], 'ab')).toBe('applied 2026-01-05');
    expect(readState('2026-01-09', [onA, reopened], 'ab')).toBe('fell 2026-01-07');
  });

  it('stays fallen until the test that was reopened has the fix again', () => {
    const reopenA = entry('reopened', '2026-01-07', { tests: ['a'] });
    const onB = entry('fixed', '2026-01-08', { fix: 'serial-marker', tests: ['b'] });
    const onA = entry('fixed', '2026-01-09', { fix: 'serial-marker', tests: ['a'] });
    expect(readState('2026-01-08', [applied, reopenA, onB, onA], 'ab')).toBe('fell 2026-01-07');
    expect(readState('2026-01-09', [applied, reopenA, onB, onA], 'ab')).toBe('applied 2026-01-09');
  });
});

describe('a rejected fix', () => {
  const fixes = [buildFix('serial-marker'), buildFix('unique-streams')];
  const answer = { answered: '2026-01-06', chosen: 'unique-streams', rejected: ['serial-marker'] };
  const statesOn = (asOf: string, issue = buildIssue('DS-FLAKY-003', { fixes }), suite = buildSuite()) =>
    readAsOf(buildBase([issue], [suite]), asOf)
      .issues.get(issue.id)
      ?.fixes.map(({ state }) => state);

  it('is rejected by the answer of its own issue; what is not chosen otherwise is put off', () => {
    const decisions = [buildDecision('shutdown', { asked: '2026-01-04', ...answer })];
    const issue = buildIssue('DS-FLAKY-003', { fixes, decisions });
    expect(statesOn('2026-01-05', issue)).toEqual(['planned', 'planned']);
    expect(statesOn('2026-01-06', issue)).toEqual(['rejected', 'planned']);
    const postponing = [buildDecision('shutdown', { ...answer, rejected: [] })];
    expect(statesOn('2026-01-06', buildIssue('DS-FLAKY-003', { fixes, decisions: postponing }))).toEqual([
      'planned',
      'planned',
    ]);
  });

  it('is rejected from elsewhere by its full name, or by a decision about its issue', () => {
    const inFull = buildDecision('x', { ...answer, rejected: ['DS-FLAKY-003/serial-marker'] });
    const about = buildDecision('x', { ...answer, about: ['DS-FLAKY-003'] });
    const unrelated = buildDecision('x', answer);
    const states = [inFull, about, unrelated].map((decision) =>
      statesOn('2026-01-06', undefined, buildSuite('data-storage', { decisions: [decision] })),
    );
    expect(states).toEqual([
      ['rejected', 'planned'],
      ['rejected', 'planned'],
      ['planned', 'planned'],
    ]);
  });

  it('is applied all the same when a later status names it', () => {
    const decisions = [buildDecision('shutdown', answer)];
    const stateAfter = (at: string) =>
      statesOn(
        '2026-01-09',
        buildIssue('DS-FLAKY-003', {
          fixes,
          decisions,
          timeline: [entry('fixed', at, { fix: 'serial-marker' })],
        }),
      );
    expect(stateAfter('2026-01-05')).toEqual(['rejected', 'planned']);
    expect(stateAfter('2026-01-08')).toEqual(['applied', 'planned']);
  });
});

describe('a fix that repeats another', () => {
  const origin = buildIssue('DS-FLAKY-004', {
    fixes: [buildFix('filter', '30m', { title: 'Filter', kind: 'relocation', horizon: 'immediate' })],
  });
  const repeat = (id: string, same: string, parts = {}) =>
    buildIssue(id, { fixes: [buildFix('filter', undefined, { same, ...parts })] });

  it('has the key and fields of the end of its chain, and its own where given', () => {
    const middle = repeat('DS-FLAKY-005', 'DS-FLAKY-004', { horizon: 'short-term' });
    const fix = readFirst('2026-01-09', repeat('DS-FLAKY-006', 'DS-FLAKY-005'), middle, origin).fixes[0];
    expect(fix).toMatchObject({
      key: 'DS-FLAKY-004/filter',
      ownerIssue: 'DS-FLAKY-004',
      title: 'Filter',
      kind: 'relocation',
      horizon: 'short-term',
    });
    expect(fix).not.toHaveProperty('same');
  });

  it('stands for itself where the other is missing, with a title and kind of its own', () => {
    const fix = readFirst('2026-01-09', repeat('DS-FLAKY-006', 'DS-FLAKY-404')).fixes[0];
    expect(fix).toMatchObject({ key: 'DS-FLAKY-006/filter', title: 'filter', kind: 'fix', state: 'planned' });
  });

  it('is one fix where a circle closes', () => {
    const base = buildBase([repeat('DS-FLAKY-005', 'DS-FLAKY-006'), repeat('DS-FLAKY-006', 'DS-FLAKY-005')]);
    const keys = [...readAsOf(base, '2026-01-09').issues.values()].map(({ fixes }) => fixes[0]?.key);
    expect(new Set(keys).size).toBe(1);
  });
});
