import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Columns } from '../../src/site/explorer/filter.ts';
import { GOLDEN } from '../golden/make.ts';
import { violationsOn } from '../support/accessibility.ts';
import { withPage } from '../support/browser.ts';
import { brokenLinks } from './links.ts';
import { heavyPages, invalidHtml } from './page-checks.ts';
import { useSite } from './use-site.ts';

const BASE = '/flakes/';
const DATA = 'data/v1/issue-columns.json';
const SCREENS = [
  { width: 1280, theme: 'light' },
  { width: 320, theme: 'dark' },
  { width: 1280, theme: 'dark' },
  { width: 320, theme: 'light' },
] as const;
const WIDE = SCREENS[0];

let data: Columns;
const site = await useSite(
  (folder) => cpSync(join(GOLDEN, 'book'), join(folder, 'content'), { recursive: true }),
  BASE,
);

beforeAll(() => {
  data = JSON.parse(site.files.get(DATA)?.toString() ?? '');
});

/** How many issues have a value. */
function countOf(key: string, value: string, columns = data): number {
  const facet = columns.facets.find((one) => one.key === key);
  const number = facet?.values.findIndex((one) => one.value === value);
  return facet?.of.filter((one) => one === number).length ?? 0;
}

const field = (page: Page) => page.getByRole('searchbox', { name: 'Filter these issues' });
const answer = (page: Page, text: string | RegExp) =>
  page.locator('.fb-explorer').getByRole('status').filter({ hasText: text }).waitFor();
const ids = (page: Page) => page.locator('.fb-explorer tbody code').allTextContents();

async function openIssues(page: Page, path = 'issues/'): Promise<void> {
  await page.goto(site.url + path);
  await answer(page, /issues?[.,]/);
}

describe('the lists of issues by what they have', () => {
  test('are valid, light, and lead to each other', async () => {
    const lists = new Map(
      [...site.files].filter(([path]) => /^issues\/(?:\w+\/)?(?:[^/]+\/)?index\.html$/.test(path)),
    );
    expect([...lists.keys()]).toContain('issues/owner/web-team/index.html');
    expect(await invalidHtml(lists)).toEqual([]);
    expect(heavyPages(lists)).toEqual([]);
    expect(brokenLinks(site.files, BASE)).toEqual([]);
  });

  test.skipIf(!site.browser)('are all that there is without scripts', async () => {
    const context = await (site.browser as Browser).newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.url}issues/`);
    expect(await page.locator('.fb-explorer-bar').isVisible()).toBe(false);
    await page.getByRole('complementary').getByRole('link', { name: 'web-team' }).click();
    expect(await page.locator('h1').textContent()).toBe('Issues: owner “web-team”');
    expect(await page.locator('tbody tr').count()).toBe(countOf('owner', 'web-team'));
    await context.close();
  });
});

describe.skipIf(!site.browser)('the filter of the issues', () => {
  const show = (
    work: (page: Page, problems: readonly string[]) => Promise<void>,
    screen: (typeof SCREENS)[number] = WIDE,
  ) => withPage(site.browser as Browser, screen, work);

  test.each(SCREENS)('is accessible at $width px in the $theme theme', async (screen) => {
    await show(async (page, problems) => {
      for (const path of [
        'issues/',
        'issues/?q=status:open+stat:x',
        'issues/?q=boats',
        'issues/status/open/',
      ]) {
        await openIssues(page, path);
        for (const fold of await page.locator('.fb-explorer details:visible').all())
          await fold.evaluate((element) => element.setAttribute('open', ''));
        expect(await violationsOn(page), path).toEqual([]);
        const excess = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(excess, path).toBeLessThanOrEqual(0);
      }
      expect(problems).toEqual([]);
    }, screen);
  });

  test('comes without moving anything', async () => {
    for (const screen of SCREENS.slice(0, 2))
      await show(async (page) => {
        await openIssues(page);
        const shift = await page.evaluate(
          () =>
            new Promise<number>((resolve) => {
              let sum = 0;
              new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) if ('value' in entry) sum += Number(entry.value);
              }).observe({ type: 'layout-shift', buffered: true });
              requestAnimationFrame(() => setTimeout(() => resolve(sum)));
            }),
        );
        expect(shift).toBeLessThan(0.02);
      }, screen);
  });

  test('shows all issues, and for each value the issues that choosing it gives', async () => {
    await show(async (page, problems) => {
      await openIssues(page);
      expect(await ids(page)).toEqual(data.id);
      const open = page.getByRole('button', { name: /^Open \d/ });
      expect(await open.textContent()).toBe(`Open${countOf('status', 'open')}`);
      await open.click();
      expect(await field(page).inputValue()).toBe('status:open');
      expect(new URL(page.url()).search).toBe('?q=status%3Aopen');
      expect(await open.getAttribute('aria-pressed')).toBe('true');
      expect(await ids(page)).toHaveLength(countOf('status', 'open'));
      // A second value of the same facet adds its own.
      await page.getByRole('button', { name: /^Reopened \d/ }).click();
      expect(await ids(page)).toHaveLength(countOf('status', 'open') + countOf('status', 'reopened'));
      await page.getByRole('button', { name: /^Deck end-to-end tests \d/ }).click();
      expect(await field(page).inputValue()).toBe('status:open status:reopened suite:deck');
      await open.click();
      expect(await field(page).inputValue()).toBe('status:reopened suite:deck');
      expect(problems).toEqual([]);
    });
  });

  test('goes back and forth, and begins as its address says', async () => {
    await show(async (page) => {
      await openIssues(page);
      await page.getByRole('button', { name: '9 more' }).click();
      await page
        .getByRole('button', { name: /^Fixed \d/ })
        .last()
        .click();
      await field(page).press('End');
      await page.keyboard.type(' fog');
      await page.getByLabel('Sort by').selectOption('age');
      expect(new URL(page.url()).search).toBe('?q=status%3Afixed+fog&sort=age');
      const found = await ids(page);
      await page.goBack();
      expect(await page.getByLabel('Sort by').inputValue()).toBe('impact');
      await page.goBack();
      // All that was typed in one go is one step.
      expect(await field(page).inputValue()).toBe('status:fixed');
      expect(await ids(page)).toHaveLength(countOf('status', 'fixed'));
      await page.goBack();
      expect(await ids(page)).toEqual(data.id);
      await page.goForward();
      await page.goForward();
      await page.goForward();
      expect(await ids(page)).toEqual(found);
      await page.reload();
      await answer(page, /of \d+ issues/);
      expect(await ids(page)).toEqual(found);
      expect(await field(page).inputValue()).toBe('status:fixed fog');
    });
  });

  test('marks words, and shows where the title does not say them', async () => {
    await show(async (page) => {
      await openIssues(page);
      const line = data.lines.flat().find((line) => /_test\.go/.test(line)) ?? '';
      const file = /[\w]+_test\.go/.exec(line)?.[0] ?? '';
      await field(page).fill(file);
      expect(await page.locator('.fb-explorer-said mark').first().textContent()).toBe(file);
    });
  });

  test('says what it does not understand, and helps out', async () => {
    await show(async (page) => {
      await openIssues(page);
      await field(page).fill('stat:open');
      await answer(page, /^None of/);
      expect(await page.locator('.fb-explorer-problems').textContent()).toMatch(
        /^There is no filter “stat”\. Did you mean status:open\? Look for the words "stat:open"\?/,
      );
      await page.getByRole('button', { name: 'status:open', exact: true }).click();
      expect(await ids(page)).toHaveLength(countOf('status', 'open'));
      await field(page).fill('status:opne');
      expect(await page.locator('.fb-explorer-problems').textContent()).toContain(
        'No issue of this list has the status “opne”. Did you mean status:open?',
      );
      await field(page).fill('no such words');
      await page.getByRole('button', { name: 'Show all issues' }).click();
      expect(await ids(page)).toEqual(data.id);
    });
  });

  test('is used by keyboard alone', async () => {
    await show(async (page) => {
      await openIssues(page);
      await field(page).focus();
      await page.keyboard.type('owner:web-team');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Escape');
      expect(await field(page).inputValue()).toBe('');
      await page.keyboard.press('Enter');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForURL(`**/issues/${data.id[1]?.toLowerCase()}/`);
    });
  });

  test('of a part of the issues filters these alone', async () => {
    await show(async (page) => {
      await openIssues(page, 'issues/owner/quay-team/');
      expect(await ids(page)).toHaveLength(countOf('owner', 'quay-team'));
      await field(page).fill('-owner:quay-team');
      await answer(page, `None of ${countOf('owner', 'quay-team')} issues.`);
    });
  });

  test.each([
    ['suites/berths/', 8],
    ['patterns/shared-queue/', 2],
  ])('comes to the list of %s when somebody asks for it', async (path, count) => {
    await show(async (page, problems) => {
      await page.goto(site.url + path);
      expect(await field(page).count()).toBe(0);
      await page.getByRole('button', { name: 'Filter these issues' }).click();
      await answer(page, `${count} issues.`);
      expect(await field(page).evaluate((element) => element === document.activeElement)).toBe(true);
      expect(await violationsOn(page)).toEqual([]);
      await page.keyboard.type('group:unresolved');
      const found = await ids(page);
      expect(found.length).toBeGreaterThan(0);
      await page.reload();
      await answer(page, `${found.length} of ${count} issues.`);
      expect(problems).toEqual([]);
    });
  });

  test('is where the figures of the pictures lead, and finds as many issues as they say', async () => {
    await show(async (page) => {
      const said: string[][] = [];
      for (const path of ['', 'suites/berths/', 'suites/fees/']) {
        await page.goto(site.url + path);
        for (const link of await page.locator(':is(.fb-chart, .fb-card) a[href*="?q="]').all())
          said.push([
            (await link.getAttribute('href')) ?? '',
            (await link.textContent()) ?? '',
            (await link.locator('xpath=ancestor::div[1]').locator('.fb-value').allTextContents()).join(),
          ]);
      }
      expect(said.length).toBeGreaterThan(20);
      for (const [href = '', label = '', value = ''] of said) {
        await page.goto(new URL(href, site.url).href);
        await answer(page, /issues[.,]/);
        // `2 of 3` are all that have a cause, those that are resolved among them.
        const count = / of (\d+)$/.exec(label)?.[1] ?? /^\d+/.exec(label)?.[0] ?? value;
        if (label !== 'Unresolved tests')
          expect([href, (await ids(page)).length]).toEqual([href, Number(count)]);
      }
    });
  });

  test('leaves the list as it is where its data cannot be loaded', async () => {
    await show(async (page) => {
      await page.route(`**/${DATA}`, (route) => route.fulfill({ status: 404 }));
      await page.goto(`${site.url}issues/`);
      await answer(page, /^The filter could not be loaded/);
      expect(await page.locator('.fb-explorer tbody tr').count()).toBe(data.id.length);
    });
  });

  test('finds its way through ten thousand issues, a hundred at a time', async () => {
    const many = manyIssues(10_000);
    await show(async (page, problems) => {
      await page.route(`**/${DATA}`, (route) => route.fulfill({ json: many }));
      await openIssues(page);
      await answer(page, '10000 issues, 1 to 100 shown.');
      expect(await ids(page)).toEqual(many.id.slice(0, 100));
      await page.getByRole('button', { name: 'Next' }).click();
      expect(await ids(page)).toEqual(many.id.slice(100, 200));
      expect(new URL(page.url()).search).toBe('?page=2');
      await field(page).fill('owner:team-3 "number 7"');
      const wanted = many.id.filter((_, i) => i % 31 === 3 && `number ${i}`.startsWith('number 7'));
      await answer(page, `${wanted.length} of 10000 issues.`);
      expect(await ids(page)).toEqual(wanted);
      await field(page).fill('');
      await page.getByLabel('Sort by').selectOption('rate');
      expect(await ids(page)).toEqual(many.id.filter((_, i) => i % 7 === 6).slice(0, 100));
      await page.getByRole('button', { name: '23 more' }).click();
      await page.getByRole('button', { name: /^team-30 \d/ }).click();
      await answer(page, new RegExp(`^${countOf('owner', 'team-30', many)} of 10000 issues`));
      expect(await page.locator('*').count()).toBeLessThan(3000);
      expect(problems).toEqual([]);
    });
  });
});

/** Columns of a book that nobody wrote. */
function manyIssues(count: number): Columns {
  const column = <Cell>(cell: (i: number) => Cell) => Array.from({ length: count }, (_, i) => cell(i));
  const owners = Array.from({ length: 31 }, (_, i) => ({ value: `team-${i}`, label: `team-${i}` }));
  return {
    asOf: '2026-03-23',
    id: column((i) => `MANY-${i}`),
    title: column((i) => `A title of number ${i}`),
    opened: column(() => '2025-01-01'),
    updated: column(() => '2025-02-01'),
    rate: column((i) => (i % 7) / 7),
    contradicted: column(() => false),
    lines: column((i) => [`test/a_${i}_test.go:${i}`]),
    facets: [
      {
        key: 'status',
        values: [{ value: 'open', label: 'Open', tone: 'bad', mark: 'dot' }],
        of: column(() => 0),
      },
      { key: 'owner', values: owners, of: column((i) => i % 31) },
    ],
  };
}
