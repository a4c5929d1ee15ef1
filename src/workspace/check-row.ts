import { createHash } from 'node:crypto';
import { checkFile } from '../check/check-file.ts';
import type { Book } from '../model/book.ts';

/** A checked file as text columns: what a worker sends and the cache stores. */
export interface FileRow {
  readonly file: string;
  readonly digest: string;
  readonly kind: string;
  readonly suite: string | null;
  readonly facts: string;
  /** JSON; null where there is nothing to say. */
  readonly diagnostics: string | null;
  readonly record: string | null;
  readonly body: string | null;
}

export function toRow(file: string, bytes: Uint8Array, book: Book): FileRow {
  const { record, body, facts, diagnostics } = checkFile(file, bytes, book);
  return {
    file,
    digest: createHash('sha1').update(bytes).digest('hex'),
    kind: facts.kind,
    suite: facts.suite ?? null,
    facts: JSON.stringify(facts),
    diagnostics: diagnostics.length === 0 ? null : JSON.stringify(diagnostics),
    record: record && record.kind !== 'book' ? JSON.stringify(record) : null,
    body: body ? JSON.stringify(body) : null,
  };
}
