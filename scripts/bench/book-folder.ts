import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BookFiles } from './book/make-book.ts';
import { dayOf } from './book/random.ts';

/** The repository that the bench stands in. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The shipped patterns, by path. */
export function readPatterns(): BookFiles {
  const names = readdirSync(join(ROOT, 'content/patterns')).filter((name) => name.endsWith('.md'));
  return new Map(
    names
      .sort()
      .map((name) => [`patterns/${name}`, readFileSync(join(ROOT, 'content/patterns', name), 'utf8')]),
  );
}

export function writeFiles(folder: string, files: BookFiles): void {
  for (const [file, text] of files) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

/** One issue that is changed again and again, as its author would. */
export interface ChangingIssue {
  /** Rewrites a sentence: nothing but this page is touched by it. */
  editProse(): void;
  /** Adds an entry a day newer than all others: the whole book is read as of another date then. */
  addEntry(): void;
}

/** The first day after all that the book holds, in days from 2024-01-01. */
const FIRST_NEW_DAY = 731;

export function changingIssue(path: string): ChangingIssue {
  let text = readFileSync(path, 'utf8');
  let edits = 0;
  let entries = 0;
  const write = (changed: string): void => {
    if (changed === text) throw new Error(`${path} has no place for a change`);
    text = changed;
    writeFileSync(path, text);
  };
  return {
    editProse() {
      edits += 1;
      write(
        text.replace(
          /\n## Evidence\n(?:\nSeen \d+ more times since then\.\n)?/,
          `\n## Evidence\n\nSeen ${edits} more times since then.\n`,
        ),
      );
    },
    addEntry() {
      const day = dayOf(FIRST_NEW_DAY + entries);
      entries += 1;
      write(text.replace('\n---\n\n## ', `\n  - seen: ${day}\n    note: On another runner\n---\n\n## `));
    },
  };
}
