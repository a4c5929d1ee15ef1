import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkExample } from '../../scripts/rules/example-kinds.ts';
import { DEFAULT_BOOK } from '../../src/records/book/book.ts';
import { checkFile } from '../../src/records/check/check-file.ts';
import { messageOf } from '../../src/rules/rules.ts';
import { ISSUE_FILE, issueWith } from '../support/example-book.ts';
import { ROOT, short } from './book.ts';

const bytesOf = (name: string) => new Uint8Array(readFileSync(join(ROOT, 'test/fixtures/bytes', name)));
const checkBytes = (name: string) => checkExample({ [ISSUE_FILE]: bytesOf(name) });
const messageIn = (name: string) => checkBytes(name).slice(0, 1).map(messageOf).join('');

describe('bytes', () => {
  test.each([
    ['sound.md', []],
    ['crlf.md', []],
    ['cr.md', []],
    ['honest-letters.md', []],
    ['bom.md', ['1:1 byte-order-mark']],
    ['utf16-le-bom.md', ['1:1 not-utf8']],
    ['utf16-be-bom.md', ['1:1 not-utf8']],
    ['utf16-le.md', ['1:1 not-utf8']],
    ['utf16-be.md', ['1:1 not-utf8']],
    ['latin-1.md', ['2:10 not-utf8']],
    ['cut-in-a-letter.md', ['2:10 not-utf8']],
    ['mac-roman.md', ['2:10 mojibake']],
    ['windows-1252.md', ['2:10 mojibake']],
    ['nul.md', ['13:14 control-character']],
    ['escape.md', ['13:1 control-character']],
    ['empty.md', ['1:1 empty-file']],
    ['blank.md', ['1:1 empty-file']],
  ])('%s', (name, expected) => {
    expect(checkBytes(name).map(short)).toEqual(expected);
  });

  test.each(['crlf.md', 'cr.md', 'bom.md'])('%s is the record that sound.md is', (name) => {
    const { record, body } = checkFile(ISSUE_FILE, bytesOf('sound.md'), DEFAULT_BOOK);
    expect(record).toBeDefined();
    expect(checkFile(ISSUE_FILE, bytesOf(name), DEFAULT_BOOK)).toMatchObject({ record, body });
  });

  test('names the encodings', () => {
    expect(messageIn('utf16-le.md')).toContain('UTF-16 (little-endian)');
    expect(messageIn('utf16-be-bom.md')).toContain('UTF-16 (big-endian)');
    expect(messageIn('mac-roman.md')).toMatch(/^Garbled `√º`: write `ü` .* Mac Roman, in 3 places/);
    expect(messageIn('windows-1252.md')).toMatch(/^Garbled `Ã¼`: write `ü` .* Windows-1252, in 3 places/);
    expect(messageIn('nul.md')).toContain('U+0000');
  });

  test('reads a file up to the limit, and none beyond', () => {
    const sized = (size: number) => issueWith('', 'x'.repeat(size - issueWith('', '').length - 2));
    expect(checkExample({ [ISSUE_FILE]: sized(1024 * 1024) }).map(short)).toEqual([]);
    expect(checkExample({ [ISSUE_FILE]: sized(1024 * 1024 + 1) }).map(short)).toEqual(['1:1 file-too-large']);
  });
});
