// Completes package-lock.json after a change of dependencies (npm runs it by itself: the `dependencies` script).
//
// Some packages name one optional binary per platform. When the registry that npm talked to lacks a few of them,
// npm leaves them out of the lock, and its own `npm ci` then refuses that lock ("Missing: … from lock file").
// This adds each missing one back, with its platform, so that every machine skips it or installs it as it should.
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [link]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {string[]} [cpu]
 * @property {string[]} [os]
 * @property {string[]} [libc]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 * @property {Record<string, string>} [optionalDependencies]
 *
 * @typedef {{ packages: Record<string, LockedPackage> }} Lock
 * @typedef {{ parent: string, name: string, range: string, optional: boolean }} Missing
 */

const OPERATING_SYSTEMS = new Map([
  ['aix', 'aix'],
  ['android', 'android'],
  ['darwin', 'darwin'],
  ['freebsd', 'freebsd'],
  ['linux', 'linux'],
  ['netbsd', 'netbsd'],
  ['openbsd', 'openbsd'],
  ['openharmony', 'openharmony'],
  ['sunos', 'sunos'],
  ['win32', 'win32'],
  ['windows', 'win32'],
]);
const PROCESSORS = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];
const LIBRARIES = new Map([
  ['gnu', 'glibc'],
  ['gnueabihf', 'glibc'],
  ['musl', 'musl'],
  ['musleabihf', 'musl'],
]);

/**
 * Every dependency that a package in the lock asks for and that the lock does not hold.
 * @param {Lock} lock
 * @returns {Missing[]}
 */
export function findMissing(lock) {
  /** @type {Missing[]} */
  const missing = [];
  for (const [parent, entry] of Object.entries(lock.packages)) {
    if (entry.link) continue;
    const optionalNames = entry.optionalDependencies ?? {};
    const wanted = { ...entry.devDependencies, ...entry.dependencies, ...optionalNames };
    for (const [name, range] of Object.entries(wanted)) {
      if (!isLocked(lock, parent, name)) {
        missing.push({ parent, name, range, optional: name in optionalNames });
      }
    }
  }
  return missing;
}

/**
 * Looks where Node would: in the package's own node_modules, then in each folder above it.
 * @param {Lock} lock
 * @param {string} parent
 * @param {string} name
 */
function isLocked(lock, parent, name) {
  for (let folder = parent; ; folder = folder.includes('/') ? dirname(folder) : '') {
    if (lock.packages[folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`]) return true;
    if (folder === '') return false;
  }
}

/**
 * Adds the missing optional packages to the lock, and answers with their names.
 * @param {Lock} lock
 * @returns {string[]}
 */
export function completeLock(lock) {
  const added = [];
  for (const { parent, name, range, optional } of findMissing(lock)) {
    if (!optional || !/^\d+\.\d+\.\d+[-+.\w]*$/.test(range)) {
      throw new Error(
        `${name}@${range}, wanted by ${parent || 'the project'}, is not in package-lock.json: install it`,
      );
    }
    const dev = lock.packages[parent]?.dev === true;
    const entry = { ...platformOf(name), ...(dev ? { dev } : {}), optional: true };
    // In npm's own order, or its next run would rewrite every entry.
    lock.packages[placeFor(lock, parent, name, range)] = { version: range, ...sortKeys(entry) };
    added.push(name);
  }
  lock.packages = sortKeys(lock.packages);
  return added;
}

/**
 * @template {object} T
 * @param {T} object
 * @returns {T}
 */
function sortKeys(object) {
  const entries = Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
  return /** @type {T} */ (Object.fromEntries(entries));
}

/**
 * @param {Lock} lock
 * @param {string} parent
 * @param {string} name
 * @param {string} version
 */
function placeFor(lock, parent, name, version) {
  const top = `node_modules/${name}`;
  const there = lock.packages[top];
  return there === undefined || there.version === version ? top : `${parent}/node_modules/${name}`;
}

/**
 * Reads the platform off a name such as `@biomejs/cli-linux-arm64-musl`.
 * @param {string} name
 */
export function platformOf(name) {
  const words = (name.split('/').at(-1) ?? '').split('-');
  const os = words.map((word) => OPERATING_SYSTEMS.get(word)).find((word) => word !== undefined);
  const cpu = words.find((word) => PROCESSORS.includes(word));
  const libc =
    os === 'linux' ? words.map((word) => LIBRARIES.get(word)).find((word) => word !== undefined) : undefined;
  if (cpu === undefined || (os === undefined && cpu !== 'wasm32')) {
    throw new Error(`cannot tell the platform of ${name}: add it to package-lock.json by hand`);
  }
  return { cpu: [cpu], ...(libc ? { libc: [libc] } : {}), ...(os ? { os: [os] } : {}) };
}

function main() {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const path = join(root, 'package-lock.json');
  if (!existsSync(path)) return;
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  const added = completeLock(lock);
  if (added.length === 0) return;
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`package-lock.json: added ${added.length} optional packages for other platforms`);

  // npm has just installed from this lock: keep scripts/setup.mjs from taking the rewritten file for news.
  const installed = join(root, 'node_modules/.package-lock.json');
  if (process.env.npm_lifecycle_event === 'dependencies' && existsSync(installed)) {
    const now = new Date();
    utimesSync(installed, now, now);
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) main();
