import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { RUNS } from '../../src/pages/questions.ts';
import { severityOf } from '../../src/rules/rules.ts';
import { MONTH_FILE, runFiles, runLine } from '../support/example-book.ts';
import { inTempFolder } from './folders.ts';
import { readTwice, WatchedBook } from './watched-book.ts';

/** Every file that is read, by its path below the content folder. */
const read: string[] = [];
vi.resetModules();
vi.doMock('../../src/host/content-files.ts', async (original) => {
  const module = await original<typeof import('../../src/host/content-files.ts')>();
  return {
    ...module,
    readContent: (folder: string, file: string) => {
      read.push(file);
      return module.readContent(folder, file);
    },
  };
});
const { openWorkspace } = await import('../../src/host/open-workspace.ts');
afterAll(() => {
  vi.doUnmock('../../src/host/content-files.ts');
  vi.resetModules();
});

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url));
const FEBRUARY = MONTH_FILE.replace('2026-01', '2026-02');
const OTHER_SUITE = '---\ntitle: Gateway\n---\n';
const february = (run: string) => runLine({ run, at: '2026-02-01T09:00:00Z' });
const ofOther = (files: object) =>
  Object.fromEntries(
    Object.entries(files).map(([file, text]) => [file.replace('data-storage', 'gateway'), String(text)]),
  );

/** Two suites with runs, the first in two months. */
async function inBook(work: (content: string) => Promise<void>): Promise<void> {
  await inTempFolder(async (folder) => {
    const content = join(folder, 'content');
    cpSync(CONTENT, content, { recursive: true });
    write(content, {
      ...runFiles(runLine()),
      [FEBRUARY]: february('ci-2'),
      'suites/gateway.md': OTHER_SUITE,
    });
    write(content, ofOther(runFiles(runLine({ run: 'gw-1' }))));
    await work(content);
  });
}

function write(content: string, files: object): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(content, file)), { recursive: true });
    writeFileSync(join(content, file), text);
  }
}

async function withBook<Result>(
  content: string,
  work: (workspace: ReturnType<typeof openWorkspace>) => Promise<Result>,
): Promise<Result> {
  const workspace = openWorkspace(content);
  try {
    return await work(workspace);
  } finally {
    workspace.close();
  }
}

/** Longer than two changes may lie apart and still be one to the clock of a file system. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 120));

beforeEach(() => {
  read.length = 0;
});

describe('the runs that are loaded', () => {
  test.each([
    ['data-storage', ['ci-1', 'ci-2']],
    ['gateway', ['gw-1']],
    ['none', undefined],
  ])('are those of %s', async (suite, expected) => {
    await inBook((content) =>
      withBook(content, async (workspace) => {
        const { findings, asOf } = await workspace.check();
        expect(findings.filter((finding) => severityOf(finding) === 'error')).toEqual([]);
        const { read } = await workspace.open(asOf);
        const history = read(RUNS, suite);
        expect(history?.runs.map(({ run }) => run)).toEqual(expected);
        for (const { roster } of history?.runs ?? []) expect(history?.rosters.get(roster)).toHaveLength(2);
      }),
    );
  });
});

describe('a check', () => {
  test('reads no file where nothing changed, and of the history what changed', async () => {
    await inBook(async (content) => {
      await settle();
      const check = () => withBook(content, (workspace) => workspace.check());
      await check();
      expect(read).toContain(MONTH_FILE);
      read.length = 0;
      await check();
      expect(read).toEqual([]);
      write(content, { [FEBRUARY]: february('ci-2') + february('ci-3') });
      await check();
      expect(read).toContain(FEBRUARY);
      expect(read).not.toContain(MONTH_FILE);
    });
  });
});

describe('the pages of a book with runs', () => {
  test('are the same warm and cold, as runs come and go', async () => {
    await inBook(async (content) => {
      const book = new WatchedBook(content);
      for (const month of [february('ci-2') + february('ci-3'), february('ci-3'), february('ci-4')]) {
        write(content, { [FEBRUARY]: month });
        await readTwice(book);
      }
    });
  });
});
