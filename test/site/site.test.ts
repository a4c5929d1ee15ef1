import { appendFileSync, cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { DATA_SCHEMAS } from '../../src/records/published/data-schemas.ts';
import { violationsOn } from '../support/accessibility.ts';
import { withPage } from '../support/browser.ts';
import { flakebook } from '../support/flakebook.ts';
import { CONTENT, outIn, readFolder } from './build-site.ts';
import { brokenLinks, pagesOf } from './links.ts';
import { heavyPages, invalidHtml } from './page-checks.ts';
import { useSite } from './use-site.ts';

/** The shipped book under a path of its own, as a project's pages are served. */
const BASE = '/flakes/';
const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const site = await useSite(
  (folder) => {
    cpSync(CONTENT, join(folder, 'content'), { recursive: true });
    appendFileSync(
      join(folder, 'content/book.yaml'),
      'records: { repository: https://github.com/example/flakes.git, branch: main, folder: docs/flaky }\n',
    );
  },
  BASE,
  async (folder, ...base) => {
    const args = ['build', '--out', '.', '--origin', 'https://example.org', '--commit', COMMIT, ...base];
    expect(await flakebook(args, { cwd: folder })).toMatchObject({ code: 0, stderr: '' });
    return readFolder(outIn(folder));
  },
);

test('build without --docs and --site makes both', () => {
  expect(existsSync(join(site.folder, 'docs/README.md'))).toBe(true);
  expect(site.files.has('index.html')).toBe(true);
});

describe('the files of the site', () => {
  test('are a page for every page of the book', () => {
    const pages = pagesOf(site.files);
    const expected = ['', 'issues/ds-flaky-003/', 'patterns/shared-state/', 'suites/data-storage/', 'plan/'];
    for (const page of [...expected, 'decisions/', 'references/', 'changes/']) {
      expect(pages).toContain(page);
    }
    expect(pages.filter((page) => page.startsWith('reports/20'))).toHaveLength(1);
    expect(site.files.has('404.html')).toBe(true);
  });

  test('have no link and no anchor that leads nowhere', () => {
    expect(brokenLinks(site.files, BASE)).toEqual([]);
  });

  test('are valid HTML', async () => {
    expect(await invalidHtml(site.files)).toEqual([]);
  });

  test('are light', () => {
    expect(heavyPages(site.files)).toEqual([]);
  });

  test('have each page as Markdown and as JSON, too, whose links lead to what is there', () => {
    for (const page of pagesOf(site.files)) {
      const name = page === '' ? 'index' : page.slice(0, -1);
      const markdown = site.files.get(`${name}.md`)?.toString() ?? '';
      expect(markdown, page).toMatch(/^# /);
      for (const [, target = ''] of markdown.matchAll(/\]\(([^)#:]+\.md)(?:#[^)]*)?\)/g))
        expect([...site.files.keys()], `${name}.md`).toContain(join(name, '..', decodeURIComponent(target)));
      const data = JSON.parse(site.files.get(`${name}.json`)?.toString() ?? '');
      expect(DATA_SCHEMAS.page.safeParse(data).error, page).toBeUndefined();
      expect(site.files.has(data.markdown), data.markdown).toBe(true);
      for (const other of [data.page, ...data.above])
        expect(site.files.has(join(other, 'index.html')), other).toBe(true);
      const html = site.files.get(`${page}index.html`)?.toString();
      expect(html).toContain(`<link rel="alternate" type="text/markdown" href="${BASE}${name}.md">`);
    }
  });

  test('name their addresses in a sitemap and in canonical links', () => {
    const sitemap = site.files.get('sitemap.xml')?.toString() ?? '';
    for (const page of pagesOf(site.files))
      expect(sitemap).toContain(`<loc>https://example.org${BASE}${page}</loc>`);
    expect(site.files.get('plan/index.html')?.toString()).toContain(
      `<link rel="canonical" href="https://example.org${BASE}plan/"`,
    );
  });

  test('lead to where their records are edited, and say of which commit they are', () => {
    const edit = '<a href="https://github.com/example/flakes/edit/main/docs/flaky/';
    const linksOf = (page: string) =>
      site.files
        .get(`${page}index.html`)
        ?.toString()
        .split(edit)
        .slice(1)
        .map((rest) => rest.split('"')[0]);
    // At the foot, and beside an issue.
    expect(linksOf('issues/ds-flaky-003/')).toEqual(['issues/DS-FLAKY-003.md', 'issues/DS-FLAKY-003.md']);
    expect(linksOf('suites/data-storage/')).toEqual(['suites/data-storage.md']);
    // This book has files for the patterns of the catalogue.
    expect(linksOf('patterns/shared-state/')).toEqual(['patterns/shared-state.md']);
    for (const page of pagesOf(site.files))
      expect(site.files.get(`${page}index.html`)?.toString()).toContain(
        `<a href="https://github.com/example/flakes/commit/${COMMIT}"><code>01234567`,
      );
  });

  test('have a picture for previews, whose address is whole', () => {
    const address = `https://example.org${BASE}share.png`;
    for (const page of pagesOf(site.files)) {
      const html = site.files.get(`${page}index.html`)?.toString() ?? '';
      expect(html, page).toContain(`<meta property="og:image" content="${address}">`);
      for (const name of ['og:title', 'og:description'])
        expect(html, page).toMatch(new RegExp(`<meta property="${name}" content="[^"]{3,}">`));
    }
    const image = site.files.get('share.png');
    expect(image?.toString('latin1', 1, 4)).toBe('PNG');
    expect([image?.readUInt32BE(16), image?.readUInt32BE(20)]).toEqual([1200, 630]);
  });

  test('carry a policy that allows no script and no style sheet but their own', () => {
    for (const [path, bytes] of site.files) {
      if (!path.endsWith('.html')) continue;
      const policy =
        /<meta http-equiv="content-security-policy" content="([^"]*)"/.exec(bytes.toString())?.[1] ?? '';
      for (const directive of [
        "default-src 'self'",
        "require-trusted-types-for 'script'",
        'trusted-types flakebook',
      ])
        expect(policy.split(/; ?/), path).toContain(directive);
      expect(/script-src ([^;]*)/.exec(policy)?.[1], path).toMatch(/^'self'( 'sha256-[^']+')+ ?$/);
      expect(/style-src ([^;]*)/.exec(policy)?.[1], path).toMatch(/^'self'( 'sha256-[^']+')+ ?$/);
      expect(policy, path).not.toContain('unsafe-inline');
      expect(bytes.toString(), path).not.toMatch(/<[^>]* style="/);
    }
  });
});

describe.skipIf(!site.browser)('in a browser', () => {
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
    await withPage(site.browser as Browser, { width, theme }, async (page, problems) => {
      // The theme and the width show everywhere; the long pages bring nothing new in the second pair of screens.
      const shown =
        SCREENS.findIndex((screen) => screen.width === width && screen.theme === theme) < 2
          ? [...KINDS, ...LONG]
          : KINDS.slice(0, 3);
      for (const path of shown) {
        await page.goto(site.url + path);
        expect(await violationsOn(page), path).toEqual([]);
      }
      expect(problems.filter((problem) => !problem.includes('404'))).toEqual([]);
    });
  });

  test('a page that says no language would not be accessible', async () => {
    await withPage(site.browser as Browser, { width: 1280, theme: 'light' }, async (page) => {
      await page.goto(site.url);
      await page.evaluate(() => document.documentElement.removeAttribute('lang'));
      expect(await violationsOn(page)).toEqual([expect.stringMatching(/^html-has-lang: /)]);
    });
  });

  test('no page is wider than a phone, complains, or asks another host for anything', async () => {
    await withPage(site.browser as Browser, { width: 320, theme: 'light' }, async (page, problems) => {
      for (const path of pagesOf(site.files)) {
        await page.goto(site.url + path);
        const excess = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(excess, path).toBeLessThanOrEqual(0);
      }
      expect(problems).toEqual([]);
    });
  });

  test('keys lead past the frame to the text, and every stop can be seen', async () => {
    await withPage(site.browser as Browser, { width: 1280, theme: 'light' }, async (page) => {
      await page.goto(`${site.url}issues/ds-flaky-003/`);
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
    await withPage(site.browser as Browser, { width: 1280, theme: 'light' }, async (page, problems) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      const address = `${site.url}issues/ds-flaky-003/`;
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
    await withPage(site.browser as Browser, { width: 1280, theme: 'light' }, async (page) => {
      const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      await page.goto(site.url);
      const light = await ground();
      await page.getByLabel('Theme').selectOption('dark');
      const dark = await ground();
      expect(dark).not.toBe(light);
      await page.goto(`${site.url}plan/`);
      expect(await ground()).toBe(dark);
      await page.getByLabel('Theme').selectOption('auto');
      expect(await ground()).toBe(light);
    });
  });

  test('without scripts there are the menu, the theme of the system, folds and the views of a diff', async () => {
    const context = await (site.browser as Browser).newContext({
      javaScriptEnabled: false,
      viewport: { width: 375, height: 900 },
      colorScheme: 'dark',
    });
    try {
      const page = await context.newPage();
      await page.goto(`${site.url}issues/ds-flaky-001/`);
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
    await withPage(site.browser as Browser, { width: 1280, theme: 'light' }, async (page) => {
      await page.goto(`${site.url}issues/ds-flaky-001/`);
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
