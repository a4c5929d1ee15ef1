import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BookFiles } from './book/make-book.ts';
import { changingIssue, ROOT, writeFiles } from './book-folder.ts';
import type { RivalName } from './options.ts';
import { toPages } from './rival-pages.ts';
import { clearScratch, type Subject, scratchFolder } from './subject.ts';

interface RivalSetup {
  /** The package whose version is shown, and its program. */
  readonly package: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly pages: string;
  /** What it makes and keeps. */
  readonly made: readonly string[];
  /** Above so many records it does not come to an end in the memory of a usual machine. */
  readonly mostRecords: number;
}

const SETUPS: Readonly<Record<RivalName, RivalSetup>> = {
  eleventy: {
    package: '@11ty/eleventy',
    program: '@11ty/eleventy/cmd.cjs',
    args: ['--quiet'],
    pages: 'pages',
    made: ['_site', '.cache'],
    mostRecords: 100_000,
  },
  starlight: {
    package: '@astrojs/starlight',
    program: 'astro/bin/astro.mjs',
    args: ['build', '--silent'],
    pages: 'src/content/docs',
    made: ['dist', '.astro', 'node_modules/.astro', 'node_modules/.vite'],
    mostRecords: 3000,
  },
};

/** Kept beside our packages, never among them: no `npm ci` brings these. */
const INSTALLED = join(ROOT, 'node_modules/.cache/flakebook-bench');

/** Why a rival does not run. */
export class RivalMissing extends Error {}

/**
 * A rival's build of the same records: cold, with nothing changed, and with one sentence changed. Installs the rival when
 * it is not there yet.
 * @param issueFile the record that is changed.
 * @throws RivalMissing
 */
export function rivalSubject(name: RivalName, files: BookFiles, issueFile: string, folder: string): Subject {
  const setup = SETUPS[name];
  if (files.size - 1 > setup.mostRecords) {
    throw new RivalMissing(
      `${name} was left out: it does not come to an end with more than ${setup.mostRecords} records`,
    );
  }
  const packages = install(name);
  const { version } = JSON.parse(readFileSync(join(packages, setup.package, 'package.json'), 'utf8')) as {
    version: string;
  };
  mkdirSync(folder, { recursive: true });
  cpSync(sourceOf(name), folder, { recursive: true });
  symlinkSync(packages, join(folder, 'node_modules'));
  writeFiles(join(folder, setup.pages), toPages(files));
  const issue = changingIssue(join(folder, setup.pages, issueFile));
  return {
    tool: `${name} ${version}`,
    command: 'build',
    steps: ['cold', 'unchanged', 'edited prose'],
    run: {
      program: process.execPath,
      args: [join(packages, setup.program), ...setup.args],
      cwd: folder,
      env: { ...scratchFolder(folder), ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    },
    prepare(step) {
      if (step === 'edited prose') issue.editProse();
      if (step !== 'cold') return;
      for (const made of setup.made) rmSync(join(folder, made), { recursive: true, force: true });
      clearScratch(folder);
    },
  };
}

function sourceOf(name: RivalName): string {
  return fileURLToPath(new URL(`./rivals/${name}/`, import.meta.url));
}

/** The `node_modules` of a rival. */
function install(name: RivalName): string {
  const folder = join(INSTALLED, name);
  const manifest = readFileSync(join(sourceOf(name), 'package.json'), 'utf8');
  const packages = join(folder, 'node_modules');
  const done = join(folder, 'installed.json');
  if (existsSync(done) && readFileSync(done, 'utf8') === manifest) return packages;
  process.stderr.write(`bench: installing ${name} into ${folder}\n`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), manifest);
  const { status, stderr, error } = spawnSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: folder,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    },
  );
  if (status !== 0) {
    const reason = (error?.message ?? stderr).trim().split('\n')[0] ?? '';
    throw new RivalMissing(`${name} could not be installed: ${reason}`);
  }
  writeFileSync(done, manifest);
  return packages;
}
