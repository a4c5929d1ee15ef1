import type { ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { mountDisk, NO_MOUNT } from '../support/disks.ts';
import { switchOutput } from '../support/switch-kills.ts';
import { copiedBook, type Ended, ended, hashesOf, start, type TestBook, tempFolder } from './run.ts';

/** A book with a site of an earlier build. */
function bookWithSite(): TestBook {
  const book = copiedBook();
  mkdirSync(join(book.folder, 'dist/site'), { recursive: true });
  writeFileSync(join(book.folder, 'dist/site/.flakebook-output'), '');
  writeFileSync(join(book.folder, 'dist/site/index.html'), 'the last good site');
  return book;
}

/** Starts a build, does something to it as soon as it is time, and waits for its end. */
async function interrupt(
  book: TestBook,
  isTime: (child: ChildProcess) => boolean,
  how: (child: ChildProcess) => void,
): Promise<Ended> {
  const child = start(['build', '--site'], { cwd: book.folder, detached: true, env: leaveMarks(book) });
  const end = ended(child);
  while (child.exitCode === null && !isTime(child)) await sleep(5);
  expect(child.exitCode).toBe(null);
  how(child);
  return end;
}

/** Has each process of a build leave a file with its number. */
function leaveMarks({ folder }: TestBook): { NODE_OPTIONS: string } {
  const module = join(folder, 'mark.mjs');
  writeFileSync(
    module,
    `import { writeFileSync } from 'node:fs';\nwriteFileSync(\`\${import.meta.dirname}/started-\${process.pid}\`, '');\n`,
  );
  return { NODE_OPTIONS: `--import ${pathToFileURL(module)}` };
}

/** Astro runs: whoever started it listens to signals by then. */
const isAstroStarted = ({ folder }: TestBook, { pid }: ChildProcess) =>
  readdirSync(folder).some((name) => name.startsWith('started-') && name !== `started-${pid}`);

const isPageWritten = ({ folder }: TestBook) =>
  readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' }).some((path) =>
    /^\.flakebook\/new-.*\.html$/.test(path),
  );

const siteOf = (book: TestBook) => hashesOf(join(book.folder, 'dist/site'));

describe('a build that is stopped while it makes the site', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s leaves the last site, no staging folder and one line',
    async (signal) => {
      const book = bookWithSite();
      const before = siteOf(book);
      const { code, stdout, stderr } = await interrupt(
        book,
        (child) => isAstroStarted(book, child),
        (child) => child.kill(signal),
      );
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toBe(`flakebook: Stopped by ${signal}; dist/site was not changed.\n`);
      expect(siteOf(book)).toEqual(before);
      expect(readdirSync(join(book.folder, 'dist'))).toEqual(['site']);
    },
  );

  test('by SIGKILL while pages are written leaves the last site, and the next build tidies up', async () => {
    const book = bookWithSite();
    const before = siteOf(book);
    const { signal } = await interrupt(
      book,
      () => isPageWritten(book),
      ({ pid = 0 }) => process.kill(-pid, 'SIGKILL'),
    );
    expect(signal).toBe('SIGKILL');
    expect(siteOf(book)).toEqual(before);
    expect(readdirSync(join(book.folder, 'dist'))).toHaveLength(2);
    expect(await book.run('build', '--site')).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(join(book.folder, 'dist'))).toEqual(['site']);
    expect(readFileSync(join(book.folder, 'dist/site/index.html'), 'utf8')).toContain('Data Storage');
  });
});

describe('a site on another disk than the package', () => {
  test('is built there, and one sentence says when that disk is full', async ({ skip }) => {
    const book = copiedBook();
    const dist = join(book.folder, 'dist');
    const again = mountDisk(dist, 'size=400k');
    if (!again) return skip(NO_MOUNT);
    expect(await book.run('build', '--site')).toEqual({
      code: 2,
      signal: null,
      stdout: '',
      stderr: 'flakebook: Could not build the site: the disk is full. dist/site was not changed.\n',
    });
    expect(readdirSync(dist)).toEqual([]);
    again('size=20m');
    expect(await book.run('build')).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(dist).sort()).toEqual(['docs', 'site']);
    expect(hashesOf(dist)).toHaveProperty('site/issues/ds-flaky-001/index.html');
  });
});

test('a preview serves the site that was built, and the next one as soon as it is there; then nothing of it is left', async () => {
  const book = bookWithSite();
  // Nothing can be kept for the next preview.
  rmSync(join(book.folder, 'node_modules'), { recursive: true });
  const temporary = tempFolder();
  const env = { HOME: '', XDG_CACHE_HOME: '', TMPDIR: temporary, FORCE_COLOR: '1' };
  const child = start(['preview', '--port', '0'], { cwd: book.folder, env });
  const end = ended(child);
  const url = await new Promise<string>((resolve, reject) => {
    let log = '';
    child.stdout?.on('data', (text: string) => {
      log += text;
      const [found] = /http:\/\/[^/\s]+\//.exec(log) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.on('close', () => reject(new Error(log)));
  });
  const page = async () => (await fetch(url)).text();
  expect(await page()).toContain('the last good site');
  await switchOutput(join(book.folder, 'dist'), { site: { 'index.html': 'the next site' } });
  expect(await page()).toContain('the next site');
  child.kill('SIGTERM');
  const { code, stdout, stderr } = await end;
  expect(code).toBe(0);
  expect(stdout + stderr).not.toMatch(/(?!\n)\p{Cc}/u);
  expect(readdirSync(temporary)).toEqual(['node_modules']);
});
