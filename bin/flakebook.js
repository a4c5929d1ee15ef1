#!/usr/bin/env node
// The launcher. Only what Node 10 can parse, so that an old Node says that it is old, not that there is a syntax error.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  start();
} else {
  process.stderr.write(`flakebook: Node ${process.versions.node} is too old, 22.18 or later is needed\n`);
  process.exitCode = 2;
}

function start() {
  silenceKnownWarnings();
  // Answers outlive the young heap, and V8 would let the old one grow to several times what is in use.
  process.getBuiltinModule('v8').setFlagsFromString('--heap-growing-percent=60');
  decideOnColors(process.env);
  const cacheFolder = ownCacheFolder(process.env);
  keepCompiledCode(cacheFolder, process.env);

  load()
    .then((cli) => cli.main(process.argv.slice(2), world(cacheFolder)))
    .then((exitCode) => {
      process.exitCode = exitCode;
    })
    .catch((error) => {
      process.stderr.write(
        `flakebook: internal error\n${(error instanceof Error && error.stack) || error}\n`,
      );
      process.exitCode = 2;
    });
}

// Read when they are asked for: looking at the standard input opens it, and a working directory may be gone.
/** @param {string | undefined} cacheFolder */
function world(cacheFolder) {
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    get stdin() {
      return process.stdin;
    },
    get cwd() {
      return process.cwd();
    },
    env: process.env,
    cacheFolder,
  };
}

/**
 * Our folder in the user's own folder for caches. No other user owns it, whatever the environment names.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined} undefined where there is none
 */
function ownCacheFolder(env) {
  const { dirname, isAbsolute, join } = process.getBuiltinModule('path');
  const { existsSync, mkdirSync, statSync } = process.getBuiltinModule('fs');
  const inHome = process.platform === 'darwin' ? join('Library', 'Caches') : '.cache';
  const usual = process.platform === 'win32' ? env.LOCALAPPDATA : env.HOME && join(env.HOME, inHome);
  const parent = [env.XDG_CACHE_HOME, usual].find((path) => path && isAbsolute(path));
  if (!parent) return undefined;
  const folder = join(parent, 'flakebook');
  // Not by `recursive`: Node makes folders for ever where the system denies that there is a place for one, as in `/proc`.
  const make = (/** @type {string} */ path) => {
    if (existsSync(path)) return;
    make(dirname(path));
    mkdirSync(path, { mode: 0o700 });
  };
  try {
    make(folder);
    return !process.getuid || statSync(folder).uid === process.getuid() ? folder : undefined;
  } catch (_) {
    return undefined;
  }
}

/**
 * Starts faster next time. Without a folder of the user's own Node would share one with all users, and so would Astro.
 * @param {string | undefined} cacheFolder
 * @param {NodeJS.ProcessEnv} env
 */
function keepCompiledCode(cacheFolder, env) {
  if (env.NODE_COMPILE_CACHE) return;
  if (cacheFolder === undefined) env.NODE_DISABLE_COMPILE_CACHE = '1';
  else {
    env.NODE_COMPILE_CACHE = process.getBuiltinModule('path').join(cacheFolder, 'compiled');
    process.getBuiltinModule('module').enableCompileCache(env.NODE_COMPILE_CACHE);
  }
}

/**
 * The standard of https://no-color.org stands first. Node warns, here and in every worker, where variables disagree.
 * @param {NodeJS.ProcessEnv} env
 */
function decideOnColors(env) {
  if (env.NO_COLOR) delete env.FORCE_COLOR;
  else if (env.FORCE_COLOR) delete env.NODE_DISABLE_COLORS;
}

// The repository has `src`, which Node runs as it is; the published package has the bundle `lib` in its place.
function load() {
  const bundle = '../lib/main.js';
  return import('../src/cli/main.ts').catch((error) => {
    const isPackage = error.code === 'ERR_MODULE_NOT_FOUND' && /\/src\/cli\/main\.ts$/.test(error.url);
    if (isPackage) return import(bundle);
    throw error;
  });
}

// Type stripping and SQLite work in every Node accepted here; their "experimental" notes would only worry readers.
function silenceKnownWarnings() {
  const emitWarning = process.emitWarning;
  process.emitWarning = (/** @type {string | Error} */ warning, /** @type {any[]} */ ...rest) => {
    const type = typeof rest[0] === 'string' ? rest[0] : Object(rest[0]).type;
    const isKnown = type === 'ExperimentalWarning' && /^(Type Stripping|SQLite) /i.test(String(warning));
    if (!isKnown) Reflect.apply(emitWarning, process, [warning, ...rest]);
  };
}
