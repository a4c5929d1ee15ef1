import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroConfig, AstroIntegration, AstroIntegrationLogger, HookParameters } from 'astro';
import type { Finding } from '../core/finding.ts';
import { SITE_FOLDER } from '../host/code-version.ts';
import { recordText } from '../host/content-files.ts';
import { normaliseBase } from '../host/run-astro.ts';
import { findingLines } from '../print/findings.ts';
import { paint } from '../print/lines.ts';
import { hasColor } from '../print/terminal.ts';
import { countWords, hasErrors, messageOf, severityOf } from '../rules/rules.ts';
import { indexPages } from './search/index-pages.ts';
import { type BookSettings, type SiteAddress, SiteBook } from './site-book.ts';
import { writeSitemap } from './sitemap.ts';

export interface MountOptions extends BookSettings {
  /** The content folder. */
  readonly content: string;
  /** The path of the book's home below that of the site. With `/`, the book is the whole site, and so has its page for 404 and its sitemap. */
  readonly prefix: string;
}

/** A book as pages of an Astro site. Nothing of the site is changed but that it has more pages. */
export function mountBook({ content, prefix, ...settings }: MountOptions): AstroIntegration {
  // `astro preview` only serves files, and never reads a book.
  let book: SiteBook | undefined;
  let origin: string | undefined;
  const isWhole = normaliseBase(prefix) === '/';
  return {
    name: NAME,
    hooks: {
      'astro:config:setup': async ({ command, config, injectRoute, logger, updateConfig }) => {
        if (command !== 'build' && command !== 'dev') return;
        if (config.integrations.filter(({ name }) => name === NAME).length > 1)
          throw new Error('A site shows one book: leave one `flakebook` in your Astro configuration.');
        book?.close();
        book = new SiteBook(content, { live: command === 'dev', ...settings });
        book.address = addressOf(config, prefix);
        origin = config.site;
        const findings = await book.load();
        if (findings.length > 0) logger.warn(describeFindings(findings, book.content));
        if (command === 'build' && hasErrors(findings)) {
          throw new Error(`The site was not built: ${book.content} has errors.`);
        }
        injectRoute({
          pattern: `${normaliseBase(prefix)}[...route]`,
          entrypoint: join(SITE_FOLDER, 'routes/page.astro'),
          prerender: true,
        });
        if (isWhole)
          injectRoute({
            pattern: '404',
            entrypoint: join(SITE_FOLDER, 'routes/not-found.astro'),
            prerender: true,
          });
        const hasSitemap = isWhole && origin !== undefined;
        updateConfig({ vite: { plugins: [bookModule(book, hasSitemap)] } });
      },
      'astro:server:setup': ({ server, logger }) => {
        if (book) followContent(book, server, logger);
      },
      'astro:server:done': () => book?.close(),
      'astro:build:done': async ({ dir, pages }) => {
        const folder = join(fileURLToPath(dir), normaliseBase(prefix));
        for (const [path, text] of book?.dataFiles() ?? []) {
          mkdirSync(dirname(join(folder, path)), { recursive: true });
          writeFileSync(join(folder, path), text);
        }
        book?.close();
        if (isWhole && origin !== undefined) writeSitemap(folder, pages, origin, book?.address.base ?? '/');
        await indexPages(folder);
      },
    },
  };
}

/** Where the pages of a book are, by the configuration of their site. */
function addressOf({ base, build, trailingSlash }: AstroConfig, prefix: string): SiteAddress {
  const isBare = trailingSlash === 'never' || (trailingSlash === 'ignore' && build.format === 'file');
  return { base: normaliseBase(base) + normaliseBase(prefix).slice(1), ending: isBare ? '' : '/' };
}

type VitePlugin = NonNullable<NonNullable<AstroConfig['vite']['plugins']>[number]>;

const NAME = 'flakebook';
const KEY = 'flakebook.site';
const MODULE = 'virtual:flakebook/book';
const RESOLVED = `\0${MODULE}`;

/**
 * Lets pages import the book as `virtual:flakebook/book`. Pages are bundled, and the book, its parsers and its highlighter
 * are not: both meet in this process, through the global registry of symbols.
 */
function bookModule(book: SiteBook, hasSitemap: boolean): VitePlugin {
  const { base } = book.address;
  Reflect.set(globalThis, Symbol.for(KEY), { book, links: book.links, base, hasSitemap });
  return {
    name: 'flakebook:book',
    resolveId: (id: string) => (id === MODULE ? RESOLVED : undefined),
    load: (id: string) =>
      id === RESOLVED
        ? `export const { book, links, base, hasSitemap } = globalThis[Symbol.for('${KEY}')];`
        : undefined,
  };
}

type DevServer = HookParameters<'astro:server:setup'>['server'];

/** Editors save in several steps; a checkout changes many files. */
const QUIET_MS = 60;

/** Reads the book again whenever its files change, and reloads the open pages. */
function followContent(book: SiteBook, server: DevServer, logger: AstroIntegrationLogger): void {
  let timer: NodeJS.Timeout | undefined;
  const changed = (path: string) => {
    if (!path.startsWith(book.content)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void reload(book, server, logger), QUIET_MS);
  };
  server.watcher.add(book.content);
  for (const event of ['add', 'change', 'unlink'] as const) server.watcher.on(event, changed);
}

async function reload(book: SiteBook, server: DevServer, logger: AstroIntegrationLogger): Promise<void> {
  const findings = await book.load();
  if (findings.length > 0) logger.warn(describeFindings(findings, book.content));
  if (hasErrors(findings)) {
    logger.warn('The pages stay as they were until the errors are mended.');
    server.environments.client.hot.send({ type: 'error', err: overlay(findings) });
    return;
  }
  // Astro keeps the list of pages until its own content changes: this tells it.
  server.environments.ssr.hot.send('astro:content-changed', {});
  server.environments.client.hot.send({ type: 'full-reload' });
  logger.info('The book was read again.');
}

/** The findings over the open pages, as Astro shows errors. Its message may be read as markup, so what records say goes elsewhere. */
function overlay(findings: readonly Finding[]) {
  const errors = findings.filter((finding) => severityOf(finding) === 'error');
  return {
    name: 'Flakebook',
    title: `The book has ${countWords(errors)}`,
    message: 'The pages stay as they were until this is mended. Escape shows them.',
    stack: errors
      .map(
        (error) => `${error.file}:${error.place.start.line}:${error.place.start.column} ${messageOf(error)}`,
      )
      .join('\n'),
  };
}

/** Findings as the terminal shows them. */
function describeFindings(findings: readonly Finding[], content: string): string {
  const pathOf = (file: string) => relative(process.cwd(), join(content, file));
  const textOf = (file: string) => recordText(content, file);
  return `\n${paint(findingLines({ findings, pathOf, textOf }), hasColor(process.stderr, process.env))}`;
}
