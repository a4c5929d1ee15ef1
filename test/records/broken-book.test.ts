import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkFiles, long, ROOT, readFolder } from './book.ts';

const FOLDER = 'test/fixtures/broken-book';

describe('a book with a mistake in nearly every line', () => {
  const files = readFolder(FOLDER);

  test('is reported whole, in one run, in the order of files and lines', () => {
    const expected = readFileSync(join(ROOT, `${FOLDER}.txt`), 'utf8')
      .trimEnd()
      .split('\n');
    expect(checkFiles(files).map(long)).toEqual(expected);
  });

  test('is reported alike whatever the order of files on disk', () => {
    const reversed = new Map([...files].reverse());
    expect(checkFiles(reversed)).toEqual(checkFiles(files));
  });
});
