import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GOLDEN } from '../golden/make.ts';
import { ROOT } from '../support/book.ts';
import { openBrowser, withPage } from '../support/browser.ts';
import { type StaticServer, serveFolder } from '../support/serve.ts';
import { buildSite, makeFolder, outIn } from './build-site.ts';

/** The steps of `docs/site-tasks.md`, walked from a page that has nothing to do with them. */
const START = 'references/';
const FAILURE = 'boats: 24, want 12';
const MOST_STEPS = 2;

const folder = makeFolder();
let server: StaticServer;
const browser: Browser | undefined = await openBrowser();

beforeAll(async () => {
  cpSync(join(GOLDEN, 'book'), join(folder.path, 'content'), { recursive: true });
  await buildSite(folder.path);
  server = await serveFolder(outIn(folder.path), '/');
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  folder.remove();
});

type Step = (page: Page) => Promise<void>;

const open =
  (name: string): Step =>
  async (page) => {
    const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name });
    const to = await link.getAttribute('href');
    await link.click();
    await page.waitForURL(`**${to}`);
  };

const paste: Step = async (page) => {
  await page.evaluate((text) => navigator.clipboard.writeText(text), FAILURE);
  await page.keyboard.press('Control+v');
  await page.getByRole('status').filter({ hasText: 'This failure is known.' }).waitFor();
};

interface Task {
  readonly steps: readonly Step[];
  answer(page: Page): Promise<void>;
}

const TASKS: Readonly<Record<string, Task>> = {
  'Is this failure known, and what do I do now?': {
    steps: [paste],
    async answer(page) {
      const card = page.getByRole('dialog').getByRole('article').first();
      expect(await card.locator('mark').first().textContent()).toBe(FAILURE);
      expect(await card.textContent()).toContain('BERTH-008');
      expect(await card.textContent()).toContain('Workaround');
    },
  },
  'What do I write in the pull request?': {
    steps: [paste, (page) => page.getByRole('button', { name: 'Copy for the pull request' }).click()],
    async answer(page) {
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied).toContain(`[BERTH-008](${server.url}issues/berth-008/)`);
    },
  },
  'Is it better or worse than at the last report?': {
    steps: [open('Overview')],
    async answer(page) {
      const cards = page.locator('.fb-card');
      expect(await cards.filter({ hasText: 'on March 20, 2026' }).count()).toBe(4);
      expect(await cards.locator('svg.fb-spark').count()).toBe(4);
      const { y = 0 } = (await page.getByRole('figure').first().boundingBox()) ?? {};
      // What one came for is on the first screen.
      expect(y).toBeLessThan(900);
    },
  },
  'What must be decided, and what is overdue?': {
    steps: [
      open('Overview'),
      async (page) => {
        const item = page.getByRole('listitem').filter({ hasText: 'overdue' }).getByRole('link').last();
        const to = await item.getAttribute('href');
        await item.click();
        await page.waitForURL(`**${to}`);
      },
    ],
    async answer(page) {
      const question = page.getByRole('heading', { name: 'With 38 of 42 (90.5%) stable, which one first?' });
      expect(await question.isVisible()).toBe(true);
      const { y = -1 } = (await question.boundingBox()) ?? {};
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThan(900);
    },
  },
  'How is such a test fixed?': {
    steps: [
      open('Patterns'),
      async (page) => {
        await page.getByRole('main').getByRole('link', { name: 'Shared Queue' }).first().click();
        await page.waitForURL('**/patterns/shared-queue/');
      },
    ],
    async answer(page) {
      for (const name of ['Signals', 'Cures', 'What does not help', 'Fixed here'])
        expect(await page.getByRole('heading', { name, exact: true }).count(), name).toBe(1);
      expect(await page.getByRole('main').locator('.fb-pair, [class*="pair"]').count()).toBeGreaterThan(0);
    },
  },
};

describe.skipIf(!browser)('a task of somebody who opens the site', () => {
  test.each(Object.entries(TASKS))('%s', async (_, { steps, answer }) => {
    expect(steps.length).toBeLessThanOrEqual(MOST_STEPS);
    await withPage(browser as Browser, { width: 1280, theme: 'light' }, async (page, problems) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.goto(server.url + START);
      for (const step of steps) await step(page);
      await answer(page);
      expect(problems).toEqual([]);
    });
  });
});

test('the documentation has the same tasks', () => {
  const text = readFileSync(join(ROOT, 'docs/site-tasks.md'), 'utf8');
  const rows = [...text.matchAll(/^\| ([^|]+\?) \|/gm)].map(([, question]) => question);
  expect(rows).toEqual(Object.keys(TASKS));
});
