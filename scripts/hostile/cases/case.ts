import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../../../test/support/book.ts';
import { type Ended, flakebook } from '../../../test/support/flakebook.ts';
import type { Failure, Part } from '../part.ts';

/** One harmful thing that was or could be tried, and what is right. */
export interface Case {
  /** The fault that it showed first, where it is one that was found. */
  readonly fault?: string;
  readonly tries: string;
  readonly right: string;
  /** Whether it takes long, so that the short form leaves it out. */
  readonly isLong?: boolean;
  /** Tries it. @returns what is wrong; nothing where all is right. */
  wrong(): Promise<string | undefined | false>;
}

/** What is not there on a machine, so that a case cannot be tried. */
export class Skipped extends Error {}

/** A part of the harness that tries each case once. */
export function partOf(cases: readonly Case[]): Part {
  return {
    counts: { long: cases.length, short: cases.filter(({ isLong }) => !isLong).length },
    async run({ seed, count, progress }) {
      const failures: Failure[] = [];
      let skipped = 0;
      const chosen = cases.slice(Math.max(0, seed - 1)).slice(0, count);
      for (const one of chosen) {
        progress?.(one.tries);
        const says = await wrongWith(one);
        if (says instanceof Skipped) skipped += 1;
        if (says instanceof Skipped) progress?.(`left out: ${one.tries}: ${says.message}`);
        else if (says)
          failures.push({
            seed: cases.indexOf(one) + 1,
            says: `${one.tries}: ${says} (right: ${one.right})`,
          });
      }
      return {
        figures: { cases: chosen.length, 'left out': skipped, failures: failures.length },
        failures,
      };
    },
  };
}

async function wrongWith(one: Case): Promise<string | undefined | Skipped> {
  try {
    return (await one.wrong()) || undefined;
  } catch (error) {
    if (error instanceof Skipped) return error;
    return error instanceof Error ? `it throws ${error.stack}` : String(error);
  }
}

/** A folder that goes when the work is done. */
export async function inFolder<Result>(
  work: (folder: string) => Promise<Result>,
  parent = tmpdir(),
): Promise<Result> {
  const folder = mkdtempSync(join(parent, 'flakebook-hostile-'));
  try {
    return await work(folder);
  } finally {
    chmodSync(folder, 0o755);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

export const SMALL_BOOK = {
  'book.yaml': 'title: Shop\nprefixes: [ { prefix: SHOP-, suite: shop } ]\n',
  'suites/shop.md': '---\ntitle: Shop tests\n---\n',
  'issues/SHOP-1.md': issue(''),
};

/** The shortest issue, with more front matter and a body. */
export function issue(more: string, body = ''): string {
  return `---\ntitle: Cart loses an item\nsuite: shop\ntests:\n  a: { name: loses an item, at: test/cart.ts:10 }\n${more}timeline:\n  - open: 2026-01-04\n---\n${body}`;
}

export type Texts = Readonly<Record<string, string | Uint8Array>>;

export function writeTexts(folder: string, texts: Texts): void {
  for (const [file, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}

/** A small book with these files in a folder of its own. */
export interface TrialBook {
  readonly folder: string;
  run(...args: string[]): Promise<Ended>;
}

export function withBook<Result>(
  texts: Texts,
  work: (book: TrialBook) => Promise<Result>,
  parent?: string,
): Promise<Result> {
  return inFolder((folder) => {
    mkdirSync(join(folder, 'node_modules'));
    writeTexts(join(folder, 'content'), { ...SMALL_BOOK, ...texts });
    return work({ folder, run: (...args) => flakebook(args, { cwd: folder }) });
  }, parent);
}

export interface ProcessOptions {
  readonly cwd: string;
  /** All of the environment; that of this process unless given. */
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
}

/** Runs the launcher in a process of its own. */
export function inProcess(
  args: readonly string[],
  { cwd, env = process.env, uid }: ProcessOptions,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, 'bin/flakebook.js'), ...args], {
      cwd,
      env,
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** All files below a folder as text, by path. */
export function textsBelow(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'latin1')]));
}

/** What of a command's end is worse than a sentence: a stack trace, an internal error, a signal. */
export function crashOf({ code, signal, stderr, stdout }: Ended): string | undefined {
  if (signal !== null || code === null || code > 2) return `it ended with ${signal ?? code}`;
  const trace = /internal error|^\s+at .*:\d+:\d+\)?$|our mistake/im.exec(stderr + stdout);
  return trace ? `it printed: ${stderr.slice(0, 300)}` : undefined;
}
