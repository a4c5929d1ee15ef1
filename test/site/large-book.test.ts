import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { dayOf, type KnownTest, makeBook } from '../../scripts/bench/book.ts';
import { writeFiles } from '../../scripts/bench/subjects.ts';
import { historyFiles } from '../support/runs.ts';
import { faultsInBrowser, heavyPages } from './page-checks.ts';
import { useSite } from './use-site.ts';

const RECORDS = 1000;
const RUNS = 1000;
const SUITE = 'ledger-api';
const { files: records, tests } = makeBook(RECORDS, 'warnings');
const seen = tests.filter(({ suite }) => suite === SUITE).slice(0, 40);

const site = await useSite((folder) => {
  const content = join(folder, 'content');
  writeFiles(content, records);
  writeFiles(content, new Map(Object.entries(runsOf(seen))));
});

/** A run each day up to the newest entry of the book; each test failed now and then, and each more seldom than the one before. */
function runsOf(some: readonly KnownTest[]): Record<string, string> {
  const nameOf = ({ file, group, name }: KnownTest) => `${file} :: ${group} > ${name}`;
  const lettersOf = (n: number) => `${'P'.repeat(5 + n)}F`.repeat(RUNS).slice(0, RUNS);
  const messages = new Map(some.map((test) => [nameOf(test), test.message]));
  return historyFiles(SUITE, Object.fromEntries(some.map((test, n) => [nameOf(test), lettersOf(n)])), {
    runs: { ...Array.from({ length: RUNS }, (_, i) => ({ at: `${dayOf(i - RUNS + 672)}T09:00:00Z` })) },
    message: (test) => messages.get(test) ?? '',
  });
}

describe('a site of a thousand records and a thousand runs', () => {
  test('has no page that is too heavy', () => {
    expect(heavyPages(site.files)).toEqual([]);
  });

  test.skipIf(!site.browser)(
    'has pages of lists and figures that are short, accessible, and stay where they are',
    async () => {
      const pages = [
        '',
        'suites/',
        'decisions/',
        'patterns/',
        'patterns/async-wait/',
        'reports/',
        'changes/',
        'plan/',
        'suites/billing-api/',
        'suites/ledger-api/',
        'suites/ledger-api/runs/',
        'suites/ledger-api/runs/run-999/',
        'issues/ledger-api-001/',
        'issues/ledger-api-020/',
        'reports/full/2025-11-03-billing-api/',
        'reports/full/2025-11-03-billing-api/list/detailed-triage-1/',
        'reports/full/2025-11-03-billing-api/list/open-questions-1/',
      ];
      expect(await faultsInBrowser(site.browser as Browser, site.url, [...pages, 'references/'])).toEqual([]);
    },
  );
});
