import * as fs from 'node:fs';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Edition, HOME, mendOutput } from '../../src/host/mend-output.ts';
import { type Disk, Output } from '../../src/host/output-folder.ts';
import { inspectFiles } from '../../src/host/outputs.ts';

/** What a killed process would have gone on with. */
class Killed extends Error {}

/**
 * The file system for a process that is killed just before one of its calls: from then on, nothing that it does has an
 * effect. Removing a folder takes a call for each file in it, as it does in truth, and a file that is being written stays half.
 */
class MortalDisk implements Disk {
  #callsLeft: number;
  readonly existsSync = this.#mortal(fs.existsSync);
  readonly lstatSync = this.#mortal(fs.lstatSync);
  readonly mkdirSync = this.#mortal(fs.mkdirSync);
  readonly mkdtempSync = this.#mortal(fs.mkdtempSync);
  readonly readdirSync = this.#mortal(fs.readdirSync);
  readonly renameSync = this.#mortal(fs.renameSync);
  readonly rmdirSync = this.#mortal(fs.rmdirSync);

  /** @param calls how many calls it lives. */
  constructor(calls = Number.POSITIVE_INFINITY) {
    this.#callsLeft = calls;
  }

  get isDead(): boolean {
    return this.#callsLeft < 0;
  }

  readonly rmSync: Disk['rmSync'] = (path, options) => {
    const isFolder = fs.lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
    if (isFolder) for (const name of fs.readdirSync(path)) this.rmSync(join(String(path), name), options);
    this.#live();
    if (isFolder) fs.rmdirSync(path);
    else fs.rmSync(path, options);
  };

  readonly writeFileSync: Disk['writeFileSync'] = (path, text) => {
    this.#live();
    fs.writeFileSync(path, '');
    this.#live();
    fs.writeFileSync(path, text);
  };

  #live(): void {
    this.#callsLeft -= 1;
    if (this.isDead) throw new Killed();
  }

  /** The same function, while the process lives. */
  #mortal<Call extends object>(call: Call): Call {
    return new Proxy(call, {
      apply: (target, self, args) => {
        this.#live();
        return Reflect.apply(target as (...args: unknown[]) => unknown, self, args);
      },
    });
  }
}

/** The text of each file of an output, by path. */
type Files = Readonly<Record<string, string>>;

/** An output before and after a build. Files that are the same in both are kept by it. */
export interface Switch {
  readonly before: Readonly<Partial<Record<Edition, Files>>>;
  readonly after: Readonly<Partial<Record<Edition, Files>>>;
  /** Done to the output folder before the build: an edition may be a link. */
  arrange?(out: string): void;
}

/** Writes the new editions as a build does. */
export async function switchOutput(out: string, editions: Switch['after'], disk: Disk = fs): Promise<void> {
  const output = await Output.open(out, { content: '/nowhere', label: 'out', disk });
  try {
    for (const [edition, files] of Object.entries(editions) as [Edition, Files][]) {
      const { path, fresh, kept } = output.stage(edition);
      const old = inspectFiles(path);
      for (const [file, text] of Object.entries(files)) {
        const known = old.get(file);
        if (known && readFileSync(join(path, file), 'utf8') === text) kept.set(file, known);
        else writeDeep(join(fresh, file), text);
      }
    }
    output.commit();
  } finally {
    output.close();
  }
}

export function writeDeep(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/**
 * Kills a build at each of its calls to the file system, and looks at what is left: before anything is mended, the old
 * output or a decision for the new one; afterwards the old output or the new one, and nothing else. Every second time the one
 * that mends is killed, too.
 * @returns what was wrong, in words, and how many calls a build makes.
 */
export async function killAtEachCall(change: Switch): Promise<{ wrong: string[]; calls: number }> {
  const wrong: string[] = [];
  const after = JSON.stringify(sorted({ ...change.before, ...change.after }));
  for (let calls = 0; ; calls += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'flakebook-kill-'));
    const out = join(folder, 'out');
    try {
      mkdirSync(out);
      change.arrange?.(out);
      await switchOutput(out, change.before);
      const before = seen(out);
      const disk = new MortalDisk(calls);
      await die(switchOutput(out, change.after, disk));
      if (!disk.isDead) {
        if (wrong.length === 0 && leftovers(out).length > 0)
          wrong.push(`at the end there is ${leftovers(out)}`);
        return { wrong, calls };
      }
      const isDecided = readdirSync(out).includes(HOME) && readdirSync(join(out, HOME)).includes('switch');
      const left = seen(out);
      if (!isDecided && left !== before && left !== after)
        wrong.push(`killed at call ${calls}, there is ${left} undecided`);
      if (calls % 2 === 1) await die(killMender(out, calls));
      await mendOutput(out, 'out');
      if (seen(out) !== (isDecided ? after : left))
        wrong.push(`killed at call ${calls}, mending gave ${seen(out)}`);
      if (leftovers(out).length > 0) wrong.push(`killed at call ${calls}, mending left ${leftovers(out)}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** Some process begins to mend and is killed in turn. */
async function killMender(out: string, calls: number): Promise<void> {
  const output = await Output.open(out, {
    content: '/nowhere',
    label: 'out',
    disk: new MortalDisk(calls % 31),
  });
  output.close();
}

async function die(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  }
}

function leftovers(out: string): string[] {
  return readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.split('/').includes(HOME),
  );
}

/** All editions with their files, without marks and what is on its way. */
function seen(out: string): string {
  const editions: Record<string, Files> = {};
  for (const edition of readdirSync(out)) {
    if (edition === HOME) continue;
    const folder = fs.lstatSync(join(out, edition)).isSymbolicLink()
      ? readlinkSync(join(out, edition))
      : join(out, edition);
    const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .filter((path) => path !== '.flakebook-output' && !path.startsWith(HOME));
    if (paths.length > 0)
      editions[edition] = Object.fromEntries(
        paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
      );
  }
  return JSON.stringify(sorted(editions));
}

function sorted(editions: Switch['after']): unknown {
  return Object.entries(editions)
    .map(([edition, files]) => [edition, Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}
