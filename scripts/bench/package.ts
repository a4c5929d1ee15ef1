import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What the bench installs and unpacks. It lies in `node_modules`, where Node finds our own dependencies from. */
export const INSTALLED = join(ROOT, 'node_modules/.cache/flakebook-bench');

/** Packs this checkout as `npm publish` would, and unpacks it. @returns its folder. */
export function unpackPackage(): string {
  const folder = join(INSTALLED, 'package');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const shell = process.platform === 'win32';
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: ROOT, shell });
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  execFileSync('tar', ['-xzf', `flakebook-${version}.tgz`, '--strip-components=1'], { cwd: folder });
  return folder;
}
