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
  const { enableCompileCache } = process.getBuiltinModule('module');
  if (enableCompileCache) enableCompileCache();

  load()
    .then((cli) => cli.main(process.argv.slice(2), world()))
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
function world() {
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
  };
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
