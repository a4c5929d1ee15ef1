import { createHash } from 'node:crypto';
import type { Finding } from '../core/finding.ts';
import { parseAsOf } from '../host/as-of.ts';
import { codeVersion } from '../host/code-version.ts';
import { Failure } from '../host/failure.ts';
import { openWorkspace, type Workspace } from '../host/open-workspace.ts';
import { type ReadBook, readBook } from '../host/read-book.ts';
import type { DocumentEntry, Route } from '../pages/document.ts';
import type { PageHeading } from '../render/page.ts';
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
  #book: ReadBook | undefined;
  /** The state of each body when the book was read. */
  #bodies: ReadonlyMap<string, string> = new Map();
  #loading: Promise<unknown> = Promise.resolve();

  /** @throws Failure when there is no book. */
  constructor(content: string, { asOf, live = false }: { asOf?: string; live?: boolean } = {}) {
    this.#workspace = openWorkspace(content);
    this.content = this.#workspace.content;
    this.#asOf = asOf;
    this.#live = live;
  }

  get title(): string | undefined {
    return this.#book?.snapshot.kb.book.title;
  }

  /** Reads the content again. With an error in it, the book stays the one that was. */
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
    this.#book = await readBook(workspace, date, 'site');
    const files = new Set(this.#book.plans.flatMap(({ bodies }) => bodies));
    this.#bodies = new Map([...files].map((file) => [file, workspace.bodyDigest(file)]));
    this.#shown.clear();
    return findings;
  }

  paths(): SitePath[] {
    const book = this.#book;
    // A live preview of a book that was never without errors has one page, to say so.
    if (!book) return this.#live ? [{ route: '', cacheKey: '' }] : [];
    return book.plans.map((plan) => ({
      route: plan.entry.route,
      cacheKey: sha1(`${codeVersion()}\n${book.digest(plan)}`),
    }));
  }

  async page(route: Route): Promise<SitePage> {
    // A page composed while its records are being read anew would be half old and half new.
    await this.#loading;
    const shown = this.#shown.get(route);
    if (shown) return shown;
    const plan = this.#book?.plan(route);
    if (!this.#book || !plan) return waitingPage(route, 'The book has errors.');
    const changed = plan.bodies.find((file) => this.#workspace.bodyDigest(file) !== this.#bodies.get(file));
    if (changed !== undefined) {
      if (this.#live) return waitingPage(route, plan.entry.title);
      throw new Failure(`${changed} was changed while the site was being built: build it again.`);
    }
    const { html, headings } = await this.#book.html(plan, this.base);
    const page = { ...plan.entry, html, headings };
    if (this.#live) this.#shown.set(route, page);
    return page;
  }

  close(): void {
    this.#workspace.close();
  }
}

/** Stands in a live preview for a page that cannot be made as long as its records have errors. */
function waitingPage(route: Route, title: string): SitePage {
  const html =
    '<p>This page cannot be shown yet: its records have errors. The terminal lists them, and the page follows once they are mended.</p>';
  return {
    route,
    kind: 'index',
    title,
    description: 'Waits for its records to be mended.',
    facets: {},
    html,
    headings: [],
  };
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
