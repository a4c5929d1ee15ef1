import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copiedBook, type Ended, flakebook, rowsOf, tempFolder } from '../cli/run.ts';

function audit(cwd: string, files: string[], more: string[] = []): Promise<Ended> {
  return flakebook(['audit', ...files, ...more], { cwd });
}

const WRONG = '# Note\n\nStable: 155/157 (98.1%)\n';

function folderWith(files: Record<string, string | Uint8Array>): string {
  const folder = tempFolder();
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}

describe('flakebook audit', () => {
  it('prints findings with both values and exits with 1', async () => {
    const { code, stdout, stderr } = await audit(folderWith({ 'note.md': WRONG }), ['note.md']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('note.md:3:18 error audit-share\n');
    expect(stdout).toMatch(/`98\.1%` contradicts `155\/157`: .*155 of 157 is 98\.7%/);
  });

  it('says so where nothing is wrong, and exits with 0', async () => {
    const result = await audit(folderWith({ 'note.md': '# Note\n\nStable: 155/157 (98.7%)\n' }), ['note.md']);
    expect(result).toMatchObject({ code: 0, stdout: 'no findings in 1 document.\n', stderr: '' });
  });

  it('prints the reasoning below each finding with --explain, and as a field of JSON', async () => {
    const folder = folderWith({ 'note.md': WRONG });
    const pretty = await audit(folder, ['note.md'], ['--explain']);
    expect(pretty.stdout).toContain(
      '\n  Read: `98.1%` (line 3), `155/157` (line 3).\n  Calculated: 155 of 157 is 98.7%.',
    );
    expect(pretty.stdout).toMatch(/\n✖ 1 error\n`flakebook explain audit-share` says more\.\n$/);
    const json = await audit(folder, ['note.md'], ['--explain', '--format', 'json']);
    expect(JSON.parse(json.stdout)[0].explanation.join(' ')).toContain('155 of 157 is 98.7%');
  });

  it('prints as check does for programs', async () => {
    const folder = folderWith({ 'note.md': WRONG });
    const [json, github, sarif] = await Promise.all(
      ['json', 'github', 'sarif'].map((format) => audit(folder, ['note.md'], ['--format', format])),
    );
    expect(rowsOf(json as Ended)).toMatchObject([
      { ruleId: 'audit-share', file: 'note.md', line: 3, column: 18 },
    ]);
    expect(github?.stdout).toMatch(/^::error file=note\.md,line=3,/);
    const [run] = JSON.parse(sarif?.stdout ?? '').runs;
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['audit-share']);
    expect(run.results[0].ruleIndex).toBe(0);
  });

  it('audits what it can read, and exits with 2 where a file cannot be', async () => {
    const folder = folderWith({
      'note.md': WRONG,
      'bytes.md': new Uint8Array([0x66, 0xff, 0xfe]),
      'log.md': 'A line of `text` here.\n'.repeat(3000),
      'steep.md': `${'> '.repeat(600)}3 of 2 tests\n`,
      'deep.md': `${'> '.repeat(60)}3 of 2 tests\n`,
    });
    mkdirSync(join(folder, 'folder.md'));
    const unread = ['gone.md', 'bytes.md', 'folder.md', 'log.md', 'steep.md', 'deep.md'];
    const { code, stdout, stderr } = await audit(folder, [...unread, 'note.md']);
    expect(code).toBe(2);
    expect(stdout).toContain('audit-share');
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^flakebook: Skipped gone\.md: .*\.$/),
      expect.stringMatching(/^flakebook: Skipped bytes\.md: it is not UTF-8 text\.$/),
      expect.stringMatching(/^flakebook: Skipped folder\.md: .*\.$/),
      expect.stringMatching(/^flakebook: Skipped log\.md: it would take too long to read; .*\.$/),
      expect.stringMatching(/^flakebook: Skipped steep\.md: it would take too long to read; .*\.$/),
      expect.stringMatching(/^flakebook: Skipped deep\.md: it nests deeper than 40 levels; .*\.$/),
    ]);
  });

  it('holds a document against the book that it is about, as of its own day', async () => {
    const book = copiedBook();
    const about = (date: string, fixed: number) =>
      `# Data Storage Integration Tests\n\n**Date**: ${date}\n\n**Status**: ${fixed} fixed\n`;
    writeFileSync(join(book.folder, 'right.md'), about('January 4, 2026', 2));
    writeFileSync(join(book.folder, 'wrong.md'), about('January 4, 2026', 3));
    writeFileSync(join(book.folder, 'before.md'), about('January 2, 2026', 3));
    const { stdout } = await audit(book.folder, ['right.md', 'wrong.md', 'before.md'], ['--format', 'json']);
    expect(rowsOf({ stdout } as Ended).map(({ file, message }) => `${file} ${message}`)).toEqual([
      expect.stringMatching(/^wrong\.md `3 fixed` cannot be right: .* as of 2026-01-04: 2\)$/),
    ]);
  });

  it('does without a book that is broken, and says so', async () => {
    const book = copiedBook({ 'issues/DS-FLAKY-001.md': 'no front matter\n' });
    copyFileSync(join(book.content, 'book.yaml'), join(book.folder, 'note.md'));
    const { code, stderr } = await audit(book.folder, ['note.md']);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^flakebook: The book in content has \d+ errors?.*themselves only\.\n$/);
  });
});
