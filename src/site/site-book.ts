import type { Finding } from '../core/finding.ts';
import { parseAsOf } from '../host/as-of.ts';
import { codeVersion } from '../host/code-version.ts';
import { digestText } from '../host/digest.ts';
import type { OpenBook } from '../host/open-book.ts';
import { openWorkspace, type Workspace } from '../host/open-workspace.ts';
import { onPage, pageFault } from '../host/our-mistake.ts';
import { renderPage } from '../host/render-page.ts';
import { UserError } from '../host/user-error.ts';
import type { DocumentEntry, Route } from '../pages/document.ts';
import type { PageSpec } from '../pages/pages.ts';
import { element } from '../render/hast.ts';
import type { PageHeading } from '../render/page.ts';
import { writeHtml } from '../render/write-html.ts';
import { hasErrors } from '../rules/rules.ts';

/** A page as the theme needs it. */
export interface SitePage extends Pick<DocumentEntry, 'route' | 'kind' | 'title' | 'description' | 'facets'> {
  readonly html: string;
  readonly headings: readonly PageHeading[];
}

export interface SitePath {
  readonly route: Route;
  /** Changes whenever the page's bytes could. */
  readonly cacheKey: string;
}

/**
 * The book that a site shows. It can be loaded again and again; while its content has errors, the pages stay as they
 * were. A build loads it once; a live preview keeps every page that it has shown, to be able to show it again.
 */
export class SiteBook {
  readonly content: string;
  /** The path that the site is served under; known when Astro has read its configuration. */
  base = '/';
  readonly #workspace: Workspace;
  readonly #asOf: string | undefined;
  readonly #live: boolean;
  readonly #shown = new Map<Route, SitePage>();
  #book: OpenBook | undefined;
  #pages: ReadonlyMap<Route, PageSpec> = new Map();
  #loading: Promise<unknown> = Promise.resolve();

  /** @throws UserError when there is no book. */
  constructor(content: string, { asOf, live = false }: { asOf?: string; live?: boolean } = {}) {
    this.#workspace = openWorkspace(content);
    this.content = this.#workspace.content;
    this.#asOf = asOf;
    this.#live = live;
  }

  get title(): string | undefined {
    return this.#book?.now.settings.title;
  }

  /** Reads the content again. If it has an error, the last good book stays. */
  load(): Promise<readonly Finding[]> {
    const loading = this.#loading.then(() => this.#load());
    this.#loading = loading.catch(() => undefined);
    return loading;
  }

  async #load(): Promise<readonly Finding[]> {
    const workspace = this.#workspace;
    const asOf = this.#asOf === undefined ? undefined : parseAsOf(this.#asOf, await workspace.timeZone());
    const { findings, asOf: date } = await workspace.check(asOf);
    if (hasErrors(findings)) return findings;
    const book = await workspace.open(date);
    this.#pages = new Map(book.pages('site').map((spec) => [spec.route, spec]));
    this.#book = book;
    this.#shown.clear();
    return findings;
  }

  paths(): SitePath[] {
    const book = this.#book;
    // A live preview of a book that was never without errors has one page, to say so.
    if (!book) return this.#live ? [{ route: '', cacheKey: '' }] : [];
    const paths = [...this.#pages.values()].map((spec) => ({
      route: spec.route,
      cacheKey: digestText(`${codeVersion()}\n${onPage(spec, () => book.digest(spec))}`),
    }));
    book.save();
    return paths;
  }

  async page(route: Route): Promise<SitePage> {
    // A page made while its records are being read again would be half old and half new.
    await this.#loading;
    const shown = this.#shown.get(route);
    if (shown) return shown;
    const spec = this.#pages.get(route);
    if (!this.#book || !spec) return waitingPage(route, 'The book has errors.');
    try {
      const { root, ...entry } = this.#book.page(spec);
      const { html, headings } = await renderPage(this.#workspace.cache, { ...entry, root }, this.base);
      const page = { ...entry, html, headings };
      if (this.#live) this.#shown.set(route, page);
      return page;
    } catch (error) {
      // The content changed since it was read: in a live preview it is being read again.
      if (this.#live && error instanceof UserError) return waitingPage(route, route);
      throw pageFault(route, error);
    }
  }

  close(): void {
    this.#workspace.close();
  }
}

/** Shown in a live preview instead of a page that cannot be made while its records have errors. */
function waitingPage(route: Route, title: string): SitePage {
  const text =
    'This page cannot be shown yet: its records have errors. The terminal lists them, and the page follows once they are mended.';
  return {
    route,
    kind: 'index',
    title,
    description: 'Waits for its records to be mended.',
    facets: {},
    html: writeHtml(element('p', {}, [text])),
    headings: [],
  };
}
