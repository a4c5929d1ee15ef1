import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { SiteSettings } from '../../src/host/run-astro.ts';
import { openBrowser, withPage } from '../support/browser.ts';
import { serveFolder } from '../support/serve.ts';
import { buildSite, CONTENT, type Environment, makeFolder, readFolder, settingsIn } from './build-site.ts';
import { brokenLinks, pagesOf } from './links.ts';

const TITLE =
  'Orders <script>alert(1)</script> | `a` | [x](https://ci.example/x) javascript:alert(2) "quoted" & \'co\' </title>';

/** A hostile word that has become a tag, or an address that runs. */
const LIVE = /<script>alert|<img src=x|<\/title> ?\||href=javascript:/;

/** Between the quotes of an attribute, a `<` is a character like any other. */
function withoutQuotes(html: string): string {
  return html
    .replace(/(content|data-[a-z]+|aria-label|alt)="[^"]*"/g, '$1=""')
    .replace(/href="([^"]*)"/g, 'href=$1');
}

/** The shipped book, with one issue whose every word is out for trouble. */
function hostileBook(parent: string): string {
  const content = join(parent, 'content');
  cpSync(CONTENT, content, { recursive: true });
  const text = JSON.stringify(TITLE);
  const book = join(content, 'book.yaml');
  writeFileSync(book, readFileSync(book, 'utf8').replace(/^title: .*$/m, `title: ${text}`));
  writeFileSync(
    join(content, 'issues/DS-FLAKY-666.md'),
    `---\ntitle: ${text}\nsuite: data-storage\nimpact: high\naffects: ${text}\ntests:\n  a:\n    name: ${text}\n    at: test/x.go:1\ncauses:\n  shared-state:\n    claim: ${text}\n    proposed: 2026-01-03\nsignatures:\n  - text: ${text}\ntimeline:\n  - triaged: 2026-01-03\n---\n\n## Symptom\n\n\`\`\`html\n<script>alert(3)</script><img src=x onerror=alert(4)>\n\`\`\`\n\nAn escaped \\<script>alert(5)\\</script> and a | pipe.\n`,
  );
  return content;
}

/** The newest entry of the book is not this one: the date of the report stays. */
function changeOneRecord(content: string): void {
  const file = join(content, 'issues/DS-FLAKY-666.md');
  writeFileSync(file, `${readFileSync(file, 'utf8')}\nOne sentence more.\n`);
}

const folders = [makeFolder(), makeFolder()] as const;
const [first, second] = folders.map(({ path }) => path) as [string, string];
const warmContent = hostileBook(first);

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
    ({ files } = await build(settingsIn(first)));
  });

  test('has the words of its records as words', () => {
    const html = files.get('issues/ds-flaky-666/index.html')?.toString() ?? '';
    expect(html).toContain('affects Orders &#x3C;script>alert(1)&#x3C;/script>');
    expect(html).toContain('<title>DS-FLAKY-666: Orders &lt;script&gt;alert(1)');
    const live = [...files].filter(
      ([path, bytes]) => path.endsWith('.html') && LIVE.test(withoutQuotes(bytes.toString())),
    );
    expect(live.map(([path]) => path)).toEqual([]);
    expect(brokenLinks(files, '/')).toEqual([]);
  });

  test('runs none of them', async ({ skip }) => {
    const browser = await openBrowser();
    if (!browser) return skip('no browser');
    onTestFinished(() => browser.close());
    const server = await serveFolder(join(first, 'out'));
    onTestFinished(() => server.close());
    await withPage(browser, { width: 1280, theme: 'light' }, async (page, problems) => {
      for (const path of pagesOf(files)) await page.goto(server.url + path);
      await page.getByRole('button', { name: 'Search' }).click();
      await page.getByRole('searchbox').fill('alert');
      await page.getByRole('link', { name: 'DS-FLAKY-666' }).first().waitFor();
      expect(problems).toEqual([]);
    });
  });

  test('is the same from another folder, in another place of the world, and from the cache after a change, for another output folder', async () => {
    changeOneRecord(warmContent);
    const warm = await build(
      // The CLI has each build write to a folder of its own.
      settingsIn(first, { outFolder: join(first, 'out-of-next-build') }),
      { TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8', BASE_URL: '/x/' },
    );
    // Only what shows the record was made again: its page, the report and the suite carry its body or count its file.
    expect(warm.log).toContain('/issues/ds-flaky-001/index.html (restored)');
    expect(warm.log).not.toContain('/issues/ds-flaky-666/index.html (restored)');
    cpSync(warmContent, join(second, 'content'), { recursive: true });
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
  expect(log).toMatch(/4:9.*Unknown value `enormous` in `impact`/);
});
