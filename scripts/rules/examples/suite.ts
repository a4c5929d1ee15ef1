import type { SUITE_RULES } from '../../../src/records/rules/suite.ts';
import { type BookExample, ISSUE_FILE, issueWith, suiteWith } from '../../../test/support/example-book.ts';
import type { Examples } from '../example-kinds.ts';

const run = (counts: string) => ({
  'suites/data-storage.md': suiteWith(`runs:\n  nightly: { date: 2026-01-04, ${counts} }`),
});

const observed = (counts: string) => ({
  [ISSUE_FILE]: issueWith(`observed:\n  - { date: 2026-01-04, ${counts} }`),
});

const NAMED = { [ISSUE_FILE]: issueWith('') };

export const SUITE_EXAMPLES = {
  'impossible-observation': {
    wrong: observed('failed: 117, of: 2'),
    right: observed('failed: 2, of: 117'),
  },
  'impossible-size': {
    wrong: { ...NAMED, 'suites/data-storage.md': suiteWith('').replace('157', '0') },
    right: { ...NAMED, 'suites/data-storage.md': suiteWith('') },
  },
  'invalid-count': {
    wrong: { 'suites/data-storage.md': suiteWith('runs:\n  nightly: { date: 2026-01-04, ran: about 150 }') },
    right: { 'suites/data-storage.md': suiteWith('runs:\n  nightly: { date: 2026-01-04, ran: 150 }') },
  },
  'invalid-duration': {
    wrong: { 'suites/data-storage.md': suiteWith('runs:\n  nightly: { date: 2026-01-04, took: 50.630 }') },
    right: { 'suites/data-storage.md': suiteWith('runs:\n  nightly: { date: 2026-01-04, took: 50.630s }') },
  },
  'run-counts': {
    wrong: run('of: 157, ran: 150, passed: 149, failed: 2, pending: 3, skipped: 4'),
    right: run('of: 157, ran: 150, passed: 149, failed: 1, pending: 3, skipped: 4'),
  },
  'run-size': {
    wrong: run('of: 400, ran: 400'),
    right: run('of: 157, ran: 157'),
  },
  'undated-suite': {
    wrong: { 'suites/unit.md': '---\ntitle: Unit tests\n---\n' },
    right: { 'suites/unit.md': '---\ntitle: Unit tests\nsize: [{ date: 2026-01-04, tests: 157 }]\n---\n' },
  },
} satisfies Examples<typeof SUITE_RULES, BookExample>;
