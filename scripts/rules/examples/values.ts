import type { VALUE_RULES } from '../../../src/records/rules/values.ts';
import { type BookExample, ISSUE_FILE, issueWith } from '../../../test/support/example-book.ts';
import type { Examples } from '../example-kinds.ts';

const located = (location: string) =>
  issueWith('').replace('test/audit_events_query_api_test.go:517', location);

const linking = (url: string) => ({
  'references/analyses.yaml': `title: Analyses\nitems:\n  first-analysis: { title: First, url: "${url}" }\n`,
});

const bookWithDay = (day: string) => ({
  'book.yaml': `title: Example\nday: ${day}\nprefixes:\n  - { prefix: DS-FLAKY-, suite: data-storage }\n`,
});

export const VALUE_EXAMPLES = {
  'invalid-date': {
    wrong: { [ISSUE_FILE]: issueWith('').replace('2026-01-04', '2026-02-30') },
    right: { [ISSUE_FILE]: issueWith('').replace('2026-01-04', '2026-02-28T09:30+01:00') },
  },
  'invalid-effort': {
    wrong: { [ISSUE_FILE]: issueWith('fixes:\n  serial-marker: { effort: 5 min }') },
    right: { [ISSUE_FILE]: issueWith('fixes:\n  serial-marker: { effort: 5m }') },
  },
  'invalid-location': {
    wrong: { [ISSUE_FILE]: located('"query_test.go, line 517"') },
    right: { [ISSUE_FILE]: located('test/query_test.go:517-533') },
  },
  'invalid-regex': {
    wrong: { [ISSUE_FILE]: issueWith("signatures:\n  - regex: 'found (\\d+'") },
    right: { [ISSUE_FILE]: issueWith("signatures:\n  - regex: 'found \\((\\d+)\\)'") },
  },
  'invalid-url': {
    wrong: linking('ci.example/runs/1'),
    right: linking('https://ci.example/runs/1'),
  },
  'too-many-values': {
    wrong: { [ISSUE_FILE]: issueWith(`references: [${'a, '.repeat(40_000)}a]`) },
    right: { [ISSUE_FILE]: issueWith('references: [https://example.org/a]') },
  },
  'unknown-value': {
    wrong: { [ISSUE_FILE]: issueWith('impact: hihg') },
    right: { [ISSUE_FILE]: issueWith('impact: high') },
  },
  'wrong-form': {
    wrong: { [ISSUE_FILE]: issueWith('causes:\n  streams: { pattern: Shared_State }') },
    right: { [ISSUE_FILE]: issueWith('causes:\n  streams: { pattern: shared-state }') },
  },
  'wrong-type': {
    wrong: { [ISSUE_FILE]: issueWith('references: https://example.org/x') },
    right: { [ISSUE_FILE]: issueWith('references: [https://example.org/x]') },
  },
  'wrong-value': {
    wrong: bookWithDay('8 hours'),
    right: bookWithDay('8h'),
  },
} satisfies Examples<typeof VALUE_RULES, BookExample>;
