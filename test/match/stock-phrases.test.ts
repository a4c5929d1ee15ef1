import { describe, expect, test } from 'vitest';
import { createMatcher, type KnownIssue } from '../../src/match/match.ts';
import { stock, wordsOf } from '../../src/match/rarity.ts';
import { readFailure } from '../../src/match/reading.ts';
import stockPhrases from '../../src/match/stock-phrases.json' with { type: 'json' };
import { identifyTests } from '../../src/runs/names/identify.ts';
import { namedTestsOf } from '../../src/runs/names/named-tests.ts';
import { buildIssue } from '../asof/build.ts';

/** Phrases that were written after the corpus, as tools print them: none stands in it as it is. */
const OTHERS = [
  // Rust, Go, C, C++, Swift.
  'called `Option::unwrap()` on a `None` value',
  'called `Result::unwrap()` on an `Err` value: Timeout',
  'assertion `left == right` failed\n  left: 3\n right: 4',
  'attempt to subtract with overflow',
  'index out of bounds: the len is 3 but the index is 7',
  'panic: runtime error: invalid memory address or nil pointer dereference',
  'panic: send on closed channel',
  'Error: Not equal: \nexpected: 3\nactual  : 4',
  'Error: Should be true',
  'Error: Received unexpected error:\ncontext deadline exceeded',
  'Error: An error is expected but got nil.',
  'Expected\n    <bool>: false\nto be true',
  'Timed out after 5.001s.\nExpected\n    <int>: 0\nto equal\n    <int>: 1',
  'Segmentation fault (core dumped)',
  'Value of: value\n  Actual: false\nExpected: true',
  'Expected equality of these values:\n  a\n    Which is: 3\n  4',
  'XCTAssertEqual failed: ("3") is not equal to ("4")',
  'XCTUnwrap failed: expected non-nil value of type "String"',
  // Java, Kotlin, Scala.
  'expected:<3> but was:<4>',
  'org.opentest4j.AssertionFailedError: expected: <true> but was: <false>',
  'java.lang.AssertionError: \nExpecting value to be true but was false',
  'java.lang.AssertionError: \nExpecting actual not to be null',
  'Expecting code to raise a throwable.',
  'java.lang.NullPointerException: Cannot invoke "Object.toString()" because "value" is null',
  'java.util.concurrent.TimeoutException',
  'org.awaitility.core.ConditionTimeoutException: Condition was not fulfilled within 10 seconds.',
  'Wanted but not invoked:\nHowever, there were zero interactions with this mock.',
  'java.lang.IllegalStateException: Failed to load ApplicationContext',
  'java.lang.IndexOutOfBoundsException: Index 3 out of bounds for length 3',
  'java.util.ConcurrentModificationException',
  'java.util.NoSuchElementException: No value present',
  '3 did not equal 4',
  // .NET.
  'Assert.Equal() Failure: Values differ\nExpected: 3\nActual:   4',
  'Assert.NotNull() Failure: Value is null',
  'Expected: True\n  But was:  False',
  'Expected result to be 3, but found 4.',
  'System.NullReferenceException : Object reference not set to an instance of an object.',
  'System.Threading.Tasks.TaskCanceledException : A task was canceled.',
  'System.InvalidOperationException : Sequence contains no elements',
  'Moq.MockException : Expected invocation on the mock once, but was 0 times',
  // Python.
  'assert False',
  'assert None is not None',
  'AssertionError: 3 != 4',
  'AssertionError: Lists differ: [1] != [2]',
  "KeyError: 'id'",
  "AttributeError: 'NoneType' object has no attribute 'name'",
  "TypeError: unsupported operand type(s) for +: 'int' and 'str'",
  'ModuleNotFoundError: No module named x',
  'asyncio.exceptions.TimeoutError',
  'Failed: DID NOT RAISE ValueError',
  'Failed: Timeout >10.0s',
  // JavaScript and browsers.
  "TypeError: Cannot read properties of undefined (reading 'id')",
  'TypeError: x is not a function',
  'ReferenceError: x is not defined',
  'Error: expect(received).toHaveLength(expected)\n\nExpected length: 3\nReceived length: 4',
  'thrown: "Exceeded timeout of 5000 ms for a test.',
  'Timeout of 2000ms exceeded. For async tests and hooks, ensure "done()" is called',
  'Error: expect(locator).toBeVisible() failed\n\nExpected: visible\nTimeout: 5000ms',
  'locator.click: Timeout 30000ms exceeded.',
  'page.goto: net::ERR_CONNECTION_REFUSED',
  'Timed out retrying after 4000ms: expected to find element, but never found it.',
  'StaleElementReferenceException: stale element reference: stale element not found',
  'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
  // Ruby, PHP, Elixir, and whatever runs below.
  'expected: 3\n     got: 4\n\n(compared using ==)',
  'expected true\n     got false',
  "undefined method `name' for nil:NilClass",
  'Failed asserting that false is true.',
  'Failed asserting that two strings are equal.',
  'Assertion with == failed\nleft: 3\nright: 4',
  'connect ECONNREFUSED 127.0.0.1:5432',
  'dial tcp 127.0.0.1:6379: connect: connection refused',
  'read: connection reset by peer',
  'No space left on device',
  'Too many open files',
  'EADDRINUSE: address already in use :::3000',
  'Out of memory: Killed process 4711',
  'exit status 137',
];

/** Of runtimes in other languages, of which there is no corpus. */
const FOREIGN = [
  'Ausnahme: Der Vorgang hat das Zeitlimit überschritten.',
  'System.TimeoutException: Der Vorgang hat das Zeitlimit überschritten.',
  'Der Prozess kann nicht auf die Datei zugreifen, da sie von einem anderen Prozess verwendet wird.',
  'System.IO.IOException: Le processus ne peut pas accéder au fichier, car il est en cours d’utilisation par un autre processus.',
  'Le délai d’attente de l’opération a expiré.',
  'Se agotó el tiempo de espera de la operación.',
  'Operazione non riuscita: tempo scaduto',
  'O tempo limite da operação foi atingido',
  'Proces nie może uzyskać dostępu do pliku, ponieważ jest on używany',
  'Het proces heeft geen toegang tot het bestand omdat het door een ander proces wordt gebruikt',
  'Åtgärden överskred tidsgränsen',
  'Превышено время ожидания операции',
  '操作がタイムアウトしました。',
  'org.postgresql.util.PSQLException: FEHLER: doppelter Schlüsselwert verletzt Unique-Constraint',
];

function knownIssue(symptom: string, i: number): KnownIssue {
  const test = {
    letter: 'a',
    name: `shop/${i}.test :: Cart > case ${i}`,
    aliases: [],
    where: [],
    observed: [],
  };
  return { issue: buildIssue(`X-${i}`, { tests: [test] }), symptoms: [{ text: symptom }] };
}

/** The answer for the failure of a test that no issue names. */
function answer(known: readonly KnownIssue[], message: string, isOutside = false) {
  const identity = identifyTests(namedTestsOf(known.map(({ issue }) => issue)), ['pay.test :: Purse > pays']);
  return createMatcher(known, identity)({ test: 'pay.test :: Purse > pays', message, isOutside });
}

describe.each([
  ['of the corpus', stockPhrases.phrases],
  ['that the corpus lacks', OTHERS],
  ['of other languages', FOREIGN],
])('what any tool says, in phrases %s', (_, phrases) => {
  test('makes no failure of another test known, with nothing else in the book', () => {
    const wrong = phrases.filter((phrase, i) => answer([knownIssue(phrase, i)], phrase).kind === 'known');
    expect(wrong).toEqual([]);
  });

  test('makes none known in a book of them all', () => {
    const known = phrases.map(knownIssue);
    const identity = identifyTests(namedTestsOf(known.map(({ issue }) => issue)), [
      'pay.test :: Purse > pays',
    ]);
    const match = createMatcher(known, identity);
    const wrong = phrases.filter(
      (message) => match({ test: 'pay.test :: Purse > pays', message }).kind === 'known',
    );
    expect(wrong).toEqual([]);
  });
});

test('what only one issue says makes a failure of another test known, in the language of the corpus alone', () => {
  const kinds = [
    'The cart keeps a deleted article after checkout',
    'Der Korb behält einen gelöschten Artikel',
  ];
  for (const isOutside of [false, true])
    expect(kinds.map((text) => answer([knownIssue(text, 1)], text, isOutside).kind)).toEqual([
      'known',
      'like',
    ]);
});

test('what an issue says in any language makes a failure of its own test known', () => {
  const known = FOREIGN.map(knownIssue);
  const tests = known.map((_, i) => `shop/${i}.test :: Cart > case ${i}`);
  const match = createMatcher(known, identifyTests(namedTestsOf(known.map(({ issue }) => issue)), tests));
  expect(tests.filter((test, i) => match({ test, message: FOREIGN[i] ?? '' }).kind !== 'known')).toEqual([]);
});

test('the corpus has hundreds of phrases, each once', () => {
  const { phrases } = stockPhrases;
  expect(phrases.length).toBeGreaterThan(300);
  expect(new Set(phrases).size).toBe(phrases.length);
});

// Counted beforehand, since every command that checks one record would count them again.
test('the counts of words are those of the phrases', async () => {
  const counts = new Map(stockPhrases.words.flatMap((line) => line.split(' ')).map((word) => [word, 1]));
  for (const phrase of stockPhrases.phrases) {
    const { wrappers, said } = readFailure(phrase);
    for (const word of wordsOf([...wrappers, ...said])) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const sorted = Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  await expect(`${JSON.stringify(sorted, undefined, 2)}\n`).toMatchFileSnapshot(
    '../../src/match/stock-words.json',
  );
});

test('the words of each phrase stand in it, as the look before the search expects', () => {
  const lost = stock.filter(({ text, tokens }) =>
    tokens().some((token) => token.kind === 'word' && !text.includes(token.text)),
  );
  expect(lost).toEqual([]);
});
