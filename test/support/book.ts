import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeAsOf } from '../../src/asof/as-of.ts';
import { readAsOf } from '../../src/asof/read-as-of.ts';
import type { Snapshot } from '../../src/asof/snapshot.ts';
import { createHistory } from '../../src/pages/history.ts';
import { type DocumentPlan, planArchive, planDocuments } from '../../src/pages/plan-documents.ts';
import { EMPTY_BODY } from '../../src/records/body/section.ts';
import { type Assembled, assemble } from '../../src/records/check/assemble.ts';
import type { BodySource } from '../../src/records/knowledge-base.ts';
import { docsFile, docsLinks } from '../../src/render/links.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const CONTENT = join(ROOT, 'content');

/** The files of a folder by path, as `assemble` takes them. */
export function readFiles(folder: string): Map<string, Uint8Array> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path).split(sep).join('/'), readFileSync(path)];
    }),
  );
}

/** Text files laid over others. */
export function withFiles(
  base: ReadonlyMap<string, Uint8Array>,
  over: Readonly<Record<string, string>>,
): Map<string, Uint8Array> {
  return new Map([
    ...base,
    ...Object.entries(over).map(([file, text]) => [file, new TextEncoder().encode(text)] as const),
  ]);
}

/** As the workspace digests. */
export function digest(data: unknown): string {
  return createHash('sha1').update(JSON.stringify(data)).digest('hex');
}

/** A book read all the way to its planned pages, in memory. */
export interface TestBook extends Assembled {
  readonly snapshot: Snapshot;
  readonly plans: readonly DocumentPlan[];
  /** As the site has them: with the book at past dates. */
  readonly sitePlans: readonly DocumentPlan[];
  readonly bodyOf: BodySource;
}

export function openTestBook(files: ReadonlyMap<string, Uint8Array>, asOf?: string): TestBook {
  const assembled = assemble(files, asOf);
  const snapshot = readAsOf(assembled.kb, assembled.asOf);
  const dates = assembled.kb.book.reports.map((date) => makeAsOf(assembled.kb.book, date));
  const history = createHistory(snapshot, dates, (date) => readAsOf(assembled.kb, date));
  const bodyOf: BodySource = (file) => assembled.bodies.get(file) ?? EMPTY_BODY;
  return {
    ...assembled,
    snapshot,
    plans: planDocuments(snapshot, history),
    sitePlans: [...planDocuments(snapshot, history, true), ...planArchive(history, assembled.kb)],
    bodyOf,
  };
}

/** All docs of a book: file below `dist/docs` to Markdown. */
export function renderDocs(book: TestBook): Map<string, string> {
  return new Map(
    book.plans.map((plan) => [
      docsFile(plan.entry.route),
      renderMarkdown(plan.compose(book.bodyOf, digest), docsLinks),
    ]),
  );
}
