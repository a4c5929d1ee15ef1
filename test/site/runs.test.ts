import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { withPage } from '../support/browser.ts';
import { flakebook } from '../support/flakebook.ts';
import { historyFiles, writeFiles } from '../support/runs.ts';
import { readFolder } from './build-site.ts';
import { brokenLinks, pagesOf } from './links.ts';
import { faultsInBrowser, faultsOnPaper, heavyPages, invalidHtml } from './page-checks.ts';
import { useSite } from './use-site.ts';

const ORDERS = fileURLToPath(new URL('../fixtures/vitest-orders-book', import.meta.url));
const HOSTILE = 'x <script>alert(1)</script> | `a` [y](javascript:alert(2)) </title> "q"';

/** The issues' tests in the order of a series of sixty runs: ORD-01 is claimed fixed and fails again, ORD-03 stays mended. */
const TESTS = {
  'vt/orders.test.js :: orders > race > first response wins': `${'PPPF'.repeat(5)}${'P'.repeat(25)}F${'P'.repeat(14)}`,
  'vt/orders.test.js :: orders > race > settles within the deadline': 'PPPPP~PPPP'.repeat(6),
  'vt/orders.test.js :: orders > race > currency JPY has 0 decimals': `${'PPFP'.repeat(5)}${'P'.repeat(40)}`,
  'vt/report.test.js :: report > is always broken': 'F'.repeat(60),
  'vt/orders.test.js :: orders > stock > reserves the last item': `${'.'.repeat(10)}FFFSS${'P'.repeat(45)}`,
  [`vt/orders.test.js :: ${HOSTILE}`]: 'PPPPPPPPPF'.repeat(6),
};

const site = await useSite((folder) => {
  const content = join(folder, 'content');
  cpSync(ORDERS, content, { recursive: true });
  for (const id of ['ORD-01', 'ORD-03']) claimFixed(join(content, `issues/${id}.md`));
  appendFileSync(join(content, 'book.yaml'), 'reports: [2026-02-01]\n');
  const runs = { 7: { branch: HOSTILE }, 9: { run: HOSTILE, commit: HOSTILE } };
  const message = (name: string) =>
    name.includes('first response') ? "AssertionError: expected 'replica' to be 'primary'" : HOSTILE;
  writeFiles(content, historyFiles('orders', TESTS, { runs, message }));
});

/** On January 25: after the twenty-fifth of the runs. */
function claimFixed(file: string): void {
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/\n---\n/, '\n  - fixed: 2026-01-25\n---\n'));
}

const html = (page: string) => site.files.get(`${page}index.html`)?.toString() ?? '';

describe('the site of a book with runs', () => {
  test('shows a timeline, a gauge and the rate over time', () => {
    const page = html('issues/ord-01/');
    for (const part of ['class="fb-gauge"', 'data-kind="timeline"', 'data-kind="rates"'])
      expect(page).toContain(part);
    expect(page).toContain('60 runs of ORD-01, oldest first');
    expect(page).toContain('The runs contradict the fix.');
    expect(html('issues/ord-03/')).not.toContain('The runs contradict the fix.');
    expect(html('issues/')).toContain('>Contradicted<');
  });

  test('shows the book of an earlier date with the runs up to it', () => {
    const page = html('at/2026-02-01/issues/ord-01/');
    expect(page).toContain('32 runs of ORD-01, oldest first');
    expect(page).not.toContain('The runs contradict the fix.');
    expect(html('reports/full/2026-02-01-orders/')).toContain('What the runs say');
  });

  test('has the words of runs as words, and no link or anchor that leads nowhere', () => {
    for (const [path, bytes] of site.files) {
      if (path.endsWith('.html')) expect(bytes.toString(), path).not.toMatch(/<script>alert|<\/title> "q"/);
    }
    expect(brokenLinks(site.files, '/')).toEqual([]);
  });

  test('is valid and light HTML', async () => {
    expect(await invalidHtml(site.files)).toEqual([]);
    expect(heavyPages(site.files)).toEqual([]);
  });

  test('draws without style and script of its own', () => {
    const drawn = /<figure class="fb-chart[\s\S]*?<\/figure>/.exec(html('issues/ord-01/'))?.[0] ?? '';
    expect(drawn).toContain('<svg');
    expect(drawn).not.toMatch(/<style|<script| style=| id=/);
  });
});

test('the site is the same after an edit as from the beginning', async () => {
  const file = join(site.folder, 'content/issues/ORD-01.md');
  writeFileSync(file, `${readFileSync(file, 'utf8')}\nOne sentence more.\n`);
  const elsewhere = ['build', '--site', '--out', 'elsewhere'];
  expect(await flakebook(elsewhere, { cwd: site.folder })).toMatchObject({ code: 0 });
  const warm = readFolder(join(site.folder, 'elsewhere/site'));
  expect([...warm.keys()]).toContain('suites/orders/runs/run-31/index.html');
  expect(await flakebook([...elsewhere, '--no-cache'], { cwd: site.folder })).toMatchObject({ code: 0 });
  const cold = readFolder(join(site.folder, 'elsewhere/site'));
  expect([...cold].filter(([path, bytes]) => !warm.get(path)?.equals(bytes)).map(([path]) => path)).toEqual(
    [],
  );
  expect(cold.size).toBe(warm.size);
});

describe.skipIf(!site.browser)('in a browser', () => {
  const RUN = 'suites/orders/runs/run-31/';
  const SHOWN = [
    ...['', 'issues/', 'issues/ord-01/', 'issues/ord-03/', 'issues/ord-05/', 'suites/orders/'],
    ...['suites/orders/runs/', RUN, 'plan/', 'decisions/', 'patterns/', 'patterns/async-wait/', 'changes/'],
    ...['reports/', 'reports/full/2026-02-01-orders/', 'at/2026-02-01/issues/ord-01/'],
  ];

  test('its pages of every kind are accessible, short and stay where they are, on paper too', async () => {
    expect(await faultsInBrowser(site.browser as Browser, site.url, SHOWN)).toEqual([]);
    expect(await faultsOnPaper(site.browser as Browser, site.url, SHOWN)).toEqual([]);
  });

  test('keys lead past the frame of a run to its text', async () => {
    await withPage(site.browser as Browser, { width: 1280, theme: 'light' }, async (page) => {
      await page.goto(site.url + RUN);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.closest('.fb-work') !== null)).toBe(true);
    });
  });

  test('without scripts there are the runs of a suite, and what failed in each', async () => {
    const context = await (site.browser as Browser).newContext({ javaScriptEnabled: false });
    try {
      const page = await context.newPage();
      await page.goto(`${site.url}suites/orders/`);
      await page.getByRole('main').locator('a[href$="/runs/"]').first().click();
      await page.getByRole('main').locator('a[href$="/run-31/"]').first().click();
      expect(new URL(page.url()).pathname).toBe(`/${RUN}`);
      expect(await page.getByRole('main').getByRole('table').first().isVisible()).toBe(true);
    } finally {
      await context.close();
    }
  });

  test('no page is wider than a phone, also with its tables open, or runs the words of a run', async () => {
    await withPage(site.browser as Browser, { width: 320, theme: 'light' }, async (page, problems) => {
      for (const path of pagesOf(site.files)) {
        await page.goto(site.url + path);
        const excess = await page.evaluate(() => {
          for (const details of document.querySelectorAll('details.fb-data'))
            details.setAttribute('open', '');
          return document.documentElement.scrollWidth - document.documentElement.clientWidth;
        });
        expect(excess, path).toBeLessThanOrEqual(0);
      }
      expect(problems).toEqual([]);
    });
  });

  test.each([320, 1280])('a badge in a table stands on one line at %i px', async (width) => {
    await withPage(site.browser as Browser, { width, theme: 'light' }, async (page) => {
      for (const path of ['', 'issues/', 'suites/orders/']) {
        await page.goto(site.url + path);
        const lines = await page.evaluate(() =>
          [...document.querySelectorAll('.fb-table .fb-badge')].map((badge) => {
            const lineHeight = Number.parseFloat(getComputedStyle(badge).lineHeight);
            return [badge.textContent, Math.round(badge.getBoundingClientRect().height / lineHeight)];
          }),
        );
        expect(lines, path).not.toEqual([]);
        expect(
          lines.filter(([, count]) => count !== 1),
          path,
        ).toEqual([]);
      }
    });
  });

  test('a picture has its name, and its table opens by keyboard', async () => {
    await withPage(site.browser as Browser, { width: 1280, theme: 'light' }, async (page) => {
      await page.goto(`${site.url}issues/ord-01/`);
      const timeline = page.getByRole('img', { name: '60 runs of ORD-01, oldest first' });
      expect(await timeline.count()).toBe(1);
      const summary = page.getByText('These figures as a table').first();
      await summary.focus();
      await page.keyboard.press('Enter');
      expect(await page.getByRole('cell', { name: 'run-59' }).first().isVisible()).toBe(true);
    });
  });
});
