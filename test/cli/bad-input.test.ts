import { existsSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  emptyBook,
  findingsOf,
  flakebook,
  hashesOf,
  issueText,
  ROOT,
  rowsOf,
  SMALL_BOOK,
  tempFolder,
} from './run.ts';

const ISSUE = issueText('Cart loses every item', '', '\n## Root cause\n\nTwo carts share a cache.\n');

function bookWith(file: string, text: string | Uint8Array) {
  return emptyBook({ ...SMALL_BOOK, [file]: text });
}

describe('bytes that are no record are findings', () => {
  test.each<[string, string | Uint8Array, string[]]>([
    ['nothing', '', ['empty-file']],
    ['blank lines', '\n\n', ['empty-file']],
    ['no front matter', '# Notes\n', ['missing-front-matter']],
    ['front matter without end', '---\ntitle: x\n', ['unclosed-front-matter']],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452ff', 'hex'), ['not-utf8']],
    ['NUL bytes', `${ISSUE}\0\0`, ['control-character']],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${ISSUE}`, 'utf16le'), ['not-utf8']],
    ['UTF-16 without a mark', Buffer.from(ISSUE, 'utf16le'), ['not-utf8']],
    ['Latin-1', Buffer.from(ISSUE.replace('item', 'Stück'), 'latin1'), ['not-utf8']],
    ['a byte order mark', `\ufeff${ISSUE}`, ['byte-order-mark']],
    ['YAML of another kind', '---\n- a\n- b\n---\n', ['wrong-type']],
    ['YAML that is broken', '---\ntitle: "x\n---\n', ['yaml-syntax']],
  ])('%s', async (_, bytes, expected) => {
    const book = bookWith('issues/SHOP-2.md', bytes);
    const rules = (await findingsOf(book)).map((finding) => finding.replace(/^issues\/SHOP-2\.md:\d+ /, ''));
    expect(rules).toEqual(expected);
  });

  test('a bad file hides no finding of another', async () => {
    const book = emptyBook({
      ...SMALL_BOOK,
      'issues/SHOP-2.md': '',
      'issues/SHOP-3.md': issueText('x', 'impact: huge\n'),
    });
    expect(await findingsOf(book)).toEqual([
      'issues/SHOP-2.md:1 empty-file',
      'issues/SHOP-3.md:6 unknown-value',
    ]);
  });

  test('text that came through Mac Roman, as the seed did', async () => {
    const args = ['check', '--content', join(ROOT, 'test/fixtures/damaged-text'), '--format', 'json'];
    const [row, ...more] = rowsOf(await flakebook(args)).filter(({ ruleId }) => ruleId === 'mojibake');
    expect(more).toEqual([]);
    expect(row).toMatchObject({ ruleId: 'mojibake', file: 'issues/DS-FLAKY-001.md', line: 12 });
    expect(row?.message).toContain('✅');
  });
});

describe('a record that is no file', () => {
  test('a folder named like a record, and a link to nothing', async () => {
    const book = emptyBook({ ...SMALL_BOOK, 'issues/SHOP-2.md/inner.md': ISSUE });
    symlinkSync('gone.md', join(book.content, 'issues/SHOP-3.md'));
    expect(await findingsOf(book)).toEqual([
      'issues/SHOP-2.md/inner.md:1 unknown-file',
      'issues/SHOP-3.md:1 unreadable-file',
    ]);
  });

  test('a record of gigabytes is not read, and known to be there', async () => {
    const more = issueText('y', 'related:\n  - { kind: same-area, issue: SHOP-2 }\n');
    const book = emptyBook({
      ...SMALL_BOOK,
      'issues/SHOP-2.md': ISSUE,
      'issues/SHOP-3.md': more,
      'film.mp4': '',
    });
    truncateSync(join(book.content, 'issues/SHOP-2.md'), 4 * 1024 ** 3);
    truncateSync(join(book.content, 'film.mp4'), 4 * 1024 ** 3);
    const expected = ['film.mp4:1 unknown-file', 'issues/SHOP-2.md:1 file-too-large'];
    expect(await findingsOf(book)).toEqual(expected);
    expect(await findingsOf(book)).toEqual(expected);
  });

  test('a name that is not UTF-8 is told as that', async ({ skip }) => {
    const book = emptyBook(SMALL_BOOK);
    const name = Buffer.concat([
      Buffer.from(join(book.content, 'issues/')),
      Buffer.from('534bff2e6d64', 'hex'),
    ]);
    try {
      writeFileSync(name, ISSUE);
    } catch {
      skip('this file system has no such names');
    }
    const [row] = rowsOf(await book.run('check', '--format', 'json'));
    expect(row?.message).toBe('Cannot read the file: rename it (its name is not UTF-8)');
  });

  test('a record without permission to read it', async ({ skip }) => {
    skip(process.getuid?.() === 0, 'the superuser may read everything');
    const book = bookWith('issues/SHOP-2.md', ISSUE);
    writeFileSync(join(book.content, 'issues/SHOP-2.md'), ISSUE, { mode: 0 });
    expect(await findingsOf(book)).toEqual(['issues/SHOP-2.md:1 unreadable-file']);
  });

  test('a file that could be read before and no longer can is not answered from the cache', async () => {
    const book = bookWith('issues/SHOP-2.md', issueText('x', 'impact: huge\n'));
    expect(await findingsOf(book)).toEqual(['issues/SHOP-2.md:6 unknown-value']);
    book.remove('issues/SHOP-2.md');
    symlinkSync('gone.md', join(book.content, 'issues/SHOP-2.md'));
    expect(await findingsOf(book)).toEqual(['issues/SHOP-2.md:1 unreadable-file']);
  });
});

describe('content that would do something', () => {
  test('JavaScript as front matter is refused and not run', async () => {
    const witness = join(tempFolder(), 'witness');
    const code = `---js\nrequire('fs').writeFileSync(${JSON.stringify(witness)}, '')\n---\n`;
    expect(await findingsOf(bookWith('issues/SHOP-2.md', code))).toEqual([
      'issues/SHOP-2.md:1 executable-front-matter',
    ]);
    expect(existsSync(witness)).toBe(false);
  });

  test('aliases that multiply are refused and not expanded', async () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `x${i + 1}: &x${i + 1} [${Array(9).fill(`*x${i}`).join(', ')}]\n`,
    );
    const found = await findingsOf(bookWith('issues/SHOP-2.md', `---\nx0: &x0 lol\n${levels.join('')}---\n`));
    expect(found.some((finding) => finding.endsWith(' yaml-anchor'))).toBe(true);
  });

  test('a key __proto__ is an unknown key', async () => {
    const found = await findingsOf(
      bookWith('issues/SHOP-2.md', issueText('x', '__proto__: { impact: low }\n')),
    );
    expect(found).toContain('issues/SHOP-2.md:6 unknown-key');
  });

  test('ids of prototypes name nothing', async () => {
    const text = issueText('x', 'causes:\n  constructor: { claim: x, proposed: 2026-01-04 }\n').replace(
      'suite: shop',
      'suite: __proto__',
    );
    const found = await findingsOf(bookWith('issues/SHOP-2.md', text));
    expect(found).toHaveLength(1);
    expect(found.every((finding) => finding.startsWith('issues/SHOP-2.md:'))).toBe(true);
  });

  test('escape sequences of a terminal are shown, not sent', async () => {
    const { stdout, code } = await bookWith('issues/SHOP-2.md', issueText('x', '"\\e[2J\\x07": 1\n')).run(
      'check',
    );
    expect(code).toBe(1);
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
  });
});

describe('ids that are paths', () => {
  const PATH = '../../x';

  test.each([
    ['suite', issueText('x').replace('suite: shop', `suite: ${PATH}`)],
    ['pattern', issueText('x', `causes:\n  a: { claim: x, pattern: ${PATH}, proposed: 2026-01-04 }\n`)],
    ['same', issueText('x', `fixes:\n  a: { same: ${PATH} }\n`)],
    ['cause', issueText('x', `causes:\n  ${PATH}: { claim: x, proposed: 2026-01-04 }\n`)],
    ['reference', issueText('x', `references: [${PATH}]\n`)],
  ])('as %s: a finding in its file, and nothing is built', async (_, text) => {
    const book = bookWith('issues/SHOP-2.md', text);
    const before = hashesOf(book.folder);
    const { code, stderr } = await book.run('build', '--docs', '--out', 'out');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(
        /^content\/issues\/SHOP-2\.md:\d+:\d+ error [\s\S]*\.\.\/x[\s\S]*Nothing was written/,
      ),
    });
    book.forget();
    expect(hashesOf(book.folder)).toEqual(before);
  });

  test('as a prefix of the book', async () => {
    const found = await findingsOf(
      bookWith('book.yaml', `title: x\nprefixes:\n  - { prefix: "../", suite: shop }\n`),
    );
    expect(found[0]).toMatch(/^book\.yaml:3 /);
  });
});

describe('very much', () => {
  test('a file of 20 MB is one finding', async () => {
    const book = bookWith('issues/SHOP-2.md', `${ISSUE}${'flaky '.repeat(3_500_000)}`);
    expect(await findingsOf(book)).toEqual(['issues/SHOP-2.md:1 file-too-large']);
  });

  test('of thousands of findings a hundred of each file are shown, and all are counted', async () => {
    const keys = Array.from({ length: 3000 }, (_, i) => `key-${i}: x\n`).join('');
    const book = emptyBook({
      ...SMALL_BOOK,
      'issues/SHOP-2.md': issueText('x', keys),
      'issues/SHOP-3.md': issueText('y', keys),
    });
    const [pretty, json] = await Promise.all([book.run('check'), book.run('check', '--format', 'json')]);
    expect(rowsOf(json)).toHaveLength(200);
    expect(pretty.stdout.match(/ error unknown-key\n/g)).toHaveLength(200);
    expect(pretty.stdout.match(/, and\s+2900\s+more\s+of\s+this\s+kind/g)).toHaveLength(2);
    expect(pretty.stdout).toMatch(/6000 errors/);
  });

  test('folders in folders in folders are looked into', async () => {
    const file = `${Array(40).fill('deep').join('/')}/notes.md`;
    expect(await findingsOf(bookWith(file, 'x'))).toEqual([`${file}:1 unknown-file`]);
  });
});
