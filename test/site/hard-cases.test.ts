import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { type StaticServer, serveFolder } from '../support/serve.ts';
import { buildSite, makeFolder, outIn } from './build-site.ts';
import { writeHardCases } from './hard-cases/make.ts';
import { brokenLinks, pagesOf } from './links.ts';
import { faultsInBrowser, heavyPages, invalidHtml } from './page-checks.ts';

const folder = makeFolder();
let files: ReadonlyMap<string, Buffer>;
let server: StaticServer;
const browser: Browser | undefined = await openBrowser();

beforeAll(async () => {
  writeHardCases(folder.path);
  files = await buildSite(folder.path);
  server = await serveFolder(outIn(folder.path));
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  folder.remove();
});

describe('a site of long, foreign and scant records', () => {
  test('is valid HTML', async () => {
    expect(await invalidHtml(files)).toEqual([]);
  });

  test('has no link and no anchor that leads nowhere', () => {
    expect(brokenLinks(files, '/')).toEqual([]);
  });

  test('has no page that is too heavy', () => {
    expect(heavyPages(files, ['issues/hard-007/index.html'])).toEqual([]);
  });

  test.skipIf(!browser)('is accessible, light, as wide as its screen, and keeps its left edge', async () => {
    const pages = pagesOf(files).filter((path) => /^$|^issues\/|^reports\/full/.test(path));
    expect(await faultsInBrowser(browser as Browser, server.url, pages)).toEqual([]);
  });
});
