import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readAsOf } from '../../src/asof/read-as-of.ts';
import type { Snapshot } from '../../src/asof/snapshot.ts';
import type { When } from '../../src/core/calendar.ts';
import { BookAt } from '../../src/pages/book-at.ts';
import type { Document } from '../../src/pages/document.ts';
import { LIST_SIZES, listPagesOf } from '../../src/pages/lists.ts';
import { composePage, composeWhole, listPages, type Output, type PageSpec } from '../../src/pages/pages.ts';
import { AS_OF, BODY, KNOWN, NOW, RECORDS, RUNS, SETTINGS } from '../../src/pages/questions.ts';
import { sealQuestion } from '../../src/pages/report/seal.ts';
import { EMPTY_BODY } from '../../src/records/body/section.ts';
import { docsFile, docsLinks } from '../../src/render/links.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import type { Reader } from '../../src/store/question.ts';
import { type Assembled, assemble } from './assemble.ts';
import { plainReader } from './plain-reader.ts';

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
function digest(data: unknown): string {
  return createHash('sha1').update(JSON.stringify(data)).digest('hex');
}

export const SEALS = sealQuestion(digest);

/** Records as pages read them, with what else a book is made of. */
export type BookParts = Pick<Assembled, 'kb'> & Partial<Pick<Assembled, 'runs' | 'bodies'>>;

/** Answers questions about records in memory, and keeps nothing. */
export function readerOf({ kb, runs, bodies }: BookParts, asOf: When): Reader {
  return plainReader((name, key) => {
    switch (name) {
      case SETTINGS.name:
        return kb.book;
      case RECORDS.name:
        return kb;
      case RUNS.name:
        return runs?.get(key);
      case BODY.name:
        return bodies?.get(key) ?? EMPTY_BODY;
      case AS_OF.name:
        return key === NOW ? asOf : key;
      case KNOWN.name:
        return { knownAt: key === NOW ? asOf : key };
      default:
        throw new Error(`No test gives ${name}.`);
    }
  });
}

export function bookAt(parts: BookParts, asOf: When): BookAt {
  return new BookAt(readerOf(parts, asOf), NOW, SEALS);
}

/** A book read all the way to its pages, in memory. */
export interface TestBook extends Assembled {
  readonly snapshot: Snapshot;
  readonly now: BookAt;
  pages(output: Output): readonly PageSpec[];
  page(spec: PageSpec): Document;
}

/** @param sizes how long lists may be. */
export function openTestBook(
  files: ReadonlyMap<string, Uint8Array>,
  asOf?: string,
  sizes = LIST_SIZES,
): TestBook {
  const assembled = assemble(files, asOf);
  const read = readerOf(assembled, assembled.asOf);
  return {
    ...assembled,
    snapshot: readAsOf(assembled.kb, assembled.asOf),
    now: new BookAt(read, NOW, SEALS),
    pages: (output) => [
      ...listPages(read, output, (of) => listPagesOf(composeWhole(read, of, SEALS), sizes)),
    ],
    page: ({ key }) => composePage(read, key, (of) => composeWhole(read, of, SEALS), sizes),
  };
}

/** All docs of a book: file below `dist/docs` to Markdown. */
export function renderDocs(book: TestBook): Map<string, string> {
  return new Map(
    book.pages('docs').map((spec) => [docsFile(spec.route), renderMarkdown(book.page(spec), docsLinks)]),
  );
}
