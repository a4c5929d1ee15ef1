import type { Finding } from '../core/finding.ts';
import { parseAsOf } from '../host/as-of.ts';
import { Cache } from '../host/cache.ts';
import { UnusableCache } from '../host/cache-database.ts';
import type { OpenBook } from '../host/open-book.ts';
import { openWorkspace, type Workspace } from '../host/open-workspace.ts';
import { UserError } from '../host/user-error.ts';
import type { Route } from '../pages/document.ts';
import { bareFrame, type PageFrame } from '../pages/frame.ts';
import type { PageSpec } from '../pages/pages.ts';
import { frameWords } from '../pages/words/frame.ts';
import { element } from '../render/page.ts';
import {
  fillSlots,
  notFoundPage,
  type SiteAddress,
  type SitePage,
  type SlottedPage,
} from '../render/site-page.ts';
import { hasErrors } from '../rules/rules.ts';
import type { IndexedPage } from './search/index-files.ts';
import { siteFiles } from './site-files.ts';
import { type SitePages, sitePages } from './site-pages.ts';

/** What the routes of Astro show: the book, or the shells for its pages. */
export interface PageSource {
  routes(): Promise<readonly Route[]>;
  page(route: Route): Promise<SlottedPage>;
  notFound(): SlottedPage;
}

export interface BookSettings {
  /** The date to read the book at; without it, the newest date of the records. */
  readonly asOf?: string;
  /** The user's own folder for caches; without it, there is one only in the project around the content. */
  readonly userCache?: string;
  /** Keep nothing for the next time. */
  readonly noCache?: boolean;
}

/**
 * The book that a site shows. It can be loaded again and again; while its content has errors, the pages stay as they
 * were. A build loads it once; a live preview keeps every page that it has shown, to be able to show it again.
 */
export class SiteBook implements PageSource {
  readonly content: string;
  readonly #address: SiteAddress;
  readonly #openCache: (content: string) => Cache;
  #workspace: Workspace;
  readonly #asOf: string | undefined;
  readonly #live: boolean;
  readonly #shown = new Map<Route, SitePage>();
  #book: OpenBook | undefined;
  #pages: SitePages | undefined;
  #specs: ReadonlyMap<Route, PageSpec> = new Map();
  #loading: Promise<unknown> = Promise.resolve();

  /** @throws UserError when there is no book. */
  constructor(
    content: string,
    address: SiteAddress,
    { asOf, live = false, userCache, noCache }: BookSettings & { live?: boolean } = {},
  ) {
    this.#openCache = (folder) => (noCache ? Cache.inMemory(folder) : Cache.open(folder, userCache));
    this.#workspace = openWorkspace(content, this.#openCache);
    this.content = this.#workspace.content;
    this.#address = address;
    this.#asOf = asOf;
    this.#live = live;
  }

  /** Reads the content again. If it has an error, the last good book stays. */
  load(): Promise<readonly Finding[]> {
    const loading = this.#loading.then(() => this.#again(() => this.#load()));
    this.#loading = loading.catch(() => undefined);
    return loading;
  }

  /** Does something with the book. If its cache is of no use, opens it without what was kept, and does it again. */
  async #again<Result>(work: () => Promise<Result>): Promise<Result> {
    const workspace = this.#workspace;
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof UnusableCache)) throw error;
      if (this.#workspace === workspace) {
        workspace.close();
        this.#workspace = openWorkspace(this.content, error.isDamaged ? this.#openCache : Cache.inMemory);
        await this.#load();
      }
      return work();
    }
  }

  async #load(): Promise<readonly Finding[]> {
    const workspace = this.#workspace;
    const asOf =
      this.#asOf === undefined ? undefined : parseAsOf(this.#asOf, (await workspace.book()).timeZone);
    const { findings, asOf: date } = await workspace.check(asOf);
    if (hasErrors(findings)) return findings;
    const book = await workspace.open(date);
    const pages = sitePages(book, this.#address, workspace.content);
    this.#specs = new Map([...pages.specs].map((spec) => [spec.route, spec]));
    this.#pages = pages;
    this.#book = book;
    this.#shown.clear();
    return findings;
  }

  /** Around a page that is none of the book's. */
  bareFrame(): PageFrame {
    return bareFrame(this.#book?.now.settings.title ?? '');
  }

  async routes(): Promise<readonly Route[]> {
    // A live preview of a book that was never without errors has one page, to say so.
    return this.#pages ? [...this.#specs.keys()] : this.#live ? [''] : [];
  }

  /** The files that are no pages, by path. @param withIndex whether those of the search are among them. */
  async *files(withIndex: boolean): AsyncGenerator<readonly [path: string, content: string | Uint8Array]> {
    const [book, pages] = [this.#book, this.#pages];
    if (!book || !pages) return;
    const indexed = new Map<Route, IndexedPage>();
    for (const spec of this.#specs.values()) {
      const beside = pages.beside(spec, await pages.page(spec));
      yield* beside.files;
      indexed.set(spec.route, beside.indexed);
    }
    // Starlight has a search of its own, which finds these pages.
    if (withIndex) yield* pages.index(indexed);
    yield* siteFiles(book, this.#specs.keys(), this.#address);
  }

  notFound(): SlottedPage {
    return this.#pages?.notFound() ?? fillSlots(notFoundPage('', this.#address), this.#address);
  }

  async page(route: Route): Promise<SlottedPage> {
    return fillSlots(await this.rendered(route), this.#address);
  }

  /** A page before the layout gets it. */
  async rendered(route: Route): Promise<SitePage> {
    // A page made while its records are being read again would be half old and half new.
    await this.#loading;
    return this.#shown.get(route) ?? this.#again(() => this.#render(route));
  }

  async #render(route: Route): Promise<SitePage> {
    const spec = this.#specs.get(route);
    if (!this.#pages || !spec) return this.#waitingPage(route, frameWords.waiting.title);
    try {
      const page = await this.#pages.page(spec);
      if (this.#live) this.#shown.set(route, page);
      return page;
    } catch (error) {
      // The content changed since it was read: in a live preview it is being read again.
      if (this.#live && error instanceof UserError) return this.#waitingPage(route, route);
      throw error;
    }
  }

  /** Shown in a live preview instead of a page that cannot be made while its records have errors. */
  #waitingPage(route: Route, title: string): SitePage {
    const { description, text } = frameWords.waiting;
    const frame = { ...this.bareFrame(), route, here: title };
    const body = [element('p', {}, [text])];
    return { kind: 'index', title, description, facets: {}, frame, body };
  }

  close(): void {
    this.#workspace.close();
  }
}
