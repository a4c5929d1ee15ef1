import { existsSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Knowledge } from '../asof/snapshot.ts';
import { UNDATED, type When } from '../core/calendar.ts';
import { compareFindings, type Finding } from '../core/finding.ts';
import { didYouMeanOr } from '../core/text.ts';
import type { Book } from '../records/book/book.ts';
import { withoutConsequences } from '../records/check/consequences.ts';
import { suggest } from '../records/fields/suggest.ts';
import type { SuiteRuns } from '../runs/verdict/suite-runs.ts';
import { Cache, type StampedWork } from './cache.ts';
import type { CachedFile } from './cache-changes.ts';
import { BOOK_FILE } from './content-files.ts';
import type { OpenBook } from './open-book.ts';
import { type Refreshed, refresh } from './refresh.ts';
import { UserError } from './user-error.ts';

export interface CheckResult {
  /** Sorted by file and place. */
  readonly findings: readonly Finding[];
  readonly asOf: When;
  readonly fileCount: number;
  /** How many of the files the cache knew as they are. */
  readonly knownCount: number;
}

/** One content folder with its cache: the door to the world for the CLI and the site alike. */
export interface Workspace {
  /** Real path of the content folder. */
  readonly content: string;
  /** What messages call it. */
  readonly label: string;
  readonly cache: Cache;
  /** Everything that is wrong in all files. @param asOf a date, or `undefined` for the newest date of the records. */
  check(asOf?: When): Promise<CheckResult>;
  /** The book as it was last checked, read at a date. */
  open(asOf: When, known?: Knowledge): Promise<OpenBook>;
  /**
   * What some work gives, or what it gave when the content was the same.
   * @param args plain data: all that the work depends on beside the content.
   */
  remember<Result>(work: StampedWork, args: readonly unknown[], doIt: () => Promise<Result>): Promise<Result>;
  /** Of the bytes of a file as they were last read. */
  digestOf(file: string): string | undefined;
  /** Changes with the bytes of any file. */
  state(): string;
  /** What the settings say, as last read. */
  book(): Promise<Book>;
  /** Our own code failed on a file: whatever the command did, it did not do all of it. */
  hasFailed(): boolean;
  close(): void;
}

/**
 * Opens a content folder.
 * @param openCache how to open its cache, given the real path of the folder.
 * @param label what messages call the folder.
 * @throws UserError when there is no book.
 */
export function openWorkspace(
  folder: string,
  openCache: (content: string) => Cache = Cache.open,
  label: string = folder,
): Workspace {
  const content = findContent(folder, label);
  const cache = openCache(content);
  let refreshing: Promise<Refreshed> | undefined;
  let hasFailed = false;
  let files: ReadonlyMap<string, CachedFile> | undefined;
  const fresh = () => {
    refreshing ??= refresh(content, cache);
    return refreshing;
  };
  const remember = async <Result>(
    work: StampedWork,
    args: readonly unknown[],
    doIt: () => Promise<Result>,
  ): Promise<Result> => {
    const [state, key] = [cache.digestOf('file'), JSON.stringify(args)];
    const kept = cache.stamp(work, key);
    if (kept?.madeFrom === state) return JSON.parse(kept.value) as Result;
    const result = await doIt();
    // What another process read into the cache meanwhile is another content.
    if (cache.digestOf('file') === state)
      cache.setStamp(work, key, { madeFrom: state, value: JSON.stringify(result) });
    return result;
  };
  const open = async (asOf: When, known?: Knowledge) =>
    (await import('./open-book.ts')).openBook(cache, asOf, false, known);
  return {
    content,
    label,
    cache,
    async check(asOf) {
      refreshing = undefined;
      files = undefined;
      const { newest, findings: unread, fileCount, knownCount } = await fresh();
      const date = asOf ?? newest ?? UNDATED;
      const linked = await remember('checked', [date], async () => {
        const book = await open(date);
        const found = book.findings();
        book.save();
        return found;
      });
      const own = [...cache.parts<readonly Finding[]>('findings')].flat();
      hasFailed = own.some(({ ruleId }) => ruleId === 'our-mistake');
      const findings = withoutConsequences([...own, ...linked, ...unread]).sort(compareFindings);
      return { findings, asOf: date, fileCount, knownCount };
    },
    open: async (asOf, known) => {
      await fresh();
      return open(asOf, known);
    },
    digestOf(file) {
      files ??= cache.files();
      return files.get(file)?.digest;
    },
    remember,
    state: () => cache.digestOf('file'),
    book: async () => (await fresh()).book,
    hasFailed: () => hasFailed,
    close: () => cache.close(),
  };
}

/**
 * The real path of a content folder.
 * @throws UserError when there is no book.
 */
export function findContent(path: string, label = path): string {
  if (!existsSync(path))
    throw new UserError(
      `There is no folder ${label}: begin a book with \`flakebook init\`, or name its folder with --content DIR.`,
    );
  if (!statSync(path).isDirectory())
    throw new UserError(
      `${label} is not a folder: name the folder that holds \`book.yaml\` with --content DIR.`,
    );
  const book = join(label, BOOK_FILE);
  if (!existsSync(join(path, BOOK_FILE))) {
    throw new UserError(
      `There is no book in ${label}: begin one with \`flakebook init\`, or create ${book} with a line such as \`title: Our flaky tests\`.`,
    );
  }
  if (statSync(join(path, BOOK_FILE)).isDirectory())
    throw new UserError(`${book} is a folder: it must be a file.`);
  return realpathSync(path);
}

/**
 * Opens the book at a date for one suite.
 * @param suite may be left out where the book has only one.
 * @throws UserError when the book has no such suite.
 */
export async function openSuite(
  workspace: Workspace,
  asOf: When,
  suite: string | undefined,
  known?: Knowledge,
): Promise<{ book: OpenBook; id: string }> {
  const book = await workspace.open(asOf, known);
  return { book, id: chooseAmong(book.now.recordedSuites, suite) };
}

/**
 * What the measured runs of a suite show.
 * @throws UserError when there is no run as of the date.
 */
export function runsOf({ now }: OpenBook, suite: string, asOf: When): SuiteRuns {
  const runs = now.suiteRuns(suite);
  if (runs) return runs;
  throw new UserError(
    `Add runs with \`flakebook ingest\` first: ${suite} has no measured run as of ${asOf}.`,
  );
}

/**
 * The suite that was asked for; without one, the only one.
 * @throws UserError when there is none, or several to choose from.
 */
export function chooseAmong(ids: readonly string[], suite: string | undefined): string {
  const known = ids.length === 0 ? 'the book has no suite yet' : `the book has ${ids.join(', ')}`;
  if (suite !== undefined) {
    const near = suggest(suite, ids);
    if (!ids.includes(suite))
      throw new UserError(`There is no suite \`${suite}\`: ${didYouMeanOr(near, `${known}.`)}`);
    return suite;
  }
  const [only, ...more] = ids;
  if (only === undefined) throw new UserError(`Add a file such as suites/orders.md with a title: ${known}.`);
  if (more.length > 0) throw new UserError(`Choose a suite with --suite: ${known}.`);
  return only;
}
