import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Book, DEFAULT_BOOK } from '../../../src/records/book/book.ts';
import { checkFile } from '../../../src/records/check/check-file.ts';
import { BOOK_FILE, sourceKind } from '../../../src/records/check/parse-source.ts';
import { schemaOf } from '../../../src/records/fields/read-record.ts';
import { bookOf } from '../../../src/records/knowledge-base.ts';
import type { RunHistory } from '../../../src/records/runs/run-history.ts';
import { hasErrors } from '../../../src/rules/rules.ts';
import type { DataPath } from '../../../src/text/yaml.ts';
import { openTestBook, ROOT, readFiles } from '../../../test/support/book.ts';
import { runFiles } from '../../../test/support/run-files.ts';
import { type TextField, textFields, withValues } from './fields.ts';

export const PAYLOADS: readonly string[] = [
  ...Object.values<readonly string[]>(
    parse(readFileSync(new URL('payloads.yaml', import.meta.url), 'utf8')),
  ).flat(),
  // Halves of a character, which a file of YAML cannot have.
  '\ud800half\udc00',
];

/** The book with every key and word: what is in it reaches every page. */
const RICH = readFiles(join(ROOT, 'test/golden/book'));
const BOOK: Book = bookOf(checkFile(BOOK_FILE, RICH.get(BOOK_FILE) ?? new Uint8Array(), DEFAULT_BOOK).record);
const HISTORIES = openTestBook(RICH).runs;

/** Keys that say which record, test or fix is meant: another text there leaves no page to look at. */
const NAMING: ReadonlySet<string | number | undefined> = new Set(
  'suite fix by tests same issue pattern related after failures references about covers retired prefix pattern fixes'.split(
    ' ',
  ),
);

/** Which texts get payloads: those that are shown, or those by which records find each other. */
export type Where = 'shown' | 'names';

/** A record of the rich book. */
interface Source {
  readonly file: string;
  readonly data: unknown;
  readonly body: string | undefined;
  readonly fields: readonly TextField[];
}

const SOURCES: readonly Source[] = [...RICH].flatMap(([file, bytes]) => {
  const kind = sourceKind(file)?.kind;
  if (kind === undefined || kind === 'runs' || kind === 'roster') return [];
  const text = new TextDecoder().decode(bytes);
  const [, front, body] = /^---\n(.*?\n)---\n(.*)$/s.exec(text) ?? [undefined, text, undefined];
  const data: unknown = parse(front, { schema: 'failsafe' });
  return [{ file, data, body, fields: textFields(data, schemaOf(kind, BOOK)) }];
});

/** Of the rich book. */
export const FIELD_COUNT = SOURCES.reduce((sum, { fields }) => sum + fields.length, 0);

export type Files = ReadonlyMap<string, Uint8Array>;

/**
 * The rich book with a payload in every text: over all turns, each text has each of them once.
 * @param accepts whether a text may stand in a file; what may not is left as it was.
 */
export function hostileBook(
  turn: number,
  where: Where,
  accepts: (file: string, text: string) => boolean = () => true,
): Files {
  let at = turn;
  const next = () => {
    at += 1;
    return PAYLOADS[at % PAYLOADS.length] ?? '';
  };
  const files = SOURCES.map((source): [string, string] => {
    const values = new Map<DataPath, string>();
    for (const { path, formOf } of source.fields) {
      const value = formOf(next());
      if (value === undefined || isNaming(path) !== (where === 'names')) continue;
      if (accepts(source.file, write(source, new Map([[path, value]])))) values.set(path, value);
    }
    const payloads = Array.from({ length: 9 }, next);
    const body = where === 'shown' ? bodyWith(payloads) : '';
    const whole = write(source, values, body);
    return [source.file, body === '' || accepts(source.file, whole) ? whole : write(source, values)];
  });
  const runs = [...HISTORIES].flatMap(([suite, history]) =>
    Object.entries(runFiles(suite, hostileHistory(history, next))),
  );
  return new Map([...files, ...runs].map(([file, text]) => [file, new TextEncoder().encode(text)]));
}

/** The hostile book without what `check` calls an error: such a book reaches every command. */
export function soundBook(turn: number): Files {
  const files = hostileBook(turn, 'shown', isSound);
  const faulty = new Set(
    openTestBook(files)
      .findings.filter((finding) => hasErrors([finding]))
      .map(({ file }) => file),
  );
  return new Map([...files, ...[...RICH].filter(([file]) => faulty.has(file))]);
}

function isSound(file: string, text: string): boolean {
  return !hasErrors(checkFile(file, new TextEncoder().encode(text), BOOK).findings);
}

function isNaming(path: DataPath): boolean {
  return NAMING.has(path.findLast((step) => typeof step === 'string'));
}

/** Front matter as JSON, which is YAML, with all that is no plain ASCII escaped: bytes are as harmless as they can be. */
function write({ data, body }: Source, values: ReadonlyMap<DataPath, string>, more = ''): string {
  const json = JSON.stringify(withValues(data, values)).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return body === undefined ? json : `---\n${json}\n---\n${body}${more}`;
}

function bodyWith([a, b, c, d, e, f, g, h, i]: readonly string[]): string {
  return `\n## Notes\n\nA line with ${a} in it.\n\n${b}\n\n- ${c}\n\n| a |\n|---|\n| ${d} |\n\n\`${e}\`\n\n\`\`\`text\n${f}\n\`\`\`\n\n[${g}](${h})\n\n### ${i}\n`;
}

/** Tests keep their order and runs their ids apart; all else is whatever a result file said. */
function hostileHistory({ runs, rosters }: RunHistory, next: () => string): RunHistory {
  const names = new Map([...rosters.values()].flat().map((name) => [name, `${name} ${next()}`]));
  const named = (test: string) => names.get(test) ?? test;
  return {
    rosters: new Map([...rosters].map(([id, tests]) => [id, tests.map(named).sort()])),
    runs: runs.map((run, i) => ({
      ...run,
      run: `${next()} ${i}`,
      commit: next(),
      environment: next(),
      branch: i % 4 === 0 ? next() : run.branch,
      url: `https://evil.example/${next().replace(/\s/g, '')}`,
      outcomes: run.outcomes
        .map((one) => ({ ...one, test: named(one.test), message: next() }))
        .sort((a, b) => (a.test < b.test ? -1 : 1)),
      setup: [{ suite: next(), message: next() }],
    })),
  };
}
