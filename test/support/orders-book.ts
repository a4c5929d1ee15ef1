import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { emptyBook, type TestBook } from '../cli/run.ts';

export const ORDERS_RUNS = fileURLToPath(new URL('../fixtures/vitest-orders', import.meta.url));
export const ORDERS_BOOK = fileURLToPath(new URL('../fixtures/vitest-orders-book', import.meta.url));

/** A copy of the book over the vitest series, without some of its issues, its twenty runs ingested. */
export async function ordersBook({ without = [] }: { without?: readonly string[] } = {}): Promise<TestBook> {
  const book = emptyBook({});
  cpSync(ORDERS_BOOK, book.content, { recursive: true });
  for (const id of without) book.remove(`issues/${id}.md`);
  const { code, stderr } = await book.run(
    'ingest',
    '--manifest',
    `${ORDERS_RUNS}/runs.jsonl`,
    '--suite',
    'orders',
  );
  if (code !== 0) throw new Error(stderr);
  return book;
}
