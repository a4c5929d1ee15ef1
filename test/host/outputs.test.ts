import { mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inspectFiles, isAsWritten } from '../../src/host/outputs.ts';
import { inTempFolder } from './folders.ts';

/** Whether an output of two files counts as written after somebody did this to it. */
function countsAsWritten(work: (folder: string) => void): Promise<boolean> {
  return inTempFolder((folder) => {
    const output = join(folder, 'out');
    mkdirSync(output);
    writeFileSync(join(output, 'one.md'), 'aaaa');
    writeFileSync(join(output, 'two.md'), 'aaaa');
    const files = inspectFiles(output);
    work(output);
    return isAsWritten(output, { madeFrom: '', files });
  });
}

test('an output that nobody touched counts as written', async () => {
  expect(await countsAsWritten(() => undefined)).toBe(true);
});

test.each<[string, (folder: string) => void]>([
  [
    'with an edit of the same size',
    (folder) => {
      writeFileSync(join(folder, 'one.md'), 'bbbb');
      const { atime, mtimeMs } = statSync(join(folder, 'one.md'));
      utimesSync(join(folder, 'one.md'), atime, new Date(mtimeMs + 1000));
    },
  ],
  ['with one more file', (folder) => writeFileSync(join(folder, 'mine.md'), '')],
])('an output %s does not', async (_, work) => {
  expect(await countsAsWritten(work)).toBe(false);
});
