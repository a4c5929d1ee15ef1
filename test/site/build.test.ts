import { cpSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { extentOf, writeSoundBook } from '../../scripts/hostile/browser/browser.ts';
import { tourSite } from '../../scripts/hostile/browser/tour.ts';
import { SHELL_KINDS } from '../../src/render/site-page.ts';
import { flakebookProcess } from '../cli/run.ts';
import { openBrowser } from '../support/browser.ts';
import { flakebook } from '../support/flakebook.ts';
import { buildByAstro, buildSite, CONTENT, makeFolder, outIn, readFolder, settingsIn } from './build-site.ts';
import { brokenLinks, pagesOf } from './links.ts';

/** The newest entry of the book is not in this one: the date of the book stays. */
function changeOneRecord(content: string): void {
  const file = join(content, 'issues/DECK-005.md');
  writeFileSync(file, `${readFileSync(file, 'utf8')}\nOne sentence more.\n`);
}

const folder = makeFolder();
/** Any will do: over all turns, `npm run hostile` puts each payload into each text. */
const TURN = 1;
const ADDRESS = ['--base', '/flakes/', '--origin', 'https://example.org'];

afterAll(() => folder.remove());

describe('a site of a hostile book', () => {
  const content = join(folder.path, 'content');
  let files: ReadonlyMap<string, Buffer>;

  beforeAll(async () => {
    await writeSoundBook(folder.path, TURN);
    files = await buildSite(folder.path);
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
    const tour = await tourSite(browser, outIn(folder.path), extentOf(TURN));
    expect(tour.failures).toEqual([]);
    expect(tour.pages).toBe(pagesOf(files).length + 1);
    expect(tour.uses).toBeGreaterThan(1000);
    expect(tour.hostileFilters).toBeGreaterThan(5);
  });

  test('is what Astro alone makes of the book, to the byte, with pages of every kind', async () => {
    await buildSite(folder.path, '--out', 'elsewhere', ...ADDRESS);
    const filled = readFolder(join(folder.path, 'elsewhere/site'));
    const settings = settingsIn(folder.path, { base: '/flakes/', origin: 'https://example.org' });
    const { code, log } = await buildByAstro(settings);
    expect(code, log).toBe(0);
    expect(differences(readFolder(settings.outFolder), filled)).toEqual([]);
    const kinds = [...filled.values()].map(
      (bytes) => /class="fb-work" data-kind="(\w+)"/.exec(bytes.toString())?.[1],
    );
    expect(SHELL_KINDS.filter((kind) => !kinds.includes(kind))).toEqual([]);
  });

  test('is the same after a change, without Astro, as from the beginning in another place of the world', async () => {
    const page = join(outIn(folder.path), 'issues/berth-001/index.html');
    const before = statSync(page).ino;
    changeOneRecord(content);
    const args = ['build', '--site', '--out', '.'];
    // With this, no other process of Node starts.
    const alone = { NODE_OPTIONS: '--require ./no-such-module' };
    expect(await flakebook(args, { cwd: folder.path, env: alone })).toMatchObject({ code: 0 });
    const warm = readFolder(outIn(folder.path));
    expect(warm.get('issues/deck-005/index.html')?.toString()).toContain('One sentence more.');
    expect(statSync(page).ino).toBe(before);

    const another = makeFolder();
    onTestFinished(another.remove);
    cpSync(content, join(another.path, 'content'), { recursive: true });
    expect(await flakebook(args, { cwd: another.path, env: alone })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no-such-module'),
    });
    const env = { TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8', BASE_URL: '/x/' };
    expect(await flakebookProcess(args, { cwd: another.path, env })).toMatchObject({ code: 0 });
    expect(differences(readFolder(outIn(another.path)), warm)).toEqual([]);
  });
});

/** Names of files that are not the same, or not in both. */
function differences(a: ReadonlyMap<string, Buffer>, b: ReadonlyMap<string, Buffer>): string[] {
  const names = new Set([...a.keys(), ...b.keys()]);
  return [...names].filter((name) => !b.get(name)?.equals(a.get(name) ?? Buffer.of()));
}

test('content with an error makes no site, and the log says where it is', async () => {
  const folder = makeFolder();
  onTestFinished(folder.remove);
  const content = join(folder.path, 'content');
  cpSync(CONTENT, content, { recursive: true });
  const file = join(content, 'issues/DS-FLAKY-001.md');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^impact: .*$/m, 'impact: enormous'));
  const { code, log } = await buildByAstro(settingsIn(folder.path));
  expect(code).not.toBe(0);
  expect(log).toContain('issues/DS-FLAKY-001.md');
  expect(log).toMatch(/DS-FLAKY-001\.md:4:9.*\n.*Unknown value `enormous` in `impact`/);
});
