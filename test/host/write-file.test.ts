import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeWhole } from '../../src/host/write-file.ts';
import { inTempFolder } from './folders.ts';

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

  // Root may replace `/dev/stdout`, which other programs of the machine need.
  test.each(['link', 'dangling', 'pipe'])('replaces no %s', (name) =>
    inTempFolder((folder) => {
      writeFileSync(join(folder, 'file'), 'mine');
      symlinkSync('file', join(folder, 'link'));
      symlinkSync('nowhere', join(folder, 'dangling'));
      execFileSync('mkfifo', [join(folder, 'pipe')]);
      expect(() => writeWhole(join(folder, name), 'text', { label: name })).toThrow(
        `Could not write ${name}: it is a link, a folder or a device, and no plain file.`,
      );
      expect(lstatSync(join(folder, name)).isFile()).toBe(false);
      expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('mine');
    }),
  );
});
