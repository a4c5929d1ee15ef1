import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import type { z } from 'zod';
import { SECTION_HEADINGS } from '../../src/records/body/section.ts';
import { sourceKind } from '../../src/records/check/parse-source.ts';
import { isSentence } from '../../src/records/fields/fields.ts';
import { schemaAt } from '../../src/records/fields/inside.ts';
import { schemaOf } from '../../src/records/fields/read-record.ts';
import { openTestBook, ROOT, readFiles, renderDocs, withFiles } from '../support/book.ts';

/** The golden book has every key. Each of its texts gets a word of its own, so that each must be on a page, or found. */

const GOLDEN = readFiles(join(ROOT, 'test/golden/book'));
const SETTINGS = openTestBook(GOLDEN).kb.book;
const marked = new Map<string, string>();

function mark(file: string, name: string): string {
  const marker = `zebra${marked.size}fish`;
  marked.set(marker, `${file} ${name}`);
  return marker;
}

/** The data of a record with a marker in every text that may be any text. */
function withMarkers(file: string, data: unknown, path: (string | number)[] = []): unknown {
  if (Array.isArray(data)) return data.map((part, i) => withMarkers(file, part, [...path, i]));
  if (typeof data === 'object' && data !== null)
    return Object.fromEntries(
      Object.entries(data).map(([key, part]) => [key, withMarkers(file, part, [...path, key])]),
    );
  const kind = sourceKind(file)?.kind ?? 'issue';
  const schema = schemaAt(schemaOf(kind, SETTINGS), path) as z.ZodType | undefined;
  const isText = typeof data === 'string' && schema?.safeParse('zebrafish').success;
  if (!isText || IDS.test(path.join('.'))) return data;
  const marker = mark(file, path.join('.'));
  return isSentence(schema) ? `so **${marker}** is` : marker;
}

/** Texts that name something else in the book: another word there is a finding. */
const IDS =
  /^(?:suite|.*\.(?:same|pattern|issue|fix|advised|chosen|status)|.*\.(?:tests|options|rejected|about|covers|after|failures|related)\.\d+|related\.\d+|references\.\d+|causes\..*\.pattern)$/;

function overlay(): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [file, bytes] of GOLDEN) {
    if (!/^(?:issues|suites|patterns)\//.test(file)) continue;
    const [, front = '', body = ''] =
      /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(new TextDecoder().decode(bytes)) ?? [];
    const data = withMarkers(file, parse(front, { schema: 'failsafe' }));
    const sections = Object.values(SECTION_HEADINGS)
      .filter((heading) => !body.includes(`## ${heading}`) && heading !== 'Fix')
      .map((heading) => `\n## ${heading}\n\nA ${mark(file, heading)} swims.\n`);
    files[file] = `---\n${stringify(data)}---\n${body}${sections.join('')}`;
  }
  return files;
}

const pages = [...renderDocs(openTestBook(withFiles(GOLDEN, overlay()))).values()].join('\n');

test('no sentence shows its Markdown as signs', () => {
  const shown = [...pages.matchAll(/\\\*(zebra\d+fish)/g)].map(([, marker = '']) => marked.get(marker));
  expect([...new Set(shown)]).toEqual([]);
});

test('every text of an issue, a suite or a pattern is on a page', () => {
  const missing = [...marked].filter(([marker]) => !pages.includes(marker)).map(([, name]) => name);
  expect(missing).toEqual([]);
});
