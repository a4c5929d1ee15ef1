import { gzipSync } from 'node:zlib';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import type { Browser } from 'playwright-core';
import { violationsOn } from '../support/accessibility.ts';
import { withPage } from '../support/browser.ts';

/** What pages of any book hold, as functions that say what does not. */

const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: ['html-validate:recommended'],
    rules: {
      // Matters of taste: the tree is written as it is.
      'no-trailing-whitespace': 'off',
      'long-title': 'off',
      // Ids of headings are those that GitHub gives them: some begin with a hyphen.
      'valid-id': ['error', { relaxed: true }],
    },
  }),
);

/** What is wrong with the HTML of the pages: rule, place and words. */
export async function invalidHtml(files: ReadonlyMap<string, Buffer>): Promise<string[]> {
  const found: string[] = [];
  for (const [path, bytes] of files) {
    if (!path.endsWith('.html')) continue;
    const { results } = await validator.validateString(bytes.toString(), path);
    for (const { messages } of results)
      found.push(
        ...messages.map(({ ruleId, selector, message }) => `${path}: ${ruleId} at ${selector}: ${message}`),
      );
  }
  return found;
}

/** A page may transfer so much, gzip, without fonts and the search, which has a script and a style sheet of its own. */
const MOST_BYTES = 60_000;
const MOST_BYTES_OF_ISSUE = 20_000;

/** Pages that are heavier than they may be, with their weight: without fonts and search. @param long issues whose records alone weigh as much. */
export function heavyPages(files: ReadonlyMap<string, Buffer>, long: readonly string[] = []): string[] {
  const weights = new Map<string, number>();
  const weightOf = (path: string): number => {
    const text = files.get(path)?.toString() ?? '';
    const known = weights.get(path) ?? gzipSync(text.replaceAll(/@font-face\{[^}]*\}/g, '')).length;
    weights.set(path, known);
    return known;
  };
  return [...files].flatMap(([path, bytes]) => {
    if (!path.endsWith('.html')) return [];
    const linked = bytes.toString().matchAll(/(?:href|src)="[^"]*\/(_astro\/[^"]+\.(?:css|js))"/g);
    const own = [...linked].map(([, file = '']) => file).filter((file) => !/\/search\.[^/]*$/i.test(file));
    const loaded = [path, ...new Set(own)];
    const weight = loaded.reduce((sum, file) => sum + weightOf(file), 0);
    const isIssue = /^(?:at\/[^/]+\/)?issues\/[^/]+\/index\.html$/.test(path) && !long.includes(path);
    const most = isIssue ? MOST_BYTES_OF_ISSUE : MOST_BYTES;
    return weight > most ? [`${path}: ${weight} bytes`] : [];
  });
}

/** As web vitals count it, to the third digit. */
const MOST_SHIFT = 0.001;
const MOST_NODES = 3_000;
/** Pixels on a screen of usual width: 12 screens of 900. */
const MOST_HEIGHT = 12 * 900;

/** Opens pages of a site in each theme and width, and says what axe, the layout, the policy or the console holds against them. */
export async function faultsInBrowser(
  browser: Browser,
  url: string,
  paths: readonly string[],
): Promise<string[]> {
  const faults: string[] = [];
  for (const screen of [
    { width: 1280, theme: 'light' },
    { width: 1280, theme: 'dark' },
    { width: 320, theme: 'light' },
  ] as const) {
    const edges = new Set<number>();
    await withPage(browser, screen, async (page, problems) => {
      for (const path of paths) {
        const where = `${path} at ${screen.width} px, ${screen.theme}`;
        await page.goto(url + path);
        const seen = await page.evaluate(async () => {
          await document.fonts.ready;
          const shift = await new Promise<number>((resolve) => {
            let sum = 0;
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries()) if ('value' in entry) sum += Number(entry.value);
            }).observe({ type: 'layout-shift', buffered: true });
            requestAnimationFrame(() => setTimeout(() => resolve(sum)));
          });
          const height = document.documentElement.scrollHeight;
          for (const details of document.querySelectorAll('details:not(.fb-menu)'))
            details.setAttribute('open', '');
          const { scrollWidth, clientWidth } = document.documentElement;
          return {
            shift,
            height,
            excess: scrollWidth - clientWidth,
            nodes: document.querySelectorAll('*').length,
            edge: document.querySelector('h1')?.getBoundingClientRect().left ?? -1,
          };
        });
        edges.add(Math.round(seen.edge));
        if (seen.shift > MOST_SHIFT) faults.push(`${where}: moved by ${seen.shift}`);
        if (seen.excess > 0) faults.push(`${where}: ${seen.excess} px too wide`);
        if (screen.width > 1000 && seen.height > MOST_HEIGHT) faults.push(`${where}: ${seen.height} px high`);
        if (seen.nodes > MOST_NODES) faults.push(`${where}: ${seen.nodes} nodes`);
        faults.push(...(await violationsOn(page)).map((violation) => `${where}: ${violation}`));
      }
      faults.push(...problems);
    });
    if (edges.size > 1) faults.push(`left edges at ${screen.width} px: ${[...edges].join(', ')}`);
  }
  return faults;
}

/** Headings that may stand last on a sheet of paper, with what they head on the next, and what stays folded there. */
export async function faultsOnPaper(
  browser: Browser,
  url: string,
  paths: readonly string[],
): Promise<string[]> {
  const faults: string[] = [];
  await withPage(browser, { width: 800, theme: 'light' }, async (page) => {
    await page.emulateMedia({ media: 'print' });
    for (const path of paths) {
      await page.goto(url + path);
      const found = await page.evaluate(() =>
        [
          ...document.querySelectorAll(
            'main :is(h1, h2, h3, h4, h5, h6, .fb-heading, figcaption, summary, thead)',
          ),
        ]
          .filter((element) => element.getClientRects().length > 0)
          .filter((element) => getComputedStyle(element).breakAfter !== 'avoid')
          .map((element) => element.outerHTML.slice(0, 80)),
      );
      const folded = await page.evaluate(() =>
        [...document.querySelectorAll('.fb-more > :not(summary)')]
          .filter((element) => !element.checkVisibility())
          .map((element) => element.outerHTML.slice(0, 80)),
      );
      faults.push(...[...found, ...folded].map((element) => `${path}: ${element}`));
    }
  });
  return faults;
}
