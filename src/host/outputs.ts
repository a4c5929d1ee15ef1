import { copyFileSync, linkSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Cache } from './cache.ts';
import type { StagedEdition } from './output-folder.ts';

/** A file of an output folder, as it was when it was written. */
export interface OutputFile {
  readonly size: number;
  readonly changedMs: number;
  /** Of what it was made from, where that is known. */
  readonly digest?: string;
}

/** What was written into an output folder, and from what. */
export interface Manifest {
  /** Digest of everything that the output was made from. */
  readonly madeFrom: string;
  /** By path, with forward slashes. */
  readonly files: ReadonlyMap<string, OutputFile>;
}

/** @param path the real path of the output folder. */
export function readManifest(cache: Cache, path: string): Manifest | undefined {
  const stamp = cache.stamp('output', path);
  return (
    stamp && { madeFrom: stamp.madeFrom, files: new Map(JSON.parse(stamp.value) as [string, OutputFile][]) }
  );
}

export function keepManifest(cache: Cache, path: string, { madeFrom, files }: Manifest): void {
  cache.setStamp('output', path, { madeFrom, value: JSON.stringify([...files]) });
}

/** Whether a folder still holds what was written into it, and nothing else. */
export function isAsWritten(path: string, { files }: Manifest): boolean {
  return (
    listFiles(path).length === files.size && [...files].every(([file, known]) => isIntact(path, file, known))
  );
}

/** Whether a file is the one that was written: nobody edited it since. */
function isIntact(path: string, file: string, { size, changedMs }: OutputFile): boolean {
  // Joined by hand: this is done for each file of an edition of which nothing changed.
  const stats = statSync(`${path}/${file}`, { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.size === size && stats.mtimeMs === changedMs;
}

/**
 * Stages the files of an edition one by one. One that would be made from the same stays as it is, unless somebody changed it.
 * @param last what is known of the edition as it stands.
 */
export function stageFiles(
  { path, fresh, kept, digests }: Omit<StagedEdition, 'work'>,
  last: Manifest | undefined,
): StagedFiles {
  const made = new Set<string>();
  return {
    keep(file, digest) {
      const known = last?.files.get(file);
      if (known?.digest !== digest || !isIntact(path, file, known)) return false;
      kept.set(file, known);
      return true;
    },
    write(file, digest, content) {
      const folder = dirname(join(fresh, file));
      if (!made.has(folder)) mkdirSync(folder, { recursive: true });
      made.add(folder);
      writeFileSync(join(fresh, file), content);
      digests.set(file, digest);
    },
  };
}

interface StagedFiles {
  /** @param digest of what it is made from. @returns whether the file stays as it is. */
  keep(file: string, digest: string): boolean;
  write(file: string, digest: string, content: string | Uint8Array): void;
}

/** The files below a folder, as they are now; none where there is no folder. */
export function listFiles(path: string): string[] {
  const below = (folder: string): string[] =>
    readdirSync(`${path}/${folder}`, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? below(`${folder}${entry.name}/`) : folder + entry.name,
    );
  try {
    return below('');
  } catch {
    return [];
  }
}

/** The files below a folder. @param digests of what they were made from. */
export function inspectFiles(
  path: string,
  digests: ReadonlyMap<string, string> = new Map(),
): Map<string, OutputFile> {
  return new Map(
    listFiles(path).map((file) => {
      const { size, mtimeMs } = statSync(join(path, file));
      return [file, { size, changedMs: mtimeMs, digest: digests.get(file) }];
    }),
  );
}

/** Gives a file a second name: a link where the file system has them, else a copy with the same times. */
export function reuseFile(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
