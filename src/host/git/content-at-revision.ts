import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { UserError } from '../user-error.ts';
import { repositoryAround } from './git.ts';
import { readTreeFolder } from './git-tree.ts';

/** The content folder of a commit, as files in a temporary folder. */
export interface ContentAtRevision {
  readonly folder: string;
  remove(): void;
}

/**
 * Writes the content folder of a commit into a temporary folder. The real one stays untouched.
 * @throws UserError when there is no repository, no such commit, or no content in it.
 */
export function layOutContent(path: string, revision: string, label = path): ContentAtRevision {
  const around = repositoryAround(nearestFolder(path));
  if (!around) throw new UserError(`Leave out --rev: ${label} is not in a git repository.`);
  const inside = join(around.inside, path.slice(nearestFolder(path).length))
    .split(sep)
    .filter((step) => step !== '' && step !== '.')
    .join('/');
  const files = readTreeFolder(around.repository, revision, inside);
  if (files.size === 0)
    throw new UserError(
      `There is no ${inside || 'file'} at ${revision}: the content was elsewhere, or did not exist yet.`,
    );
  const root = mkdtempSync(join(tmpdir(), 'flakebook-rev-'));
  const folder = join(root, 'content');
  // The cache goes into this folder too, and is removed with it.
  mkdirSync(join(root, 'node_modules'));
  mkdirSync(folder);
  for (const [file, bytes] of files) {
    const target = join(folder, file);
    // Git has no such paths; a repository made by hand might.
    if (!target.startsWith(folder + sep)) continue;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
  }
  return { folder, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** The folder itself, or the nearest one above it that exists: at an older commit the content may have lain where nothing is now. */
function nearestFolder(path: string): string {
  for (let at = path; ; at = dirname(at)) {
    if (existsSync(at) || at === dirname(at)) return at;
  }
}
