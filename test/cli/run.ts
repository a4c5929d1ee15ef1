import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { type Ended, flakebook, type RunOptions, world } from '../support/flakebook.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const CONTENT = join(ROOT, 'content');
const LAUNCHER = join(ROOT, 'bin/flakebook.js');

export { type Ended, flakebook };

export interface ProcessOptions {
  /** In a process group of its own, so that it can be killed with all that it started. */
  readonly detached?: boolean;
  /** Arguments of Node itself. */
  readonly node?: readonly string[];
}

/** Runs the launcher in a process of its own: for what only a process has. */
export function flakebookProcess(
  args: readonly string[],
  options: RunOptions & ProcessOptions = {},
): Promise<Ended> {
  return ended(start(args, options));
}

export function start(
  args: readonly string[],
  { detached = false, ...options }: RunOptions & ProcessOptions = {},
): ChildProcess {
  const settings: SpawnOptions = {
    ...world(options),
    detached,
    stdio: ['pipe', 'pipe', 'pipe'],
  };
  const child = spawn(process.execPath, [...(options.node ?? []), LAUNCHER, ...args], settings);
  child.stdin?.end(options.stdin);
  return child;
}

export function ended(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** A folder that is removed after the test. `node_modules` in it keeps the cache in it too. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flakebook-test-'));
  mkdirSync(join(folder, 'node_modules'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** Files to write, by path below the content folder. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

export interface TestBook {
  readonly folder: string;
  readonly content: string;
  run(...args: string[]): Promise<Ended>;
  write(files: Files): void;
  remove(file: string): void;
  /** Removes the cache, so that the next run is a cold one. */
  forget(): void;
}

/** A copy of the shipped book with some files laid over it. */
export function copiedBook(files: Files = {}): TestBook {
  const book = emptyBook(files);
  cpSync(CONTENT, book.content, { recursive: true });
  book.write(files);
  return book;
}

/** A folder with nothing but these files in its content. */
export function emptyBook(files: Files): TestBook {
  const folder = tempFolder();
  const content = join(folder, 'content');
  mkdirSync(content);
  const write = (more: Files): void => {
    for (const [file, text] of Object.entries(more)) {
      const path = join(content, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  };
  write(files);
  return {
    folder,
    content,
    write,
    remove: (file) => rmSync(join(content, file)),
    run: (...args) => flakebook(args, { cwd: folder }),
    forget: () => rmSync(join(folder, 'node_modules/.cache'), { recursive: true, force: true }),
  };
}

/** The smallest book with one sound issue. */
export const SMALL_BOOK = {
  'book.yaml': 'title: Flaky tests of the shop\nprefixes:\n  - { prefix: SHOP-, suite: shop }\n',
  'suites/shop.md': '---\ntitle: Shop tests\nsize:\n  - { date: 2026-01-04, tests: 1000 }\n---\n',
  'issues/SHOP-1.md': issueText('Cart loses an item'),
} as const satisfies Files;

export function issueText(title: string, more = '', body = ''): string {
  return `---\ntitle: ${JSON.stringify(title)}\nsuite: shop\ntests:\n  a: { name: ${JSON.stringify(title)}, at: "test/cart.ts:10" }\n${more}timeline:\n  - open: 2026-01-04\n---\n${body}`;
}

/** `--format json`, parsed. */
export interface Row {
  readonly ruleId: string;
  readonly severity: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
}

export function rowsOf({ stdout }: Ended): Row[] {
  return JSON.parse(stdout) as Row[];
}

/** `file:line ruleId` of each finding. */
export async function findingsOf(book: TestBook, more: readonly string[] = []): Promise<string[]> {
  const result = await book.run('check', '--format', 'json', ...more);
  if (result.stderr !== '') throw new Error(result.stderr);
  return rowsOf(result).map(({ file, line, ruleId }) => `${file}:${line} ${ruleId}`);
}

/** The hash of every file below a folder, hidden ones too. */
export function hashesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(
    paths.map((path) => [
      relative(folder, path),
      createHash('sha256').update(readFileSync(path)).digest('hex'),
    ]),
  );
}
