import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readFailures } from '../../src/host/match-results.ts';
import type { MatchKind } from '../../src/match/match.ts';
import { createMatcher, type KnownIssue } from '../../src/match/match.ts';
import { symptomsOf } from '../../src/match/symptom.ts';
import { identifyTests } from '../../src/runs/names/identify.ts';
import { namedTestsOf } from '../../src/runs/names/named-tests.ts';
import { openTestBook, ROOT, readFiles } from '../support/book.ts';

export const SERIES = join(ROOT, 'test/fixtures/vitest-orders');
const BOOK = join(ROOT, 'test/fixtures/vitest-orders-book');

/** Whose each failure of the series is, and how many there are: its truth, test by test. */
export const TRUTH: readonly { readonly test: string; readonly issue: string; readonly failures: number }[] =
  [
    { test: 'first response wins', issue: 'ORD-01', failures: 6 },
    { test: 'settles within the deadline', issue: 'ORD-02', failures: 5 },
    { test: 'currency JPY has 0 decimals', issue: 'ORD-03', failures: 4 },
    { test: 'renders header', issue: 'ORD-04', failures: 2 },
    { test: 'renders the header row', issue: 'ORD-04', failures: 4 },
    { test: 'is always broken', issue: 'BUG-01', failures: 19 },
    { test: 'reserves the last item', issue: 'REG-31', failures: 3 },
    { test: 'report', issue: 'ENV-12', failures: 1 },
  ];

export interface SortedRow {
  readonly dir: string;
  /** The last part of its name. */
  readonly test: string;
  readonly kind: MatchKind;
  readonly issues: readonly string[];
}

export type Variant = (issue: KnownIssue) => KnownIssue;

export const VARIANTS = {
  'as written': (known) => known,
  'with signatures only': ({ issue }) => ({ issue, symptoms: [] }),
  'with symptoms only': ({ issue, symptoms }) => ({ issue: { ...issue, signatures: [] }, symptoms }),
  'with the names of tests only': ({ issue }) => ({ issue: { ...issue, signatures: [] }, symptoms: [] }),
} as const satisfies Record<string, Variant>;

/** An issue that names no test. */
export const nameless: Variant = ({ issue, symptoms }) => ({
  issue: {
    ...issue,
    tests: issue.tests.map(({ letter }) => ({ letter, aliases: [] })),
  },
  symptoms,
});

export function knownIssues(): KnownIssue[] {
  const { kb, now } = openTestBook(readFiles(BOOK));
  return [...kb.issues.values()].map((issue) => ({ issue, symptoms: symptomsOf(now.body(issue.file)) }));
}

/** Every failure of a series, matched run by run. */
export async function sortSeries(
  folder: string,
  file: string,
  known: readonly KnownIssue[],
  change: (message: string) => string = (message) => message,
): Promise<SortedRow[]> {
  const rows: SortedRow[] = [];
  const dirs = readdirSync(folder).filter((name) => name.startsWith('run-'));
  for (const dir of dirs.sort()) {
    if (!readdirSync(join(folder, dir)).includes(file)) continue;
    const { failed, tests } = await readFailures([join(folder, dir, file)], '/', { cwd: '/' });
    const match = createMatcher(known, identifyTests(namedTestsOf(known.map(({ issue }) => issue)), tests));
    for (const { test, messages } of failed) {
      const { kind, recognised } = match({ test, message: change(messages[0] ?? '') });
      const last = test.split(/ :: | > /).at(-1) ?? '';
      rows.push({ dir, test: last, kind, issues: recognised.map(({ issue }) => issue) });
    }
  }
  return rows;
}

export function issueOf(test: string): string | undefined {
  return TRUTH.find((one) => one.test === test)?.issue;
}

/** Rows that went elsewhere than they should. */
export function astray(rows: readonly SortedRow[]): SortedRow[] {
  return rows.filter(({ test, kind, issues }) => {
    return kind !== 'known' || issues.length !== 1 || issues[0] !== issueOf(test);
  });
}

/** What may come over any test, in the words of several tools. */
export const FOREIGN = [
  "TypeError: Cannot read properties of undefined (reading 'rows')",
  'AssertionError: expected undefined to be defined',
  "AssertionError: expected 'primary' to be 'replica' // Object.is equality",
  'AssertionError: expected { rows: 3 } to deeply equal { rows: 3, total: 12 }',
  'Error: connect ECONNREFUSED 127.0.0.1:6379',
  'Error: Hook timed out in 10000ms.',
  'Error: the ledger of the night is gone',
  'Error: reserved for the harbour master',
  'Error: ENOSPC: no space left on device, write',
  '',
];
