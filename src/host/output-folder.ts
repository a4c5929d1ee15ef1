import * as fs from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Lock, tryLock } from './lock.ts';
import { HOME, PARTS, type Part } from './mend-output.ts';
import { listFiles, type OutputFile, reuseFile } from './outputs.ts';
import { UserError } from './user-error.ts';
import { isWithin, makeFolder, orFail, realPlace } from './write-file.ts';

/** Marks a part that Flakebook made. A build replaces only such a folder, or an empty one. */
const MARK = '.flakebook-output';
const MARK_TEXT = 'Made by Flakebook, and replaced as a whole by its next build.\n';

/** In `HOME`. Whoever has the lock knows that all else in there was left by commands that were killed. */
const LOCK = 'lock';

/**
 * A complete plan for the next output. Giving the staged folder this name decides that the output changes: before, the old
 * one stands whole; after, whoever comes next carries the plan out. Its folders say what is to be done, so that it cannot
 * name a path outside of the output:
 *
 * | folder          | says                                                                               |
 * | --------------- | ---------------------------------------------------------------------------------- |
 * | `whole/<part>`  | this folder takes the place of the part                                            |
 * | `fresh/<part>`  | these files take their places in the part                                          |
 * | `inside/<part>` | the files for the part are in a folder of this name in the part's own `.flakebook` |
 * | `gone/<part>`   | files with these names leave the part                                              |
 */
const PLAN = 'plan';
/** A plan that was carried out: however much of it is removed, it is none any more. */
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

/** A part of the output that is being made. The old one stands as it is. */
export interface StagedPart {
  /** The real path of the part as it stands. */
  readonly path: string;
  /** A folder on the same file system that is only this build's. */
  readonly work: string;
  /** Where to write new files. */
  readonly fresh: string;
  /** Files of the part that stay as they are. Whatever is neither here nor in `fresh` goes. */
  readonly kept: Map<string, OutputFile>;
}

interface Staged extends StagedPart {
  readonly part: Part;
  /** The part cannot be renamed, since it is a mounted folder or a link: its files change one by one. */
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
    const isPlanned = () => fs.existsSync(join(out, HOME, PLAN));
    try {
      // A command that still runs mends its own, and only changes the output once it has a plan.
      for (let output: Output | undefined; !output; await sleep(PAUSE_MS)) {
        output = Output.#tryOpen(out, { content: '', label });
        output?.close();
        if (!isPlanned()) return;
      }
    } catch (error) {
      if (isPlanned()) throw error;
    }
  }

  static #tryOpen(out: string, options: OutputOptions): Output | undefined {
    const lock = orFail(options.label, () => tryLock(join(out, HOME), LOCK));
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
   * Takes a part over: makes the folder, or marks an empty one, so that later commands know whose it is.
   * @returns its real path.
   * @throws UserError when it has files that Flakebook did not make, or overlaps the content.
   */
  own(part: Part): string {
    const path = this.#refuseForeign(part);
    const mark = join(path, MARK);
    orFail(this.#label(part), () => {
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
  stage(part: Part): StagedPart {
    const path = this.#refuseForeign(part);
    return orFail(this.#label(part), () => {
      this.#stage ??= this.#disk.mkdtempSync(join(this.#out, HOME, 'new-'));
      const isFixed = !canRename(join(this.#out, part), this.#stage, this.#disk);
      const work = isFixed ? this.#makeInside(part) : this.#stage;
      const fresh = join(work, 'fresh', part);
      this.#disk.mkdirSync(fresh, { recursive: true });
      const staged = { part, path, work, fresh, kept: new Map(), isFixed };
      this.#staged.push(staged);
      return staged;
    });
  }

  #makeInside(part: Part): string {
    const home = join(this.own(part), HOME);
    this.#disk.mkdirSync(home, { recursive: true });
    return this.#disk.mkdtempSync(join(home, 'new-'));
  }

  /** Puts all staged parts in place: all of them or none. */
  commit(): void {
    const stage = this.#stage;
    if (stage === undefined) return;
    orFail(this.#options.label, () => {
      this.#disk.mkdirSync(join(stage, 'old'));
      for (const staged of this.#staged) this.#complete(staged, stage);
      this.#disk.renameSync(stage, join(this.#out, HOME, PLAN));
      carryOut(this.#out, this.#disk);
    });
  }

  /** Few new files take their places one by one. Many come as a folder: its switch takes two renames, however many they are. */
  #complete({ part, path, work, fresh, kept, isFixed }: Staged, stage: string): void {
    const disk = this.#disk;
    const added = listFiles(fresh);
    disk.writeFileSync(join(fresh, MARK), MARK_TEXT);
    if (!isFixed && kept.size <= added.length) {
      for (const file of kept.keys()) {
        disk.mkdirSync(dirname(join(fresh, file)), { recursive: true });
        reuseFile(join(path, file), join(fresh, file));
      }
      disk.mkdirSync(join(stage, 'whole'), { recursive: true });
      disk.renameSync(fresh, join(stage, 'whole', part));
      return;
    }
    if (isFixed)
      disk.mkdirSync(join(stage, 'inside', part, relative(join(path, HOME), work)), { recursive: true });
    const stays = new Set([MARK, ...added, ...kept.keys()]);
    for (const file of listFiles(path)) {
      if (stays.has(file) || file.startsWith(`${HOME}/`)) continue;
      const name = join(stage, 'gone', part, file);
      disk.mkdirSync(dirname(name), { recursive: true });
      disk.writeFileSync(name, '');
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

  #refuseForeign(part: Part): string {
    const path = realPlace(join(this.#out, part));
    const label = this.#label(part);
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

  #label(part: Part): string {
    return `${this.#options.label}/${part}`;
  }
}

/** Carries out a plan that is there, and removes what killed commands left. */
function settle(out: string, disk: Disk): void {
  if (disk.existsSync(join(out, HOME, PLAN))) carryOut(out, disk);
  clearHomes(out, disk);
}

/** Where this stops, doing it again does the rest. It needs no room on the disk. */
function carryOut(out: string, disk: Disk): void {
  const [plan, done] = [join(out, HOME, PLAN), join(out, HOME, DONE)];
  for (const part of PARTS) {
    const whole = join(plan, 'whole', part);
    if (disk.existsSync(whole) && !isForeign(join(out, part), disk))
      replace(join(out, part), whole, join(plan, 'old', part), disk);
    const path = realPlace(join(out, part));
    // Wherever a link leads that somebody put there: a plan changes only what Flakebook made.
    if (!disk.existsSync(join(path, MARK))) continue;
    const [inside] = namesIn(join(plan, 'inside', part), disk);
    merge(join(inside === undefined ? plan : join(path, HOME, inside), 'fresh', part), path, disk);
    clear(join(plan, 'gone', part), path, disk);
  }
  disk.rmSync(done, REMOVE);
  disk.renameSync(plan, done);
}

function replace(path: string, whole: string, old: string, disk: Disk): void {
  if (disk.lstatSync(path, { throwIfNoEntry: false })) {
    disk.rmSync(old, REMOVE);
    disk.renameSync(path, old);
  }
  disk.renameSync(whole, path);
}

/** Moves all files of a folder to their places in another. Follows no link there. */
function merge(from: string, to: string, disk: Disk): void {
  for (const name of namesIn(from, disk)) {
    const [source, target] = [join(from, name), join(to, name)];
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
function clear(names: string, path: string, disk: Disk): void {
  for (const name of namesIn(names, disk)) {
    const [source, target] = [join(names, name), join(path, name)];
    if (!isFolder(source, disk)) disk.rmSync(target, REMOVE);
    else if (isFolder(target, disk)) {
      clear(source, target, disk);
      if (namesIn(target, disk).length === 0) disk.rmdirSync(target);
    }
  }
}

/** Removes all that is on its way into the output, but the lock, and a plan that could not be carried out. */
function clearHomes(out: string, disk: Disk): void {
  for (const part of PARTS)
    if (disk.existsSync(join(out, part, MARK))) tryToRemove(join(out, part, HOME), disk);
  for (const name of namesIn(join(out, HOME), disk))
    if (name !== LOCK && name !== PLAN) tryToRemove(join(out, HOME, name), disk);
}

/** What another user left is in nobody's way. */
function tryToRemove(path: string, disk: Disk): void {
  try {
    disk.rmSync(path, REMOVE);
  } catch {}
}

function namesIn(path: string, disk: Disk): string[] {
  return isFolder(path, disk) ? disk.readdirSync(path) : [];
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
