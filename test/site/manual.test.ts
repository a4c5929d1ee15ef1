import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../support/book.ts';
import { openBrowser } from '../support/browser.ts';
import { serveFolder } from '../support/serve.ts';
import { readFolder } from './build-site.ts';
import { brokenLinks } from './links.ts';
import { faultsInBrowser, invalidHtml } from './page-checks.ts';

const BASE = '/flakebook/';

describe('the site of docs/', () => {
  const folder = mkdtempSync(join(tmpdir(), 'flakebook-manual-'));
  let files = new Map<string, Buffer>();

  beforeAll(() => {
    const args = [join(ROOT, 'scripts/manual.ts'), '--out', folder, '--base', BASE];
    execFileSync(process.execPath, args, { encoding: 'utf8' });
    files = readFolder(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('has every page, and names each of those that are in no folder on the first', () => {
    const pages = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .map((file) =>
        file
          .replaceAll('\\', '/')
          .replace(/README\.md$/, '')
          .replace(/\.md$/, '/'),
      );
    for (const page of pages) expect([...files.keys()]).toContain(`${page}index.html`);
    const first = String(files.get('index.html'));
    for (const page of pages) if (/^[^/]+\/?$/.test(page)) expect(first).toContain(`href="${BASE}${page}"`);
  });

  test('has no broken link, and only valid HTML', async () => {
    expect(brokenLinks(files, BASE)).toEqual([]);
    expect(await invalidHtml(files)).toEqual([]);
  });

  test('is sound in a browser', async () => {
    const browser = await openBrowser();
    if (browser === undefined) return;
    const server = await serveFolder(folder, BASE);
    const paths = ['', 'writing-an-entry/', 'figures/', 'rules/', 'rules/unknown-key/'];
    expect(await faultsInBrowser(browser, server.url, paths)).toEqual([]);
    await server.close();
    await browser.close();
  });
});
