import { existsSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { When } from '../core/calendar.ts';
import { compareFindings, type Finding } from '../core/finding.ts';
import { type Body, EMPTY_BODY } from '../records/body/section.ts';
import type { BodySource, KnowledgeBase } from '../records/knowledge-base.ts';
import { Cache, checkKey } from './cache.ts';
import { BOOK_FILE } from './content-files.ts';
import { Failure } from './failure.ts';
import { type Refreshed, refresh } from './refresh.ts';

export interface CheckResult {
  /** Sorted by file and place. */
  readonly findings: readonly Finding[];
  readonly asOf: When;
  readonly fileCount: number;
}

/** One content folder with its cache: the door to the world for the CLI and the site alike. */
export interface Workspace {
  /** Real path of the content folder. */
  readonly content: string;
  /** What messages call it. */
  readonly label: string;
  readonly cache: Cache;
  /** Everything that is wrong in all files. @param asOf a date, or `undefined` for the newest dated entry. */
  check(asOf?: When): Promise<CheckResult>;
  /** The records; with `suite`, only those that a report of that suite reads. Call after `check` found no error. */
  load(suite?: string): Promise<KnowledgeBase>;
  /** Bodies, each read when it is asked for. */
  readonly bodies: BodySource;
  /** The book's time zone, an IANA name. */
  timeZone(): Promise<string>;
  /** Changes when the body of a file does. */
  bodyDigest(file: string): string;
  close(): void;
}

/** What a book without any dated entry is read at. */
export const UNDATED: When = '1970-01-01';

/**
 * Opens a content folder.
 * @param openCache how to open its cache, given the real path of the folder.
 * @param label what messages call the folder.
 * @throws Failure when there is no book.
 */
export function openWorkspace(
  folder: string,
  openCache: (content: string) => Cache = Cache.open,
  label: string = folder,
): Workspace {
  const content = findContent(folder, label);
  const cache = openCache(content);
  let refreshing: Promise<Refreshed> | undefined;
  const fresh = () => {
    refreshing ??= refresh(content, cache);
    return refreshing;
  };
  const bodies: BodySource = (file) => {
    const row = cache.get<{ body: string | null }>('SELECT body FROM bodies WHERE file = ?', file);
    return row?.body ? (JSON.parse(row.body) as Body) : EMPTY_BODY;
  };
  return {
    content,
    label,
    cache,
    bodies,
    async check(asOf) {
      refreshing = undefined;
      const { newest, findings: unread, fileCount, book } = await fresh();
      const date = asOf ?? newest ?? UNDATED;
      const own = cache
        .all<{ findings: string }>('SELECT findings FROM files WHERE findings IS NOT NULL')
        .flatMap((row) => JSON.parse(row.findings) as Finding[]);
      const linked = await linkedFindings(cache, book, date);
      return { findings: [...own, ...linked, ...unread].sort(compareFindings), asOf: date, fileCount };
    },
    async load(suite) {
      const { book } = await fresh();
      const { loadRecords } = await import('./load-records.ts');
      return loadRecords(cache, book, suite);
    },
    timeZone: async () => (await fresh()).book.timeZone,
    bodyDigest: (file) =>
      cache.get<{ digest: string }>('SELECT digest FROM files WHERE file = ?', file)?.digest ?? '',
    close: () => cache.close(),
  };
}

/** Findings that need all files, worked out once for a date and a state of the content. */
async function linkedFindings(cache: Cache, book: Refreshed['book'], asOf: When): Promise<Finding[]> {
  const known = cache.meta(checkKey(asOf));
  if (known !== undefined) return JSON.parse(known) as Finding[];
  return (await import('./link-records.ts')).linkRecords(cache, book, asOf);
}

/**
 * The real path of a content folder.
 * @throws Failure when there is no book.
 */
export function findContent(path: string, label = path): string {
  if (!existsSync(path))
    throw new Failure(
      `There is no folder ${label}: run this where \`content/\` is, or name it with --content DIR.`,
    );
  if (!statSync(path).isDirectory())
    throw new Failure(
      `${label} is not a folder: name the folder that holds \`book.yaml\` with --content DIR.`,
    );
  const book = join(label, BOOK_FILE);
  if (!existsSync(join(path, BOOK_FILE))) {
    throw new Failure(
      `There is no book in ${label}: expected ${book}; a first line such as \`title: Our flaky tests\` is enough.`,
    );
  }
  if (statSync(join(path, BOOK_FILE)).isDirectory())
    throw new Failure(`${book} is a folder, expected a file.`);
  return realpathSync(path);
}
