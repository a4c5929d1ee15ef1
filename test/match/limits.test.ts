import { describe, expect, test } from 'vitest';
import { createMatcher } from '../../src/match/match.ts';
import type { Place } from '../../src/match/signature.ts';
import type { Signature } from '../../src/records/issue/signature.ts';
import { identifyTests } from '../../src/runs/names/identify.ts';
import { namedTestsOf } from '../../src/runs/names/named-tests.ts';
import { buildIssue } from '../asof/build.ts';

const TESTS = ['shop.Cart :: adds', 'shop.Cart :: removes', 'shop.Order :: is sent'];

function kindOf(only: Signature['only'], test: string, place: Place = {}): string {
  const named = { letter: 'a', name: 'shop.Cart.adds', aliases: [], where: [], observed: [] };
  const signature = { text: 'the ledger lost a line', only, matches: [], rejects: [] };
  const issue = buildIssue('X-1', { tests: [named], signatures: [signature] });
  const identity = identifyTests(namedTestsOf([issue]), TESTS);
  return createMatcher(
    [{ issue, symptoms: [] }],
    identity,
    place,
  )({ test, message: 'the ledger lost a line' }).kind;
}

describe('a signature with limits', () => {
  test.each([
    ['its own test by letter', { tests: ['a'] }, 'shop.Cart :: adds', {}],
    ['a test by name', { tests: ['shop.Order.is sent'] }, 'shop.Order :: is sent', {}],
    ['the tests of a class', { tests: ['shop.Cart'] }, 'shop.Cart :: removes', {}],
    ['tests by a wildcard', { tests: ['shop.*'] }, 'shop.Order :: is sent', {}],
    ['a suite', { tests: [], suite: 'shop' }, 'shop.Order :: is sent', { suite: 'shop' }],
    [
      'an environment',
      { tests: [], environment: 'windows' },
      'shop.Cart :: adds',
      { environment: 'windows' },
    ],
  ])('counts for %s', (_, only, name, place) => {
    expect(kindOf(only, name, place)).toBe('known');
  });

  test.each([
    ['another test', { tests: ['a'] }, 'shop.Order :: is sent', {}],
    ['another class', { tests: ['shop.Cart'] }, 'shop.Order :: is sent', {}],
    ['another suite', { tests: [], suite: 'shop' }, 'shop.Cart :: adds', { suite: 'pay' }],
    ['a suite that nobody told', { tests: [], suite: 'shop' }, 'shop.Cart :: adds', {}],
    [
      'another environment',
      { tests: [], environment: 'windows' },
      'shop.Cart :: adds',
      { environment: 'linux' },
    ],
    ['an environment that nobody told', { tests: ['a'], environment: 'windows' }, 'shop.Cart :: adds', {}],
  ])('does not count for %s', (_, only, name, place) => {
    expect(kindOf(only, name, place)).toBe('new');
  });
});
