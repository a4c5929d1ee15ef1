import { describe, expect, test } from 'vitest';
import { createMatcher } from '../../src/match/match.ts';
import type { SeenFailure } from '../../src/match/signatures/seen-failures.ts';
import type { Issue } from '../../src/records/issue/issue.ts';
import { identifyTests } from '../../src/runs/names/identify.ts';
import { namedTestsOf } from '../../src/runs/names/named-tests.ts';
import { buildIssue } from '../asof/build.ts';

const NAMED = 'shop.test :: Cart > adds';
const FAILING = 'pay.test :: Purse > pays';
const MESSAGE = 'Error: the harbour ledger of the pier lost its quay';

function kindOf(more: Partial<Issue>, symptoms: readonly string[], seen: readonly SeenFailure[]): string {
  const named = { letter: 'a', name: NAMED, aliases: [], where: [], observed: [] };
  const issue = buildIssue('X-1', { tests: [named], ...more });
  const identity = identifyTests(namedTestsOf([issue]), [FAILING]);
  const known = [{ issue, symptoms: symptoms.map((text) => ({ text })) }];
  return createMatcher(known, identity, {}, seen)({ test: FAILING, message: MESSAGE }).kind;
}

const seenIn = (...tests: readonly string[]): SeenFailure[] => [{ text: MESSAGE, tests }];

describe('words that only one issue has', () => {
  test.each([
    ['no run shows them elsewhere', [], 'known'],
    ['runs show them of its own test', seenIn(NAMED), 'known'],
    ['runs show them of the failing test alone', seenIn(FAILING), 'known'],
    ['runs show them of a third test', seenIn(NAMED, 'till.test :: Till > opens'), 'like'],
    [
      'another failure of a third test shares one of them',
      [{ text: 'the quay is closed', tests: ['till.test :: Till > opens'] }],
      'known',
    ],
  ])('where %s', (_, seen, kind) => {
    expect(kindOf({}, [MESSAGE], seen)).toBe(kind);
  });
});

describe('a signature that another test fits', () => {
  const signatures = [{ text: 'the harbour ledger of', matches: [], rejects: [] }];
  const others = ['a', 'b', 'c'].map((name) => `till.test :: Till > ${name}`);

  test('is known, unless it fits failures of many tests in stored runs', () => {
    expect(kindOf({ signatures }, [], [])).toBe('known');
    expect(kindOf({ signatures }, [], seenIn(...others.slice(1), FAILING))).toBe('known');
    expect(kindOf({ signatures }, [], seenIn(...others))).toBe('like');
  });

  test('is known where its failures are the surroundings’', () => {
    expect(kindOf({ signatures, locus: 'environment' }, [], seenIn(...others))).toBe('known');
  });
});
