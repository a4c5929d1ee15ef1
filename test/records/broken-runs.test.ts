import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { messageOf } from '../../src/rules/rules.ts';
import { assemble } from '../support/assemble.ts';
import { checkFiles, long, ROOT, readFolder } from './book.ts';

const FOLDER = 'test/fixtures/broken-runs';

describe('a run history that went through many hands', () => {
  const files = readFolder(FOLDER);

  test('is reported whole, each mistake at its line', () => {
    const expected = readFileSync(join(ROOT, `${FOLDER}.txt`), 'utf8')
      .trimEnd()
      .split('\n');
    expect(checkFiles(files).map((found) => `${long(found)} ${messageOf(found)}`)).toEqual(expected);
  });

  test('gives the runs that are sound, each once and in the order of time', () => {
    const { runs } = assemble(files);
    expect(runs.get('shop')?.runs.map(({ run, at }) => `${at} ${run}`)).toEqual([
      '2026-01-05T09:00:00Z __proto__',
      '2026-01-05T09:00:00Z constructor',
      '2026-01-05T09:00:00Z merged',
      '2026-01-05T09:00:00Z roster-gone',
      '2026-01-05T09:00:00Z size',
      '2026-01-05T09:00:00Z sound',
      '2026-02-01T00:00:00Z wrong-month',
      '2026-02-02T00:00:00Z after',
      '2026-03-01T00:00:00Z mark',
      '2026-03-02T00:00:00Z behind',
    ]);
    expect(runs.get('shop')?.rosters.get('aaaaaaaaaaaaaaaa')).toEqual(['a', 'b']);
  });

  test('is read the same whatever the order of files on disk', () => {
    const reversed = new Map([...files].reverse());
    expect(checkFiles(reversed)).toEqual(checkFiles(files));
    expect(assemble(reversed).runs).toEqual(assemble(files).runs);
  });
});
