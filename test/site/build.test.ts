import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { extentOf, writeSoundBook } from '../../scripts/hostile/browser/browser.ts';
import { tourSite } from '../../scripts/hostile/browser/tour.ts';
import type { SiteSettings } from '../../src/host/run-astro.ts';
import { openBrowser } from '../support/browser.ts';
import { buildSite, CONTENT, type Environment, makeFolder, readFolder, settingsIn } from './build-site.ts';
import { brokenLinks, pagesOf } from './links.ts';

/** The newest entry of the book is not in this one: the date of the book stays. */
function changeOneRecord(content: string): void {
  const file = join(content, 'issues/DECK-005.md');
  writeFileSync(file, `${readFileSync(file, 'utf8')}\nOne sentence more.\n`);
}

const folders = [makeFolder(), makeFolder()] as const;
const [first, second] = folders.map(({ path }) => path) as [string, string];
/** Any will do: over all turns, `npm run hostile` puts each payload into each text. */
const TURN = 1;

async function build(
  settings: SiteSettings,
  environment?: Environment,
): Promise<{ files: ReadonlyMap<string, Buffer>; log: string }> {
  const { code, log } = await buildSite(settings, environment);
  expect(code, log).toBe(0);
  return { files: readFolder(settings.outFolder), log };
}

afterAll(() => {
  for (const folder of folders) folder.remove();
});

describe('a site of a hostile book', () => {
  let files: ReadonlyMap<string, Buffer>;

  beforeAll(async () => {
    await writeSoundBook(first, TURN);
    ({ files } = await build(settingsIn(first)));
  });

  test('has no link to a page that is not there', () => {
    // An anchor that a record itself writes may be missing: `check` does not look at them.
    const broken = brokenLinks(files, '/').filter((link) => !link.endsWith('(no such anchor)'));
    expect(broken).toEqual([]);
  });

  test('has nothing but text of its records in a browser, without its policy and with every control used', async ({
    skip,
  }) => {
    const browser = await openBrowser();
    if (!browser) return skip('no browser');
    onTestFinished(() => browser.close());
    const tour = await tourSite(browser, settingsIn(first).outFolder, extentOf(TURN));
    expect(tour.failures).toEqual([]);
    expect(tour.pages).toBe(pagesOf(files).length + 1);
    expect(tour.uses).toBeGreaterThan(1000);
    expect(tour.hostileFilters).toBeGreaterThan(5);
  });

  test('is the same from another folder, in another place of the world, and from the cache after a change, for another output folder', async () => {
    changeOneRecord(join(first, 'content'));
    const warm = await build(
      // The CLI has each build write to a folder of its own.
      settingsIn(first, { outFolder: join(first, 'out-of-next-build') }),
      { TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8', BASE_URL: '/x/' },
    );
    // Only what shows the record was made again: its page, the report and the suite carry its body or count its file.
    expect(warm.log).toContain('/issues/berth-001/index.html (restored)');
    expect(warm.log).not.toContain('/issues/deck-005/index.html (restored)');
    cpSync(join(first, 'content'), join(second, 'content'), { recursive: true });
    const cold = await build(settingsIn(second));
    expect(cold.log).not.toContain('(restored)');
    expect([...warm.files.keys()]).toEqual([...cold.files.keys()]);
    const different = [...warm.files]
      .filter(([path, bytes]) => !cold.files.get(path)?.equals(bytes))
      .map(([path]) => path);
    expect(different).toEqual([]);
  });
});

test('content with an error makes no site, and the log says where it is', async () => {
  const folder = makeFolder();
  onTestFinished(folder.remove);
  const content = join(folder.path, 'content');
  cpSync(CONTENT, content, { recursive: true });
  const file = join(content, 'issues/DS-FLAKY-001.md');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^impact: .*$/m, 'impact: enormous'));
  const { code, log } = await buildSite(settingsIn(folder.path));
  expect(code).not.toBe(0);
  expect(log).toContain('issues/DS-FLAKY-001.md');
  expect(log).toMatch(/DS-FLAKY-001\.md:4:9.*\n.*Unknown value `enormous` in `impact`/);
});
