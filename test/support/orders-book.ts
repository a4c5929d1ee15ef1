import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emptyBook, type Files, type TestBook } from '../cli/run.ts';

export const ORDERS_RUNS = fileURLToPath(new URL('../fixtures/vitest-orders', import.meta.url));
export const ORDERS_BOOK = fileURLToPath(new URL('../fixtures/vitest-orders-book', import.meta.url));

/** The runs, below the content folder. They are ingested once: what they hold depends on no issue. */
let ingested: Promise<Files> | undefined;

async function ingestRuns(): Promise<Files> {
  const book = emptyBook({});
  cpSync(ORDERS_BOOK, book.content, { recursive: true });
  const manifest = `${ORDERS_RUNS}/runs.jsonl`;
  const { code, stderr } = await book.run('ingest', '--manifest', manifest, '--suite', 'orders');
  if (code !== 0) throw new Error(stderr);
  const paths = readdirSync(join(book.content, 'runs'), { recursive: true, encoding: 'utf8' });
  const files = paths.map((path) => join('runs', path)).filter((path) => path.endsWith('.jsonl'));
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(book.content, path))]));
}

/** A copy of the book over the vitest series, without some of its issues, its twenty runs ingested. */
export async function ordersBook({ without = [] }: { without?: readonly string[] } = {}): Promise<TestBook> {
  const book = emptyBook({});
  cpSync(ORDERS_BOOK, book.content, { recursive: true });
  for (const id of without) book.remove(`issues/${id}.md`);
  ingested ??= ingestRuns();
  book.write(await ingested);
  return book;
}
