import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that this module runs from: `src` in a checkout, `lib` in the published package. */
const CODE_FOLDER = dirname(dirname(fileURLToPath(import.meta.url)));

/** Flakebook's own folder. */
export const PACKAGE_FOLDER = dirname(CODE_FOLDER);

let known: string | undefined;

/** Changes whenever the code or its dependencies do, so that no cache outlives the code that filled it. */
export function codeVersion(): string {
  if (known !== undefined) return known;
  const hash = createHash('sha1').update(process.version);
  for (const file of ['package.json', 'package-lock.json']) hash.update(stamp(join(PACKAGE_FOLDER, file)));
  const files = readdirSync(CODE_FOLDER, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  for (const path of paths) hash.update(stamp(path));
  known = hash.digest('hex');
  return known;
}

function stamp(path: string): string {
  try {
    const { size, mtimeMs } = statSync(path);
    return `${path}\0${size}\0${mtimeMs}\0`;
  } catch {
    return `${path}\0absent\0`;
  }
}

/** The version of the package, for `--version` and the pages' footers. */
export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(PACKAGE_FOLDER, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
