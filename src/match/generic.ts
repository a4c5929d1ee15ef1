import { normalise, withoutValues } from './normalise.ts';

/**
 * What tools and runtimes say of many kinds of failure: nobody would know one issue by it. As they print it, in many
 * languages.
 */
const SAID_OF_ANY: readonly string[] = [
  'Error',
  'Failed',
  'failed',
  'FAILED',
  'Failure',
  'Test failed',
  'test failed',
  'Assertion failed',
  'assertion failed',
  'AssertionError',
  'AssertionError: null',
  'AssertionError [ERR_ASSERTION]: The expression evaluated to a falsy value:',
  'AssertionError: expected true to be false // Object.is equality',
  'AssertionError: expected false to be true // Object.is equality',
  'AssertionError: expected undefined to be defined',
  'AssertionError: expected 1 to be 2 // Object.is equality',
  'AssertionError: expected 0 to equal 1',
  'assert False',
  'assert 1 == 2',
  'E       assert False',
  'AssertionError: False is not true',
  'java.lang.AssertionError',
  'java.lang.AssertionError: expected:<1> but was:<2>',
  'org.opentest4j.AssertionFailedError: expected: <true> but was: <false>',
  'org.opentest4j.AssertionFailedError: expected: <1> but was: <2>',
  'Expected: 1 Received: 2',
  'Expected: true Received: false',
  'Expected Received',
  '- Expected + Received',
  'expect(received).toBe(expected) // Object.is equality',
  'expect(received).toEqual(expected) // deep equality',
  'expect(received).toBeTruthy()',
  'Expected <bool>: false to be true',
  'Expected <int>: 0 to equal <int>: 1',
  'Expected success, but got an error:',
  'Unexpected error:',
  'Error Trace: Error: Not equal: expected: 1 actual : 2',
  'Error: Should be true',
  'Error: Received unexpected error:',
  'Timeout',
  'timeout',
  'Timed out',
  'timed out',
  'Timed out after 10.001s.',
  'Error: Test timed out in 5000ms. If this is a long-running test, pass a timeout value as the last argument or configure it globally with "testTimeout".',
  'Error: Hook timed out in 10000ms. If this is a long-running hook, pass a timeout value as the last argument or configure it globally with "hookTimeout".',
  'thrown: "Exceeded timeout of 5000 ms for a test. Add a timeout value to this test to increase the timeout, if this is a long-running test. See https://jestjs.io/docs/api#testname-fn-timeout."',
  'Error: Timeout of 2000ms exceeded. For async tests and hooks, ensure "done()" is called; if returning a Promise, ensure it resolves.',
  'Test timeout of 30000ms exceeded.',
  'TimeoutError: Timeout 30000ms exceeded.',
  'java.util.concurrent.TimeoutException',
  'org.junit.runners.model.TestTimedOutException: test timed out after 5000 milliseconds',
  'panic: test timed out after 10m0s',
  'context deadline exceeded',
  'context canceled',
  'Failed: Timeout >10.0s',
  'connection refused',
  'Connection refused',
  'connection reset by peer',
  'java.net.ConnectException: Connection refused',
  'read ECONNRESET',
  'socket hang up',
  'no such file or directory',
  'java.lang.NullPointerException',
  'NullReferenceException: Object reference not set to an instance of an object.',
  'runtime error: invalid memory address or nil pointer dereference',
  'panic: runtime error: index out of range',
  'TypeError: Cannot read properties of undefined',
  'TypeError: undefined is not a function',
  "AttributeError: 'NoneType' object has no attribute",
  'thread panicked at',
  'assertion `left == right` failed left: 1 right: 2',
  'called `Option::unwrap()` on a `None` value',
  'signal: killed',
  'exit status 1',
  'Process completed with exit code 1.',
  'Out of memory',
  'java.lang.OutOfMemoryError: Java heap space',
  'internal server error',
  '500 Internal Server Error',
  'Unknown error',
  'undefined',
  'null',
  'false',
];

/** The texts as printed, as they are compared, and whatever their values are. */
export const GENERIC_TEXTS = SAID_OF_ANY.map((text) => {
  const normal = normalise(text);
  return { text, normal, words: withoutValues(normal) };
});

/**
 * What is said of many kinds of failure and has this text in it, whatever its values are: `expected 5 to be 3` says as
 * little as `expected 1 to be 2`.
 * @param normal as `normalise` makes it.
 */
export function genericTextWith(normal: string): string | undefined {
  const words = withoutValues(normal);
  return GENERIC_TEXTS.find((generic) => generic.words.includes(words))?.text;
}
