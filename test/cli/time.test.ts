import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { copiedBook, type TestBook } from './run.ts';

const ISSUE = 'issues/DS-FLAKY-003.md';

/** Appends an entry to the timeline of DS-FLAKY-003. */
function append(book: TestBook, entry: string): void {
  const text = readFileSync(join(book.content, ISSUE), 'utf8');
  book.write({ [ISSUE]: text.replace(/(timeline:\n(?: {2}.*\n)*)/, `$1${entry}`) });
}

const MITIGATED = '  - mitigated: 2026-01-10T09:30-05:00\n    fix: serial-marker\n';

describe('a report held against the records', () => {
  test('stands while they are as they were, in whatever place it was written', async () => {
    const book = copiedBook();
    await book.run('report', '--out', 'report.md');
    await book.run('report');
    for (const file of ['report.md', 'dist/docs/reports/2026-01-04-data-storage.md']) {
      expect(await book.run('report', '--check', file)).toMatchObject({
        code: 0,
        stdout: `${file} agrees with the records as of 2026-01-04.\n`,
      });
    }
  });

  test('stands when something is dated after it', async () => {
    const book = copiedBook();
    await book.run('report', '--out', 'report.md');
    append(book, MITIGATED);
    expect(await book.run('report', '--check', 'report.md')).toMatchObject({ code: 0 });
  });

  test('is stale when a record changed as of its date, and says which', async () => {
    const book = copiedBook();
    await book.run('report', '--out', 'report.md');
    const text = readFileSync(join(book.content, ISSUE), 'utf8');
    book.write({ [ISSUE]: text.replace('effort: 5m', 'effort: 10m') });
    const { code, stdout } = await book.run('report', '--check', 'report.md');
    expect(code).toBe(1);
    expect(stdout).toBe(
      `report.md does not agree with the records as of 2026-01-04: these records changed as of its date, or another version of Flakebook made it: ${ISSUE}.\n`,
    );
  });

  test('is told from one that was edited by hand', async () => {
    const book = copiedBook();
    await book.run('report', '--out', 'report.md');
    const path = join(book.folder, 'report.md');
    writeFileSync(path, readFileSync(path, 'utf8').replace('153 of 157', '155 of 157'));
    const { code, stdout } = await book.run('report', '--check', 'report.md');
    expect([code, stdout]).toEqual([1, expect.stringContaining('edited by hand')]);
  });

  test('must be a report, and must be there', async () => {
    const book = copiedBook();
    writeFileSync(join(book.folder, 'notes.md'), '# Notes\n');
    for (const file of ['notes.md', 'nowhere.md']) {
      const { code, stderr } = await book.run('report', '--check', file);
      expect([code, stderr]).toEqual([
        2,
        expect.stringMatching(new RegExp(`^flakebook: .*${file}\\b.*\\n$`)),
      ]);
    }
  });
});

describe('a difference', () => {
  test('is printed with both values', async () => {
    const book = copiedBook();
    append(book, MITIGATED);
    const { code, stdout } = await book.run('diff', '--from', '2026-01-04', '--to', '2026-01-10');
    expect(code).toBe(0);
    expect(stdout).toContain(
      'Held off\n  DS-FLAKY-003: Graceful Shutdown DLQ - mitigated on January 10, 2026, 14:30Z by Add Serial marker',
    );
    expect(stdout).toContain('Planned effort: Immediate (this sprint)  35 minutes -> 30 minutes');
  });

  test('of a date and itself is empty', async () => {
    const { stdout } = await copiedBook().run('diff', '--from', '2026-01-04', '--to', '2026-01-04');
    expect(stdout).toBe('2026-01-04 to 2026-01-04: nothing changed.\n');
  });

  test('comes as Markdown and as JSON', async () => {
    const book = copiedBook();
    const markdown = await book.run('diff', '--from', '2026-01-01', '--format', 'markdown');
    expect(markdown.stdout).toMatch(/^# What changed from January 1, 2026 to January 4, 2026\n/);
    const json = JSON.parse((await book.run('diff', '--from', '2026-01-01', '--format', 'json')).stdout) as {
      issues: { key: string; to: string }[];
    };
    expect(json.issues.map(({ key, to }) => `${key} ${to}`)).toContain('DS-FLAKY-001 fixed');
  });

  test.each([
    [['--from', '2026-02-01', '--to', '2026-01-01'], 'Swap the two dates'],
    [['--from', '2026-02-01'], 'the newest date of the records is 2026-01-04'],
    [['--from', '2026-02-30'], '`2026-02-30` is not a date'],
    [['--from', '2026-01-01', '--suite', 'data-storag'], 'did you mean `data-storage`?'],
    [[], "required option '--from <date>'"],
  ])('refuses %j in one line', async (args, words) => {
    const { code, stdout, stderr } = await copiedBook().run('diff', ...args);
    expect([code, stdout, stderr.split('\n').length]).toEqual([2, '', 2]);
    expect(stderr).toContain(words);
  });
});

describe('content of a commit', () => {
  const git = (folder: string, ...args: string[]) =>
    spawnSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
      encoding: 'utf8',
    });

  function committedBook(): TestBook {
    const book = copiedBook();
    git(book.folder, 'init', '-q');
    git(book.folder, 'add', 'content');
    git(book.folder, 'commit', '-qm', 'first');
    return book;
  }

  test('is read in place of the folder, and nothing is left behind', async () => {
    const book = committedBook();
    const now = (await book.run('report', '--out', '-')).stdout;
    const text = readFileSync(join(book.content, ISSUE), 'utf8');
    book.write({ [ISSUE]: text.replace('title: Graceful Shutdown DLQ', 'title: Another title') });
    const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('flakebook-rev-'));
    const before = left();
    expect((await book.run('report', '--rev', 'HEAD', '--out', '-')).stdout).toBe(now);
    expect((await book.run('report', '--out', '-')).stdout).not.toBe(now);
    expect(left()).toEqual(before);
  });

  test('is named in messages with its commit', async () => {
    const { code, stdout } = await committedBook().run('check', '--rev', 'HEAD');
    expect([code, stdout]).toEqual([0, expect.stringContaining('content@HEAD: no findings in 27 files')]);
  });

  test.each(['nothing', '--all', '-x'])('of an unknown commit `%s` is refused in one line', async (rev) => {
    const { code, stdout, stderr } = await committedBook().run('check', `--rev=${rev}`);
    expect([code, stdout, stderr.split('\n').length]).toEqual([2, '', 2]);
  });

  test('needs a repository', async () => {
    const { code, stderr } = await copiedBook().run('check', '--rev', 'HEAD');
    expect([code, stderr]).toEqual([2, 'flakebook: Leave out --rev: content is not in a git repository.\n']);
  });
});
