import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { markOutput, stageFolder, writeWhole } from '../../src/host/output-folder.ts';
import { UserError } from '../../src/host/user-error.ts';
import { inTempFolder } from './folders.ts';

const DEAD = 2 ** 30;

/** Builds a folder with one page of this text. */
function build(target: string, text: string): void {
  const staged = stageFolder(target, '/nonexistent/content');
  writeFileSync(join(staged.staging, 'page.md'), text);
  staged.commit();
}

const page = (target: string) => readFileSync(join(target, 'page.md'), 'utf8');

describe('stageFolder', () => {
  test('leaves the old folder alone until it is committed', () =>
    inTempFolder((folder) => {
      const target = join(folder, 'out');
      build(target, 'old');
      const staged = stageFolder(target, '/nonexistent/content');
      writeFileSync(join(staged.staging, 'page.md'), 'new');
      expect(page(target)).toBe('old');
      staged.commit();
      expect(page(target)).toBe('new');
      expect(readdirSync(folder).sort()).toEqual(['node_modules', 'out']);
    }));

  test('leaves it alone for good when it is discarded', () =>
    inTempFolder((folder) => {
      const target = join(folder, 'out');
      build(target, 'old');
      const staged = stageFolder(target, '/nonexistent/content');
      writeFileSync(join(staged.staging, 'page.md'), 'new');
      staged.discard();
      expect(page(target)).toBe('old');
      expect(readdirSync(folder).sort()).toEqual(['node_modules', 'out']);
    }));

  test('keeps the old folder when the new one is gone', () =>
    inTempFolder((folder) => {
      const target = join(folder, 'out');
      build(target, 'old');
      const staged = stageFolder(target, '/nonexistent/content');
      renameSync(staged.staging, join(folder, 'gone'));
      expect(() => staged.commit()).toThrow(UserError);
      expect(page(target)).toBe('old');
    }));

  test('turns back a swap that stopped between its two renames', () =>
    inTempFolder((folder) => {
      const target = join(folder, 'out');
      build(target, 'old');
      renameSync(target, join(folder, `.out.old-${DEAD}`));
      stageFolder(target, '/nonexistent/content').discard();
      expect(page(target)).toBe('old');
    }));

  test('tells leftovers of other folders from its own', () =>
    inTempFolder((folder) => {
      const others = [`.out2.staging-${DEAD}`, `.xout.old-${DEAD}`, '.out.staging-x', '.out.new-1'];
      for (const name of others) mkdirSync(join(folder, name));
      build(join(folder, 'out'), 'x');
      expect(readdirSync(folder)).toEqual(expect.arrayContaining(others));
    }));
});

describe('markOutput', () => {
  test('makes a folder that a later build may replace', () =>
    inTempFolder((folder) => {
      const target = join(folder, 'dist/docs');
      markOutput(target);
      writeWhole(join(target, 'page.md'), 'report');
      build(target, 'built');
      expect(page(target)).toBe('built');
    }));

  test('turns back a swap that stopped, so that the next build does not take it for a leftover', () =>
    inTempFolder((folder) => {
      const target = join(folder, 'out');
      build(target, 'old');
      renameSync(target, join(folder, `.out.old-${DEAD}`));
      markOutput(target);
      expect(page(target)).toBe('old');
    }));

  test('takes no folder of others for its own', () =>
    inTempFolder((folder) => {
      const target = join(folder, 'mine');
      mkdirSync(target);
      writeFileSync(join(target, 'page.md'), 'mine');
      markOutput(target);
      expect(() => stageFolder(target, '/nonexistent/content')).toThrow(/did not make/);
    }));
});

describe('writeWhole', () => {
  test('makes the folders on the way, and leaves nothing but the file', () =>
    inTempFolder((folder) => {
      const path = join(folder, 'a/b/page.md');
      writeWhole(path, 'one');
      writeWhole(path, 'two');
      expect(readFileSync(path, 'utf8')).toBe('two');
      expect(readdirSync(join(folder, 'a/b'))).toEqual(['page.md']);
    }));

  test.each([
    ['on a folder', 'folder'],
    ['below a file', 'file/page.md'],
  ])('%s fails in one sentence and leaves nothing behind', (_, way) =>
    inTempFolder((folder) => {
      mkdirSync(join(folder, 'folder/x'), { recursive: true });
      writeFileSync(join(folder, 'file'), '');
      expect(() => writeWhole(join(folder, way), 'text')).toThrow(/^Could not write [^\n]+: [^\n]+\.$/);
      expect(readdirSync(folder).sort()).toEqual(['file', 'folder', 'node_modules']);
    }),
  );
});
