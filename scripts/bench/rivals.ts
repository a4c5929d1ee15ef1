import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Files } from './book.ts';
import { INSTALLED } from './package.ts';
import { editor, type Subject, scratch, writeFiles } from './subjects.ts';

export const RIVALS = ['eleventy', 'starlight'] as const;
export type RivalName = (typeof RIVALS)[number];

/** Why a rival does not run. */
export class RivalMissing extends Error {}

const SETUPS = {
  eleventy: {
    program: ['node_modules/@11ty/eleventy/cmd.cjs', '--quiet'],
    pages: 'pages',
    made: ['_site', '.cache', 'tmp'],
    mostRecords: 100_000,
  },
  starlight: {
    program: ['node_modules/astro/bin/astro.mjs', 'build', '--silent'],
    pages: 'src/content/docs',
    made: ['dist', '.astro', 'node_modules/.astro', 'node_modules/.vite', 'tmp'],
    // Above that it does not come to an end in the memory of a usual machine.
    mostRecords: 3000,
  },
} as const;

/**
 * A rival's build of the same records. Installs the rival when it is not there yet.
 * @param issueFile the record that is edited.
 * @throws RivalMissing
 */
export function rivalSubject(name: RivalName, files: Files, issueFile: string, folder: string): Subject {
  const { program, pages, made, mostRecords } = SETUPS[name];
  if (files.size - 1 > mostRecords)
    throw new RivalMissing(`${name} was left out: it cannot build more than ${mostRecords} records`);
  const { packages, version } = install(name);
  const forget = (): void => {
    for (const path of made) rmSync(join(folder, path), { recursive: true, force: true });
    mkdirSync(join(folder, 'tmp'));
  };
  cpSync(sourceOf(name), folder, { recursive: true });
  // Not as a link: Astro does not find the parts of a package that lies below another folder of the file system's root.
  cpSync(packages, join(folder, 'node_modules'), { recursive: true, verbatimSymlinks: true });
  writeFiles(join(folder, pages), toPages(files));
  const env = { ...scratch(folder), ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
  const command = { args: program, cwd: folder, env };
  return {
    tool: `${name} ${version}`,
    name: 'build',
    steps: [
      { name: 'cold', command, prepare: forget },
      { name: 'unchanged', command },
      { name: 'edited prose', command, prepare: editor(join(folder, pages, issueFile)).editProse },
    ],
  };
}

/** Markdown records as they are; a YAML file of references as a page with its list. Both rivals want an `index.md`. */
function toPages(files: Files): Files {
  const pages = new Map([['index.md', '---\ntitle: A large Flakebook\n---\n\nMade by the bench.\n']]);
  for (const [file, text] of files) {
    if (file.endsWith('.md')) pages.set(file, text);
    if (!file.startsWith('references/')) continue;
    const items = [...text.matchAll(/^ {4}title: (.*)\n {4}path: (.*)$/gm)];
    const list = items.map(([, title, path]) => `- ${title}: \`${path}\`\n`).join('');
    pages.set(file.replace('.yaml', '.md'), `---\n${text.split('\n', 1)}\n---\n\n${list}`);
  }
  return pages;
}

function sourceOf(name: RivalName): string {
  return fileURLToPath(new URL(`./rivals/${name}/`, import.meta.url));
}

/** Installs the packages of a rival, unless they are there. */
function install(name: RivalName): { readonly packages: string; readonly version: string } {
  const folder = join(INSTALLED, name);
  const packages = join(folder, 'node_modules');
  const manifest = readFileSync(join(sourceOf(name), 'package.json'), 'utf8');
  const { dependencies } = JSON.parse(manifest) as { dependencies: Record<string, string> };
  const [version = ''] = Object.values(dependencies);
  const done = join(folder, 'installed.json');
  if (existsSync(done) && readFileSync(done, 'utf8') === manifest) return { packages, version };
  process.stderr.write(`bench: installing ${name} into ${folder}\n`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), manifest);
  const shell = process.platform === 'win32';
  const { status, stderr, error } = spawnSync('npm', ['install', '--loglevel=error'], { cwd: folder, shell });
  if (status !== 0) {
    const [reason] = (error?.message ?? String(stderr)).trim().split('\n');
    throw new RivalMissing(`${name} could not be installed: ${reason}`);
  }
  writeFileSync(done, manifest);
  return { packages, version };
}
