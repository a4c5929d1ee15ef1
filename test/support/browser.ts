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

/** How long a browser may take for one step, in milliseconds: a slow machine is no failure, and a step that never ends is one. */
const PATIENCE = 600_000;

/**
 * Starts a headless Chromium: `$CHROMIUM`, one on PATH, or the one that npm installs on Linux x64.
 * Where there is none the answer is undefined, and the reason is printed; continuous integration (`CI=true`) fails instead.
 * The caller closes it.
 */
export async function openBrowser(): Promise<Browser | undefined> {
  const executablePath = process.env.CHROMIUM || findOnPath() || (await unpackFromNpm());
  if (executablePath !== undefined)
    return chromium.launch({ executablePath, args: FLAGS, timeout: PATIENCE });

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

export interface Screen {
  readonly width: number;
  readonly theme: 'light' | 'dark';
}

/**
 * Opens a page that is closed after `work`. `problems` grows while the page is looked at: dialogs, which only a script from
 * outside would open, errors and warnings on its console, exceptions, and requests to another host than this one.
 */
export async function withPage(
  browser: Browser,
  { width, theme }: Screen,
  work: (page: Page, problems: readonly string[]) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: theme });
  context.setDefaultTimeout(PATIENCE);
  const problems: string[] = [];
  try {
    const page = await context.newPage();
    page.on('dialog', (dialog) => {
      problems.push(`opened a dialog: ${dialog.message()}`);
      // Where the page was closed meanwhile, the dialog is gone, too.
      dialog.dismiss().catch(() => {});
    });
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol !== 'data:' && url.hostname !== '127.0.0.1') problems.push(`asked for ${url}`);
    });
    await work(page, problems);
  } finally {
    await context.close();
  }
}
