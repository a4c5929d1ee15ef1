import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CONTENT, copiedBook, emptyBook, flakebook, ROOT, SMALL_BOOK, tempFolder } from './run.ts';

/** Nothing on standard output, one line on standard error, exit code 2. */
async function expectOneLine(args: readonly string[], line: RegExp, cwd = ROOT): Promise<void> {
  const { code, stdout, stderr } = await flakebook(args, { cwd });
  expect(stderr).toMatch(/^flakebook: [^\n]+\n$/);
  expect(stderr).toMatch(line);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
}

describe('wrong usage is one line and exit code 2', () => {
  const withContent = ['--content', CONTENT];
  test.each<[string, string[], RegExp]>([
    ['an unknown command', ['chek'], /'chek'.*Did you mean check/],
    ['an unknown option', ['check', '--formt', 'json'], /'--formt'.*--format/],
    [
      'an option of another command',
      ['ingest', '--rev', 'HEAD'],
      /'--rev'\. See `flakebook ingest --help`\.$/m,
    ],
    ['an option of no command', ['--rev', 'HEAD'], /'--rev'\. See `flakebook --help`\.$/m],
    [
      'an option of a command within another',
      ['new', 'issue', '--rve'],
      /See `flakebook new issue --help`\.$/m,
    ],
    ['an unknown format', ['check', '--format', 'xml'], /'xml'.*pretty, unix, json, github, gitlab, sarif/],
    ['an option without its value', ['check', '--content'], /'--content <folder>' argument missing/],
    ['a word too many', ['check', 'content'], /too many arguments for 'check'/],
    ['a port that is none', ['dev', '--port', '70000'], /'70000'/],
    ['a date that does not exist', ['check', ...withContent, '--as-of', '2026-02-30'], /`2026-02-30`/],
    ['a date-time without offset', ['check', ...withContent, '--as-of', '2026-01-04T12:00'], /with offset/],
    ['an empty date', ['build', ...withContent, '--as-of', ''], /`` is not a date/],
    ['a word for a date', ['report', ...withContent, '--as-of', 'yesterday'], /`yesterday`.*`today`/],
    ['a misspelt suite', ['report', ...withContent, '--suite', 'data-storge'], /mean `data-storage`\?/],
    ['a suite that is a path', ['report', ...withContent, '--suite', '../../x'], /`..\/..\/x`.*data-storage/],
    ['a suite called __proto__', ['report', ...withContent, '--suite', '__proto__'], /no suite `__proto__`/],
    ['a rule that does not exist', ['explain', 'dangling-ids'], /mean `dangling-id`\?/],
    ['a preview of nothing', ['preview', '--out', '/nonexistent'], /flakebook build/],
  ])('%s', (_, args, line) => expectOneLine(args, line));

  test('no command at all shows the commands, and is no success', async () => {
    const { code, stdout, stderr } = await flakebook([]);
    expect(stderr).toContain('Commands:');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

describe('a content folder that is none is one line and exit code 2, in every command', () => {
  test.each(['check', 'build', 'report', 'diff --from 2026-01-01', 'dev'])('%s', async (command) => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'file'), '');
    mkdirSync(join(folder, 'empty'));
    mkdirSync(join(folder, 'odd/book.yaml'), { recursive: true });
    symlinkSync('nowhere', join(folder, 'dangling'));
    const expectRefused = (content: string[], line: RegExp) =>
      expectOneLine([...command.split(' '), ...content], line, folder);
    await expectRefused([], /no folder content.*--content/);
    await expectRefused(['--content', 'missing'], /no folder missing/);
    await expectRefused(['--content', 'file'], /file is not a folder/);
    await expectRefused(['--content', 'empty'], /no book in empty.*empty\/book\.yaml/);
    await expectRefused(['--content', 'odd'], /odd\/book\.yaml is a folder/);
    await expectRefused(['--content', 'dangling'], /no folder dangling/);
  });
});

describe('--content', () => {
  test('names the folder in every command that reads one', async () => {
    const { folder } = copiedBook();
    const [check, report, build] = await Promise.all([
      flakebook(['check', '--content', 'content'], { cwd: folder }),
      flakebook(['report', '--content', 'content', '--out', '-'], { cwd: folder }),
      flakebook(['build', '--docs', '--content', 'content', '--out', 'out'], { cwd: folder }),
    ]);
    expect([check.code, report.code, build.code]).toEqual([0, 0, 0]);
    expect(check.stdout).toMatch(/^content: no findings in \d+ files, as of 2026-01-04\.\n$/);
  });

  test('may be a link to the folder', async () => {
    const { folder } = emptyBook(SMALL_BOOK);
    symlinkSync('content', join(folder, 'book'));
    const { code } = await flakebook(['check', '--content', 'book'], { cwd: folder });
    expect(code).toBe(0);
  });
});

describe('--help and --version', () => {
  test.each([[['--help']], [['check', '--help']], [['--version']]])(
    '%s succeeds on standard output',
    async (args) => {
      const { code, stdout, stderr } = await flakebook(args);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).not.toBe('');
    },
  );
});

test('explain lists all rules, and tells of one', async () => {
  const [all, one] = await Promise.all([flakebook(['explain']), flakebook(['explain', 'dangling-id'])]);
  expect([all.code, one.code]).toEqual([0, 0]);
  expect(all.stdout).toMatch(/^dangling-id +error +\S/m);
  expect(one.stdout).toContain('dangling-id');
});
