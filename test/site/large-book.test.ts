import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeBook } from '../../scripts/bench/book.ts';
import { writeFiles } from '../../scripts/bench/subjects.ts';
import { openBrowser } from '../support/browser.ts';
import { type StaticServer, serveFolder } from '../support/serve.ts';
import { buildSite, makeFolder, outIn } from './build-site.ts';
import { faultsInBrowser, heavyPages } from './page-checks.ts';

const RECORDS = 1000;

const folder = makeFolder();
let files: ReadonlyMap<string, Buffer>;
let server: StaticServer;
const browser: Browser | undefined = await openBrowser();

beforeAll(async () => {
  writeFiles(join(folder.path, 'content'), makeBook(RECORDS, 'warnings').files);
  files = await buildSite(folder.path);
  server = await serveFolder(outIn(folder.path));
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  folder.remove();
});

describe('a site of a thousand records', () => {
  test('has no page that is too heavy', () => {
    expect(heavyPages(files)).toEqual([]);
  });

  test.skipIf(!browser)(
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
      ];
      expect(await faultsInBrowser(browser as Browser, server.url, [...pages, 'references/'])).toEqual([]);
    },
  );
});
