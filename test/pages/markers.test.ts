import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { z } from 'zod';
import { SECTION_HEADINGS } from '../../src/records/body/section.ts';
import { sourceKind } from '../../src/records/check/parse-source.ts';
import { isSentence } from '../../src/records/fields/fields.ts';
import { insideOf, schemaAt } from '../../src/records/fields/inside.ts';
import { schemaOf } from '../../src/records/fields/read-record.ts';
import { renderHtml } from '../../src/render/html.ts';
import { siteLinks } from '../../src/render/links.ts';
import { fragment } from '../../src/render/page.ts';
import { writeHtml } from '../../src/render/write-html.ts';
import { openTestBook, ROOT, readFiles, renderDocs, type TestBook, withFiles } from '../support/book.ts';

/** The golden book has every key that the schemas know (`test/golden/book.test.ts`): each of its values must reach a reader. */

type Path = readonly (string | number)[];

const GOLDEN = readFiles(join(ROOT, 'test/golden/book'));
const SETTINGS = openTestBook(GOLDEN).kb.book;
/** What people write: machines write the others. */
const WRITTEN = /^(?:book\.yaml|(?:issues|suites|patterns|references)\/)/;

/** A record's file as data, with what stands below its front matter. */
function readFile(file: string): { readonly data: unknown; readonly body?: string } {
  const text = new TextDecoder().decode(GOLDEN.get(file));
  const [, front, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  return { data: parse(front ?? text, { schema: 'failsafe' }), body };
}

function writeFile(data: unknown, body: string | undefined): string {
  return body === undefined ? stringify(data) : `---\n${stringify(data)}---\n${body}`;
}

function schemaIn(file: string, path: Path): z.ZodType | undefined {
  return schemaAt(schemaOf(sourceKind(file)?.kind ?? 'issue', SETTINGS), [...path]) as z.ZodType | undefined;
}

/** `issue.fixes.*.title` */
function keyOf(file: string, path: Path): string {
  const steps = path.map((step, i) => {
    const before = schemaIn(file, path.slice(0, i));
    return before && insideOf(before).keys ? step : '*';
  });
  return [sourceKind(file)?.kind, ...steps].join('.');
}

interface Value {
  readonly file: string;
  readonly path: Path;
  readonly key: string;
}

const VALUES: readonly Value[] = [...GOLDEN.keys()]
  .filter((file) => WRITTEN.test(file))
  .flatMap((file) => [...valuesIn(file, readFile(file).data)]);

function* valuesIn(file: string, data: unknown, path: Path = []): Iterable<Value> {
  if (typeof data !== 'object' || data === null) yield { file, path, key: keyOf(file, path) };
  else
    for (const [step, part] of Object.entries(data))
      yield* valuesIn(file, part, [...path, Array.isArray(data) ? Number(step) : step]);
}

/** Changes the value at a path, or leaves it out. */
function withValue(data: unknown, [step, ...rest]: Path, value: string | undefined): unknown {
  if (step === undefined) return value;
  if (Array.isArray(data)) return data.map((part, i) => (i === step ? withValue(part, rest, value) : part));
  const entries = Object.entries(data as object).map(([key, part]) => [
    key,
    key === step ? withValue(part, rest, value) : part,
  ]);
  return Object.fromEntries(entries.filter(([, part]) => part !== undefined));
}

/** Texts that name something else in the book, or say where something is: another word there is a finding or an address. */
const NAMES =
  /^(?:issue|suite|references|pattern|book)\.(?:suite|source\..*|records\..*|.*\.(?:same|pattern|issue|fix|advised|chosen|status|commit|suite|prefix)|.*\.(?:tests|options|rejected|about|covers|after|failures)\.\*|related\.\*|references\.\*|links\.\*|retired\.\*|base|reports\.\*)$/;

function isText({ file, path, key }: Value): boolean {
  return !NAMES.test(key) && schemaIn(file, path)?.safeParse('zebrafish').success === true;
}

const markers = new Map<string, string>();

function mark(name: string): string {
  const marker = `zebra${markers.size}fish`;
  markers.set(marker, name);
  return marker;
}

/** The golden book with a word of its own in each text, and with every section in every body. */
function markedBook(): TestBook {
  const files: Record<string, string> = {};
  for (const [file, values] of Map.groupBy(VALUES, (value) => value.file)) {
    const { data, body } = readFile(file);
    const marked = values.filter(isText).reduce((whole, { path }) => {
      const marker = mark(`${file} ${path.join('.')}`);
      const schema = schemaIn(file, path);
      // Sentences are Markdown: a page shows their words.
      return withValue(whole, path, schema && isSentence(schema) ? `so **${marker}** is` : marker);
    }, data);
    const sections = Object.values(SECTION_HEADINGS)
      .filter((heading) => body !== undefined && !body.includes(`## ${heading}`) && heading !== 'Fix')
      .map((heading) => `\n## ${heading}\n\nA ${mark(`${file} ${heading}`)} swims.\n`);
    files[file] = writeFile(marked, body === undefined ? body : body + sections.join(''));
  }
  return openTestBook(withFiles(GOLDEN, files));
}

async function siteText(book: TestBook): Promise<string> {
  const pages: string[] = [];
  for (const spec of book.pages('site')) {
    const page = book.page(spec);
    const { body, rail } = await renderHtml(page, siteLinks('/'));
    pages.push(page.title, writeHtml(fragment([...body, ...rail])));
  }
  return pages.join('\n').replaceAll('<wbr>', '');
}

describe('every text of a record', () => {
  const book = markedBook();
  const missingIn = (pages: string) =>
    [...markers].filter(([marker]) => !pages.includes(marker)).map(([, name]) => name);

  it('is in the docs', () => {
    expect(missingIn([...renderDocs(book).values()].join('\n'))).toEqual([]);
  });

  it('is on the site', async () => {
    expect(missingIn(await siteText(book))).toEqual([]);
  });
});

/** What decides how other things are read or found, and has no place of its own on a page. */
const SILENT = /^book\.(?:source|records|prefixes|links|retired|day|week|timeZone)\b/;

describe('without a value that is no text, a page says less', () => {
  const keys = Map.groupBy(
    VALUES.filter((value) => !isText(value) && !NAMES.test(value.key) && !SILENT.test(value.key)),
    ({ key }) => key,
  );
  const before = openTestBook(GOLDEN);
  const shownBefore = new Map<string, string>();
  const optional = [...keys].flatMap(([key, values]) => {
    const left = values.filter(({ file, path }) => schemaIn(file, path)?.safeParse(undefined).success);
    return left.length === 0 ? [] : [[key, left.slice(0, 4)] as const];
  });

  it.each(optional)('%s', (_, values) => {
    const isShown = values.some(({ file, path }) => {
      const { data, body } = readFile(file);
      const text = writeFile(withValue(data, path, undefined), body);
      const after = openTestBook(withFiles(GOLDEN, { [file]: text }), before.asOf);
      const shown = shownBefore.get(file) ?? shownOf(before, file);
      shownBefore.set(file, shown);
      return shownOf(after, file) !== shown;
    });
    expect(isShown).toBe(true);
  });
});

/** The pages on which a record stands first of all. */
function shownOf(book: TestBook, file: string): string {
  const [, folder = '', id = ''] = /^(\w+)\/(.+)\.\w+$/.exec(file) ?? [];
  const routes: ReadonlySet<string> = new Set([
    ...['', 'plan', 'decisions', 'references'],
    `${folder}/${id.toLowerCase()}`,
  ]);
  return book
    .pages('docs')
    .filter(({ route }) => routes.has(route))
    .map((spec) => JSON.stringify(book.page(spec)))
    .join('\n');
}
