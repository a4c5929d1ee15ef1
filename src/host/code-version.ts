import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));

/** In the published package all code lies in one folder, `lib`; in a checkout this module is `src/host/code-version.ts`. */
const IS_BUNDLE = import.meta.url.endsWith('.js');

/** Flakebook's own folder. */
export const PACKAGE_FOLDER = IS_BUNDLE ? dirname(HERE) : dirname(dirname(HERE));

/** The patterns that come with Flakebook: those of its own book. */
export const CATALOGUE_FOLDER = IS_BUNDLE ? join(HERE, 'patterns') : join(PACKAGE_FOLDER, 'content/patterns');

/** A page for each rule. */
export const RULES_FOLDER = IS_BUNDLE ? join(HERE, 'rules') : join(PACKAGE_FOLDER, 'docs/rules');

/** A small book with the results of real runs. */
export const DEMO_FOLDER = join(IS_BUNDLE ? HERE : PACKAGE_FOLDER, 'demo');

/** The sources of the site's pages, which Astro compiles wherever they lie. */
export const SITE_FOLDER = join(IS_BUNDLE ? HERE : PACKAGE_FOLDER, 'src/site');

/** The shells of pages that the package has; a checkout makes its own. */
export const SHIPPED_SHELLS = join(HERE, 'shells.json');

let known: string | undefined;

/** Changes with the code and its dependencies, so that no cache outlives the code that filled it. */
export function codeVersion(): string {
  known ??= IS_BUNDLE ? bundleVersion() : checkoutVersion();
  return known;
}

/** The digest that `scripts/bundle.ts` wrote: nobody edits a package that is installed. */
function bundleVersion(): string {
  return `${bundleStamp()} ${process.version}`;
}

/** The digest of the bundled code, and the day of its commit. */
function bundleStamp(): string {
  return readFileSync(join(HERE, 'digest.txt'), 'utf8');
}

/** The day on which this code was there already; of a checkout, the day on which it was made. */
export function codeDay(): string {
  if (IS_BUNDLE) return bundleStamp().split(' ')[1] ?? '';
  return statSync(join(PACKAGE_FOLDER, 'package.json')).mtime.toISOString().slice(0, 10);
}

function checkoutVersion(): string {
  const code = dirname(HERE);
  const hash = createHash('sha1').update(process.version);
  for (const file of ['package.json', 'package-lock.json']) hash.update(stamp(join(PACKAGE_FOLDER, file)));
  const files = readdirSync(code, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  for (const path of paths) hash.update(stamp(path));
  return hash.digest('hex');
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
  return manifest().version;
}

/** The versions of Astro that the site is written for: `^7.3.5`. */
export function astroRange(): string {
  return manifest().peerDependencies.astro;
}

function manifest() {
  return JSON.parse(readFileSync(join(PACKAGE_FOLDER, 'package.json'), 'utf8')) as {
    readonly version: string;
    readonly peerDependencies: { readonly astro: string };
  };
}
