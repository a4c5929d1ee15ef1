import type { Finding } from '../core/finding.ts';
import { visible } from '../core/text.ts';
import { parseAsOf } from '../host/as-of.ts';
import { Cache } from '../host/cache.ts';
import { UnusableCache } from '../host/cache-database.ts';
import { codeVersion } from '../host/code-version.ts';
import { digestText } from '../host/digest.ts';
import type { OpenBook } from '../host/open-book.ts';
import { openWorkspace, type Workspace } from '../host/open-workspace.ts';
import { onPage, pageFault } from '../host/our-mistake.ts';
import { renderPage } from '../host/render-page.ts';
import { UserError } from '../host/user-error.ts';
import type { DocumentEntry, Route } from '../pages/document.ts';
import { bareFrame, framePages, type PageFrame } from '../pages/frame.ts';
import type { PageSpec } from '../pages/pages.ts';
import { frameWords } from '../pages/words/frame.ts';
import { element } from '../render/hast.ts';
import { siteLinks } from '../render/links.ts';
import type { Links, PageHeading } from '../render/page.ts';
import { writeHtml } from '../render/write-html.ts';
import { hasErrors } from '../rules/rules.ts';
import { dataFiles } from './data-files.ts';

/** A page as the layout needs it. */
export interface SitePage extends Pick<DocumentEntry, 'route' | 'kind' | 'title' | 'description' | 'facets'> {
  readonly html: string;
  /** What stands beside it; the empty string for nothing. */
  readonly rail: string;
  readonly headings: readonly PageHeading[];
  readonly frame: PageFrame;
}

export interface SitePath {
  readonly route: Route;
  /** Changes whenever the page's bytes could. */
  readonly cacheKey: string;
}

export interface SiteAddress {
  /** The path of the book's home, with a slash at both ends. */
  readonly base: string;
  /** How addresses of pages end. */
  readonly ending: '/' | '';
}

export interface BookSettings {
  /** The date to read the book at; without it, the newest dated entry. */
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
export class SiteBook {
  readonly content: string;
  /** Where its pages are served: known when Astro has read its configuration. */
  address: SiteAddress = { base: '/', ending: '/' };
  readonly #openCache: (content: string) => Cache;
  #workspace: Workspace;
  readonly #asOf: string | undefined;
  readonly #live: boolean;
  readonly #shown = new Map<Route, SitePage>();
  #book: OpenBook | undefined;
  #pages: ReadonlyMap<Route, PageSpec> = new Map();
  #frameOf: (route: Route) => PageFrame | undefined = () => undefined;
  #loading: Promise<unknown> = Promise.resolve();

  /** @throws UserError when there is no book. */
  constructor(
    content: string,
    { asOf, live = false, userCache, noCache }: BookSettings & { live?: boolean } = {},
  ) {
    this.#openCache = (folder) => (noCache ? Cache.inMemory(folder) : Cache.open(folder, userCache));
    this.#workspace = openWorkspace(content, this.#openCache);
    this.content = this.#workspace.content;
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
    const asOf = this.#asOf === undefined ? undefined : parseAsOf(this.#asOf, await workspace.timeZone());
    const { findings, asOf: date } = await workspace.check(asOf);
    if (hasErrors(findings)) return findings;
    const book = await workspace.open(date);
    const specs = [...book.pages('site')];
    this.#pages = new Map(specs.map((spec) => [spec.route, spec]));
    this.#frameOf = framePages(book.now, specs);
    this.#book = book;
    this.#shown.clear();
    return findings;
  }

  /** The pages, as a route of Astro lists them. */
  async staticPaths() {
    const paths = await this.paths();
    return paths.map(({ route, cacheKey }) => ({
      params: { route: route === '' ? undefined : route },
      cacheKey,
    }));
  }

  paths(): Promise<SitePath[]> {
    return this.#again(async () => this.#paths());
  }

  #paths(): SitePath[] {
    const book = this.#book;
    // A live preview of a book that was never without errors has one page, to say so.
    if (!book) return this.#live ? [{ route: '', cacheKey: '' }] : [];
    const code = codeVersion();
    const paths = [...this.#pages.values()].map((spec) => ({
      route: spec.route,
      cacheKey: digestText(
        [
          code,
          onPage(spec, () => book.digest(spec)),
          JSON.stringify([this.#frameOf(spec.route), this.address]),
        ].join('\n'),
      ),
    }));
    book.save();
    return paths;
  }

  get links(): Links {
    return siteLinks(this.address.base, this.address.ending);
  }

  /** The files for programs; none where the book was never without errors. */
  dataFiles(): ReadonlyMap<string, string> {
    return this.#book ? dataFiles(this.#book.now) : new Map();
  }

  /** Around a page that is none of the book's. */
  bareFrame(): PageFrame {
    return withVisibleFrame(bareFrame(this.#book?.now.settings.title ?? ''));
  }

  async page(route: Route): Promise<SitePage> {
    // A page made while its records are being read again would be half old and half new.
    await this.#loading;
    const shown = this.#shown.get(route);
    if (shown) return shown;
    return this.#again(() => this.#page(route));
  }

  async #page(route: Route): Promise<SitePage> {
    const spec = this.#pages.get(route);
    const frame = this.#frameOf(route);
    if (!this.#book || !spec || !frame) return this.#waitingPage(route, frameWords.waiting.title);
    try {
      const { root, ...entry } = this.#book.page(spec);
      const { html, rail, headings } = await renderPage(
        this.#workspace.cache,
        { ...entry, root },
        this.links,
      );
      const page = withVisibleTexts({ ...entry, html, rail, headings, frame });
      if (this.#live) this.#shown.set(route, page);
      return page;
    } catch (error) {
      // The content changed since it was read: in a live preview it is being read again.
      if (this.#live && error instanceof UserError) return this.#waitingPage(route, route);
      throw pageFault(route, error);
    }
  }

  /** Shown in a live preview instead of a page that cannot be made while its records have errors. */
  #waitingPage(route: Route, title: string): SitePage {
    const { description, text } = frameWords.waiting;
    const html = writeHtml(element('p', {}, [text]));
    const { book } = this.bareFrame();
    const frame = bareFrame(book, route, title);
    return { route, kind: 'index', title, description, facets: {}, html, rail: '', headings: [], frame };
  }

  close(): void {
    this.#workspace.close();
  }
}

/** The layout puts these texts into the head, around the page and into the index of the search. */
function withVisibleTexts(page: SitePage): SitePage {
  return {
    ...page,
    title: visible(page.title),
    description: visible(page.description),
    facets: Object.fromEntries(
      Object.entries(page.facets).map(([name, values]) => [name, values.map(visible)]),
    ),
    headings: page.headings.map((heading) => ({ ...heading, text: visible(heading.text) })),
    frame: withVisibleFrame(page.frame),
  };
}

function withVisibleFrame(frame: PageFrame): PageFrame {
  const { book, here, trail, previous, next } = frame;
  const shown = <P extends { readonly label: string }>(place: P): P => ({
    ...place,
    label: visible(place.label),
  });
  return {
    ...frame,
    book: visible(book),
    here: visible(here),
    trail: trail.map(shown),
    previous: previous && shown(previous),
    next: next && shown(next),
  };
}
