import { describe, expect, test } from 'vitest';
import { createLook } from '../../src/match/match.ts';
import { symptomsOf } from '../../src/match/symptom.ts';
import { EMPTY_BODY } from '../../src/records/body/section.ts';
import { buildIssue } from '../asof/build.ts';
import { assemble } from '../support/assemble.ts';
import { EXAMPLE_BOOK, ISSUE_FILE, issueWith } from '../support/example-book.ts';

type Sign = { readonly text: string } | { readonly regex: string };

function byText(text: string, message: string): string | undefined {
  return bySignature({ text }, message);
}

function bySignature(sign: Sign, message: string): string | undefined {
  const signatures = [{ matches: [], rejects: [], ...sign }];
  return createLook({ issue: buildIssue('X-1', { signatures }), symptoms: [] }).recognise(message)?.text;
}

function bySymptom(text: string, message: string): string | undefined {
  return createLook({ issue: buildIssue('X-1'), symptoms: [{ text }] }).recognise(message)?.text;
}

describe('a text', () => {
  test.each([
    ['found: 1', 'Error: found: 1'],
    ['found: 1', 'found: 1, expected more'],
    ['dial tcp 127.0.0.1:41234', 'dial tcp 10.0.0.7:51234: connection refused'],
    ['lock held by pid 17', 'lock   held\nby pid 4711'],
    ['Timed out after 10s waiting', 'Timed out after 90.5s waiting for a message'],
  ])('%j occurs in %j', (text, message) => {
    expect(byText(text, message)).toBe(text);
  });

  test.each([
    ['found: 1', 'found: 12'],
    ['found: 1', 'found: 1.5'],
    ['2 of 3', '12 of 3'],
    ['5 of 3', '2.5 of 3'],
    ['found: 0', 'found: 1'],
    ['dial tcp 127.0.0.1:5432', 'dial tcp 10.0.0.7:6379: connection refused'],
    ['connection to "localhost", port 5432 failed', 'connection to "localhost", port 5433 failed'],
    ['expected a', 'Expected a'],
    ['x', ''],
  ])('%j does not occur in %j', (text, message) => {
    expect(byText(text, message)).toBeUndefined();
  });
});

describe('a regular expression', () => {
  test.each([
    ['found: \\d+$', 'Error: found: 12\n    at cart.ts:3'],
    ['^found', 'Error:\nfound'],
    ['run 4711: done', 'run 4711: done'],
    ['\\u0041b', 'Ab'],
    ['^Error: found: \\d+$', '\u001b[31mError: found: 12\u001b[39m\r\n    at cart.ts:3'],
    ['Expected <int>: \\d+ to be positive', 'Expected\n    <int>: 41234\nto be positive'],
    ['(?i)TIMED OUT', 'it timed out'],
  ])('%j matches %j', (regex, message) => {
    expect(bySignature({ regex }, message)).toBe(regex);
  });

  test('and a text must both be there', () => {
    const signatures = [{ text: 'queue', regex: 'found: \\d', matches: [], rejects: [] }];
    const look = createLook({ issue: buildIssue('X-1', { signatures }), symptoms: [] });
    expect(look.recognise('queue: found: 3')?.by).toBe('signature');
    expect(look.recognise('queue: lost')).toBeUndefined();
    expect(look.recognise('found: 3')).toBeUndefined();
  });

  test('that explodes elsewhere takes the time of any other', () => {
    const message = `${'a'.repeat(50_000)}!`;
    expect(bySignature({ regex: '^(a+)+$' }, message)).toBeUndefined();
    expect(bySignature({ regex: '(a|a)*b' }, message)).toBeUndefined();
    expect(bySignature({ regex: '(.*){20}c' }, message)).toBeUndefined();
  });

  test('that nobody can read matches nothing', () => {
    expect(bySignature({ regex: '(' }, '(')).toBeUndefined();
  });
});

describe('a symptom', () => {
  test.each([
    [
      'AssertionError: order 7 has 2 items too many',
      'order 7 has 2 items too many\n\nAssertionError: order 7 has…',
    ],
    ['Error: connect ECONNREFUSED 127.0.0.1:5432', 'connect ECONNREFUSED 10.1.2.3:5432'],
    ['the cart lost 2 items on the way', 'the cart lost 3 items on the way'],
    ['found: 0', 'found: 0'],
    ['E       assert cart.total == order.total', 'assert cart.total == order.total'],
    [
      'FAIL test/cart.ts > Cart\nthe cart lost an item on the way\n    at cart.ts:12:3',
      'Error: the cart lost an item on the way',
    ],
    ['ワークフローが見つかりません', 'Error: ワークフローが見つかりません'],
  ])('%j is in %j', (text, message) => {
    expect(bySymptom(text, message)).toBeDefined();
  });

  test.each([
    ['Expected', 'Expected 1, got 2'],
    ['Error', 'Error: anything'],
    ['- Expected\n+ Received', '- Expected\n+ Received\n- 1\n+ 2'],
    ['    at runTest (runner.js:12:3)', '    at runTest (runner.js:12:3)'],
    ['FAIL  test/cart.test.ts > Cart > adds an item', 'FAIL  test/cart.test.ts > Cart > adds an item'],
    ['Error: connect ECONNREFUSED 127.0.0.1:5432', 'connect ECONNREFUSED 10.1.2.3:49152'],
    ['answered 503 to the cart', 'answered 500 to the cart'],
    [
      'the cart lost an item on the way\nand the second warehouse does not answer',
      'the cart lost an item on the way',
    ],
    ['', ''],
  ])('%j is not in %j', (text, message) => {
    expect(bySymptom(text, message)).toBeUndefined();
  });
});

describe('an issue', () => {
  test('without signatures and symptoms is not described', () => {
    expect(createLook({ issue: buildIssue('X-1'), symptoms: [] }).isDescribed).toBe(false);
    expect(createLook({ issue: buildIssue('X-1'), symptoms: [{ text: 'Expected' }] }).isDescribed).toBe(true);
    expect(
      createLook({ issue: buildIssue('X-1'), symptoms: [{ text: 'the cart lost an item' }] }).isDescribed,
    ).toBe(true);
  });

  test('with a signature for one environment is recognised there alone, whatever was asked before', () => {
    const only = { tests: [], environment: 'windows' };
    const signatures = [{ text: 'the cart lost an item', only, matches: [], rejects: [] }];
    const look = createLook({ issue: buildIssue('X-1', { signatures }), symptoms: [] });
    const environments = ['linux', 'windows', 'linux', 'windows'];
    expect(environments.map((one) => look.recognise('the cart lost an item', one)?.by)).toEqual([
      undefined,
      'signature',
      undefined,
      'signature',
    ]);
  });

  test('has the fences of its symptoms, with their letters', () => {
    const body =
      '## Symptom: a\n\n```text\none\n```\n\n- a list with\n\n  ```\n  two\n  ```\n\n## Evidence\n\n```text\nno\n```';
    const bytes = new TextEncoder().encode(issueWith('', body));
    const files = new Map(
      Object.entries(EXAMPLE_BOOK).map(([file, text]) => [file, new TextEncoder().encode(String(text))]),
    );
    const { bodies } = assemble(new Map([...files, [ISSUE_FILE, bytes]]));
    expect(symptomsOf(bodies.get(ISSUE_FILE) ?? EMPTY_BODY)).toEqual([
      { letter: 'a', text: 'one' },
      { letter: 'a', text: 'two' },
    ]);
    expect(symptomsOf(EMPTY_BODY)).toEqual([]);
  });
});
