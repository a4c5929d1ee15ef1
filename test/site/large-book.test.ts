import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { makeBook } from '../../scripts/bench/book.ts';
import { writeFiles } from '../../scripts/bench/subjects.ts';
import { faultsInBrowser, heavyPages } from './page-checks.ts';
import { useSite } from './use-site.ts';

const RECORDS = 1000;

const site = await useSite((folder) =>
  writeFiles(join(folder, 'content'), makeBook(RECORDS, 'warnings').files),
);

describe('a site of a thousand records', () => {
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
        'reports/full/2025-11-03-billing-api/',
        'reports/full/2025-11-03-billing-api/list/detailed-triage-1/',
        'reports/full/2025-11-03-billing-api/list/open-questions-1/',
      ];
      expect(await faultsInBrowser(site.browser as Browser, site.url, [...pages, 'references/'])).toEqual([]);
    },
  );
});
