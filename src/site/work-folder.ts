import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AstroIntegration } from 'astro';
import { PACKAGE_FOLDER } from '../host/code-version.ts';
import { isRunning } from '../host/output-folder.ts';

const PARENT = join(PACKAGE_FOLDER, 'node_modules/.cache/flakebook/work');

/**
 * Gives each build a folder of its own for what Astro writes on the way. Where the output is outside of the folder that a
 * process runs in, Astro takes `.astro` in that folder, and two builds at once would take each other's files: so this one
 * runs in a folder that is its alone, and near enough to the packages for Node to find them.
 */
export function workFolder(): AstroIntegration {
  let before = '';
  const own = join(PARENT, String(process.pid));
  return {
    name: 'flakebook:work-folder',
    hooks: {
      'astro:config:setup': ({ command }) => {
        if (command !== 'build') return;
        removeLeftovers();
        mkdirSync(own, { recursive: true });
        before = process.cwd();
        process.chdir(own);
      },
      'astro:build:done': () => {
        process.chdir(before);
        rmSync(own, { recursive: true, force: true });
      },
    },
  };
}

/** Removes the folders of killed builds. */
function removeLeftovers(): void {
  mkdirSync(PARENT, { recursive: true });
  for (const name of readdirSync(PARENT)) {
    if (!isRunning(Number(name))) rmSync(join(PARENT, name), { recursive: true, force: true });
  }
}
