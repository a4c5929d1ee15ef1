import { describe, expect, test } from 'vitest';
import { namedTestsOf } from '../../../src/runs/names/named-tests.ts';
import { buildIssue, entry } from '../build.ts';

describe('names of an issue’s tests', () => {
  test('have the id that the issue prints, and what the front matter says', () => {
    const tests = [
      { letter: 'a', name: 'adds', at: 'cart.ts:3', aliases: ['puts'], where: [], observed: [] },
    ];
    expect(namedTestsOf([buildIssue('X-1', { tests })])).toEqual([
      { testId: 'X-1', issue: 'X-1', name: 'adds', at: 'cart.ts:3', aliases: ['puts'] },
    ]);
    expect(namedTestsOf([buildIssue('X-1', {}, 'ab')]).map(({ testId }) => testId)).toEqual(['X-1a', 'X-1b']);
  });

  test('have the new names of their timeline', () => {
    const timeline = [entry('renamed', '2026-01-05', { to: 'adds one' })];
    expect(namedTestsOf([buildIssue('X-1', { timeline })])[0]?.aliases).toEqual(['adds one']);
  });

  test('of several tests only where the entry says which', () => {
    const timeline = [
      entry('renamed', '2026-01-05', { to: 'somebody' }),
      entry('renamed', '2026-01-06', { to: 'adds one', tests: ['b'] }),
    ];
    const aliases = namedTestsOf([buildIssue('X-1', { timeline }, 'ab')]).map((one) => one.aliases);
    expect(aliases).toEqual([[], ['adds one']]);
  });
});
