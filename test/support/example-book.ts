/** Files of a small book by path, laid over a sound one; bytes where no string can carry them. */
export type BookExample = Readonly<Record<string, string | Uint8Array>>;

/** The file that most examples lay over the sound book. */
export const ISSUE_FILE = 'issues/DS-FLAKY-001.md';

/** Where the test of the sound issue stands in the tested project. */
export const EXAMPLE_PATH = 'test/audit_events_query_api_test.go';

/** A sound issue with some more front matter. */
export function issueWith(frontMatter: string, body = ''): string {
  return `---
title: Pagination race condition
suite: data-storage
tests:
  a: { at: ${EXAMPLE_PATH}:517 }
${frontMatter === '' ? '' : `${frontMatter}\n`}timeline:
  - open: 2026-01-04
---
${body === '' ? '' : `\n${body}\n`}`;
}

/** A sound issue with a timeline of its own. */
export function issueWithTimeline(timeline: string, frontMatter = ''): string {
  return issueWith(frontMatter).replace('timeline:\n  - open: 2026-01-04\n', `timeline:\n${timeline}\n`);
}

/** A sound suite with some more front matter. */
export function suiteWith(frontMatter: string, body = ''): string {
  const more = frontMatter === '' ? '' : `${frontMatter}\n`;
  return `---\ntitle: Data Storage\nsize:\n  - { date: 2026-01-04, tests: 157 }\n${more}---\n${body === '' ? '' : `\n${body}\n`}`;
}

/** The small sound book that every example is laid over. */
export const EXAMPLE_BOOK: BookExample = {
  'book.yaml': `title: BookExample
timeZone: UTC
prefixes:
  - { prefix: DS-FLAKY-, suite: data-storage }
`,
  [ISSUE_FILE]: issueWith(''),
  'issues/DS-FLAKY-002.md': issueWith('').replace('Pagination race condition', 'Clean-up race condition'),
  'patterns/shared-state.md': `---
title: Shared State
summary: Tests that run in parallel use one resource.
---
`,
  'suites/data-storage.md': suiteWith(''),
};

const ROSTER = '5eae3698430cfa7c';

export const MONTH_FILE = 'runs/suite=data-storage/month=2026-01/runs.jsonl';
export const ROSTER_FILE = `runs/suite=data-storage/roster=${ROSTER}/tests.jsonl`;

/** The line of a run of two tests, of which the first failed. */
export function runLine(changes: object = {}): string {
  const run = {
    run: 'ci-1',
    at: '2026-01-05T09:00:00Z',
    commit: '3befce160',
    branch: '',
    environment: '',
    url: '',
    formats: ['junit'],
    tests: 2,
    passed: 1,
    flaky: 0,
    failed: 1,
    errored: 0,
    skipped: 0,
    other: 0,
    unfinished: 0,
    partial: false,
    roster: ROSTER,
    outcomes: [
      { test: 'test/cart.test.js :: adds an item', outcome: 'failed', attempts: 1, message: 'expected 1' },
    ],
    setup: [],
    ...changes,
  };
  return `${JSON.stringify(run)}\n`;
}

/** A run history of the sound book: a month with these lines, and the roster of `runLine`. */
export function runFiles(month: string): BookExample {
  return {
    [MONTH_FILE]: month,
    [ROSTER_FILE]:
      '{"test":"test/cart.test.js :: adds an item"}\n{"test":"test/cart.test.js :: removes an item"}\n',
  };
}
