import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Cache } from '../../src/host/cache.ts';
import { makeReport } from '../../src/host/make-report.ts';
import type { OpenBook } from '../../src/host/open-book.ts';
import { openWorkspace, type Workspace } from '../../src/host/open-workspace.ts';
import type { Document } from '../../src/pages/document.ts';
import type { Output, PageSpec } from '../../src/pages/pages.ts';
import { type RenderedPage, renderHtml } from '../../src/render/html.ts';
import { docsLinks, siteLinks } from '../../src/render/links.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { fragment } from '../../src/render/page.ts';
import { writeHtml } from '../../src/render/write-html.ts';
import { hasErrors } from '../../src/rules/rules.ts';
import { BOOK, replaced } from './edits.ts';
import { inTempFolder } from './folders.ts';

/** All that a book says: its findings, and where it has no error all pages in both outputs. */
export interface Reading {
  readonly findings: readonly string[];
  readonly pages: Readonly<Record<string, string>>;
}

type MakePage = (book: OpenBook, output: Output, spec: PageSpec) => Promise<string>;

/** What is made of a document depends on nothing else, so it is made once for all books of a test file. */
const rendered = new Map<string, string>();

/**
 * A content folder that is read again after each edit: once with all that was kept, and once from nothing. The first
 * takes a page over as a build does, wherever its digest says that it shows what it showed.
 */
export class WatchedBook {
  readonly content: string;
  /** The pages of the last builds, with the digests that they were made from. */
  readonly #built = new Map<string, { readonly digest: string; readonly text: string }>();

  constructor(content: string) {
    this.content = content;
  }

  warm(asOf?: string): Promise<Reading> {
    return read(openWorkspace(this.content), asOf, async (book, output, spec) => {
      const place = `${output}/${spec.route}`;
      const digest = book.digest(spec);
      const built = this.#built.get(place);
      if (built?.digest === digest) return built.text;
      const document = book.page(spec);
      const text = await render(output, document, JSON.stringify(document));
      this.#built.set(place, { digest, text });
      return text;
    });
  }

  cold(asOf?: string): Promise<Reading> {
    const pages = new Map<string, { readonly document: Document; readonly json: string }>();
    return read(openWorkspace(this.content, Cache.inMemory), asOf, (book, output, spec) => {
      const document = pages.get(spec.key)?.document ?? book.page(spec);
      const json = pages.get(spec.key)?.json ?? JSON.stringify(document);
      pages.set(spec.key, { document, json });
      return render(output, document, json);
    });
  }
}

async function render(output: Output, document: Document, json: string): Promise<string> {
  const key = `${output}\n${json}`;
  const text =
    rendered.get(key) ??
    (output === 'docs'
      ? renderMarkdown(document, docsLinks)
      : htmlOf(await renderHtml(document, siteLinks('/'))));
  rendered.set(key, text);
  return text;
}

function htmlOf({ body, rail, headings }: RenderedPage): string {
  return writeHtml(fragment([...body, ...rail])) + JSON.stringify(headings);
}

async function read(workspace: Workspace, asOf: string | undefined, makePage: MakePage): Promise<Reading> {
  try {
    const result = await workspace.check(asOf);
    const findings = result.findings.map((finding) => JSON.stringify(finding));
    const pages: Record<string, string> = { 'as of': result.asOf };
    if (hasErrors(result.findings)) return { findings, pages };
    const book = await workspace.open(result.asOf);
    for (const output of ['docs', 'site'] as const)
      for (const spec of book.pages(output))
        pages[`${output}/${spec.route}`] = await makePage(book, output, spec);
    book.save();
    const [suite] = book.now.suiteIds;
    const made = await workspace.remember('report', [result.asOf, suite], () =>
      makeReport(workspace, result.asOf, suite, 'full'),
    );
    pages['a report as a file of its own'] = made.standalone;
    return { findings, pages };
  } finally {
    workspace.close();
  }
}

/** A copy of the golden book with one report date of the past: each of them has pages of its own. */
export function inGoldenBook(work: (book: WatchedBook) => Promise<void>): Promise<void> {
  return inTempFolder((folder) => {
    const content = join(folder, 'content');
    cpSync(BOOK, content, { recursive: true });
    replaced('reports', 'book.yaml', /^reports: .*$/m, 'reports: [2026-03-01]').apply(content);
    return work(new WatchedBook(content));
  });
}

/** What a warm run says of the book, once it is known that a cold one says the same. */
export async function readTwice(book: WatchedBook, asOf?: string): Promise<Reading> {
  const [warm, cold] = [await book.warm(asOf), await book.cold(asOf)];
  const places = [...new Set([...Object.keys(warm.pages), ...Object.keys(cold.pages)])];
  const stale = places.filter((place) => warm.pages[place] !== cold.pages[place]);
  for (const place of stale) expect(warm.pages[place], place).toBe(cold.pages[place]);
  expect(warm.findings).toEqual(cold.findings);
  return warm;
}
