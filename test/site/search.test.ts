import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { hasControlCharacter } from '../../src/core/text.ts';
import { violationsOn } from '../support/accessibility.ts';
import { withPage } from '../support/browser.ts';
import { CONTENT } from './build-site.ts';
import { useSite } from './use-site.ts';

const site = await useSite(
  (folder) => cpSync(CONTENT, join(folder, 'content'), { recursive: true }),
  '/flakes/',
);

const SCREENS = [
  { width: 1280, theme: 'light' },
  { width: 320, theme: 'dark' },
  { width: 1280, theme: 'dark' },
  { width: 320, theme: 'light' },
] as const;

describe.skipIf(!site.browser)('in a browser', () => {
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
      await withPage(site.browser as Browser, screen, async (page, problems) => {
        await page.goto(site.url);
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
      await withPage(site.browser as Browser, { width: 1280, theme: 'light' }, async (page, problems) => {
        await page.goto(site.url);
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
      await withPage(site.browser as Browser, { width: 1280, theme: 'light' }, async (page) => {
        await page.goto(site.url);
        await searchFor(page, 'float64', /^\d+ page/);
        const excerpts = await page.getByRole('dialog').locator('ol p').allTextContents();
        expect(excerpts.join('\n')).toContain('Expected <float64>: 115 to be >= <int>: 150');
      });
    });

    test('is used by keyboard alone', async () => {
      await withPage(site.browser as Browser, { width: 1280, theme: 'dark' }, async (page, problems) => {
        await page.goto(`${site.url}plan/`);
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
      await withPage(site.browser as Browser, { width: 1280, theme: 'light' }, async (page) => {
        await page.route('**/search/**', (route) => route.fulfill({ status: 404 }));
        await page.goto(site.url);
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
      await withPage(site.browser as Browser, screen, async (page, problems) => {
        await page.goto(site.url);
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
      await withPage(site.browser as Browser, { width: 1280, theme: 'light' }, async (page, problems) => {
        await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
        await page.goto(site.url);
        await ask(page, TIMED_OUT, 'This failure is known.');
        const card = page.getByRole('dialog').getByRole('article');
        expect(await card.locator('mark').textContent()).toBe(TIMED_OUT);
        expect(await card.textContent()).toContain('Workaround');
        await page.getByRole('button', { name: 'Copy for the pull request' }).click();
        await page.getByRole('button', { name: 'Copied' }).waitFor();
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        expect(copied).toContain(`[DS-FLAKY-003](${site.url}issues/ds-flaky-003/)`);
        await card.getByRole('link').click();
        await page.waitForURL('**/issues/ds-flaky-003/');
        expect(problems).toEqual([]);
      });
    });

    test('knows no foreign failure of a test that an issue names', async () => {
      await withPage(site.browser as Browser, { width: 1280, theme: 'light' }, async (page) => {
        await page.goto(site.url);
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
      await withPage(site.browser as Browser, { width: 1280, theme: 'light' }, async (page) => {
        await page.goto(site.url);
        await ask(page, text, answer);
        await page.keyboard.press('Enter');
        await page.waitForURL('**/issues/ds-flaky-003/');
      });
    });

    test('takes a paste anywhere on a page', async () => {
      await withPage(site.browser as Browser, { width: 1280, theme: 'light' }, async (page) => {
        await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
        await page.goto(`${site.url}plan/`);
        await page.evaluate((text) => navigator.clipboard.writeText(text), TIMED_OUT);
        await page.keyboard.press('Control+v');
        await page.getByRole('status').filter({ hasText: 'This failure is known.' }).waitFor();
      });
    });

    test('sorts dropped files, and says what is wrong with them', async () => {
      await withPage(site.browser as Browser, { width: 1280, theme: 'light' }, async (page, problems) => {
        await page.goto(`${site.url}plan/`);
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
      await withPage(site.browser as Browser, { width: 1280, theme: 'light' }, async (page, problems) => {
        await page.goto(site.url);
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
});
