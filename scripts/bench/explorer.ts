// How soon a browser paints a list of ten thousand issues, and how long it works to filter them:
// `node scripts/bench/explorer.ts SITE`, where SITE is a site that was built. Its own issues count as often as it takes to
// have so many.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Columns } from '../../src/site/explorer/filter.ts';
import { openBrowser } from '../../test/support/browser.ts';
import { serveFolder } from '../../test/support/serve.ts';
import { refuse } from '../usage.ts';

const COUNT = 10_000;
const DATA = 'data/v1/issue-columns.json';
const QUERIES = [
  't',
  'ti',
  'time',
  'timed out',
  'status:open',
  'status:open time',
  '-status:fixed',
  'test',
  '',
];
const ROUNDS = 8;

const [, , site = 'dist/site'] = process.argv;
if (!existsSync(join(site, DATA)))
  refuse(`${site} is no site that Flakebook built.`, 'node scripts/bench/explorer.ts [SITE]');
const columns = repeat(JSON.parse(readFileSync(join(site, DATA), 'utf8')));
const server = await serveFolder(site);
const browser = await openBrowser();
if (!browser) process.exit(1);
const page = await browser.newPage();
await page.route(`**/${DATA}`, (route) => route.fulfill({ json: columns }));
const paints: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  await page.goto(`${server.url}issues/`);
  await page.locator('.fb-explorer [role="status"]', { hasText: `${COUNT} issues` }).waitFor();
  paints.push(
    await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN),
  );
}
console.log(`first paint ${median(paints)} ms after the page was asked for`);
const session = await page.context().newCDPSession(page);
await session.send('Performance.enable', { timeDomain: 'threadTicks' });

/** What the main thread of the page has worked until now, in milliseconds of CPU: scripts, styles and layout. */
async function worked(): Promise<{ readonly script: number; readonly all: number }> {
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string) => (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1000;
  return {
    script: of('ScriptDuration'),
    all: of('ScriptDuration') + of('RecalcStyleDuration') + of('LayoutDuration'),
  };
}

for (const query of QUERIES) {
  const scripts: number[] = [];
  const alls: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await show('zzz');
    const before = await worked();
    await show(query);
    const after = await worked();
    scripts.push(after.script - before.script);
    alls.push(after.all - before.all);
  }
  console.log(`${query.padEnd(20)} script ${median(scripts)} ms, with style and layout ${median(alls)} ms`);
}
await browser.close();
await server.close();

function median(values: readonly number[]): string | undefined {
  return values.toSorted((a, b) => a - b)[values.length >> 1]?.toFixed(1);
}

/** Types a query, and waits until it is drawn. */
async function show(query: string): Promise<void> {
  await page.evaluate(async (text) => {
    const field = document.querySelector<HTMLInputElement>('.fb-explorer input');
    if (!field) return;
    field.value = text;
    field.dispatchEvent(new Event('input'));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }, query);
}

function repeat(data: Columns): Columns {
  const many = <Cell>(column: readonly Cell[]) =>
    Array.from({ length: COUNT }, (_, i) => column[i % column.length]).flatMap((cell) =>
      cell === undefined ? [] : [cell],
    );
  const { asOf, facets, lines, ...cells } = data;
  return {
    asOf,
    id: many(cells.id),
    title: many(cells.title),
    opened: many(cells.opened),
    updated: many(cells.updated),
    rate: many(cells.rate),
    contradicted: many(cells.contradicted),
    lines: many(lines),
    facets: facets.map((facet) => ({ ...facet, of: many(facet.of) })),
  };
}
