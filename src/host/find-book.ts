import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { BOOK_FILE } from './content-files.ts';
import { UserError } from './user-error.ts';

/** Where a book lies below a folder that people work in. */
const PLACES = ['', 'content', 'flaky'];

/**
 * The content folder that a user most likely means: what `FLAKEBOOK_CONTENT` names; else, from a folder upwards to the root
 * of its repository, what `"flakebook": { "content": … }` of a package.json names, or a folder with a `book.yaml`: the folder
 * itself, `content` or `flaky`. Undefined where there is none.
 * @throws UserError where a package.json names something else than a folder.
 */
export function findBook(cwd: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  if (env.FLAKEBOOK_CONTENT) return resolve(cwd, env.FLAKEBOOK_CONTENT);
  for (let folder = cwd; ; folder = dirname(folder)) {
    const named = namedInPackage(join(folder, 'package.json'));
    if (named !== undefined) return resolve(folder, named);
    const found = PLACES.map((place) => join(folder, place)).find((place) => isFile(join(place, BOOK_FILE)));
    if (found !== undefined) return found;
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder) return undefined;
  }
}

function namedInPackage(file: string): string | undefined {
  if (!isFile(file)) return undefined;
  const named = settingOf(file);
  if (named === undefined) return undefined;
  if (typeof named !== 'string')
    throw new UserError(
      `Name the content folder in ${file} as text: \`"flakebook": { "content": "flaky" }\`.`,
    );
  return named;
}

/** Undefined where the file says nothing of Flakebook; a package.json that cannot be read is npm's matter. */
function settingOf(file: string): unknown {
  try {
    const data: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const own = isObject(data) ? data.flakebook : undefined;
    return isObject(own) ? own.content : own;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
