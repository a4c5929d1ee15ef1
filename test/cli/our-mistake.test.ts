import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { PLANTED_FAULT } from '../../src/host/our-mistake.ts';
import {
  emptyBook,
  findingsOf,
  flakebook,
  hashesOf,
  issueText,
  rowsOf,
  SMALL_BOOK,
  tempFolder,
} from './run.ts';

/** Our own code fails for this file or page until the test ends, or until the fault is lifted. */
function plant(name: string): () => void {
  vi.stubEnv(PLANTED_FAULT, name);
  const lift = (): void => void vi.unstubAllEnvs();
  onTestFinished(lift);
  return lift;
}

const BOOK = {
  ...SMALL_BOOK,
  'issues/SHOP-2.md': issueText('x', 'impact: huge\n'),
  'issues/SHOP-3.md': issueText('y', 'related:\n  - { kind: same-area, issue: SHOP-1 }\n'),
};

describe('a fault of ours in one file', () => {
  test('is a finding of that file, and hides none of another', async () => {
    const book = emptyBook(BOOK);
    const lift = plant('issues/SHOP-1.md');
    const result = await book.run('check', '--format', 'json');
    expect(result).toMatchObject({ code: 2, stderr: '' });
    expect(rowsOf(result)).toMatchObject([
      {
        ruleId: 'our-mistake',
        file: 'issues/SHOP-1.md',
        message:
          'This is our mistake: report it with this file and these words (TypeError: a fault was planted here, in failIfPlanted)',
      },
      { ruleId: 'unknown-value', file: 'issues/SHOP-2.md' },
    ]);
    lift();
    expect(await findingsOf(book)).toEqual(['issues/SHOP-2.md:6 unknown-value']);
  });

  test('in the settings of the book, too', async () => {
    const book = emptyBook(BOOK);
    plant('book.yaml');
    const result = await book.run('check', '--format', 'json');
    expect(result.code).toBe(2);
    expect(rowsOf(result)).toContainEqual(
      expect.objectContaining({ ruleId: 'our-mistake', file: 'book.yaml' }),
    );
  });

  test('is one on threads, too', async () => {
    const many = Array.from({ length: 320 }, (_, i) => [`issues/SHOP-${i + 10}.md`, issueText(`x${i}`)]);
    const book = emptyBook({ ...SMALL_BOOK, ...Object.fromEntries(many) });
    plant('issues/SHOP-99.md');
    const result = await book.run('check', '--format', 'json');
    expect(result.code).toBe(2);
    expect(rowsOf(result)).toMatchObject([{ ruleId: 'our-mistake', file: 'issues/SHOP-99.md' }]);
  });

  test.each([
    ['report', '--suite', 'shop'],
    ['build', '--docs'],
  ])('ends %s before anything is written', async (...args) => {
    const book = emptyBook(SMALL_BOOK);
    plant('issues/SHOP-1.md');
    const result = await book.run(...args);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain('This is our mistake');
    expect(result.stderr).toContain('Nothing was written: 1 error');
    expect(existsSync(join(book.folder, 'dist/docs'))).toBe(false);
  });

  test('in a result file is told as ours, not as one of the disk', async () => {
    const file = join(tempFolder(), 'results.xml');
    writeFileSync(file, '<testsuite name="a"><testcase name="b"/></testsuite>');
    plant(file);
    const { code, stdout, stderr } = await flakebook(['results', file], {});
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain('this is our mistake (TypeError: a fault was planted here');
  });
});

describe('a page that our code cannot make', () => {
  test('is named, and the last output stays', async () => {
    const book = emptyBook(SMALL_BOOK);
    expect((await book.run('build', '--docs')).code).toBe(0);
    const before = hashesOf(join(book.folder, 'dist/docs'));
    book.write({ 'issues/SHOP-1.md': issueText('Another title') });
    const lift = plant('issues/shop-1');
    const { code, stderr } = await book.run('build', '--docs');
    expect(code).toBe(2);
    expect(stderr).toBe(
      'flakebook: Could not make the page issues/shop-1. This is our mistake: report it with the records that the page shows (TypeError: a fault was planted here, in failIfPlanted).\n',
    );
    expect(hashesOf(join(book.folder, 'dist/docs'))).toEqual(before);
    lift();
    expect((await book.run('build', '--docs')).code).toBe(0);
  });
});
