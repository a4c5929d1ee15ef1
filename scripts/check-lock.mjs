// Refuses a package-lock.json that does not say of every package what it is (npm runs this after each change of
// dependencies: the `dependencies` script).
//
// Some packages name one optional binary per platform. Where the registry that npm talks to lacks a few of them, npm leaves
// them out of the lock, and its own `npm ci` refuses that lock elsewhere. An entry without a hash is as bad: `npm ci` would
// install whatever it is given.
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {string} [license]
 * @property {boolean} [link]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 * @property {Record<string, string>} [optionalDependencies]
 *
 * @typedef {{ packages: Record<string, LockedPackage> }} Lock
 */

const CURE = 'Run `npm install --package-lock-only` with a registry that has them.';

/**
 * What is wrong with a lock, in sentences.
 * @param {Lock} lock
 * @returns {string[]}
 */
export function faultsOf(lock) {
  const missing = Object.entries(lock.packages).flatMap(([parent, entry]) => {
    const wanted = { ...entry.devDependencies, ...entry.dependencies, ...entry.optionalDependencies };
    const names = entry.link ? [] : Object.keys(wanted);
    return names
      .filter((name) => !isLocked(lock, parent, name))
      .map((name) => `${name}, wanted by ${parent || 'the project'}, is not in package-lock.json.`);
  });
  const bare = Object.entries(lock.packages).flatMap(([path, { integrity, link }]) =>
    !path.includes('node_modules/') || link || integrity ? [] : [`${path} has no hash in package-lock.json.`],
  );
  return [...missing, ...bare];
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

function main() {
  const faults = faultsOf(JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')));
  if (faults.length === 0) return;
  console.error([...faults, CURE].join('\n'));
  process.exitCode = 1;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) main();
