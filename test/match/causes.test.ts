import { describe, expect, test } from 'vitest';
import { createMatcher } from '../../src/match/match.ts';
import { identifyTests } from '../../src/runs/names/identify.ts';
import { namedTestsOf } from '../../src/runs/names/named-tests.ts';
import { buildIssue } from '../asof/build.ts';

/** How tools print a failure and what caused it. */
const CHAINS: Readonly<Record<string, (wrapper: string, cause: string) => string>> = {
  Java: (wrapper, cause) =>
    `shop.StoreException: ${wrapper}\n\tat shop.Store.load(Store.java:14)\n\tSuppressed: java.io.IOException: closing failed\nCaused by: java.io.IOException: ${cause}\n\tat shop.Quay.open(Quay.java:3)\n\t... 12 more`,
  'Java in one line': (wrapper, cause) =>
    `shop.StoreException: ${wrapper}; nested exception is java.io.IOException: ${cause}`,
  Python: (wrapper, cause) =>
    `Traceback (most recent call last):\n  File "/app/store.py", line 14, in load\n    return cache[key]\nOSError: ${cause}\n\nThe above exception was the direct cause of the following exception:\n\nTraceback (most recent call last):\n  File "/app/test_store.py", line 31, in test_load\n    load("x")\nshop.StoreError: ${wrapper}`,
  pytest: (wrapper, cause) =>
    `    def load(key):\n>       return cache[key]\nE       OSError: ${cause}\n\nsrc/store.py:14: OSError\n\nThe above exception was the direct cause of the following exception:\n\n    def test_load():\n>       load("x")\nE       shop.StoreError: ${wrapper}\n\nsrc/store.py:16: StoreError`,
  '.NET': (wrapper, cause) =>
    `Shop.StoreException: ${wrapper}\n ---> System.IO.IOException: ${cause}\n   at Shop.Quay.Open() in /ci/Quay.cs:line 3\n   --- End of inner exception stack trace ---\n   at Shop.Store.Load() in /ci/Store.cs:line 12`,
  'xUnit.net': (wrapper, cause) =>
    `System.AggregateException : ${wrapper}\n---- System.IO.IOException : ${cause}\n   at Shop.Cart.Add() in /ci/Cart.cs:line 12\n----- Inner Stack Trace -----`,
  Node: (wrapper, cause) =>
    `Error: ${wrapper}\n    at load (/app/store.js:3:9) {\n  [cause]: Error: ${cause}\n      at open (/app/quay.js:4:2)\n}`,
  Vitest: (wrapper, cause) =>
    `Error: ${wrapper}\n \u276f load src/store.ts:3:9\nCaused by: Error: ${cause}\n \u276f open src/quay.ts:4:2`,
  Rust: (wrapper, cause) =>
    `Error: ${wrapper}\n\nCaused by:\n    ${cause}\n\nLocation:\n    src/store.rs:14:9`,
  RSpec: (wrapper, cause) =>
    `Shop::StoreError:\n  ${wrapper}\n# ./lib/store.rb:14:in 'load'\n# ------------------\n# --- Caused by: ---\n# IOError:\n#   ${cause}\n#   ./lib/quay.rb:3:in 'open'`,
  PHPUnit: (wrapper, cause) =>
    `Shop\\StoreError: ${wrapper}\n\n/app/src/Store.php:14\n\nCaused by\nRuntimeException: ${cause}\n\n/app/src/Quay.php:3`,
};

const WRAPPER = 'could not load the basket of the north harbour';
const CAUSE = 'the ledger of the quay is unbalanced';
const named = { letter: 'a', name: 'loads', aliases: [], where: [], observed: [] };

function answer(symptom: string, message: string): string {
  const issue = buildIssue('X-1', { tests: [named] });
  const match = createMatcher(
    [{ issue, symptoms: [{ text: symptom }] }],
    identifyTests(namedTestsOf([issue]), ['loads']),
  );
  return match({ test: 'loads', message }).kind;
}

describe.each(Object.entries(CHAINS))('of a chain of %s', (_, chain) => {
  test('the cause tells, whatever was thrown around it', () => {
    expect(answer(chain(WRAPPER, CAUSE), chain('had no room for other goods', CAUSE))).toBe('known');
    expect(answer(CAUSE, chain(WRAPPER, CAUSE))).toBe('known');
  });

  test.each(['connection refused', 'dial of the clock stands still'])(
    'another cause is another failure: %s',
    (other) => {
      expect(answer(chain(WRAPPER, CAUSE), chain(WRAPPER, other))).toBe('new');
    },
  );
});

test('of causes in one line of Go the last one counts as well', () => {
  const chain = (cause: string) => `store_test.go:31: load basket of the quay: open ledger: ${cause}`;
  expect(answer(chain('unexpected EOF'), chain('unexpected EOF'))).toBe('known');
  expect(answer(chain('unexpected EOF'), chain('i/o timeout'))).toBe('new');
});

test.each([
  ['the first', CAUSE, 'connection refused', WRAPPER],
  ['the second', CAUSE, CAUSE, 'had no room for other goods'],
])('of what Python throws while it handles something %s counts as well', (_, first, other, last) => {
  const chain = (one: string, two: string) =>
    `Traceback (most recent call last):\n  File "/app/store.py", line 14, in load\n    return cache[key]\nOSError: ${one}\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File "/app/test_store.py", line 31, in test_load\n    load("x")\nshop.StoreError: ${two}`;
  expect(answer(chain(first, WRAPPER), chain(first, WRAPPER))).toBe('known');
  expect(answer(chain(first, WRAPPER), chain(other, last))).toBe('new');
});

test.each(['Python', 'pytest'])('the last line of %s is known by itself, as its summary has it', (tool) => {
  expect(answer(`shop.StoreError: ${WRAPPER}`, CHAINS[tool]?.(WRAPPER, CAUSE) ?? '')).toBe('known');
});
