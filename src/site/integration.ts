import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroConfig, AstroIntegration, AstroIntegrationLogger, HookParameters } from 'astro';
import type { Finding } from '../core/finding.ts';
import { SITE_FOLDER } from '../host/code-version.ts';
import { BOOK_FILE, recordText } from '../host/content-files.ts';
import { findBook } from '../host/find-book.ts';
import { refuseWithoutAstro } from '../host/run-astro.ts';
import { UserError } from '../host/user-error.ts';
import { findingLines } from '../print/findings.ts';
import { paint } from '../print/lines.ts';
import { hasColor } from '../print/terminal.ts';
import { siteBase } from '../render/links.ts';
import { linksAt, type SiteAddress } from '../render/site-page.ts';
import { countWords, hasErrors, messageOf, severityOf } from '../rules/rules.ts';
import { scriptPolicy } from './content-security-policy.ts';
import { shellSource } from './shells.ts';
import { type BookSettings, SiteBook } from './site-book.ts';

export interface MountOptions extends BookSettings {
  /** The content folder, from the root of the site; unless given, the one that commands find there. */
  readonly content?: string | undefined;
  /** The path of the book's home below that of the site. With `/`, the book is the whole site, and so has its page for 404 and its sitemap. */
  readonly prefix: string;
  /** That of the content, where whoever builds the site says it. */
  readonly commit?: string | undefined;
  /** What stands around its pages: `own` unless given. */
  readonly frame?: 'own' | 'starlight';
  /** Make no page of the book, but the shells for them. */
  readonly isForShells?: boolean;
}

/** A book as pages of an Astro site. Nothing of the site is changed but that it has more pages. */
export function mountBook({
  content,
  prefix,
  frame = 'own',
  isForShells = false,
  commit,
  ...settings
}: MountOptions): AstroIntegration {
  // `astro preview` only serves files, and never reads a book.
  let book: SiteBook | undefined;
  return {
    name: NAME,
    hooks: {
      'astro:config:setup': ({ command, config, injectRoute, logger, updateConfig }) =>
        withoutStack(async () => {
          if (command !== 'build' && command !== 'dev') return;
          refuseWithoutAstro();
          if (config.integrations.filter(({ name }) => name === NAME).length > 1)
            throw new UserError(
              'A site shows one book: leave one `flakebook` in the configuration of Astro.',
            );
          const address = { ...addressOf(config, prefix), commit };
          book?.close();
          book = undefined;
          if (!isForShells) {
            const isLive = command === 'dev';
            book = new SiteBook(contentOf(config, content), address, { live: isLive, ...settings });
            const findings = await book.load();
            if (findings.length > 0) logger.warn(describeFindings(findings, book.content));
            if (!isLive && hasErrors(findings))
              throw new UserError(`The site was not built: ${book.content} has errors.`);
          }
          const inject = (pattern: string, route: string) =>
            injectRoute({ pattern, entrypoint: join(SITE_FOLDER, `routes/${route}.astro`), prerender: true });
          inject(`${siteBase(prefix)}[...route]`, frame === 'own' ? 'page' : 'starlight-page');
          if (address.isWhole) inject('404', 'not-found');
          updateConfig({ vite: { plugins: [bookModule(book, address, Boolean(config.security.csp))] } });
        }),
      'astro:server:setup': ({ server, logger }) => {
        if (book) followContent(book, server, logger);
      },
      'astro:server:done': () => book?.close(),
      'astro:build:done': async ({ dir }) => {
        const folder = join(fileURLToPath(dir), siteBase(prefix));
        for await (const [file, text] of book?.files(frame === 'own') ?? []) {
          mkdirSync(dirname(join(folder, file)), { recursive: true });
          writeFileSync(join(folder, file), text);
        }
        book?.close();
      },
    },
  };
}

/** A module that Astro compiles with the pages. @param name below `src/site`, without an ending. */
export function siteCode(name: string): string {
  return join(SITE_FOLDER, `${name}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`);
}

function contentOf(config: AstroConfig, content: string | undefined): string {
  const root = fileURLToPath(config.root);
  const folder = content === undefined ? findBook(root, process.env) : resolve(root, content);
  if (folder !== undefined && existsSync(join(folder, BOOK_FILE))) return folder;
  throw new UserError(
    `There is no book in ${folder ?? root}: name its folder, as in \`flakebook({ content: '../flaky' })\`, or begin a book with \`npx flakebook init\`.`,
  );
}

/** Astro prints the stack of whatever ends it: the user's mistakes have none. */
async function withoutStack<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError) error.stack = '';
    throw error;
  }
}

/** Where the pages of a book are, by the configuration of their site. */
function addressOf({ base, build, site, trailingSlash }: AstroConfig, prefix: string): SiteAddress {
  const isBare = trailingSlash === 'never' || (trailingSlash === 'ignore' && build.format === 'file');
  const below = siteBase(prefix);
  return {
    base: siteBase(base) + below.slice(1),
    ending: isBare ? '' : '/',
    origin: site,
    isWhole: below === '/',
  };
}

type VitePlugin = NonNullable<NonNullable<AstroConfig['vite']['plugins']>[number]>;

const NAME = 'flakebook';
const KEY = 'flakebook.site';
const MODULE = 'virtual:flakebook/book';
const RESOLVED = `\0${MODULE}`;

/**
 * Lets routes import the book as `virtual:flakebook/book`. Routes are bundled, and the book, its parsers and its highlighter
 * are not: both meet in this process, through the global registry of symbols.
 */
function bookModule(book: SiteBook | undefined, address: SiteAddress, hasPolicy: boolean): VitePlugin {
  const shown = {
    book,
    pages: book ?? shellSource,
    links: linksAt(address),
    base: address.base,
    // Astro warns of each page that adds to a policy which the site has not.
    guestPolicy: address.isWhole || !hasPolicy ? { resources: [], hashes: [] } : scriptPolicy(),
  };
  Reflect.set(globalThis, Symbol.for(KEY), shown);
  return {
    name: 'flakebook:book',
    resolveId: (id: string) => (id === MODULE ? RESOLVED : undefined),
    load: (id: string) =>
      id === RESOLVED
        ? `export const { ${Object.keys(shown).join(', ')} } = globalThis[Symbol.for('${KEY}')];`
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
