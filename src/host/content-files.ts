import {
  type Dirent,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { join, sep } from 'node:path';
import { compareText, FILE_START, type Finding } from '../core/finding.ts';
import { finding } from '../records/rules.ts';
import { decodeText, MAX_LINES_BYTES, MAX_RECORD_BYTES } from '../text/decode.ts';
import { CATALOGUE_FOLDER } from './code-version.ts';
import { UserError } from './user-error.ts';

/** A file of the content folder with what tells, without reading it, whether it changed. */
export interface ContentFile {
  /** Relative to the content folder, with forward slashes. */
  readonly file: string;
  readonly size: number;
  /** When its bytes, its name or its times were last changed: also a moved or backdated file looks changed. */
  readonly changedMs: number;
  /** A pattern that comes with Flakebook. */
  readonly isShipped?: true;
}

/** As in `source`, which must not be loaded where nothing changed. */
export const BOOK_FILE = 'book.yaml';

export interface ContentListing {
  /** In code point order. */
  readonly files: readonly ContentFile[];
  /** What could not be looked at. */
  readonly findings: readonly Finding[];
}

/**
 * Lists a content folder and the folders in it, and the patterns that come with Flakebook and that the folder does not have.
 * Symbolic links to files are followed within the folder and never out of it.
 * @param root the real path of the folder.
 */
export function listContent(root: string): ContentListing {
  const files: ContentFile[] = [];
  const findings: Finding[] = [];
  const visit = (relative: string): void => {
    for (const entry of listFolder(root, relative, findings)) {
      // Hidden files are an editor's or git's, not records.
      if (entry.name.startsWith('.')) continue;
      const file = relative === '' ? entry.name : `${relative}/${entry.name}`;
      // For who opens the folder: it is about the records, and none of them.
      if (file === 'README.md') continue;
      const stats = inspect(root, file, entry.isSymbolicLink(), findings);
      if (!stats) continue;
      if (stats.isDirectory()) visit(file);
      else if (stats.isFile())
        files.push({ file, size: stats.size, changedMs: Math.max(stats.mtimeMs, stats.ctimeMs) });
      else findings.push(unreadable(file, 'it is neither a file nor a folder'));
    }
  };
  visit('');
  const taken = new Set([...files, ...findings].map(({ file }) => file.toLowerCase()));
  for (const name of readdirSync(CATALOGUE_FOLDER)) {
    const file = PATTERNS + name;
    if (taken.has(file)) continue;
    const { size, mtimeMs } = statSync(join(CATALOGUE_FOLDER, name));
    files.push({ file, size, changedMs: mtimeMs, isShipped: true });
  }
  return { files: files.sort((a, b) => compareText(a.file, b.file)), findings };
}

/** Whether a pattern comes with Flakebook. */
export function isShippedPattern(id: string): boolean {
  return existsSync(join(CATALOGUE_FOLDER, `${id}.md`));
}

/** The folder of patterns in a content folder. */
const PATTERNS = 'patterns/';

/** Where the pattern lies that comes with Flakebook; undefined for a file that the content folder has itself. */
function shippedPath(folder: string, file: string): string | undefined {
  if (!file.startsWith(PATTERNS) || lstatSync(join(folder, file), { throwIfNoEntry: false }))
    return undefined;
  const path = join(CATALOGUE_FOLDER, file.slice(PATTERNS.length));
  return existsSync(path) ? path : undefined;
}

function listFolder(root: string, relative: string, findings: Finding[]): Dirent[] {
  try {
    return readdirSync(join(root, relative), { withFileTypes: true });
  } catch (error) {
    if (relative === '') throw new UserError(`Could not read ${root}: ${reasonOf(error)}.`);
    findings.push(unreadable(relative, reasonOf(error)));
    return [];
  }
}

function inspect(root: string, file: string, isLink: boolean, findings: Finding[]): Stats | undefined {
  // Joined by hand: this is done for each file, also where nothing changed.
  const path = `${root}/${file}`;
  try {
    if (!isLink) return lstatSync(path);
    const target = realpathSync(path);
    if (target !== root && !target.startsWith(root + sep)) {
      findings.push({ ...finding('outside-link', FILE_START, { target: readlinkSync(path) }), file });
      return undefined;
    }
    const stats = statSync(target);
    if (!stats.isDirectory()) return stats;
    // It could lead round in circles, and would make two records of one.
    findings.push(unreadable(file, 'it is a link to a folder'));
    return undefined;
  } catch (error) {
    findings.push(unreadable(file, reasonIn(file, error)));
    return undefined;
  }
}

function unreadable(file: string, reason: string): Finding {
  return { ...finding('unreadable-file', FILE_START, { reason }), file };
}

/** What is this large is not read: its size is known without. */
export function isTooLarge({ file, size }: Pick<ContentFile, 'file' | 'size'>): boolean {
  return size > limitOf(file);
}

function limitOf(file: string): number {
  return file.endsWith('.jsonl') ? MAX_LINES_BYTES : MAX_RECORD_BYTES;
}

function tooLarge(file: string, bytes: number): Finding {
  return { ...finding('file-too-large', FILE_START, { bytes, limit: limitOf(file) }), file };
}

/** Node cannot name a file whose name is not UTF-8, and finds none. */
function reasonIn(file: string, error: unknown): string {
  return file.includes('\ufffd') ? 'its name is not UTF-8' : reasonOf(error);
}

/** The bytes of a file, or the finding that says why there are none. */
export function readContent(folder: string, file: string): Uint8Array | Finding {
  const path = shippedPath(folder, file) ?? join(folder, file);
  try {
    const { size } = statSync(path);
    return isTooLarge({ file, size }) ? tooLarge(file, size) : readFileSync(path);
  } catch (error) {
    return unreadable(file, reasonIn(file, error));
  }
}

/**
 * The text of a record as it stands there now, as places count in it; undefined for the run history, whose lines are long,
 * and for what `listContent` reads nothing of: a link out of the folder may lead to a device without an end.
 */
export function recordText(folder: string, file: string): string | undefined {
  if (file.endsWith('.jsonl')) return undefined;
  if (shippedPath(folder, file) === undefined && !isFileWithin(folder, file)) return undefined;
  const bytes = readContent(folder, file);
  const text = bytes instanceof Uint8Array ? decodeText(bytes) : undefined;
  return typeof text === 'string' ? text : undefined;
}

function isFileWithin(folder: string, file: string): boolean {
  const path = join(folder, file);
  try {
    const stats = lstatSync(path);
    if (!stats.isSymbolicLink()) return stats.isFile();
    const target = realpathSync(path);
    return target.startsWith(realpathSync(folder) + sep) && statSync(target).isFile();
  } catch {
    return false;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'it, or what it links to, does not exist',
  ELOOP: 'its links go round in circles',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a file stands where a folder should be',
  EEXIST: 'a file, or a link to nowhere, stands where a folder should be',
  ENOTEMPTY: 'it is a folder with files',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the space that this user may fill is full',
  EBUSY: 'something else is using it',
  EIO: 'the disk has a fault',
  EROFS: 'the disk is read-only',
  ENAMETOOLONG: 'its name is too long',
  ERR_FS_FILE_TOO_LARGE: 'it is too large',
};

/** Whether the operating system refused something; all else that is thrown is a fault of ours. */
export function isSystemError(error: unknown): boolean {
  return typeof (error as NodeJS.ErrnoException).syscall === 'string';
}

export function reasonOf(error: unknown): string {
  const code = (error as { code?: string }).code ?? '';
  return REASONS[code] ?? (code || 'unknown error');
}
