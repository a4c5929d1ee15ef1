import { join } from 'node:path';
import fc from 'fast-check';
import type { Finding } from '../../../src/core/finding.ts';
import { readFile } from '../../../src/host/read-file.ts';
import { type Book, DEFAULT_BOOK } from '../../../src/records/book/book.ts';
import { checkFile } from '../../../src/records/check/check-file.ts';
import { BOOK_FILE } from '../../../src/records/check/parse-source.ts';
import { bookOf } from '../../../src/records/knowledge-base.ts';
import { renderHtml } from '../../../src/render/html.ts';
import { siteLinks } from '../../../src/render/links.ts';
import { hasErrors } from '../../../src/rules/rules.ts';
import { openTestBook, ROOT, readFiles, renderDocs } from '../../../test/support/book.ts';
import { damagedFile, drawnBook, drawnFile, EXAMPLE_FILES } from '../../../test/support/draw/documents.ts';
import { lawsBroken, linesOf } from './laws.ts';

/** What came of reading one document, or one book of several. */
export interface Tried {
  readonly bytes: number;
  readonly cpuMs: number;
  readonly findings: number;
  readonly pages: number;
  /** What did not hold; empty where all did. */
  readonly broken: readonly string[];
  readonly hasThrown: boolean;
}

/** One document in so many comes as a book, whose pages are made where it has no errors. */
const BOOK_EVERY = 100;
/** One in so many is read twice. */
const TWICE_EVERY = 20;

/** A file as somebody might write it, or one of a rich book with damage to it. */
const file = fc.oneof(
  { weight: 5, arbitrary: drawnFile },
  { weight: 1, arbitrary: damagedFile(readFiles(join(ROOT, 'test/golden/book'))) },
);

/** CPU time of this thread alone, in milliseconds. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

export async function tryDocument(seed: number): Promise<Tried> {
  const isBook = seed % BOOK_EVERY === 0;
  const files = isBook
    ? sample(drawnBook, seed)
    : new Map([Object.values(sample(file, seed)) as [string, Uint8Array]]);
  const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  const start = cpuMs();
  try {
    const { findings, pages, broken } = isBook ? await readBook(files) : readAlone(files);
    const took = cpuMs() - start;
    if (seed % TWICE_EVERY === 0) {
      const again = isBook ? await readBook(files) : readAlone(files);
      if (JSON.stringify(again) !== JSON.stringify({ findings, pages, broken }))
        broken.push('read twice, it has other findings');
    }
    return { bytes, cpuMs: took, findings: findings.length, pages, broken, hasThrown: false };
  } catch (error) {
    const says =
      error instanceof Error
        ? (error.stack ?? error.message).split('\n').slice(0, 3).join(' ')
        : String(error);
    const names = [...files.keys()].join(', ');
    return {
      bytes,
      cpuMs: cpuMs() - start,
      findings: 0,
      pages: 0,
      broken: [`${names}: ${says}`],
      hasThrown: true,
    };
  }
}

function sample<T>(of: fc.Arbitrary<T>, seed: number): T {
  const [value] = fc.sample(of, { seed, numRuns: 1 });
  if (value === undefined) throw new Error('Nothing was drawn.');
  return value;
}

type Files = ReadonlyMap<string, Uint8Array>;

interface Read {
  readonly findings: readonly Finding[];
  readonly pages: number;
  readonly broken: string[];
}

/** Reads a file as a worker of `check` does. */
function readAlone(files: Files): Read {
  const findings = [...files].flatMap(([file, bytes]) => {
    const { parts } = readFile(file, bytes, bookBeside(files));
    return parts.flatMap(([part, json]) => (part === 'findings' ? (JSON.parse(json) as Finding[]) : []));
  });
  return { findings, pages: 0, broken: brokenIn(findings, files) };
}

function bookBeside(files: Files): Book {
  const bytes = files.get(BOOK_FILE);
  return bytes ? bookOf(checkFile(BOOK_FILE, bytes, DEFAULT_BOOK).record) : DEFAULT_BOOK;
}

/** Reads files as a book, and makes the pages of those that have no errors, among the files of the sound book. */
async function readBook(files: Files): Promise<Read> {
  const { findings } = openTestBook(files);
  const broken = brokenIn(findings, files);
  const faulty = new Set(findings.filter((finding) => hasErrors([finding])).map(({ file }) => file));
  const sound = [...files].filter(([file]) => !faulty.has(file));
  const book = openTestBook(new Map([...EXAMPLE_FILES, ...sound]));
  if (hasErrors(book.findings)) return { findings, pages: 0, broken };
  const docs = renderDocs(book);
  for (const [file, text] of docs)
    if (/\bundefined\b|\[object /.test(text)) broken.push(`${file} has a word of the machine`);
  const specs = book.pages('site');
  for (const spec of specs) await renderHtml(book.page(spec), siteLinks('/'));
  return { findings, pages: docs.size + specs.length, broken };
}

function brokenIn(findings: readonly Finding[], files: Files): string[] {
  const lines = new Map([...files].map(([file, bytes]) => [file, linesOf(file, bytes)]));
  return findings.flatMap((finding) => {
    const text = lines.get(finding.file);
    return text ? lawsBroken(finding, text) : [`${finding.ruleId}: it names another file: ${finding.file}`];
  });
}
