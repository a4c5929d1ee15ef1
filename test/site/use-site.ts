import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { type StaticServer, serveFolder } from '../support/serve.ts';
import { buildSite, makeFolder, outIn } from './build-site.ts';

/** The site of a book, for all tests of a file: built once, served, and taken away at the end. */
export interface TestedSite {
  /** Where the book lies, in `content`, and the site. */
  readonly folder: string;
  /** Its files by path. */
  files: ReadonlyMap<string, Buffer>;
  /** The address of its home. */
  url: string;
  /** Where there is one. */
  readonly browser: Browser | undefined;
}

/** @param writeBook writes `content` into a folder. @param base the path that the site is served under. */
export async function useSite(
  writeBook: (folder: string) => void,
  base = '/',
  build: (folder: string, ...args: readonly string[]) => Promise<Map<string, Buffer>> = buildSite,
): Promise<TestedSite> {
  const folder = makeFolder();
  const browser = await openBrowser();
  const site: TestedSite = { folder: folder.path, files: new Map(), url: '', browser };
  let server: StaticServer | undefined;
  beforeAll(async () => {
    writeBook(folder.path);
    site.files = await build(folder.path, ...(base === '/' ? [] : ['--base', base]));
    server = await serveFolder(outIn(folder.path), base);
    site.url = server.url;
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    folder.remove();
  });
  return site;
}
