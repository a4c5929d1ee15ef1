import { appendFileSync, cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasControlCharacter } from '../../src/core/text.ts';
import { DATA_SCHEMAS } from '../../src/records/published/data-schemas.ts';
import { violationsOn } from '../support/accessibility.ts';
import { openBrowser, withPage } from '../support/browser.ts';
import { flakebook } from '../support/flakebook.ts';
import { type StaticServer, serveFolder } from '../support/serve.ts';
import { CONTENT, makeFolder, readFolder } from './build-site.ts';
import { brokenLinks, pagesOf } from './links.ts';
import { heavyPages, invalidHtml } from './page-checks.ts';

/** The shipped book under a path of its own, as a project's pages are served. */
const BASE = '/flakes/';
const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const folder = makeFolder();
const out = join(folder.path, 'dist/site');
let files: ReadonlyMap<string, Buffer>;
let server: StaticServer;
const browser: Browser | undefined = await openBrowser();

beforeAll(async () => {
  cpSync(CONTENT, join(folder.path, 'content'), { recursive: true });
  appendFileSync(
    join(folder.path, 'content/book.yaml'),
    'records: { repository: https://github.com/example/flakes.git, branch: main, folder: docs/flaky }\n',
  );
  const args = ['build', '--base', BASE, '--origin', 'https://example.org', '--commit', COMMIT];
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

  test('are valid HTML', async () => {
    expect(await invalidHtml(files)).toEqual([]);
  });

  test('are light', () => {
    expect(heavyPages(files)).toEqual([]);
  });

  test('have each page as Markdown and as JSON, too, whose links lead to what is there', () => {
    for (const page of pagesOf(files)) {
      const name = page === '' ? 'index' : page.slice(0, -1);
      const markdown = files.get(`${name}.md`)?.toString() ?? '';
      expect(markdown, page).toMatch(/^# /);
      for (const [, target = ''] of markdown.matchAll(/\]\(([^)#:]+\.md)(?:#[^)]*)?\)/g))
        expect([...files.keys()], `${name}.md`).toContain(join(name, '..', decodeURIComponent(target)));
      const data = JSON.parse(files.get(`${name}.json`)?.toString() ?? '');
      expect(DATA_SCHEMAS.page.safeParse(data).error, page).toBeUndefined();
      expect(files.has(data.markdown), data.markdown).toBe(true);
      for (const other of [data.page, ...data.above])
        expect(files.has(join(other, 'index.html')), other).toBe(true);
      const html = files.get(`${page}index.html`)?.toString();
      expect(html).toContain(`<link rel="alternate" type="text/markdown" href="${BASE}${name}.md">`);
    }
  });

  test('name their addresses in a sitemap and in canonical links', () => {
    const sitemap = files.get('sitemap.xml')?.toString() ?? '';
    for (const page of pagesOf(files))
      expect(sitemap).toContain(`<loc>https://example.org${BASE}${page}</loc>`);
    expect(files.get('plan/index.html')?.toString()).toContain(
      `<link rel="canonical" href="https://example.org${BASE}plan/"`,
    );
  });

  test('lead to where their records are edited, and say of which commit they are', () => {
    const edit = '<a href="https://github.com/example/flakes/edit/main/docs/flaky/';
    const linksOf = (page: string) =>
      files
        .get(`${page}index.html`)
        ?.toString()
        .split(edit)
        .slice(1)
        .map((rest) => rest.split('"')[0]);
    // At the foot, and beside an issue.
    expect(linksOf('issues/ds-flaky-003/')).toEqual(['issues/DS-FLAKY-003.md', 'issues/DS-FLAKY-003.md']);
    expect(linksOf('suites/data-storage/')).toEqual(['suites/data-storage.md']);
    // The patterns of the catalogue are not of the book.
    expect(linksOf('patterns/shared-state/')).toEqual([]);
    for (const page of pagesOf(files))
      expect(files.get(`${page}index.html`)?.toString()).toContain(
        `<a href="https://github.com/example/flakes/commit/${COMMIT}"><code>01234567`,
      );
  });

  test('have a picture for previews, whose address is whole', () => {
    const address = `https://example.org${BASE}share.png`;
    for (const page of pagesOf(files)) {
      const html = files.get(`${page}index.html`)?.toString() ?? '';
      expect(html, page).toContain(`<meta property="og:image" content="${address}">`);
      for (const name of ['og:title', 'og:description'])
        expect(html, page).toMatch(new RegExp(`<meta property="${name}" content="[^"]{3,}">`));
    }
    const image = files.get('share.png');
    expect(image?.toString('latin1', 1, 4)).toBe('PNG');
    expect([image?.readUInt32BE(16), image?.readUInt32BE(20)]).toEqual([1200, 630]);
  });

  test('carry a policy that allows no script and no style sheet but their own', () => {
    for (const [path, bytes] of files) {
      if (!path.endsWith('.html')) continue;
      const policy =
        /<meta http-equiv="content-security-policy" content="([^"]*)"/.exec(bytes.toString())?.[1] ?? '';
      for (const directive of [
        "default-src 'self'",
        "require-trusted-types-for 'script'",
        'trusted-types flakebook',
      ])
        expect(policy.split(/; ?/), path).toContain(directive);
      expect(/script-src ([^;]*)/.exec(policy)?.[1], path).toMatch(
        /^'self' 'wasm-unsafe-eval'( 'sha256-[^']+')+ ?$/,
      );
      expect(/style-src ([^;]*)/.exec(policy)?.[1], path).toMatch(/^'self'( 'sha256-[^']+')+ ?$/);
      expect(policy, path).not.toContain('unsafe-inline');
      expect(bytes.toString(), path).not.toMatch(/<[^>]* style="/);
    }
  });
});

describe.skipIf(!browser)('in a browser', () => {
  const SCREENS = [
    { width: 1280, theme: 'light' },
    { width: 320, theme: 'dark' },
    { width: 1280, theme: 'dark' },
    { width: 320, theme: 'light' },
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
  const LONG = [
    ...['reports/2026-01-04-data-storage/', 'reports/full/2026-01-04-data-storage/'],
    ...['suites/data-storage/', 'issues/ds-flaky-003/'],
  ];

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
    await withPage(browser as Browser, { width: 320, theme: 'light' }, async (page, problems) => {
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

  describe('the search', () => {
    const ISSUE = 'DS-FLAKY-001: Pagination Race Condition';
    const FACETS = ['Status', 'Suite', 'Impact', 'Root cause', 'Kind'];

    /** Opens it and types; the answer stands there when it is said. */
    async function searchFor(page: Page, text: string, answer: RegExp): Promise<void> {
      await page.getByRole('button', { name: 'Search, or paste a failure' }).click();
      await page.getByRole('textbox').fill(text);
      await page.getByRole('status').filter({ hasText: answer }).waitFor();
    }

    test.each(SCREENS)('is accessible at $width px in the $theme theme', async (screen) => {
      await withPage(browser as Browser, screen, async (page, problems) => {
        await page.goto(server.url);
        await searchFor(page, 'pagination', /^\d+ pages? for “pagination”\.$/);
        await page
          .getByRole('dialog')
          .locator('details')
          .evaluateAll((facets) => {
            for (const facet of facets) facet.setAttribute('open', '');
          });
        expect(await violationsOn(page)).toEqual([]);
        expect(problems).toEqual([]);
      });
    });

    test('finds a word, counts and filters what it finds, and opens the issue', async () => {
      await withPage(browser as Browser, { width: 1280, theme: 'light' }, async (page, problems) => {
        await page.goto(server.url);
        await searchFor(page, 'pagination', /^\d+ pages/);
        const dialog = page.getByRole('dialog');
        const shown = dialog.locator('ol > li');
        const answered = (pages: number) =>
          page
            .getByRole('status')
            .filter({ hasText: new RegExp(`^${pages} pages? `) })
            .waitFor();
        expect(await dialog.locator('summary').allTextContents()).toEqual(FACETS);
        const status = (label: string) => dialog.getByRole('group', { name: 'Status' }).getByText(label);
        const countOf = async (label: string) =>
          Number(await status(label).locator('xpath=following-sibling::*').textContent());
        const [all, fixed, triaged] = [await shown.count(), await countOf('Fixed'), await countOf('Triaged')];
        expect(all).toBeGreaterThan(fixed + triaged);

        await status('Fixed').click();
        await answered(fixed);
        expect(await shown.count()).toBe(fixed);
        // What the other values of a facet would find, its own choice does not limit.
        expect(await countOf('Triaged')).toBe(triaged);
        await status('Triaged').click();
        await answered(fixed + triaged);
        expect(await shown.count()).toBe(fixed + triaged);

        expect(await dialog.locator('mark').first().textContent()).toMatch(/paginat/i);
        await dialog.getByRole('link', { name: ISSUE }).click();
        await page.waitForURL('**/issues/ds-flaky-001/**');
        expect(await page.locator('h1').textContent()).toBe(ISSUE);
        expect(problems).toEqual([]);
      });
    });

    test('shows words as a record has them', async () => {
      await withPage(browser as Browser, { width: 1280, theme: 'light' }, async (page) => {
        await page.goto(server.url);
        await searchFor(page, 'float64', /^\d+ page/);
        const excerpts = await page.getByRole('dialog').locator('ol p').allTextContents();
        expect(excerpts.join('\n')).toContain('Expected <float64>: 115 to be >= <int>: 150');
      });
    });

    test('is used by keyboard alone', async () => {
      await withPage(browser as Browser, { width: 1280, theme: 'dark' }, async (page, problems) => {
        await page.goto(`${server.url}plan/`);
        const dialog = page.getByRole('dialog');
        await page.keyboard.press('/');
        await page.keyboard.type('pagination');
        await page.getByRole('status').filter({ hasText: 'for “pagination”' }).waitFor();
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('ArrowDown');
        const focused = () =>
          dialog.locator('a').evaluateAll((links) => links.indexOf(document.activeElement as HTMLElement));
        expect(await focused()).toBe(1);
        await page.keyboard.press('ArrowUp');
        await page.keyboard.press('ArrowUp');
        expect(await focused()).toBe(-1);
        await page.keyboard.press('Escape');
        expect(await dialog.isVisible()).toBe(false);
        await page.keyboard.press('Control+k');
        await page.keyboard.type('DS-FLAKY-001');
        await page.keyboard.press('Enter');
        await page.waitForURL('**/issues/ds-flaky-001/**');
        expect(problems).toEqual([]);
      });
    });

    test('says that there is no index', async () => {
      await withPage(browser as Browser, { width: 1280, theme: 'light' }, async (page) => {
        await page.route('**/pagefind/**', (route) => route.fulfill({ status: 404 }));
        await page.goto(server.url);
        await searchFor(page, 'pagination', /^The search could not be loaded\./);
      });
    });
  });

  describe('the box that knows', () => {
    const TIMED_OUT = 'Timed out after 45 seconds waiting for at least 1 DLQ message';
    const NAME = 'BR-GAP-8: Graceful Shutdown with Audit Buffer';
    const SHUTDOWN = '[1] should handle shutdown while processing events without data loss';
    const REFUSED = 'dial tcp 10.0.0.1:5432: connection refused';
    const LIKE = 'Timed out after 5 seconds waiting for at least 1 message of the DLQ';
    const HOSTILE = '<img src=x onerror=alert(1)> \u202e\u0007 ](javascript:x)';

    async function ask(page: Page, text: string, answer: string): Promise<void> {
      await page.keyboard.press('/');
      await page.getByRole('textbox').fill(text);
      await page.getByRole('status').filter({ hasText: answer }).waitFor();
    }

    /** Drops files on the page that is open. */
    async function drop(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
      const dataTransfer = await page.evaluateHandle((texts) => {
        const transfer = new DataTransfer();
        for (const [name, text] of Object.entries(texts)) transfer.items.add(new File([text], name));
        return transfer;
      }, files);
      await page.dispatchEvent('body', 'dragover', { dataTransfer });
      await page.getByText('Nothing leaves this page.').waitFor();
      await page.dispatchEvent('body', 'drop', { dataTransfer });
    }

    const REPORT = `<testsuite>
<testcase classname="${NAME}" name="${SHUTDOWN}"><failure>Expected at least 1 message in stream, found: 3</failure></testcase>
<testcase classname="Shop" name="waits"><failure>${LIKE}</failure></testcase>
<testcase classname="Shop" name="&lt;b&gt;pays&lt;/b&gt;"><failure>${REFUSED}</failure></testcase>
<testcase classname="Shop" name="ships"/>
</testsuite>`;

    test.each(SCREENS)('is accessible at $width px in the $theme theme', async (screen) => {
      await withPage(browser as Browser, screen, async (page, problems) => {
        await page.goto(server.url);
        await ask(page, TIMED_OUT, 'This failure is known.');
        expect(await violationsOn(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await drop(page, { 'junit.xml': REPORT });
        await page.getByRole('status').filter({ hasText: '3 of 4 tests failed' }).waitFor();
        expect(await violationsOn(page)).toEqual([]);
        const excess = await page.evaluate(() => {
          const dialog = document.querySelector('dialog');
          return dialog ? dialog.scrollWidth - dialog.clientWidth : -1;
        });
        expect(excess).toBeLessThanOrEqual(0);
        expect(problems).toEqual([]);
      });
    });

    test('knows a failure with other numbers, marks it, and copies it for the pull request', async () => {
      await withPage(browser as Browser, { width: 1280, theme: 'light' }, async (page, problems) => {
        await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
        await page.goto(server.url);
        await ask(page, TIMED_OUT, 'This failure is known.');
        const card = page.getByRole('dialog').getByRole('article');
        expect(await card.locator('mark').textContent()).toBe(TIMED_OUT);
        expect(await card.textContent()).toContain('Workaround');
        await page.getByRole('button', { name: 'Copy for the pull request' }).click();
        await page.getByRole('button', { name: 'Copied' }).waitFor();
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        expect(copied).toContain(`[DS-FLAKY-003](${server.url}issues/ds-flaky-003/)`);
        await card.getByRole('link').click();
        await page.waitForURL('**/issues/ds-flaky-003/');
        expect(problems).toEqual([]);
      });
    });

    test('knows no foreign failure of a test that an issue names', async () => {
      await withPage(browser as Browser, { width: 1280, theme: 'light' }, async (page) => {
        await page.goto(server.url);
        await ask(page, `${NAME} [It] ${SHUTDOWN}\n${REFUSED}`, 'No issue describes this failure.');
        const card = page.getByRole('dialog').getByRole('article');
        expect(await card.getAttribute('data-kind')).toBe('new');
        expect(await card.textContent()).toContain('names the test, but describes other failures');
        expect(await card.textContent()).not.toContain('Workaround');
      });
    });

    test.each([
      ['graceful_shutdown_test.go:888', '1 issue names the test at this line.'],
      [`${NAME} [It] ${SHUTDOWN}`, '1 issue names this test.'],
    ])('finds the issue of a test: %s', async (text, answer) => {
      await withPage(browser as Browser, { width: 1280, theme: 'light' }, async (page) => {
        await page.goto(server.url);
        await ask(page, text, answer);
        await page.keyboard.press('Enter');
        await page.waitForURL('**/issues/ds-flaky-003/');
      });
    });

    test('takes a paste anywhere on a page', async () => {
      await withPage(browser as Browser, { width: 1280, theme: 'light' }, async (page) => {
        await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
        await page.goto(`${server.url}plan/`);
        await page.evaluate((text) => navigator.clipboard.writeText(text), TIMED_OUT);
        await page.keyboard.press('Control+v');
        await page.getByRole('status').filter({ hasText: 'This failure is known.' }).waitFor();
      });
    });

    test('sorts dropped files, and says what is wrong with them', async () => {
      await withPage(browser as Browser, { width: 1280, theme: 'light' }, async (page, problems) => {
        await page.goto(`${server.url}plan/`);
        await drop(page, { 'junit.xml': REPORT });
        const dialog = page.getByRole('dialog');
        await page.getByRole('status').filter({ hasText: '3 of 4 tests failed: ' }).waitFor();
        expect(await dialog.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
          'New (1)',
          'Like a known failure (1)',
          'Known (1)',
        ]);
        await drop(page, { 'notes.xml': '<html/>' });
        await page.getByRole('status').filter({ hasText: 'Flakebook could not read any file.' }).waitFor();
        expect(await dialog.textContent()).toContain('notes.xml was not read: Expected JUnit XML');
        expect(problems).toEqual([]);
      });
    });

    test('shows hostile words as text', async () => {
      await withPage(browser as Browser, { width: 1280, theme: 'light' }, async (page, problems) => {
        await page.goto(server.url);
        const name = HOSTILE.replaceAll('<', '&lt;').replace('\u0007', '');
        const report = `<testsuite><testcase name="${name}"><failure>${name} ${TIMED_OUT}</failure></testcase></testsuite>`;
        await drop(page, {
          [`${HOSTILE.replace('\u0007', '')}.xml`]: report,
          'a.txt': `panic: ${HOSTILE}\n`,
        });
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('article').first().waitFor();
        expect(await dialog.locator('img, script, a[href^="javascript:"]').count()).toBe(0);
        const text = (await dialog.textContent()) ?? '';
        expect(text).toContain('<img src=x onerror=alert(1)>');
        expect(hasControlCharacter(text.replaceAll('\n', ' '))).toBe(false);
        expect(problems).toEqual([]);
      });
    });
  });

  test('keys lead past the frame to the text, and every stop can be seen', async () => {
    await withPage(browser as Browser, { width: 1280, theme: 'light' }, async (page) => {
      await page.goto(`${server.url}issues/ds-flaky-003/`);
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
      const hidden: string[] = [];
      for (let stop = 0; stop < 60; stop += 1) {
        const found = await page.evaluate(() => {
          const element = document.activeElement;
          if (!element || element === document.body) return undefined;
          // What is seen of a radio button is its label.
          const seen = element.matches('.fb-view') ? element.nextElementSibling : element;
          const { width = 0, height = 0 } = seen?.getBoundingClientRect() ?? {};
          const { outlineStyle = 'none' } = seen ? getComputedStyle(seen) : {};
          return {
            what: element.outerHTML.slice(0, 80),
            isSeen: width > 0 && height > 0 && outlineStyle !== 'none',
          };
        });
        if (found === undefined) break;
        if (!found.isSeen) hidden.push(found.what);
        await page.keyboard.press('Tab');
      }
      expect(hidden).toEqual([]);
    });
  });

  test('a comment for a pull request is copied, and the output of a test', async () => {
    await withPage(browser as Browser, { width: 1280, theme: 'light' }, async (page, problems) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      const address = `${server.url}issues/ds-flaky-003/`;
      await page.goto(address);
      await page.getByRole('button', { name: 'Copy for the pull request' }).click();
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      const comment = await page.evaluate(() => navigator.clipboard.readText());
      expect(comment).toContain(`Known flaky test: [DS-FLAKY-003: Graceful Shutdown DLQ](${address})`);
      expect(comment).toMatch(/^Triaged since January 4, 2026/m);
      expect(comment).toMatch(/^- \*\*What is planned\*\*: Add Serial marker, 5 minutes/m);
      const output = page.locator('.fb-output').first();
      await output.getByRole('button', { name: 'Copy' }).click();
      await output.getByRole('button', { name: 'Copied' }).waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
        'Expected at least 1 message in stream, found: 0',
      );
      expect(problems).toEqual([]);
    });
  });

  test('a chosen theme stays', async () => {
    await withPage(browser as Browser, { width: 1280, theme: 'light' }, async (page) => {
      const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      await page.goto(server.url);
      const light = await ground();
      await page.getByLabel('Theme').selectOption('dark');
      const dark = await ground();
      expect(dark).not.toBe(light);
      await page.goto(`${server.url}plan/`);
      expect(await ground()).toBe(dark);
      await page.getByLabel('Theme').selectOption('auto');
      expect(await ground()).toBe(light);
    });
  });

  test('without scripts there are the menu, the theme of the system, folds and the views of a diff', async () => {
    const context = await (browser as Browser).newContext({
      javaScriptEnabled: false,
      viewport: { width: 375, height: 900 },
      colorScheme: 'dark',
    });
    try {
      const page = await context.newPage();
      await page.goto(`${server.url}issues/ds-flaky-001/`);
      const menu = page.getByRole('navigation', { name: 'Main' });
      expect(await menu.isVisible()).toBe(false);
      await page.getByText('Menu', { exact: true }).click();
      expect(await menu.isVisible()).toBe(true);
      const idle = page.locator('.fb-search-open, .fb-theme, .fb-copy');
      expect(await idle.filter({ visible: true }).count()).toBe(0);
      const list = page.getByRole('link', { name: 'The search needs JavaScript.' });
      expect(await list.getAttribute('href')).toBe(`${BASE}issues/`);
      const whole = page.locator('[data-panel="whole"]').first();
      expect(await whole.isVisible()).toBe(false);
      await page.getByText('As written').first().click();
      expect(await whole.isVisible()).toBe(true);
      await menu.getByRole('link', { name: 'Plan' }).click();
      expect(await page.locator('h1').textContent()).toBe('Plan');
    } finally {
      await context.close();
    }
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
      expect(await shown()).toEqual(['diff']);
      const [went, came] = await pair
        .locator('.fb-hunk')
        .first()
        .evaluate((hunk) =>
          ['del', 'ins'].map((name) => hunk.querySelector(name)?.getBoundingClientRect().left ?? 0),
        );
      expect(came).toBeGreaterThan((went ?? 0) + 200);
      await page.keyboard.press('ArrowRight');
      expect(await shown()).toEqual(['whole']);
    });
  });
});
