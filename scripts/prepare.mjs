// npm runs this after an install in a checkout, and before it packs a dependency that it takes from a git address: only then
// the bundle is missing, since nobody runs `prepack` there. In a checkout that somebody works in, `src` runs as it is.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
// npm names the packages that it prepares, to find circles. Who gets an archive from a git host has no `.git`.
const isDependency = process.env._PACOTE_NO_PREPARE_ !== undefined || !existsSync(join(root, '.git'));

if (isDependency) {
  // The Node that comes with the development dependencies, where this one is too old to run TypeScript.
  const own = join(root, 'node_modules/.bin/node');
  const node = existsSync(own) ? own : process.execPath;
  const { status } = spawnSync(node, [join(root, 'scripts/bundle.ts')], { cwd: root, stdio: 'inherit' });
  process.exitCode = status === null ? 2 : status;
}
