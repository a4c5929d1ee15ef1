import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  type NewBook,
  type PlannedFile,
  RUNNERS,
  type Runner,
  SCHEMA_OF_BOOK,
} from '../pages/scaffold-book.ts';
import { BOOK_FILE } from './content-files.ts';
import { findBook, isFile } from './find-book.ts';
import { openGit, repositoryAround } from './git/git.ts';
import { UserError } from './user-error.ts';
import { isWithin, makeFolder, orFail, realPlace } from './write-file.ts';

/** What a project says about the book that it would have. */
export type FoundProject = Pick<
  NewBook,
  'folder' | 'title' | 'suite' | 'prefix' | 'repository' | 'branch' | 'inside' | 'runner' | 'hasSchemas'
>;

/** Looks a project over: its name, its test tool, its git remote and default branch. Nothing is run but git, nothing fetched. */
export function lookAtProject(root: string): FoundProject {
  const git = openAround(root);
  const repository = addressOf(git('remote', 'get-url', 'origin'));
  const name = wordsOf(repository === undefined ? basename(root) : basename(repository)) || 'tests';
  const head = git('symbolic-ref', '--short', 'refs/remotes/origin/HEAD');
  return {
    folder: isTaken(join(root, 'content')) ? 'flaky' : 'content',
    title: `Flaky tests of ${name}`,
    suite: name,
    prefix: `${name.replaceAll('-', '').slice(0, 8).toUpperCase()}-`,
    repository,
    branch: head?.replace(/^origin\//, '') ?? git('symbolic-ref', '--short', 'HEAD'),
    inside: repositoryAround(root)?.inside,
    runner: runnerOf(root),
    hasSchemas: existsSync(join(root, 'node_modules/flakebook', SCHEMA_OF_BOOK)),
  };
}

/** Whether a folder has files, and none of a book: a site has its pages in `content`. */
function isTaken(folder: string): boolean {
  return (
    existsSync(folder) &&
    !isFile(folder) &&
    readdirSync(folder).length > 0 &&
    !existsSync(join(folder, BOOK_FILE))
  );
}

/** Lower-case words joined by hyphens, beginning with a letter: an id. */
export function wordsOf(text: string): string {
  const words = text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return words.replace(/^[-0-9]+|-+$/g, '').slice(0, 40);
}

/** Asks git about the repository around a folder; each answer is undefined where there is no git, no repository, or none. */
function openAround(folder: string): (...args: string[]) => string | undefined {
  const around = repositoryAround(folder);
  if (around === undefined) return () => undefined;
  try {
    const git = openGit(around.repository);
    return (...args) => git.run(args)?.toString('utf8').trim() || undefined;
  } catch (error) {
    if (error instanceof UserError) return () => undefined;
    throw error;
  }
}

/** The address of a host's pages: that of a clone by SSH has the same host and path. A user name or password never goes along. */
function addressOf(remote: string | undefined): string | undefined {
  const [, host, path] =
    /^(?:https?:\/\/|ssh:\/\/)?(?:[^@/]*@)?([\w.-]+\.[a-z]{2,})(?::\d+(?=\/))?[/:]([\w./-]+?)(?:\.git)?\/?$/i.exec(
      remote ?? '',
    ) ?? [];
  return host === undefined || path === undefined ? undefined : `https://${host}/${path}`;
}

const FILES: readonly (readonly [file: RegExp, runner: string])[] = [
  [/^go\.mod$/, 'go'],
  [/^(?:pytest\.ini|pyproject\.toml|tox\.ini|setup\.cfg|requirements.*\.txt)$/, 'pytest'],
  [/^pom\.xml$/, 'maven'],
  [/^build\.gradle(?:\.kts)?$/, 'gradle'],
];
const PACKAGES: readonly (readonly [name: string, runner: string])[] = [
  ['vitest', 'vitest'],
  ['@playwright/test', 'playwright'],
  ['jest', 'jest'],
];

function runnerOf(root: string): Runner {
  const byId = (id: string | undefined) => RUNNERS.find((runner) => runner.id === id);
  const manifest = join(root, 'package.json');
  const used = isFile(manifest) ? readFileSync(manifest, 'utf8') : '';
  const inPackages = PACKAGES.find(([name]) => used.includes(`"${name}"`))?.[1];
  const names = readdirSync(root);
  const inFiles = FILES.find(([file]) => names.some((name) => file.test(name)))?.[1];
  return byId(inPackages) ?? byId(inFiles) ?? RUNNERS[0];
}

/** What `init` did with a file. */
export interface InitiatedFile {
  readonly path: string;
  readonly did: 'wrote' | 'added to' | 'kept';
}

/**
 * Writes the files of a new book; all of them, or none. A file that is there keeps what it says.
 * @throws UserError where there is a book already, or something cannot be written.
 */
export function initBook(
  root: string,
  folder: string,
  planned: readonly PlannedFile[],
  env: Readonly<Record<string, string | undefined>>,
): readonly InitiatedFile[] {
  const other = existsSync(join(root, folder, BOOK_FILE)) ? join(root, folder) : findBook(root, env);
  if (other !== undefined && existsSync(join(other, BOOK_FILE)))
    throw new UserError(`Leave it as it is, or choose another folder: there is a book in ${other}.`);
  const edits = planned.map((file) => editOf(root, file));
  const undo: (() => void)[] = [];
  try {
    for (const { path, before, after } of edits) {
      if (after === undefined) continue;
      const target = join(root, path);
      const made = makeFolder(dirname(target));
      if (made !== undefined) undo.push(() => rmSync(made, { recursive: true, force: true }));
      undo.push(() =>
        before === undefined ? rmSync(target, { force: true }) : writeFileSync(target, before),
      );
      orFail(path, () => writeFileSync(target, after, { flag: before === undefined ? 'wx' : 'w' }));
    }
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw error;
  }
  return edits.map(({ path, before, after }) => ({
    path,
    did: after === undefined ? 'kept' : before === undefined ? 'wrote' : 'added to',
  }));
}

interface Edit {
  readonly path: string;
  /** Absent where the file is not there. As bytes: they stay, whatever they are. */
  readonly before?: Buffer;
  /** Absent where nothing is to be written. */
  readonly after?: string | Buffer;
}

/** @throws UserError for what would be written elsewhere than in the project, such as behind a link of its repository. */
function editOf(root: string, { path, text, adds }: PlannedFile): Edit {
  const target = join(root, path);
  if (!isWithin(realPlace(target), realPlace(root)))
    throw new UserError(`Nothing was written: ${path} leads out of this folder by a link.`);
  if (existsSync(target) && !isFile(target))
    throw new UserError(`Nothing was written: ${path} is no plain file.`);
  if (!existsSync(target)) return { path, after: text.trimStart() };
  const before = orFail(path, () => readFileSync(target));
  if (adds === undefined) return { path, before };
  const there = before.toString('utf8');
  const known = new Set(there.split(/\r?\n/));
  const lines = text.split('\n').filter((line) => line !== '');
  const missing =
    adds === 'lines' ? lines.filter((line) => !known.has(line)) : known.has(lines[0] ?? '') ? [] : [text];
  if (missing.length === 0) return { path, before };
  const end = there === '' || there.endsWith('\n') ? '' : '\n';
  return {
    path,
    before,
    after: Buffer.concat([before, Buffer.from(`${end}${missing.join('\n').trimEnd()}\n`)]),
  };
}
