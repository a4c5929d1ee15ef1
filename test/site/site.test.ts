import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsOn } from '../support/accessibility.ts';
import { openBrowser, withPage } from '../support/browser.ts';
import { flakebook } from '../support/flakebook.ts';
import { type StaticServer, serveFolder } from '../support/serve.ts';
import { CONTENT, makeFolder, readFolder } from './build-site.ts';
import { brokenLinks, pagesOf } from './links.ts';

/** The shipped book under a path of its own, as a project's pages are served. */
const BASE = '/flakes/';
const folder = makeFolder();
const out = join(folder.path, 'dist/site');
let files: ReadonlyMap<string, Buffer>;
let server: StaticServer;
const browser: Browser | undefined = await openBrowser();

beforeAll(async () => {
  cpSync(CONTENT, join(folder.path, 'content'), { recursive: true });
  const args = ['build', '--base', BASE, '--origin', 'https://example.org'];
  expect(await flakebook(args, { cwd: folder.path })).toMatchObject({ code: 0, stderr: '' });
  files = readFolder(out);
  server = await serveFolder(out, BASE);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  folder.remove();
});

test('build without --docs and --site makes both', () => {
  expect(existsSync(join(folder.path, 'dist/docs/README.md'))).toBe(true);
  expect(existsSync(join(folder.path, 'dist/site/index.html'))).toBe(true);
  expect(readdirSync(join(folder.path, 'dist')).sort()).toEqual(['docs', 'site']);
});

describe('the files of the site', () => {
  test('are a page for every page of the book', () => {
    const pages = pagesOf(files);
    const expected = ['', 'issues/ds-flaky-003/', 'patterns/shared-state/', 'suites/data-storage/', 'plan/'];
    for (const page of [...expected, 'decisions/', 'references/', 'changes/']) {
      expect(pages).toContain(page);
    }
    expect(pages.filter((page) => page.startsWith('reports/20'))).toHaveLength(1);
    expect(files.has('404.html')).toBe(true);
  });

  test('have no link and no anchor that leads nowhere', () => {
    expect(brokenLinks(files, BASE)).toEqual([]);
  });

  test('name their addresses in a sitemap and in canonical links', () => {
    const sitemap = files.get('sitemap-0.xml')?.toString() ?? '';
    for (const page of pagesOf(files))
      expect(sitemap).toContain(`<loc>https://example.org${BASE}${page}</loc>`);
    expect(files.get('plan/index.html')?.toString()).toContain(
      `<link rel="canonical" href="https://example.org${BASE}plan/"`,
    );
  });

  test('carry a policy that allows no script but their own', () => {
    for (const [path, bytes] of files) {
      if (!path.endsWith('.html')) continue;
      const policy =
        /<meta http-equiv="content-security-policy" content="([^"]*)"/.exec(bytes.toString())?.[1] ?? '';
      expect(policy, path).toContain("default-src 'self'");
      expect(/script-src ([^;]*)/.exec(policy)?.[1], path).toMatch(/^'self'( 'sha256-[^']+')+ ?$/);
    }
  });
});

describe.skipIf(!browser)('in a browser', () => {
  const SCREENS = [
    { width: 1280, theme: 'light' },
    { width: 360, theme: 'dark' },
    { width: 1280, theme: 'dark' },
    { width: 360, theme: 'light' },
  ] as const;
  const KINDS = [
    '',
    'issues/',
    'issues/ds-flaky-001/',
    'patterns/shared-state/',
    'plan/',
    'decisions/',
    'references/',
    'no-such-page/',
  ];
  const LONG = ['reports/2026-01-04-data-storage/', 'suites/data-storage/', 'issues/ds-flaky-003/'];

  test.each(SCREENS)('pages are accessible at $width px in the $theme theme', async ({ width, theme }) => {
    await withPage(browser as Browser, { width, theme }, async (page, problems) => {
      // The theme and the width show everywhere; the long pages bring nothing new in the second pair of screens.
      const shown =
        SCREENS.findIndex((screen) => screen.width === width && screen.theme === theme) < 2
          ? [...KINDS, ...LONG]
          : KINDS.slice(0, 3);
      for (const path of shown) {
        await page.goto(server.url + path);
        expect(await violationsOn(page), path).toEqual([]);
      }
      expect(problems.filter((problem) => !problem.includes('404'))).toEqual([]);
    });
  });

  test('a page that says no language would not be accessible', async () => {
    await withPage(browser as Browser, { width: 1280, theme: 'light' }, async (page) => {
      await page.goto(server.url);
      await page.evaluate(() => document.documentElement.removeAttribute('lang'));
      expect(await violationsOn(page)).toEqual([expect.stringMatching(/^html-has-lang: /)]);
    });
  });

  test('no page is wider than a phone, complains, or asks another host for anything', async () => {
    await withPage(browser as Browser, { width: 360, theme: 'light' }, async (page, problems) => {
      for (const path of pagesOf(files)) {
        await page.goto(server.url + path);
        const excess = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(excess, path).toBeLessThanOrEqual(0);
      }
      expect(problems).toEqual([]);
    });
  });

  test('the search finds a word and opens the issue', async () => {
    await withPage(browser as Browser, { width: 1280, theme: 'light' }, async (page, problems) => {
      await page.goto(server.url);
      await page.getByRole('button', { name: 'Search' }).click();
      // The dialog lists the filters that are loaded when it searches. It asks the same module.
      await page.evaluate(`import('${BASE}pagefind/pagefind.js').then((pagefind) => pagefind.filters())`);
      await page
        .getByRole('searchbox')
        .or(page.locator('#starlight__search input'))
        .first()
        .fill('pagination');
      await page.locator('.pagefind-ui__filter-name', { hasText: 'Status' }).click();
      await page.getByLabel(/^Fixed/).check();
      await page.getByRole('link', { name: 'DS-FLAKY-001: Pagination Race Condition' }).first().click();
      await page.waitForURL('**/issues/ds-flaky-001/**');
      expect(await page.locator('h1').textContent()).toBe('DS-FLAKY-001: Pagination Race Condition');
      expect(problems).toEqual([]);
    });
  });

  test('the views of a before/after pair are chosen by keyboard', async () => {
    await withPage(browser as Browser, { width: 1280, theme: 'light' }, async (page) => {
      await page.goto(`${server.url}issues/ds-flaky-001/`);
      const pair = page.getByRole('group', { name: 'Before and after' });
      const shown = () =>
        pair
          .locator('[data-panel]:visible')
          .evaluateAll((panels) => panels.map((panel) => panel.getAttribute('data-panel')));
      await pair.getByLabel('Diff').first().focus();
      expect(await shown()).toEqual(['diff']);
      await page.keyboard.press('ArrowRight');
      expect(await shown()).toEqual(['sides']);
      await page.keyboard.press('ArrowRight');
      expect(await shown()).toEqual(['whole']);
    });
  });
});
