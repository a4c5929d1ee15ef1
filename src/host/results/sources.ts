import { closeSync, createReadStream, existsSync, lstatSync, openSync, readSync, statSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { type Entry, getFileNameLowLevel, openPromise, validateFileName, type ZipFile } from 'yauzl';
import { compareText } from '../../core/finding.ts';
import type { Argument } from '../../runs/read/read-source.ts';
import {
  type ArchivedFile,
  beginsZip,
  DAMAGED,
  grouped,
  isArchive,
  isOfAllure,
  isReport,
  MAX_ENTRIES,
  reportsIn,
  type Source,
  split,
  TOO_MANY,
  unreadable,
} from '../../runs/read/sources.ts';
import { bounded, Unreadable } from '../../runs/read/unreadable.ts';
import { reasonOf } from '../content-files.ts';
import { unpacked } from './unpack.ts';

export interface Place {
  /** Where relative paths begin. */
  readonly cwd: string;
  /** Text of no known format is a log, from which failures are cut. */
  readonly readsLogs?: boolean;
  /** What `-` stands for. */
  readonly stdin?: AsyncIterable<Uint8Array | string>;
}

/** Bytes that are read at a time. */
const PIECE = 256 * 1024;

/** Files in a folder, an archive, or behind a pattern. */
const MAX_FILES = 100_000;

/** What each argument stands for: a file, a folder, a pattern, an archive, or `-`. One file may be named in several ways. */
export async function* readArguments(words: readonly string[], place: Place): AsyncGenerator<Argument> {
  const known = new Set<string>();
  /** Each path the first time only. */
  const fresh = (paths: readonly string[]): string[] =>
    paths.filter((path) => known.size < known.add(resolve(place.cwd, path)).size);
  const named = (await Promise.all(words.map((word) => expand(word, place.cwd)))).flat();
  const [allure, others] = split(fresh(named), isOfAllure);
  for (const source of grouped(allure.map((path) => fileSource(path, place.cwd))))
    yield one(source.label, source);
  for (const word of others)
    try {
      const { stdin } = place;
      if (word === '-' && stdin) yield one(word, { label: 'standard input', pieces: () => unpacked(stdin) });
      else yield await readArgument(word, place, fresh);
    } catch (error) {
      yield one(word, unreadable(word, told(error)));
    }
}

async function readArgument(
  word: string,
  { cwd }: Place,
  fresh: (paths: readonly string[]) => string[],
): Promise<Argument> {
  const path = resolve(cwd, word);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) {
    const paths = await inFolder(word, path);
    const sources = await Promise.all(fresh(paths).map((file) => inFile(file, cwd)));
    // What somebody named besides is told of there.
    return { word, sources: grouped(sources.flat()), isContainer: sources.length > 0 || paths.length === 0 };
  }
  if (!stats?.isFile() || !isZip(path)) return one(word, fileSource(word, cwd));
  return { word, sources: grouped(await inArchive(word, path)), isContainer: true };
}

function one(word: string, source: Source): Argument {
  return { word, sources: [source], isContainer: false };
}

/** Shells of Windows expand no pattern, nor does one in quotes. */
async function expand(word: string, cwd: string): Promise<readonly string[]> {
  if (!isPattern(word, cwd)) return [word];
  const found = await paths(glob(word, { cwd }));
  return found.length === 0 ? [word] : found;
}

function isPattern(word: string, cwd: string): boolean {
  return /[*?[{]/.test(word) && !existsSync(resolve(cwd, word));
}

/** The files in a folder and in those below it that may be reports, as the user would type them. */
async function inFolder(word: string, folder: string): Promise<string[]> {
  const base = word.replace(/(?<=.)[\\/]+$/, '');
  const exclude = (name: string) => /(?:^|[\\/])(?:node_modules|\.git)$/.test(name);
  const found = await paths(glob('**/*', { cwd: folder, exclude }));
  return found
    .filter((name) => (isReport(name) || isArchive(name)) && lstatSync(join(folder, name)).isFile())
    .map((name) => `${base}/${name}`);
}

async function paths(found: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const path of found) {
    all.push(path.split(sep).join('/'));
    if (all.length > MAX_FILES) throw new Unreadable(`it stands for more than ${MAX_FILES} files`);
  }
  return all.sort(compareText);
}

async function inFile(file: string, cwd: string): Promise<readonly Source[]> {
  if (!isArchive(file)) return [fileSource(file, cwd)];
  try {
    return await inArchive(file, resolve(cwd, file));
  } catch (error) {
    return [unreadable(file, told(error))];
  }
}

/** A file. @param cwd where a relative path begins. */
export function fileSource(label: string, cwd: string): Source {
  const path = resolve(cwd, label);
  return isPattern(label, cwd)
    ? unreadable(label, new Unreadable('no file matches this pattern', false))
    : { label, pieces: () => unpacked(createReadStream(path, { highWaterMark: PIECE })) };
}

async function inArchive(word: string, path: string): Promise<Source[]> {
  return reportsIn(word, await filesIn(path));
}

function told(error: unknown): Unreadable {
  return error instanceof Unreadable ? error : new Unreadable(reasonOf(error));
}

function isZip(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(4);
    readSync(file, head, 0, 4, 0);
    return beginsZip(head);
  } finally {
    closeSync(file);
  }
}

/**
 * What is in a zip archive. Nothing of it is ever written to a disk, so its names lead nowhere.
 * @throws Unreadable
 */
async function filesIn(path: string): Promise<ArchivedFile[]> {
  let zip: ZipFile | undefined;
  const files: ArchivedFile[] = [];
  try {
    zip = await open(path);
    for await (const entry of zip.eachEntry()) {
      if (files.length >= MAX_ENTRIES) throw TOO_MANY;
      files.push({ name: nameOf(entry), pieces: () => unpacked(bounded(bytesOf(path, entry))) });
    }
    return files;
  } catch (error) {
    throw error instanceof Unreadable ? error : DAMAGED;
  } finally {
    zip?.close();
  }
}

/** Names are checked here: yauzl gives a whole archive up for one of them. */
function open(path: string): Promise<ZipFile> {
  return openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false });
}

function nameOf(entry: Entry): string {
  const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
}

async function* bytesOf(path: string, entry: Entry): AsyncGenerator<Uint8Array> {
  if (validateFileName(nameOf(entry)) !== null) throw new Unreadable('its name leads out of the archive');
  if (entry.isEncrypted()) throw new Unreadable('it is encrypted');
  const zip = await open(path);
  try {
    for await (const piece of await zip.openReadStreamPromise(entry)) yield piece as Uint8Array;
  } finally {
    zip.close();
  }
}
