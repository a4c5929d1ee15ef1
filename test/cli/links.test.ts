import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyBook, findingsOf, issueText, SMALL_BOOK, tempFolder } from './run.ts';

describe('symbolic links', () => {
  const SECRET = 'title: The secret of the host\n';

  test('that lead out of the content are findings, and what they lead to is not shown', async () => {
    const outside = tempFolder();
    writeFileSync(join(outside, 'secret.md'), SECRET);
    const book = emptyBook(SMALL_BOOK);
    symlinkSync(join(outside, 'secret.md'), join(book.content, 'issues/SHOP-2.md'));
    symlinkSync(outside, join(book.content, 'patterns'));
    expect(await findingsOf(book)).toEqual(['issues/SHOP-2.md:1 outside-link', 'patterns:1 outside-link']);
    const { stdout } = await book.run('check');
    expect(stdout).toContain(join(outside, 'secret.md'));
    expect(stdout).not.toContain('secret of the host');
  });

  test('book.yaml is not read through one either', async () => {
    const outside = tempFolder();
    writeFileSync(join(outside, 'book.yaml'), `${SECRET}secret: 1\n`);
    const book = emptyBook({ 'suites/shop.md': SMALL_BOOK['suites/shop.md'] });
    symlinkSync(join(outside, 'book.yaml'), join(book.content, 'book.yaml'));
    expect(await findingsOf(book)).toEqual(['book.yaml:1 outside-link']);
  });

  test('that go round in circles end in a finding', async () => {
    const book = emptyBook(SMALL_BOOK);
    symlinkSync('SHOP-3.md', join(book.content, 'issues/SHOP-2.md'));
    symlinkSync('SHOP-2.md', join(book.content, 'issues/SHOP-3.md'));
    symlinkSync('..', join(book.content, 'issues/up'));
    expect(await findingsOf(book)).toEqual([
      'issues/SHOP-2.md:1 unreadable-file',
      'issues/SHOP-3.md:1 unreadable-file',
      'issues/up:1 unreadable-file',
    ]);
  });

  test('to a file of the content are followed', async () => {
    const book = emptyBook({ ...SMALL_BOOK, 'issues/SHOP-2.md': issueText('x', 'impact: huge\n') });
    symlinkSync('SHOP-2.md', join(book.content, 'issues/SHOP-3.md'));
    expect(await findingsOf(book)).toContain('issues/SHOP-3.md:6 unknown-value');
  });
});
