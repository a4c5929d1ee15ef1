import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { confirmFixes } from '../../src/host/confirm/confirm-fixes.ts';
import { editRecord } from '../../src/host/confirm/edit-record.ts';
import { openWorkspace } from '../../src/host/open-workspace.ts';
import { writeWhole } from '../../src/host/write-file.ts';
import { dayOf, historyOf } from '../confirm/run-marks.ts';
import { runFiles } from '../support/run-files.ts';
import { inTempFolder } from './folders.ts';

const FILE = 'issues/SHOP-1.md';
const FILES = {
  'book.yaml': 'title: Shop\nprefixes:\n  - { prefix: SHOP-, suite: shop }\n',
  'suites/shop.md': '---\ntitle: Shop tests\n---\n',
  [FILE]: `---\ntitle: One\nsuite: shop\ntests:\n  a: { name: "cart.js :: one" }\ntimeline:\n  - open: 2025-12-01\n  - fixed: ${dayOf(1)}\n---\n`,
  ...runFiles('shop', historyOf({ 'cart.js :: one': 'F..F' })),
};

/** What becomes of the one proposal when something happens to the file after it was read. */
function editAfter(happens: (file: string) => void): Promise<{ refused: string | undefined; text: string }> {
  return inTempFolder(async (folder) => {
    for (const [file, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    const workspace = openWorkspace(folder);
    try {
      const { asOf } = await workspace.check();
      const confirmed = await confirmFixes(workspace, asOf, undefined);
      const [issue] = confirmed.suites[0]?.issues ?? [];
      if (issue === undefined) throw new Error('no claim');
      happens(join(folder, FILE));
      const { refused } = editRecord(workspace, confirmed, issue);
      const left = readdirSync(join(folder, 'issues'));
      return { refused, text: left.map((name) => readFileSync(join(folder, 'issues', name), 'utf8')).join() };
    } finally {
      workspace.close();
    }
  });
}

test('a record that nobody touched is edited', async () => {
  const { refused, text } = await editAfter(() => {});
  expect(refused).toBeUndefined();
  expect(text).toBe(
    FILES[FILE]?.replace(
      /---\n$/,
      `  - reopened: ${dayOf(3)}T12:00:00Z\n    run: run-004\n    note: "failed again in 1 of 2 runs with the fix"\n---\n`,
    ),
  );
});

test('a record that was changed meanwhile is left alone', async () => {
  const { refused, text } = await editAfter((file) => appendFileSync(file, '\nMore.\n'));
  expect(refused).toBe('it was changed meanwhile; run this again');
  expect(text).toBe(`${FILES[FILE]}\nMore.\n`);
});

test('a record that is gone does not come back', async () => {
  const { refused, text } = await editAfter((file) => rmSync(file));
  expect(refused).toBe('it could not be read: it, or what it links to, does not exist');
  expect(text).toBe('');
});

test('what is not wanted any more when all is written stays unwritten', async () => {
  await inTempFolder((folder) => {
    const path = join(folder, 'one.md');
    writeFileSync(path, 'old');
    expect(writeWhole(path, 'new', { may: () => false })).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(writeWhole(path, 'new')).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['node_modules', 'one.md']);
  });
});
