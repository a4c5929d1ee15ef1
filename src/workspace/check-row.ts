import { createHash } from 'node:crypto';
import { type CheckedFile, checkFile } from '../check/check-file.ts';
import type { Facts } from '../check/facts.ts';
import { extractClaims } from '../claims/audit/audit.ts';
import type { Book } from '../model/book.ts';

/** A checked file as text columns: what a worker sends and the cache stores. */
export interface FileRow {
  readonly file: string;
  readonly digest: string;
  readonly kind: string;
  readonly suite: string | null;
  readonly facts: string;
  readonly newest: string | null;
  /** JSON; null where there is nothing to say. */
  readonly diagnostics: string | null;
  readonly record: string | null;
  readonly body: string | null;
  /** Numbers that its prose states, JSON; null where there are none. */
  readonly claims: string | null;
}

export function toRow(file: string, bytes: Uint8Array, book: Book): FileRow {
  const { record, body, tree, facts, diagnostics } = checkFile(file, bytes, book);
  return {
    file,
    digest: createHash('sha1').update(bytes).digest('hex'),
    kind: facts.kind,
    suite: facts.kind === 'suite' ? facts.id : (facts.suite ?? null),
    facts: JSON.stringify(facts),
    newest: facts.newest ?? null,
    diagnostics: diagnostics.length === 0 ? null : JSON.stringify(diagnostics),
    record: record && record.kind !== 'book' ? JSON.stringify(record) : null,
    body: body ? JSON.stringify(body) : null,
    claims: tree ? readClaims(facts, tree, bytes) : null,
  };
}

/** Patterns tell of tests in general: their numbers are about no suite. */
function readClaims(
  { kind }: Facts,
  tree: NonNullable<CheckedFile['tree']>,
  bytes: Uint8Array,
): string | null {
  if (kind !== 'issue' && kind !== 'suite') return null;
  const lines = new TextDecoder().decode(bytes).split(/\r\n?|\n/);
  const claims = extractClaims(tree, lines);
  return claims.length === 0 ? null : JSON.stringify(claims);
}
