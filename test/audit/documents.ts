import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditDocument, type Knowledge } from '../../src/audit/audit.ts';
import type { Finding } from '../../src/core/finding.ts';
import { CONTENT, openTestBook, ROOT, readFiles } from '../support/book.ts';

export const FIXTURES = join(ROOT, 'test/fixtures/audit');

/** The Markdown files of a folder by name. */
export function documentsOf(folder: string): [name: string, text: string][] {
  const names = readdirSync(join(FIXTURES, folder)).filter((name) => name.endsWith('.md'));
  return names.sort().map((name) => [name, readFileSync(join(FIXTURES, folder, name), 'utf8')]);
}

/** `line rule said -> expected` of each finding. */
export function lineOf({ place, ruleId, args }: Finding): string {
  return `${place.start.line} ${ruleId} \`${args.said}\` -> ${args.expected}`;
}

export function findingsOf(text: string, knowledge?: Knowledge): string[] {
  return auditDocument('document.md', text, knowledge).map(lineOf);
}

/** The book that this repository ships. */
export function shippedBook(): Knowledge {
  return { snapshot: openTestBook(readFiles(CONTENT)).snapshot };
}
