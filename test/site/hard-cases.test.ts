import type { Browser } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { writeHardCases } from './hard-cases/make.ts';
import { brokenLinks, pagesOf } from './links.ts';
import { faultsInBrowser, faultsOnPaper, heavyPages, invalidHtml } from './page-checks.ts';
import { useSite } from './use-site.ts';

const site = await useSite(writeHardCases);

describe('a site of long, foreign and scant records', () => {
  test('is valid HTML', async () => {
    expect(await invalidHtml(site.files)).toEqual([]);
  });

  test('has no link and no anchor that leads nowhere', () => {
    expect(brokenLinks(site.files, '/')).toEqual([]);
  });

  test('has no page that is too heavy', () => {
    expect(heavyPages(site.files, ['issues/hard-007/index.html'])).toEqual([]);
  });

  test.skipIf(!site.browser)(
    'is accessible, light, as wide as its screen, and keeps its left edge',
    async () => {
      const pages = pagesOf(site.files).filter((path) =>
        /^$|^(?:issues|plan|decisions|patterns|suites)\/|^reports\/full/.test(path),
      );
      expect(await faultsInBrowser(site.browser as Browser, site.url, pages)).toEqual([]);
      expect(await faultsOnPaper(site.browser as Browser, site.url, pages)).toEqual([]);
    },
  );
});
