import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { withPage } from '../../../test/support/browser.ts';
import { serveFolder } from '../../../test/support/serve.ts';
import { judgePage, type Seen } from './judge-frame.ts';

export interface Tour {
  readonly pages: number;
  /** Controls used, searches and results opened. */
  readonly uses: number;
  /** Filters of the search whose words would be markup. */
  readonly hostileFilters: number;
  readonly failures: readonly string[];
}

export interface Extent {
  /** What to type into the search. */
  readonly texts: readonly string[];
  /** How many results are opened. */
  readonly opened: number;
}

/**
 * Opens every page of a built site in a browser, without its content security policy, and uses every control: what comes
 * from records must do nothing, be nothing but text, and ask no other host for anything.
 */
export async function tourSite(browser: Browser, folder: string, extent: Extent): Promise<Tour> {
  const server = await serveFolder(folder, '/', { withoutPolicy: true });
  const hashes = hashesOf(readFileSync(join(folder, 'index.html'), 'utf8'));
  const isOwnScript = (code: string) => hashes.has(createHash('sha256').update(code).digest('base64'));
  const failures = new Set<string>();
  const paths = pathsOf(folder);
  let uses = 0;
  let hostileFilters = 0;
  try {
    await withPage(browser, { width: 1280, theme: 'light' }, async (page, problems) => {
      let told = 0;
      const judge = async (where: string) => {
        uses += 1;
        const seen = judgePage(await look(page), isOwnScript);
        const left = page.url().startsWith(server.url) ? [] : [`it left for ${page.url()}`];
        for (const what of [...seen, ...left, ...problems.slice(told)]) failures.add(`${where}: ${what}`);
        told = problems.length;
      };
      const walk = async () => {
        for (const path of paths) {
          await page.goto(server.url + path);
          uses += await useControls(page);
          await judge(path);
        }
        await page.goto(server.url);
        await openSearch(page);
        await judge('the search, opened');
        for (const text of extent.texts) {
          await searchFor(page, text);
          await judge(`the search for ${text}`);
        }
        await searchFor(page, '');
        hostileFilters = await page.locator('.fb-search-facets label', { hasText: /<\w/ }).count();
        const boxes = page.locator('.fb-search-facets input');
        for (const box of await boxes.all()) {
          await box.evaluate(click);
          await isAnswered(page);
          await judge('a filter of the search');
          await box.evaluate(click);
          await isAnswered(page);
        }
        for (let at = 0; at < extent.opened; at += 1) {
          await page.goto(server.url);
          await openSearch(page);
          await searchFor(page, 'a');
          const result = page.getByRole('dialog').locator('ol a').nth(at);
          if ((await result.count()) === 0) break;
          const to = await result.getAttribute('href');
          await result.click();
          await page.waitForURL(to ?? '');
          await judge(`a result of the search, ${to}`);
        }
      };
      // A second dialog stops a page for good: the first ends the tour.
      const dialog = page.waitForEvent('dialog', { timeout: 0 });
      try {
        await Promise.race([walk(), dialog]);
      } finally {
        for (const what of problems.slice(told)) failures.add(`${new URL(page.url()).pathname}: ${what}`);
      }
    });
  } finally {
    await server.close();
  }
  return { pages: paths.length, uses, hostileFilters, failures: [...failures] };
}

function pathsOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.html'))
    .map((path) => path.replace(/(^|\/)index\.html$/, '$1'))
    .sort();
}

/** Of the scripts that a page's own policy allows. */
function hashesOf(html: string): ReadonlySet<string> {
  return new Set([...html.matchAll(/'sha256-([^']+)'/g)].map(([, hash = '']) => hash));
}

/** What a browser has made of a page, as data. */
function look(page: Page): Promise<Seen> {
  return page.evaluate(() => {
    const parts = [...document.querySelectorAll('.fb-page')];
    const frame = [...document.querySelectorAll('*')].filter(
      (element) => !parts.some((part) => part !== element && part.contains(element)),
    );
    const inTemplates = [...document.querySelectorAll('template')].flatMap(({ content }) => [
      ...content.querySelectorAll('*'),
    ]);
    return {
      content: parts.map(({ innerHTML }) => innerHTML),
      frame: [...frame, ...inTemplates].map((element) => ({
        tag: element.localName,
        attributes: [...element.attributes].map(
          ({ name, value }) => [name, value.replace(location.origin, '')] as const,
        ),
        code: ['script', 'style'].includes(element.localName) ? (element.textContent ?? '') : '',
      })),
    };
  });
}

/** Every control and every place of a page, but for links, which lead away, and the search, which comes later. @returns how many. */
function useControls(page: Page): Promise<number> {
  return page.evaluate(() => {
    const elements = [...document.body.querySelectorAll<HTMLElement>('*')].filter(
      (element) => element.closest('.fb-search') === null,
    );
    let used = 0;
    for (const element of elements) {
      for (const event of ['pointerenter', 'pointerover', 'mouseover', 'mouseenter', 'focus', 'toggle'])
        element.dispatchEvent(new Event(event));
      if (element.matches('button, summary, input, label, [tabindex]')) {
        element.click();
        used += 1;
      }
      if (element instanceof HTMLSelectElement) {
        for (const option of [...element.options].reverse()) {
          element.value = option.value;
          element.dispatchEvent(new Event('change', { bubbles: true }));
          used += 1;
        }
      }
    }
    return used;
  });
}

const click = (element: SVGElement | HTMLElement) => {
  if (element instanceof HTMLElement) element.click();
};

async function openSearch(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Search, or paste a failure' }).click();
  await isAnswered(page);
}

async function searchFor(page: Page, text: string): Promise<void> {
  await page.getByRole('dialog').getByRole('textbox').fill(text);
  await isAnswered(page);
}

/** A search is busy from the use of a control to its answer. */
async function isAnswered(page: Page): Promise<void> {
  await page.locator('.fb-search-found[aria-busy="false"]').waitFor({ state: 'attached' });
}
