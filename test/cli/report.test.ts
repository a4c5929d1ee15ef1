import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { copiedBook, emptyBook, hashesOf, issueText, SMALL_BOOK } from './run.ts';

const DEFAULT_PLACE = 'dist/docs/reports/2026-01-04-data-storage.md';
const TWO_SUITES = { ...SMALL_BOOK, 'suites/payment.md': '---\ntitle: Payment tests\n---\n' };

describe('where a report goes', () => {
  test('`-` is standard output, and nothing is written', async () => {
    const { folder, run } = copiedBook();
    const { code, stdout, stderr } = await run('report', '--out', '-');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^# Data Storage .* January 4, 2026\n/);
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });

  test('a file gets the same text, in a folder that is made for it', async () => {
    const { folder, run } = copiedBook();
    const [file, text] = [await run('report', '--out', 'a/b/report.md'), await run('report', '--out', '-')];
    expect(file).toMatchObject({ code: 0, stdout: 'a/b/report.md\n' });
    expect(readFileSync(join(folder, 'a/b/report.md'), 'utf8')).toBe(text.stdout);
  });

  test('a file that is there is replaced whole, and no other file is left beside it', async () => {
    const { folder, run } = copiedBook();
    writeFileSync(join(folder, 'report.md'), 'old\n'.repeat(10_000));
    await run('report', '--out', 'report.md');
    expect(readFileSync(join(folder, 'report.md'), 'utf8')).not.toContain('old\n');
    expect(Object.keys(hashesOf(folder)).filter((path) => path.includes('report.md'))).toEqual(['report.md']);
  });

  test('without --out it is one of the docs, and links to those that are there', async () => {
    const { folder, run } = copiedBook();
    const linksOf = (file: string) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/\]\((\.\.[^)#]+)/g)].map(([, to = '']) =>
        join(folder, dirname(file), to),
      );
    const agrees = async (file: string) =>
      expect(await run('report', '--check', file)).toMatchObject({ code: 0 });
    expect(await run('report')).toMatchObject({ code: 0, stdout: `${DEFAULT_PLACE}\n` });
    expect(linksOf(DEFAULT_PLACE)).toEqual([]);
    await agrees(DEFAULT_PLACE);
    expect(await run('build', '--docs')).toMatchObject({ code: 0, stderr: '' });
    const built = readFileSync(join(folder, DEFAULT_PLACE), 'utf8');
    expect(await run('report')).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, DEFAULT_PLACE), 'utf8')).toBe(built);
    // No build has made the full report of that day.
    const later = DEFAULT_PLACE.replace('01-04', '01-06');
    expect(await run('report', '--as-of', '2026-01-06')).toMatchObject({ code: 0 });
    expect(linksOf(later).length).toBeGreaterThan(10);
    expect(linksOf(later).filter((to) => !existsSync(to))).toEqual([]);
    await agrees(later);
  });

  test('without --out it is the page of the docs where only another suite asks about its issue', async () => {
    const question =
      'decisions:\n  lock:\n    ask: "Lock the cart?"\n    about: [SHOP-1]\n    options: [lock, wait]\n' +
      '    asked: 2026-01-03\n    answered: 2026-01-04\n    chosen: wait\n    rejected: [lock]\n';
    const book = emptyBook({
      ...SMALL_BOOK,
      'book.yaml':
        'title: Flaky tests\nprefixes:\n  - { prefix: SHOP-, suite: shop }\n  - { prefix: PAY-, suite: pay }\n',
      'suites/pay.md': SMALL_BOOK['suites/shop.md'].replace('Shop', 'Pay'),
      'issues/SHOP-1.md': issueText('Cart loses an item', 'fixes:\n  lock:\n    title: Lock it\n'),
      'issues/PAY-1.md': issueText('Paid twice', question).replace('suite: shop', 'suite: pay'),
    });
    const page = join(book.folder, 'dist/docs/reports/full/2026-01-04-shop.md');
    expect(await book.run('report', '--suite', 'shop', '--detail', 'full')).toMatchObject({ code: 0 });
    const alone = readFileSync(page, 'utf8');
    expect(alone).toContain('**Fix**: Lock it (rejected');
    await book.run('build', '--docs');
    await book.run('report', '--suite', 'shop', '--detail', 'full');
    const linked = readFileSync(page, 'utf8');
    // Else the build would take the page that the report has kept.
    rmSync(join(book.folder, 'node_modules/.cache'), { recursive: true });
    expect(await book.run('build', '--docs')).toMatchObject({ code: 0 });
    expect(readFileSync(page, 'utf8')).toBe(linked);
  });

  test('without --out it joins docs that were built before', async () => {
    const { folder, run } = copiedBook();
    await run('build', '--docs');
    const before = hashesOf(join(folder, 'dist'));
    expect(await run('report')).toMatchObject({ code: 0 });
    expect(hashesOf(join(folder, 'dist'))).toEqual(before);
  });

  test.each([
    ['a folder', 'content/..', /is a folder|in use|busy|Could not write/],
    ['a place below a file', 'content/book.yaml/x.md', /content folder/],
    ['a record', 'content/suites/data-storage.md', /content folder, which holds only records/],
  ])('never to %s', async (_, out, line) => {
    const { folder, run } = copiedBook();
    const before = hashesOf(join(folder, 'content'));
    const { code, stdout, stderr } = await run('report', '--out', out);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^flakebook: [^\n]+\n$/);
    expect(stderr).toMatch(line);
    expect(hashesOf(join(folder, 'content'))).toEqual(before);
  });

  test('a file on its way is one line', async () => {
    const { folder, run } = copiedBook();
    writeFileSync(join(folder, 'file'), '');
    const { code, stderr } = await run('report', '--out', 'file/report.md');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'flakebook: Could not write file/report.md: a file, or a link to nowhere, stands where a folder should be.\n',
    });
  });
});

describe('which suite', () => {
  test('is asked where there are several', async () => {
    const { code, stdout, stderr } = await emptyBook(TWO_SUITES).run('report', '--out', '-');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^flakebook: Choose a suite with --suite.*payment, shop\.$/m);
  });

  test('can be named where there are several, and only it is reported', async () => {
    const { code, stdout } = await emptyBook(TWO_SUITES).run('report', '--suite', 'shop', '--out', '-');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# Shop tests/);
    expect(stdout).not.toContain('Payment');
  });

  test('must exist', async () => {
    const book = emptyBook({ 'book.yaml': 'title: x\n' });
    const { code, stderr } = await book.run('report', '--out', '-');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/^flakebook: [^\n]*no suite yet[^\n]*\n$/),
    });
  });
});

describe('--as-of', () => {
  const reportAsOf = (date: string) => copiedBook().run('report', '--out', '-', '--as-of', date);

  test.each([
    ['a date', '2026-01-04', 'January 4, 2026'],
    ['a later date', '2026-03-01', 'March 1, 2026'],
    ['a date-time with offset', '2026-01-04T23:59-05:00', 'January 4, 2026'],
  ])('may be %s', async (_, date, words) => {
    const { code, stdout } = await reportAsOf(date);
    expect(code).toBe(0);
    expect(stdout.split('\n', 1)[0]).toContain(words);
  });

  test('may be today, in the time zone of the book', async () => {
    const book = emptyBook({
      ...SMALL_BOOK,
      'book.yaml': `${SMALL_BOOK['book.yaml']}timeZone: Pacific/Kiritimati\n`,
    });
    const day = () =>
      new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Kiritimati', dateStyle: 'short' }).format();
    const before = day();
    const { stdout } = await book.run('check', '--as-of', 'today');
    expect([before, day()].map((each) => `content: no findings in 3 files, as of ${each}.\n`)).toContain(
      stdout,
    );
  });

  test('before the first record is a report that says that nothing was recorded', async () => {
    const { code, stdout } = await reportAsOf('2020-02-29');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# .* as of February 29, 2020\n/);
    expect(stdout).toContain('There is no issue on this date.');
    expect(stdout).not.toContain('DS-FLAKY-');
  });

  test('before the first record builds docs without a dangling link', async () => {
    const { folder, run } = copiedBook();
    expect(await run('build', '--docs', '--as-of', '2020-02-29')).toMatchObject({ code: 0 });
    expect(Object.keys(hashesOf(join(folder, 'dist/docs/issues')))).toEqual(['README.md']);
  });

  test('at the day of a fix differs from the moment before it', async () => {
    const timeline = '  - open: 2026-01-04T10:00Z\n  - fixed: 2026-01-05T10:00Z\n';
    const issue = SMALL_BOOK['issues/SHOP-1.md'].replace('  - open: 2026-01-04\n', timeline);
    const book = emptyBook({ ...SMALL_BOOK, 'issues/SHOP-1.md': issue });
    const [before, after] = await Promise.all(
      ['2026-01-05T09:59Z', '2026-01-05'].map((date) => book.run('report', '--out', '-', '--as-of', date)),
    );
    expect(before?.stdout).toContain('**Status**: 1 open');
    expect(after?.stdout).toContain('**Status**: 1 fixed');
  });

  test('is the newest entry of the content where it is left out', async () => {
    const [without, withDate] = await Promise.all([
      copiedBook().run('report', '--out', '-'),
      reportAsOf('2026-01-04'),
    ]);
    expect(without.stdout).toBe(withDate.stdout);
  });
});
