import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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
});
