import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Match } from '../../src/match/match.ts';
import { createMatcher, type KnownIssue } from '../../src/match/match.ts';
import { requiredText } from '../../src/match/signature.ts';
import { readRegex } from '../../src/records/fields/regex.ts';
import { identifyTests } from '../../src/runs/names/identify.ts';
import { namedTestsOf } from '../../src/runs/names/named-tests.ts';
import { buildIssue } from '../asof/build.ts';
import '../support/property-seed.ts';

interface Look {
  readonly name?: string;
  readonly text?: string;
  readonly regex?: string;
  readonly symptom?: string;
}

function known(id: string, { name, text, regex, symptom }: Look): KnownIssue {
  const test = { letter: 'a', ...(name === undefined ? {} : { name }), aliases: [], where: [], observed: [] };
  const specimens = { matches: [], rejects: [] };
  const signatures =
    text !== undefined
      ? [{ text, regex, ...specimens }]
      : regex !== undefined
        ? [{ regex, ...specimens }]
        : [];
  return {
    issue: buildIssue(id, { tests: [test], signatures }),
    symptoms: symptom === undefined ? [] : [{ text: symptom }],
  };
}

function match(book: Readonly<Record<string, Look>>, test: string, message: string): Match {
  const issues = Object.entries(book).map(([id, look]) => known(id, look));
  const identity = identifyTests(namedTestsOf(issues.map(({ issue }) => issue)), [test]);
  return createMatcher(issues, identity)({ test, message });
}

/** `known X-1 signature`, the kind and what was recognised. */
function short({ kind, recognised }: Match): string {
  return [kind, ...recognised.map(({ issue, by }) => `${issue} ${by}`)].join(', ');
}

const TEST = 'test/cart.ts :: Cart > adds an item';
const OTHER = 'test/order.ts :: Order > is sent';
const LOST = 'the cart lost an item on the way to pending_orders';

describe('a failure goes to', () => {
  test('the issue whose signature it has and whose test it is, before others with the signature', () => {
    const book = { 'X-1': { text: LOST }, 'X-2': { name: TEST, text: LOST } };
    expect(short(match(book, TEST, LOST))).toBe('known, X-2 signature');
  });

  test.each([
    ['the till exited with 3', 'the till exited with 137'],
    ['rc=3 of the till', 'rc=139 of the till'],
    ['exitCode: 3 of the till', 'exitCode: 137 of the till'],
    ['error_code 7 of the till', 'error_code 9 of the till'],
    ['SQLCODE=-911 of the till', 'SQLCODE=-803 of the till'],
    ['NSURLErrorDomain Code=-1001 of the till', 'NSURLErrorDomain Code=-1004 of the till'],
    ['WinError 5 of the till', 'WinError 32 of the till'],
    ['ERROR 1045 (28000): the till', 'ERROR 1062 (23000): the till'],
    ['<404> was not <200>', '<500> was not <200>'],
  ])('no issue, where it has another code: %j, %j', (symptom, said) => {
    expect(short(match({ 'X-1': { name: TEST, symptom } }, TEST, symptom))).toBe('known, X-1 symptom');
    expect(match({ 'X-1': { name: TEST, symptom } }, TEST, said).kind).toBe('new');
  });

  test('the issue of its test, however it counts', () => {
    const book = { 'X-1': { name: TEST, symptom: 'the 1st order of the till was lost' } };
    expect(short(match(book, TEST, 'the 12th order of the till was lost'))).toBe('known, X-1 symptom');
  });

  test('a signature, before the symptom of the test’s own issue', () => {
    const book = { 'X-1': { name: TEST, symptom: LOST }, 'X-2': { name: OTHER, text: LOST } };
    expect(short(match(book, TEST, LOST))).toBe('known, X-2 signature');
  });

  test('the symptom of the test’s own issue, before another one’s', () => {
    const book = { 'X-1': { name: OTHER, symptom: LOST }, 'X-2': { name: TEST, symptom: LOST } };
    expect(short(match(book, TEST, LOST))).toBe('known, X-2 symptom');
  });

  test('the symptom of any issue, before an issue that only names the test', () => {
    const book = { 'X-1': { name: TEST }, 'X-2': { symptom: LOST } };
    expect(short(match(book, TEST, LOST))).toBe('known, X-2 symptom');
  });

  test('the issue that names the test and describes nothing', () => {
    expect(short(match({ 'X-1': { name: TEST } }, TEST, LOST))).toBe('known, X-1 test');
  });

  test.each(['lines: 2', '=== RUN TestCart', 'Error'])(
    'no issue, where the one that names the test shows a symptom that tells nothing: %j',
    (symptom) => {
      const found = match({ 'X-1': { name: TEST, symptom } }, TEST, LOST);
      expect(short(found)).toBe('new, X-1 test');
    },
  );

  test('no issue, where the one that names the test describes other failures', () => {
    const found = match({ 'X-1': { name: TEST, text: 'the shop is closed' } }, TEST, LOST);
    expect(short(found)).toBe('new, X-1 test');
    expect(found.recognised[0]).toEqual({
      ...{ issue: 'X-1', testId: 'X-1', by: 'test', text: TEST, found: '', differs: [] },
    });
  });

  test.each([
    ['Cart > adds an item', 'adds an item', undefined, 'known, X-1 test'],
    ['it adds an item', 'adds an item', undefined, 'known, X-1 test'],
    ['never adds an item', 'adds an item', undefined, 'like, X-1 test'],
    ['never adds an item', 'adds an item', 'expected 1 to be 2', 'like, X-1 test'],
    ['never adds an item', 'adds an item', LOST, 'known, X-1 symptom'],
    ['never_adds_an_item', 'adds_an_item', undefined, 'new'],
  ])('%j belongs to %j, surely or not, with the symptom %j', (printed, name, symptom, expected) => {
    const found = match({ 'X-1': { name, symptom } }, `Shop :: ${printed}`, symptom ?? LOST);
    expect(short(found)).toBe(expected);
  });

  test.each([
    ['alone', 'Error: the depot lost its key', 'known'],
    ['more than once', 'Error: the depot lost its key\nError: the depot lost its key', 'known'],
    ['with what follows from it', 'Error: the depot lost its key\n  while opening gate 7', 'known'],
    ['beside another error', 'Error: the depot lost its key\nError: no space left on device', 'like'],
  ])('an issue by what a log says, %s', (_, message, kind) => {
    for (const look of [{ symptom: 'Error: the depot lost its key' }, { text: 'the depot lost its key' }]) {
      const issues = [known('X-1', look)];
      const matcher = createMatcher(issues, identifyTests(namedTestsOf([]), []));
      expect(matcher({ test: 'job.log:1', message, isOutside: true }).kind).toBe(kind);
    }
  });

  test('no issue, where none names the test or such a failure', () => {
    expect(short(match({ 'X-1': { name: OTHER, text: 'closed' } }, TEST, LOST))).toBe('new');
    expect(short(match({}, TEST, ''))).toBe('new');
  });

  test('all issues that fit as well, in the order of their ids', () => {
    const book = { 'X-2': { text: LOST }, 'X-1': { text: LOST }, 'X-3': { symptom: LOST } };
    expect(short(match(book, TEST, LOST))).toBe('known, X-1 signature, X-2 signature');
  });

  test('the issue that has it to the letter, before one that has it but for an address', () => {
    const book = { 'X-1': { text: 'refused by 10.0.0.1:6379' }, 'X-2': { text: 'refused by 10.0.0.2:6379' } };
    expect(short(match(book, TEST, 'refused by 10.0.0.2:6379'))).toBe('known, X-2 signature');
    expect(short(match(book, TEST, 'refused by 10.0.0.3:6379'))).toBe('known, X-1 signature, X-2 signature');
  });

  test('nobody by an address alone, where the port is that of another service', () => {
    const book = { 'X-1': { name: TEST, text: 'refused by 10.0.0.1:6379' } };
    expect(short(match(book, OTHER, 'refused by 10.0.0.9:6379'))).toBe('known, X-1 signature');
    expect(short(match(book, OTHER, 'refused by 10.0.0.9:7000'))).toBe('new');
    expect(short(match(book, TEST, 'refused by 10.0.0.9:7000'))).toBe('new, X-1 test');
  });

  test('the issue whose text says more, where one has the other', () => {
    const book = { 'X-1': { text: LOST }, 'X-2': { text: `${LOST} to Rome` } };
    expect(short(match(book, TEST, `${LOST} to Rome`))).toBe('known, X-2 signature');
    expect(short(match(book, TEST, `${LOST} to Bonn`))).toBe('known, X-1 signature');
  });

  test('an issue that tells it, before what the test’s own says of any failure', () => {
    const book = { 'X-1': { name: TEST, text: 'context deadline exceeded' }, 'X-2': { text: LOST } };
    expect(short(match(book, TEST, `${LOST}: context deadline exceeded`))).toBe('known, X-2 signature');
    expect(short(match(book, TEST, 'context deadline exceeded'))).toBe('known, X-1 signature');
  });

  test.each([
    ['expected 37 to be 50', 'expected 37 to be 50'],
    ['expected 5012 to be 5011', 'expected 8120 to be 8121'],
    ['expected: <2026-01-04> but was: <2026-01-05>', 'expected: <2026-03-17> but was: <2026-03-18>'],
  ])('the issue of its test only, by values alone: %j', (text, message) => {
    for (const look of [
      { name: TEST, text },
      { name: TEST, symptom: `AssertionError: ${text}` },
    ]) {
      expect(short(match({ 'X-1': look }, OTHER, message))).toMatch(/^like, X-1/);
      expect(short(match({ 'X-1': look }, TEST, message))).toMatch(/^known, X-1/);
    }
  });

  test('nobody by what is said of any failure, but for the issue’s own test', () => {
    const book = { 'X-1': { name: OTHER, text: 'Timed out' }, 'X-2': { name: OTHER, regex: '.*' } };
    expect(short(match(book, TEST, 'Timed out after 3s.'))).toBe('like, X-1 signature, X-2 signature');
    expect(short(match({ 'X-1': book['X-1'] }, OTHER, 'Timed out after 3s.'))).toBe('known, X-1 signature');
  });

  test('an issue by its name, whatever tool prints it', () => {
    const book = { 'X-1': { name: 'Cart | adds an item' } };
    expect(short(match(book, 'test/cart.ts :: Cart > adds an item', LOST))).toBe('known, X-1 test');
  });
});

describe('hostile texts', () => {
  test.each([
    ['nothing', ''],
    ['a key of every object', '__proto__ constructor toString'],
    ['half a character', '\ud800'],
    ['control characters', '\u0000\u001b[2J\u0007'],
    ['two megabytes', `${'x '.repeat(1_000_000)}`],
  ])('%s as a message is new, and harms nobody', (_, message) => {
    expect(
      short(
        match({ 'X-1': { name: OTHER, text: LOST, symptom: 'another text of many words' } }, TEST, message),
      ),
    ).toBe('new');
    expect(short(match({ 'X-1': { name: OTHER, text: LOST } }, message === '' ? 'x' : message, LOST))).toBe(
      'known, X-1 signature',
    );
  });

  test('names that every object has are names', () => {
    expect(short(match({ 'X-1': { name: '__proto__' } }, '__proto__', LOST))).toBe('known, X-1 test');
    expect(short(match({ 'X-1': { name: 'x' } }, 'constructor', LOST))).toBe('new');
  });
});

describe('an index of clues', () => {
  const word = fc.constantFrom(
    'cart',
    'lost',
    'found: 3',
    'order 12',
    'é',
    '接続',
    'at 10:00',
    'a',
    'Timeout of 3s',
  );
  const text = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));

  test('hides no signature that would be found one by one', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), text, (texts, message) => {
        const book = Object.fromEntries(texts.map((one, i) => [`X-${i}`, { text: one }]));
        const all = new Set(match(book, TEST, message).recognised.map(({ issue }) => issue));
        const alone = Object.entries(book).filter(
          ([id, look]) => match({ [id]: look }, TEST, message).kind !== 'new',
        );
        const exact = alone.filter(
          ([id, look]) =>
            match({ [id]: look }, TEST, message).kind === 'known' && message.includes(look.text),
        );
        for (const [id] of exact) expect(all).toContain(id);
        expect(all.size > 0).toBe(alone.length > 0);
      }),
    );
  });
});

describe('the text that an expression needs', () => {
  test.each([
    ['found: \\d+$', ['found:']],
    ['Rate: Expected 80\\.0%, Got \\d+', ['Rate: Expected 80.0%, Got']],
    ['a|b', ['a', 'b']],
    ['lost \\d+ items|no items (?:left|there)|lost \\d+ items', ['items', 'no items']],
    ['found \\||(a|b)c', ['found |', 'c']],
    ['found|', []],
    ['found|\\d+', []],
    ['(?i)lost|found', []],
    ['(?i)found', []],
    ['colou?r', ['colo']],
    ['ab+c', ['ab']],
    ['ab{2}c', ['a']],
    ['(lost|found) items', ['items']],
    ['(a(b)c) items|other things', ['items', 'other things']],
    ['[(|] in a class', ['in a class']],
    ['[[:alpha:]|] items', ['items']],
    ['\\p{Lu}\\(x\\)', ['(x)']],
    ['.*', []],
  ])('%j: %j', (regex, expected) => {
    expect(requiredText(regex)).toEqual(expected);
  });

  test('is looked for in a class without an end, however long it is', () => {
    expect(requiredText(`lost [${'[:'.repeat(1_000_000)}`)).toEqual(['lost']);
    expect(requiredText(`lost ([${'[:'.repeat(1_000_000)}`)).toEqual(['lost']);
  });

  test('is in every text that it matches', () => {
    const piece = fc.constantFrom(
      'a',
      'b c',
      '\\.',
      '\\d',
      '.',
      '(a|b)',
      '[ab|]',
      'x?',
      'y*',
      'z{1,2}',
      '(?:q)+',
      '\\(',
      '^',
      '$',
      '|',
      'w+',
    );
    const sample = fc.array(
      fc.constantFrom('a', 'b', ' ', 'c', '.', '7', 'x', 'y', 'z', 'q', '(', '|', 'w'),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), sample, (pieces, signs) => {
        const source = pieces.join('');
        const read = readRegex(source);
        const message = signs.join('');
        if (!('regex' in read) || !read.regex.test(message)) return;
        const needed = requiredText(source);
        if (needed.length > 0) expect(needed.filter((text) => message.includes(text))).not.toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });
});
