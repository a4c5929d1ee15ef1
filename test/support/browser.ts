import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts a headless Chromium: `$CHROMIUM`, one on PATH, or the one that npm installs on Linux x64.
 * Where there is none the answer is undefined, and the reason is printed; continuous integration (`CI=true`) fails instead.
 * The caller closes it.
 */
export async function openBrowser(): Promise<Browser | undefined> {
  const executablePath = process.env.CHROMIUM || findOnPath() || (await unpackFromNpm());
  if (executablePath !== undefined) return chromium.launch({ executablePath, args: FLAGS });

  const reason = `no Chromium: set CHROMIUM, or put one of ${NAMES.join(', ')} on PATH`;
  if (process.env.CI === 'true') throw new Error(reason);
  console.warn(`Browser tests are skipped, ${reason}.`);
  return undefined;
}

function findOnPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Unpacks once per version, whole or not at all, since the package takes any file of the right name for its own. */
async function unpackFromNpm(): Promise<string | undefined> {
  const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));
  const manifest = join(modules, '@sparticuz/chromium/package.json');
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(manifest)) return undefined;

  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const folder = join(modules, '.cache', `chromium-${version}`);
  if (!existsSync(folder)) {
    mkdirSync(join(modules, '.cache'), { recursive: true });
    const staging = mkdtempSync(`${folder}-`);
    try {
      await unpackInto(staging);
      renameSync(staging, folder);
    } catch (error) {
      rmSync(staging, { recursive: true, force: true });
      // Another test process may have been quicker.
      if (!existsSync(folder)) throw error;
    }
  }
  return join(folder, 'chromium');
}

async function unpackInto(folder: string): Promise<void> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    await packed.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** What goes wrong on a page while it is looked at: dialogs, which only a script from outside would open, and errors on its console. */
export function watchProblems(page: Page): readonly string[] {
  const problems: string[] = [];
  page.on('dialog', (dialog) => {
    problems.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  return problems;
}
