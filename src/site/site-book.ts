import { createHash } from 'node:crypto';
import type { DocumentEntry, Route } from '../model/document.ts';
import type { Diagnostic } from '../model/finding.ts';
import { hasErrors } from '../present/present.ts';
import type { PageHeading } from '../render/page.ts';
import { parseAsOf } from '../workspace/as-of.ts';
import { codeVersion } from '../workspace/code-version.ts';
import { openWorkspace, type Workspace } from '../workspace/open-workspace.ts';
import { type ReadBook, readBook } from '../workspace/read-book.ts';

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

/** The book that a site shows. It can be loaded again and again; between loads its pages stay as they were. */
export class SiteBook {
  readonly content: string;
  /** The path that the site is served under; known when Astro has read its configuration. */
  base = '/';
  readonly #workspace: Workspace;
  readonly #asOf: string | undefined;
  #book: ReadBook | undefined;
  #loading: Promise<unknown> = Promise.resolve();

  /** @throws Failure when there is no book. */
  constructor(content: string, asOf?: string) {
    this.#workspace = openWorkspace(content);
    this.content = this.#workspace.content;
    this.#asOf = asOf;
  }

  get title(): string | undefined {
    return this.#book?.snapshot.kb.book.title;
  }

  /** Reads the content again. With an error in it, the book stays the one that was. */
  load(): Promise<readonly Diagnostic[]> {
    const loading = this.#loading.then(() => this.#load());
    this.#loading = loading.catch(() => undefined);
    return loading;
  }

  async #load(): Promise<readonly Diagnostic[]> {
    const workspace = this.#workspace;
    const asOf = this.#asOf === undefined ? undefined : parseAsOf(this.#asOf, await workspace.timeZone());
    const { diagnostics, asOf: date } = await workspace.check(asOf);
    if (!hasErrors(diagnostics)) this.#book = await readBook(workspace, date);
    return diagnostics;
  }

  paths(): SitePath[] {
    const book = this.#book;
    if (!book) return [];
    return book.plans.map((plan) => ({
      route: plan.entry.route,
      cacheKey: sha1(`${codeVersion()}\n${book.digest(plan)}`),
    }));
  }

  async page(route: Route): Promise<SitePage> {
    // A page composed while its records are being read anew would be half old and half new.
    await this.#loading;
    const plan = this.#book?.plan(route);
    if (!this.#book || !plan) throw new Error(`The book has no page ${route}.`);
    const { html, headings } = await this.#book.html(plan, this.base);
    return { ...plan.entry, html, headings };
  }

  close(): void {
    this.#workspace.close();
  }
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
