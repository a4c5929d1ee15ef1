import type { Snapshot } from '../../src/asof/snapshot.ts';
import { auditDocument } from '../../src/audit/audit.ts';
import type { Finding } from '../../src/core/finding.ts';
import { CONTENT, openTestBook, readFiles } from '../support/book.ts';

/** `line rule number` of a finding. */
export function lineOf({ place, ruleId, args }: Finding): string {
  return `${place.start.line} ${ruleId} ${args.said}`;
}

export function findingsOf(text: string, book?: Snapshot): string[] {
  return auditDocument('document.md', text, book).findings.map(lineOf);
}

/** The book that this repository ships. */
export function shippedBook(): Snapshot {
  return openTestBook(readFiles(CONTENT)).snapshot;
}
