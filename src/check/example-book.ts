import type { Example } from './rule.ts';

/** The file that most examples lay over the sound book. */
export const ISSUE_FILE = 'issues/DS-FLAKY-001.md';

/** A sound issue with some more front matter. */
export function issueWith(frontMatter: string, body = ''): string {
  return `---
title: Pagination race condition
suite: data-storage
tests:
  a: { at: test/audit_events_query_api_test.go:517 }
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
export const EXAMPLE_BOOK: Example = {
  'book.yaml': `title: Example
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
