import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { onTestFinished } from 'vitest';

/**
 * Lays a file system in memory over a folder, until the end of the test.
 * @param options as `mount` takes them: `size=300k`.
 * @returns how to mount it anew with other options; undefined where tests may not mount anything.
 */
export function mountDisk(folder: string, options: string): ((options: string) => void) | undefined {
  mkdirSync(folder, { recursive: true });
  if (!mount(['-t', 'tmpfs', '-o', options, 'tmpfs', folder])) return undefined;
  onTestFinished(() => void spawnSync('umount', [folder]));
  return (other) => {
    if (!mount(['-o', `remount,${other}`, folder])) throw new Error(`${folder} could not be mounted anew.`);
  };
}

/** Why a test is skipped where `mountDisk` gives nothing. */
export const NO_MOUNT = 'only root may mount a disk, on Linux';

function mount(args: readonly string[]): boolean {
  return process.platform === 'linux' && spawnSync('mount', args).status === 0;
}
