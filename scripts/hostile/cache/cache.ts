import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Cache } from '../../../src/host/cache.ts';
import { GOLDEN, readFolder } from '../../../test/golden/make.ts';
import { flakebook } from '../../../test/support/flakebook.ts';
import { createRandom } from '../../bench/book.ts';
import type { Failure, Part } from '../part.ts';
import { DAMAGES } from './damage.ts';

/** What is asked of a book over a damaged cache; the docs that are written count as well. */
const COMMANDS = [
  ['build', '--docs', '--out', 'out'],
  ['check'],
  ['report', '--suite', 'berths', '--out', '-'],
  ['diff', '--from', '2026-02-08', '--to', '2026-03-12'],
  ['check', '--as-of', '2026-02-15', '--format', 'json'],
] as const;

const EDITED = 'issues/BERTH-001.md';

/** A cache that was harmed: every command says and writes to the byte what it does without one. */
export const cache: Part = {
  counts: { long: 4000, short: 66 },
  async run({ count, seed, progress }) {
    const book = await Book.make();
    const failures: Failure[] = [];
    const tried = new Set<string>();
    let replaced = 0;
    try {
      for (let i = 0; i < count; i += 1) {
        const { kind, says, isReplaced } = await tryDamage(book, seed + i);
        tried.add(kind);
        if (says !== undefined) failures.push({ seed: seed + i, says: `${kind}: ${says}` });
        if (isReplaced) replaced += 1;
        if (i % 500 === 499) progress?.(`${i + 1} caches damaged, ${failures.length} believed`);
      }
    } finally {
      book.remove();
    }
    return { figures: { trials: count, kinds: tried.size, 'made anew': replaced }, failures };
  },
};

/** Each seed has its way of damage, so that all of them have their turn. */
async function tryDamage(book: Book, seed: number) {
  const random = createRandom(seed);
  const kinds = Object.keys(DAMAGES);
  const kind = kinds[seed % kinds.length] ?? '';
  const isEdited = random.below(2) === 0;
  const hasLog = kind.includes('log') || random.below(3) === 0;
  book.restore({ isEdited, hasLog });
  DAMAGES[kind]?.({ path: book.database, random });
  const commands = [random.pick(COMMANDS), random.pick(COMMANDS)];
  for (const command of commands) {
    const [cold, warm] = [await book.cold(command, isEdited), await book.run(command)];
    if (warm !== cold)
      return { kind, isReplaced: true, says: `\`${command.join(' ')}\` ${difference(cold, warm)}` };
  }
  return { kind, isReplaced: book.isReplaced(), says: undefined };
}

function difference(cold: string, warm: string): string {
  const [was, is] = [cold.split('\n'), warm.split('\n')];
  const at = is.findIndex((line, i) => line !== was[i]);
  return `says ${JSON.stringify(is[at] ?? '')} for ${JSON.stringify(was[at] ?? '')}`;
}

/** Where the book lies, and what a command without a cache says of it. */
class Book {
  readonly database: string;
  readonly #folder: string;
  readonly #cold = new Map<string, string>();
  #bornMs = 0;

  private constructor(folder: string, database: string) {
    this.#folder = folder;
    this.database = database;
  }

  /** The golden book, and its cache: once as commands leave it, once with a log of what they wrote after an edit. */
  static async make(): Promise<Book> {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'flakebook-cache-')));
    mkdirSync(join(folder, 'node_modules'));
    cpSync(join(GOLDEN, 'book'), join(folder, 'content'), { recursive: true });
    const cache = Cache.open(join(folder, 'content'));
    cache.close();
    const book = new Book(folder, cache.path ?? '');
    for (const command of COMMANDS) await book.run(command);
    cpSync(book.database, join(folder, 'kept/closed.db'));
    // While somebody reads, what is new stays in the log.
    const reader = new DatabaseSync(book.database);
    reader.exec('BEGIN; SELECT * FROM meta;');
    book.#edit(true);
    for (const command of COMMANDS) await book.run(command);
    for (const suffix of ['', '-wal']) cpSync(book.database + suffix, join(folder, `kept/open.db${suffix}`));
    reader.close();
    cpSync(join(folder, 'out'), join(folder, 'kept/out'), { recursive: true, preserveTimestamps: true });
    return book;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Content, cache and output as they were. */
  restore({ isEdited, hasLog }: { readonly isEdited: boolean; readonly hasLog: boolean }): void {
    this.#edit(isEdited);
    const kept = (name: string) => join(this.#folder, 'kept', name);
    for (const suffix of ['', '-wal', '-shm'])
      rmSync(this.database + suffix, { recursive: true, force: true });
    cpSync(kept(hasLog ? 'open.db' : 'closed.db'), this.database);
    if (hasLog) cpSync(kept('open.db-wal'), `${this.database}-wal`);
    rmSync(join(this.#folder, 'out'), { recursive: true });
    cpSync(kept('out'), join(this.#folder, 'out'), { recursive: true, preserveTimestamps: true });
    this.#bornMs = statSync(this.database).birthtimeMs;
  }

  /** Whether the file is another one than the one that was harmed. */
  isReplaced(): boolean {
    return statSync(this.database, { throwIfNoEntry: false })?.birthtimeMs !== this.#bornMs;
  }

  /** All that a command says and writes. */
  async run(command: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await flakebook(command, { cwd: this.#folder });
    const docs = command[0] === 'build' ? [...readFolder(join(this.#folder, 'out'))].flat() : [];
    return [`exit ${code}`, stdout, stderr, ...docs].join('\n');
  }

  async cold(command: readonly string[], isEdited: boolean): Promise<string> {
    const id = `${command.join(' ')} ${isEdited}`;
    const known = this.#cold.get(id) ?? (await this.run([...command, '--no-cache']));
    this.#cold.set(id, known);
    return known;
  }

  #edit(isEdited: boolean): void {
    const text = readFileSync(join(GOLDEN, 'book', EDITED), 'utf8');
    const more = isEdited ? '\nOne note more about [the other](DECK-001.md).\n' : '';
    writeFileSync(join(this.#folder, 'content', EDITED), text + more);
  }
}
