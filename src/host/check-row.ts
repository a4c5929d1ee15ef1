import { createHash } from 'node:crypto';
import { areAboutBook, auditProse, type Claim, extractClaims } from '../audit/audit.ts';
import { checkOwnLooks } from '../match/signatures/check-own.ts';
import { type IssueLooks, readLooks } from '../match/signatures/issue-looks.ts';
import { seenInMonth } from '../match/signatures/seen-failures.ts';
import type { Book } from '../records/book/book.ts';
import { type CheckedFile, checkFile } from '../records/check/check-file.ts';
import type { Facts } from '../records/check/facts.ts';

/** A checked file as text columns: what a worker sends and the cache stores. */
export interface FileRow {
  readonly file: string;
  readonly digest: string;
  readonly kind: string;
  readonly suite: string | null;
  readonly facts: string;
  readonly newest: string | null;
  /** 1 where the file says until when something holds. */
  readonly dated: number;
  /** JSON; null where there is nothing to say. */
  readonly findings: string | null;
  readonly record: string | null;
  readonly body: string | null;
  /** Numbers that its prose states, JSON; null where none is about the whole suite. */
  readonly claims: string | null;
  /** How an issue's failures look, JSON, and how many signatures say so; null for other records. */
  readonly looks: string | null;
  readonly signatures: number;
  /** What a month of runs shows, JSON; null for other records. */
  readonly seen: string | null;
}

export function toRow(file: string, bytes: Uint8Array, book: Book): FileRow {
  const checked = checkFile(file, bytes, book);
  const { record, body, tree, facts } = checked;
  const looks = looksOf(checked);
  const own = looks && looks.signatures.length > 0 ? checkOwnLooks(looks) : [];
  const suite = facts.kind === 'suite' ? facts.id : (facts.suite ?? null);
  const claims = tree ? readClaims(facts, tree, bytes) : [];
  // Held against figures, they are audited with the whole book; else the file alone tells what is wrong with them.
  const isHeld = suite !== null && areAboutBook(claims);
  const audited = suite === null || isHeld ? [] : auditProse(file, claims);
  const findings = [...checked.findings, ...own, ...audited];
  const seen = record?.kind === 'runs' ? seenInMonth(record.runs) : undefined;
  return {
    file,
    digest: createHash('sha1').update(bytes).digest('hex'),
    kind: facts.kind,
    suite,
    facts: JSON.stringify(facts),
    newest: facts.newest ?? null,
    dated: facts.untils.length > 0 ? 1 : 0,
    findings: findings.length === 0 ? null : JSON.stringify(findings),
    record: record && record.kind !== 'book' ? JSON.stringify(record) : null,
    body: body ? JSON.stringify(body) : null,
    claims: isHeld ? JSON.stringify(claims) : null,
    looks: looks ? JSON.stringify(looks) : null,
    signatures: looks?.signatures.length ?? 0,
    seen: seen ? JSON.stringify(seen) : null,
  };
}

function looksOf({ record, body, tree, place }: CheckedFile): IssueLooks | undefined {
  return record?.kind === 'issue' && body && tree ? readLooks(record, body, tree, place) : undefined;
}

/** Patterns tell of tests in general: their numbers are about no suite. */
function readClaims({ kind }: Facts, tree: NonNullable<CheckedFile['tree']>, bytes: Uint8Array): Claim[] {
  if (kind !== 'issue' && kind !== 'suite') return [];
  return extractClaims(tree, new TextDecoder().decode(bytes).split(/\r\n?|\n/));
}
