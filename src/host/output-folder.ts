import * as fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Lock, tryLock } from './lock.ts';
import { EDITIONS, type Edition, HOME } from './mend-output.ts';
import { inspectFiles, listFiles, type OutputFile, reuseFile } from './outputs.ts';
import { UserError } from './user-error.ts';
import { isWithin, makeFolder, orFail, realPlace } from './write-file.ts';

/** Marks an edition that Flakebook made. A build replaces only such a folder, or an empty one. */
const MARK = '.flakebook-output';
const MARK_TEXT = 'Made by Flakebook, and replaced as a whole by its next build.\n';

/** In `HOME`. Whoever has the lock knows that all else in there was left by commands that were killed. */
const LOCK = 'lock';

/**
 * What a build staged gets this name when it is complete. That decides the switch to the next output: before, the old one
 * stands whole; after, whoever comes next carries the switch out. The folders in it say what is to be done, so that they
 * cannot name a path outside of the output:
 *
 * | folder             | says                                                                                     |
 * | ------------------ | ---------------------------------------------------------------------------------------- |
 * | `whole/<edition>`  | this folder takes the place of the edition                                               |
 * | `fresh/<edition>`  | these files take their places in the edition                                             |
 * | `inside/<edition>` | the files for the edition are in a folder of this name in the edition's own `.flakebook` |
 * | `gone/<edition>`   | files with these names leave the edition                                                 |
 */
const SWITCH = 'switch';
/** A switch that was carried out: however much of it is removed, it decides nothing any more. */
const DONE = 'done';

/** The file system, as a switch uses it. Tests pass one that fails at any of its calls. */
export type Disk = Pick<
  typeof fs,
  | 'existsSync'
  | 'lstatSync'
  | 'mkdirSync'
  | 'mkdtempSync'
  | 'readdirSync'
  | 'renameSync'
  | 'rmdirSync'
  | 'rmSync'
  | 'writeFileSync'
>;

/** Another process may still write into a folder that is being removed: a killed build's site, for one. */
const REMOVE = { recursive: true, force: true, maxRetries: 5 } as const;

/** An edition that is being made. The old one stands as it is. */
export interface StagedEdition {
  /** The real path of the edition as it stands. */
  readonly path: string;
  /** A folder on the same file system that is only this build's. */
  readonly work: string;
  /** Where to write new files. */
  readonly fresh: string;
  /** Files of the edition that stay as they are. Whatever is neither here nor in `fresh` goes. */
  readonly kept: Map<string, OutputFile>;
  /** Of what each new file is made from, where that is known. */
  readonly digests: Map<string, string>;
}

interface Staged extends StagedEdition {
  readonly edition: Edition;
  /** The edition cannot be renamed, since it is a mounted folder or a link: its files change one by one. */
  readonly isFixed: boolean;
}

interface OutputOptions {
  /** The real path of the content folder. */
  readonly content: string;
  /** What messages call the output folder. */
  readonly label: string;
  /** Called once if another command is at work in the folder for a while. */
  onWait?(): void;
  readonly disk?: Disk;
}

const PAUSE_MS = 20;
const PAUSES_BEFORE_WORD = 50;

/** An output folder in which nobody else is at work. */
export class Output {
  readonly #out: string;
  readonly #options: OutputOptions;
  readonly #disk: Disk;
  readonly #lock: Lock;
  readonly #staged: Staged[] = [];
  #stage: string | undefined;

  private constructor(out: string, options: OutputOptions, lock: Lock) {
    this.#out = out;
    this.#options = options;
    this.#disk = options.disk ?? fs;
    this.#lock = lock;
  }

  /**
   * Waits until nobody else is at work in the folder, and finishes what a killed command began. Close it in the end.
   * @throws UserError when the folder cannot be written.
   */
  static async open(folder: string, options: OutputOptions): Promise<Output> {
    const out = realPlace(folder);
    for (let pauses = 1; ; pauses += 1) {
      const output = Output.#tryOpen(out, options);
      if (output) return output;
      if (pauses === PAUSES_BEFORE_WORD) options.onWait?.();
      await sleep(PAUSE_MS);
    }
  }

  /**
   * Finishes what a killed command began, so that what reads the output finds the old one or the new.
   * @throws UserError when that fails.
   */
  static async mend(folder: string, label: string): Promise<void> {
    const out = realPlace(folder);
    const isDecided = () => fs.existsSync(join(out, HOME, SWITCH));
    try {
      // A command that still runs mends its own, and only changes the output once that is decided.
      for (let output: Output | undefined; !output; await sleep(PAUSE_MS)) {
        output = Output.#tryOpen(out, { content: '', label });
        output?.close();
        if (!isDecided()) return;
      }
    } catch (error) {
      if (isDecided()) throw error;
    }
  }

  static #tryOpen(out: string, options: OutputOptions): Output | undefined {
    const home = join(out, HOME);
    const lock = orFail(fs.existsSync(home) ? `${options.label}/${HOME}` : options.label, () => {
      // A link would lead to what is not ours.
      if (fs.lstatSync(home, { throwIfNoEntry: false })?.isDirectory() === false) fs.rmSync(home);
      return tryLock(home, LOCK);
    });
    if (!lock) return undefined;
    const output = new Output(out, options, lock);
    try {
      orFail(options.label, () => settle(out, output.#disk));
      return output;
    } catch (error) {
      output.close();
      throw error;
    }
  }

  /**
   * Takes an edition over: makes the folder, or marks an empty one, so that later commands know whose it is.
   * @returns its real path.
   * @throws UserError when it has files that Flakebook did not make, or overlaps the content.
   */
  own(edition: Edition): string {
    const path = this.#refuseForeign(edition);
    const mark = join(path, MARK);
    orFail(this.#label(edition), () => {
      const made = makeFolder(path, this.#disk);
      if (this.#disk.existsSync(mark)) return;
      try {
        this.#disk.writeFileSync(mark, MARK_TEXT);
      } catch (error) {
        this.#disk.rmSync(mark, { force: true });
        if (made !== undefined) this.#disk.rmdirSync(path);
        throw error;
      }
    });
    return path;
  }

  /** @throws UserError as `own` does. */
  stage(edition: Edition): StagedEdition {
    const path = this.#refuseForeign(edition);
    return orFail(this.#label(edition), () => {
      this.#stage ??= this.#disk.mkdtempSync(join(this.#out, HOME, 'new-'));
      const isFixed = !canRename(join(this.#out, edition), this.#stage, this.#disk);
      const work = isFixed ? this.#makeInside(edition) : this.#stage;
      const fresh = join(work, 'fresh', edition);
      this.#disk.mkdirSync(fresh, { recursive: true });
      const staged = { edition, path, work, fresh, kept: new Map(), digests: new Map(), isFixed };
      this.#staged.push(staged);
      return staged;
    });
  }

  #makeInside(edition: Edition): string {
    const home = join(this.own(edition), HOME);
    this.#disk.mkdirSync(home, { recursive: true });
    return this.#disk.mkdtempSync(join(home, 'new-'));
  }

  /**
   * Puts all staged editions in place: all of them or none.
   * @returns the files of each.
   */
  commit(): ReadonlyMap<Edition, ReadonlyMap<string, OutputFile>> {
    const stage = this.#stage;
    if (stage === undefined) return new Map();
    return orFail(this.#options.label, () => {
      this.#disk.mkdirSync(join(stage, 'old'));
      const files = new Map(this.#staged.map((staged) => [staged.edition, this.#complete(staged, stage)]));
      this.#disk.renameSync(stage, join(this.#out, HOME, SWITCH));
      carryOut(this.#out, this.#disk);
      return files;
    });
  }

  /** Few new files take their places one by one. Many come as a folder, which takes two renames, however many they are. */
  #complete(staged: Staged, stage: string): ReadonlyMap<string, OutputFile> {
    const { edition, path, fresh, kept, digests } = staged;
    this.#disk.writeFileSync(join(fresh, MARK), MARK_TEXT);
    const added = inspectFiles(fresh, digests);
    const files = new Map([...kept, ...added]);
    if (staged.isFixed || kept.size > added.size) this.#listGone(staged, files, join(stage, 'gone', edition));
    else {
      for (const file of kept.keys()) {
        this.#disk.mkdirSync(dirname(join(fresh, file)), { recursive: true });
        reuseFile(join(path, file), join(fresh, file));
      }
      this.#disk.mkdirSync(join(stage, 'whole'), { recursive: true });
      this.#disk.renameSync(fresh, join(stage, 'whole', edition));
    }
    if (staged.isFixed)
      this.#disk.mkdirSync(join(stage, 'inside', edition, basename(staged.work)), { recursive: true });
    return files;
  }

  #listGone({ path }: Staged, files: ReadonlyMap<string, OutputFile>, folder: string): void {
    for (const file of listFiles(path)) {
      if (files.has(file) || file.startsWith(`${HOME}/`)) continue;
      this.#disk.mkdirSync(dirname(join(folder, file)), { recursive: true });
      this.#disk.writeFileSync(join(folder, file), '');
    }
  }

  /** Removes what was staged and not committed, and lets others work in the folder. A command that failed leaves no new folder. */
  close(): void {
    try {
      clearHomes(this.#out, this.#disk);
    } catch {
      // The next command tries again.
    }
    this.#lock.release();
  }

  #refuseForeign(edition: Edition): string {
    const path = realPlace(join(this.#out, edition));
    const label = this.#label(edition);
    const { content } = this.#options;
    if (isWithin(path, content) || isWithin(content, path))
      throw new UserError(`Choose another folder with --out DIR: ${label} and the content folder overlap.`);
    if (this.#disk.existsSync(path) && !isFolder(path, this.#disk))
      throw new UserError(`Choose another folder with --out DIR: ${label} is a file.`);
    if (isForeign(path, this.#disk))
      throw new UserError(
        `Choose another folder with --out DIR, or empty ${label}: it has files that Flakebook did not make, and a build replaces the whole folder.`,
      );
    return path;
  }

  #label(edition: Edition): string {
    return `${this.#options.label}/${edition}`;
  }
}

/** Carries out a switch that was decided, and removes what killed commands left. */
function settle(out: string, disk: Disk): void {
  if (isFolder(join(out, HOME, SWITCH), disk)) carryOut(out, disk);
  clearHomes(out, disk);
}

/** Where this stops, doing it again does the rest. It needs no room on the disk. */
function carryOut(out: string, disk: Disk): void {
  const [home, decided] = [join(out, HOME), join(out, HOME, SWITCH)];
  for (const edition of EDITIONS) {
    const place = join(out, edition);
    const whole = folderIn(decided, ['whole', edition], disk);
    if (whole !== undefined && !isForeign(place, disk)) {
      if (disk.lstatSync(place, { throwIfNoEntry: false }))
        moveOver(place, join(decided, 'old', edition), disk);
      disk.renameSync(whole, place);
    }
    const path = realPlace(place);
    // Wherever a link leads that somebody put there: a switch changes only what Flakebook made.
    if (!disk.existsSync(join(path, MARK))) continue;
    const [inside] = namesIn(folderIn(decided, ['inside', edition], disk), disk);
    const fresh = ['fresh', edition];
    if (inside === undefined) merge(folderIn(decided, fresh, disk), path, disk);
    else merge(folderIn(path, [HOME, inside, ...fresh], disk), path, disk);
    clear(folderIn(decided, ['gone', edition], disk), path, disk);
  }
  moveOver(decided, join(home, DONE), disk);
}

function moveOver(from: string, to: string, disk: Disk): void {
  disk.rmSync(to, REMOVE);
  disk.renameSync(from, to);
}

/** Moves all files of a folder to their places in another. Follows no link there. */
function merge(from: string | undefined, to: string, disk: Disk): void {
  for (const name of namesIn(from, disk)) {
    const [source, target] = [join(from ?? '', name), join(to, name)];
    const isDeep = isFolder(source, disk);
    const isDeepThere = isFolder(target, disk);
    if (isDeep && isDeepThere) merge(source, target, disk);
    else {
      if (isDeep || isDeepThere) disk.rmSync(target, REMOVE);
      disk.renameSync(source, target);
    }
  }
}

/** Removes the files with the names that are in a folder from another, and the folders that are empty then. */
function clear(names: string | undefined, path: string, disk: Disk): void {
  for (const name of namesIn(names, disk)) {
    const [source, target] = [join(names ?? '', name), join(path, name)];
    if (!isFolder(source, disk)) disk.rmSync(target, REMOVE);
    else if (isFolder(target, disk)) {
      clear(source, target, disk);
      if (namesIn(target, disk).length === 0) disk.rmdirSync(target);
    }
  }
}

/** Removes all that is on its way into the output, but the lock, and a switch that could not be carried out. */
function clearHomes(out: string, disk: Disk): void {
  for (const edition of EDITIONS)
    if (disk.existsSync(join(out, edition, MARK))) tryToRemove(join(out, edition, HOME), disk);
  for (const name of namesIn(join(out, HOME), disk))
    if (name !== LOCK && (name !== SWITCH || !isFolder(join(out, HOME, SWITCH), disk)))
      tryToRemove(join(out, HOME, name), disk);
}

/** What another user left is in nobody's way. */
function tryToRemove(path: string, disk: Disk): void {
  try {
    disk.rmSync(path, REMOVE);
  } catch {}
}

/** A folder in a folder; undefined if there is none, or a link on the way to it. */
function folderIn(path: string, names: readonly string[], disk: Disk): string | undefined {
  let folder = path;
  for (const name of names) {
    folder = join(folder, name);
    if (!isFolder(folder, disk)) return undefined;
  }
  return folder;
}

function namesIn(path: string | undefined, disk: Disk): string[] {
  return path !== undefined && isFolder(path, disk) ? disk.readdirSync(path) : [];
}

/** A link to a folder is none. */
function isFolder(path: string, disk: Disk): boolean {
  return disk.lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Whether a folder has files, and Flakebook did not make it. */
function isForeign(path: string, disk: Disk): boolean {
  if (!disk.existsSync(path) || disk.existsSync(join(path, MARK))) return false;
  return disk.readdirSync(path).length > 0;
}

/** Whether a folder can get another name. Asks for one that is taken: a mounted folder is refused for another reason. */
function canRename(path: string, stage: string, disk: Disk): boolean {
  const stats = disk.lstatSync(path, { throwIfNoEntry: false });
  if (!stats) return true;
  if (stats.isSymbolicLink()) return false;
  const taken = join(stage, 'taken');
  disk.mkdirSync(join(taken, 'taken'), { recursive: true });
  try {
    disk.renameSync(path, taken);
  } catch (error) {
    return ['ENOTEMPTY', 'EEXIST'].includes((error as { code?: string }).code ?? '');
  }
  throw new Error(`${taken} was not taken.`);
}
