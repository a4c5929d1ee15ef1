import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DetectedFlake } from '../../src/detect/detect.ts';
import { symptomsOf } from '../../src/match/symptom.ts';
import { scaffoldIssue } from '../../src/pages/scaffold-issue.ts';
import { DEFAULT_BOOK } from '../../src/records/book/book.ts';
import { checkFile } from '../../src/records/check/check-file.ts';
import { hasErrors, severityOf } from '../../src/rules/rules.ts';
import { cleanName } from '../../src/runs/read/locate/names.ts';

const KEY = 'test/cart.test.ts :: cart > totals > adds taxes';

function flake(key: string, ...messages: string[]): DetectedFlake {
  const at = (day: number) => `2026-01-0${day}T09:00:00Z`;
  return {
    circumstances: [],
    nameless: [],
    history: {
      key,
      names: [key],
      issues: [],
      runs: 9,
      failures: 3,
      flakyPasses: 0,
      skipped: 0,
      absent: 0,
      unfinished: 0,
      setAside: 0,
      verdict: { kind: 'flaky', because: 'separate-failures', blocks: 3 },
    },
    failedRuns: [7, 5, 2].map((day) => ({
      run: `ci-${day}`,
      at: at(day),
      commit: `${day}f3c9aa`,
      outcome: 'failed' as const,
    })),
    kinds: messages.map((message, i) => ({ message, count: messages.length - i })),
  };
}

function read(text: string) {
  return checkFile('issues/SHOP-7.md', new TextEncoder().encode(text), DEFAULT_BOOK);
}

function issueOf(text: string) {
  const { record } = read(text);
  if (record?.kind !== 'issue') throw new Error(`no issue:\n${text}`);
  return record;
}

describe('the record of a detected flake', () => {
  const text = scaffoldIssue(flake(KEY, 'expected 7 to be 8', 'timed out'), 'shop', '2026-01-08');

  test('is sound', () => {
    expect(read(text).findings).toEqual([]);
  });

  test('names the test as the runs do', () => {
    expect(issueOf(text).tests).toEqual([
      { letter: 'a', name: KEY, at: 'test/cart.test.ts', aliases: [], where: [], observed: [] },
    ]);
  });

  test('was seen in the first and the last run that failed, and is open since the date of reading', () => {
    expect(issueOf(text).timeline.map(({ word, at, run }) => [word, at, run])).toEqual([
      ['seen', '2026-01-02T09:00:00Z', 'ci-2'],
      ['seen', '2026-01-07T09:00:00Z', 'ci-7'],
      ['open', '2026-01-08', undefined],
    ]);
  });

  test('has a symptom for each way to fail, the most frequent first', () => {
    const { body } = read(text);
    expect(body && symptomsOf(body).map((symptom) => symptom.text)).toEqual([
      'expected 7 to be 8',
      'timed out',
    ]);
  });

  test('lists the runs that failed', () => {
    expect(text).toContain('| `ci-5` | 2026-01-05T09:00:00Z | `5f3c9aa` | failed |');
  });
});

const PYTEST = (worker: string) =>
  `self = <test_w.TestWorker object at 0x7f3>\n\n    def test_stops(self):\n>       assert w.done\nE       AssertionError: worker ${worker} kept its lease\n\ntest_w.py:3: AssertionError`;

test('what a tool prints around a failure is not quoted', () => {
  const text = scaffoldIssue(
    flake('tests/test_w.py :: TestWorker > test_stops', PYTEST('7')),
    'shop',
    '2026-01-08',
  );
  expect(text).toContain('```text\nworker 7 kept its lease\n```');
  expect(text).not.toMatch(/self|def test_stops/);
  expect(issueOf(text)).toMatchObject({ title: 'TestWorker > test_stops fails now and then' });
  expect(read(text).findings).toEqual([]);
});

test('failures that are alike have one signature, for this test, without what differs', () => {
  const text = scaffoldIssue(
    flake(KEY, PYTEST('alpha'), PYTEST('beta'), 'expected 7 to be 8'),
    'shop',
    '2026-01-08',
  );
  const matches = ['worker alpha kept its lease', 'worker beta kept its lease'];
  expect(issueOf(text).signatures).toEqual([
    { regex: 'worker.*kept its lease', only: { tests: ['a'] }, matches, rejects: [] },
  ]);
});

test.each(['com.shop.CartTest :: adds', 'example/shop/cart :: TestAdds', '/tmp/a.js :: b', 'adds'])(
  'a name without a file tells no place: %s',
  (key) => {
    expect(issueOf(scaffoldIssue(flake(key, 'no'), 'shop', '2026-01-08')).tests[0]?.at).toBeUndefined();
  },
);

test.each(['a.js :: \u202eabc', 'a.js :: \u241b[31mred', 'a.js :: \u0007bell'])(
  'a name that nobody could type is kept to the letter: %j',
  (key) => {
    expect(issueOf(scaffoldIssue(flake(key, 'no'), 'shop', '2026-01-08')).tests[0]?.name).toBe(key);
  },
);

test('a name that looks like a figure or an id is none in the title', () => {
  const text = scaffoldIssue(flake('a.js :: {{suite.lies}} of FLAKY-099', 'no'), 'shop', '2026-01-08');
  expect(read(text).findings).toEqual([]);
  expect(issueOf(text).title).toBe('{ {suite.lies}} of FLAKY\u2011099 fails now and then');
});

test('a test that does not flake is not said to', () => {
  const { history, ...rest } = flake('a.js :: b', 'no');
  const block = { from: '', to: '', fromCommit: '', toCommit: '', length: 3 };
  const text = scaffoldIssue(
    { ...rest, history: { ...history, verdict: { kind: 'broken', block } } },
    'shop',
    '2026-01-08',
  );
  expect(issueOf(text).title).toBe('b fails');
});

test('without a message there is no symptom to quote', () => {
  const text = scaffoldIssue(flake(KEY, ''), 'shop', '2026-01-08');
  expect(text).not.toContain('## Symptom');
  expect(read(text).findings).toEqual([]);
});

test('a test that flakes in some environments only says where', () => {
  const one = flake(KEY, 'no');
  const verdict = { ...one.history.verdict, environments: ['', 'node-22/firefox', 'windows: "x"'] };
  const text = scaffoldIssue({ ...one, history: { ...one.history, verdict } }, 'shop', '2026-01-08');
  expect(issueOf(text).tests[0]?.where).toEqual(['node-22/firefox', 'windows: "x"']);
});

test('one failed run is seen once', () => {
  const one = flake(KEY, 'no');
  const text = scaffoldIssue({ ...one, failedRuns: one.failedRuns.slice(0, 1) }, 'shop', '2026-01-08');
  expect(issueOf(text).timeline.filter(({ word }) => word === 'seen')).toHaveLength(1);
});

test.each([
  ['a name that YAML would cut', 'cart :: says: yes # really'],
  ['a name that YAML would evaluate', '!!js/function x > *anchor > {a: 1}'],
  ['HTML', '<script>alert(1)</script>'],
  ['a table in the name', 'a | b ` c'],
  ['a document end', '--- > ...'],
  ['colours', cleanName('\u001b[31mred\u001b[0m\u0007 > leaf')],
])('%s does no harm', (_, key) => {
  const text = scaffoldIssue(flake(key, `${key}\n\`\`\`\n## Fix: x\n<b>`), 'shop', '2026-01-08');
  expect(read(text).findings.filter((finding) => severityOf(finding) === 'error')).toEqual([]);
  expect(issueOf(text).tests[0]?.name).toBe(key);
});

test('whatever a test is called and says, the record is sound', () => {
  // As the readers of results give names.
  const name = fc
    .string({ minLength: 1, unit: 'binary' })
    .map(cleanName)
    .filter((text) => text.trim() !== '');
  fc.assert(
    fc.property(name, fc.string({ unit: 'binary' }), (key, message) => {
      return !hasErrors(read(scaffoldIssue(flake(key, message), 'shop', '2026-01-08')).findings);
    }),
  );
});
