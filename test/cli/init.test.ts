import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RUNNERS } from '../../src/pages/scaffold-book.ts';
import { flakebook, ROOT, SMALL_BOOK, tempFolder } from './run.ts';

/** A project with some files, and a git remote where it has one. */
function project(files: Readonly<Record<string, string>> = {}, remote?: string): string {
  const folder = tempFolder();
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  if (remote === undefined) return folder;
  spawnSync('git', ['init', '-q', '-b', 'trunk'], { cwd: folder });
  spawnSync('git', ['remote', 'add', 'origin', remote], { cwd: folder });
  return folder;
}

const textOf = (folder: string, file: string) => readFileSync(join(folder, file), 'utf8');

describe('init', () => {
  test('makes a book that is sound, builds and reports', async () => {
    const cwd = project(
      { 'package.json': '{"devDependencies":{"vitest":"5"}}' },
      'git@github.com:acme/web-shop.git',
    );
    const { code, stdout } = await flakebook(['init', '--yes'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('wrote  content/issues/WEBSHOP-001.md\n');
    expect(await flakebook(['check'], { cwd })).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^content: no findings in \d+ files/),
    });
    expect(textOf(cwd, 'content/suites/web-shop.md')).toContain(
      'source:\n  repository: "https://github.com/acme/web-shop"\n  branch: trunk\n',
    );
    expect(await flakebook(['fmt', '--check'], { cwd })).toMatchObject({ code: 0 });
    expect((await flakebook(['build', '--docs'], { cwd })).code).toBe(0);
    expect((await flakebook(['report', '--out', '-'], { cwd })).stdout).toContain('WEBSHOP-001');
  });

  test('leaves a folder `content` alone that has other files', async () => {
    const cwd = project();
    mkdirSync(join(cwd, 'content'));
    writeFileSync(join(cwd, 'content/_index.md'), '# Our site');
    expect((await flakebook(['init', '--yes'], { cwd })).stdout).toMatch(/^wrote {2}flaky\/book\.yaml$/m);
    expect(readdirSync(join(cwd, 'content'))).toEqual(['_index.md']);
    expect((await flakebook(['check'], { cwd })).stdout).toContain('flaky: no findings');
    expect((await flakebook(['init', '--yes'], { cwd })).stderr).toContain('there is a book in');
  });

  test.each(RUNNERS.map(({ id }) => id))('has a sound example for %s', async (runner) => {
    const cwd = project();
    expect((await flakebook(['init', '--yes', '--runner', runner], { cwd })).code).toBe(0);
    const { stdout } = await flakebook(['check'], { cwd });
    expect(stdout).toContain('no findings');
  });

  test.each([
    ['git@github.com:acme/shop.git', 'https://github.com/acme/shop'],
    ['https://user:secret@gitlab.example.org/a/b/shop.git', 'https://gitlab.example.org/a/b/shop'],
    ['ssh://git@git.example.org:2222/team/shop', 'https://git.example.org/team/shop'],
  ])('knows the pages of %s', async (remote, address) => {
    const cwd = project({}, remote);
    await flakebook(['init', '--yes'], { cwd });
    expect(textOf(cwd, 'content/suites/shop.md')).toContain(`  repository: "${address}"\n`);
    expect(existsSync(join(cwd, '.github'))).toBe(address.includes('github.com'));
  });

  test('ends with what flaked, where results are at hand', async () => {
    const cwd = project({ 'pom.xml': '' });
    mkdirSync(join(cwd, 'target/surefire-reports'), { recursive: true });
    const results = join(ROOT, 'test/fixtures/results/surefire-reruns.xml');
    copyFileSync(results, join(cwd, 'target/surefire-reports/TEST-shop.xml'));
    const { code, stdout, stderr } = await flakebook(['init', '--yes'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^target\/surefire-reports\/\*\.xml: \d+ tests, \d+ failed, 1 passed on a retry\.$/m,
    );
    expect(stdout).toMatch(/^ {2}passed on a retry: .*addsAnItem$/m);
    expect(stdout).toMatch(/^ {2}failed: .*removesAnItem$/m);
    const odd = project({ 'pyproject.toml': '' });
    mkdirSync(join(odd, 'results'));
    writeFileSync(join(odd, 'results/junit.xml'), 'nothing of the kind');
    const other = await flakebook(['init', '--yes'], { cwd: odd });
    expect({ code: other.code, stderr: other.stderr }).toEqual({ code: 0, stderr: '' });
    expect(other.stdout).not.toContain('passed on a retry');
  });

  test('takes every answer as a flag', async () => {
    const cwd = project();
    const flags = [
      '--folder',
      'docs/flaky',
      '--title',
      'Our flakes',
      '--suite',
      'web',
      '--prefix',
      'W-',
      '--no-agents',
    ];
    expect((await flakebook(['init', ...flags], { cwd })).code).toBe(0);
    expect(readdirSync(join(cwd, 'docs/flaky/issues'))).toEqual(['W-001.md']);
    expect(textOf(cwd, 'docs/flaky/book.yaml')).toContain('title: "Our flakes"');
    expect(existsSync(join(cwd, 'AGENTS.md'))).toBe(false);
  });

  test('names the schema of its settings for editors, where the project has it', async () => {
    const cwd = project();
    await flakebook(['init', '--yes', '--folder', 'a/b'], { cwd });
    expect(textOf(cwd, 'a/b/book.yaml')).not.toContain('$schema');
    const other = project();
    const schema = 'node_modules/flakebook/lib/schemas/book.json';
    mkdirSync(join(other, schema, '..'), { recursive: true });
    writeFileSync(join(other, schema), '{}');
    await flakebook(['init', '--yes', '--folder', 'a/b'], { cwd: other });
    const [, named = ''] =
      /^# yaml-language-server: \$schema=(.*)\n/.exec(textOf(other, 'a/b/book.yaml')) ?? [];
    expect(textOf(join(other, 'a/b'), named)).toBe('{}');
    expect((await flakebook(['check'], { cwd: join(other, 'a/b') })).code).toBe(0);
  });

  test('keeps what is there, and adds lines once', async () => {
    const cwd = project({ '.gitignore': 'node_modules\ndist/', 'AGENTS.md': '# Rules\n' });
    await flakebook(['init', '--yes'], { cwd });
    expect(textOf(cwd, '.gitignore')).toBe('node_modules\ndist/');
    expect(textOf(cwd, 'AGENTS.md')).toMatch(/^# Rules\n\n?## Flaky tests\n/);
  });

  test('leaves a book alone', async () => {
    const cwd = project();
    mkdirSync(join(cwd, 'flaky'));
    writeFileSync(join(cwd, 'flaky/book.yaml'), SMALL_BOOK['book.yaml']);
    const { code, stderr } = await flakebook(['init', '--yes'], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining('there is a book in')]);
    expect(existsSync(join(cwd, 'content'))).toBe(false);
  });

  test.each([
    ['--suite', 'Web Shop', '`web-shop`'],
    ['--prefix', 'shop', '`SHOP-`'],
    ['--folder', '../elsewhere', 'below this folder'],
  ])('refuses %s %s, and writes nothing', async (flag, value, cure) => {
    const cwd = project();
    const { code, stderr } = await flakebook(['init', '--yes', flag, value], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining(cure)]);
    expect(readdirSync(cwd)).toEqual(['node_modules']);
  });

  test('writes all or nothing', async () => {
    const cwd = project({ '.gitignore': 'x\n' });
    // A file where a folder must be.
    writeFileSync(join(cwd, '.github'), '');
    const { code, stderr } = await flakebook(['init', '--yes', '--github'], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^flakebook: .*\.github/)]);
    expect(readdirSync(cwd).sort()).toEqual(['.github', '.gitignore', 'node_modules']);
    expect(textOf(cwd, '.gitignore')).toBe('x\n');
  });

  test.skipIf(process.getuid?.() === 0)(
    'says where nothing can be written (root can write anywhere)',
    async () => {
      const cwd = project();
      chmodSync(cwd, 0o555);
      const { code } = await flakebook(['init', '--yes'], { cwd });
      expect(code).toBe(2);
    },
  );
});

describe('new issue "title"', () => {
  test('writes a sound record with the next id', async () => {
    const cwd = project();
    await flakebook(['init', '--yes', '--suite', 'shop', '--prefix', 'SHOP-'], { cwd });
    const { code, stdout } = await flakebook(
      ['new', 'issue', 'Cart: loses "an" item', '--test', 'cart > keeps', '--at', 'test/cart.ts:9'],
      { cwd },
    );
    expect([code, stdout]).toEqual([0, expect.stringContaining('Wrote content/issues/SHOP-002.md.')]);
    expect(textOf(cwd, 'content/issues/SHOP-002.md')).toContain('title: "Cart: loses \\"an\\" item"\n');
    expect((await flakebook(['check'], { cwd })).stdout).toContain('no findings');
  });

  test.each([
    ['AGENTS.md', 'notes.md'],
    ['content', 'folder'],
    ['.gitattributes', 'notes.md'],
  ])('writes nothing behind a link %s out of the project', async (link, target) => {
    const outside = tempFolder();
    writeFileSync(join(outside, 'notes.md'), 'Mine.\n');
    mkdirSync(join(outside, 'folder'));
    const cwd = project();
    symlinkSync(join(outside, target), join(cwd, link));
    const before = readdirSync(cwd);
    const { code, stderr } = await flakebook(['init', '--yes'], { cwd });
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^flakebook: Nothing was written: .* by a link\.\n$/),
    ]);
    expect(readdirSync(cwd)).toEqual(before);
    expect(textOf(outside, 'notes.md')).toBe('Mine.\n');
    expect(readdirSync(join(outside, 'folder'))).toEqual([]);
  });

  test('adds to a file behind a link within the project, and keeps its bytes whatever they are', async () => {
    const cwd = project();
    const before = Buffer.from('caf\xe9\r\n', 'latin1');
    writeFileSync(join(cwd, 'CLAUDE.md'), before);
    symlinkSync('CLAUDE.md', join(cwd, 'AGENTS.md'));
    expect((await flakebook(['init', '--yes'], { cwd })).code).toBe(0);
    const after = readFileSync(join(cwd, 'CLAUDE.md'));
    expect(after.subarray(0, before.length)).toEqual(before);
    expect(after.toString()).toContain('## Flaky tests');
  });

  test.each(['package.json', 'AGENTS.md'])('is not put off by a folder called %s', async (name) => {
    const cwd = project();
    mkdirSync(join(cwd, name));
    const { code, stderr } = await flakebook(['init', '--yes'], { cwd });
    const isRefused = name === 'AGENTS.md';
    expect([code, stderr]).toEqual(
      isRefused ? [2, 'flakebook: Nothing was written: AGENTS.md is no plain file.\n'] : [0, ''],
    );
    expect(existsSync(join(cwd, 'content'))).toBe(!isRefused);
  });

  test('needs a title or a test', async () => {
    const cwd = project();
    await flakebook(['init', '--yes'], { cwd });
    const { code, stderr } = await flakebook(['new', 'issue'], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining('Say what goes wrong')]);
  });
});

describe('where the book is', () => {
  const BOOK = 'title: Flaky tests\n';

  function laidOut(files: Readonly<Record<string, string>>): string {
    const folder = tempFolder();
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(join(folder, file, '..'), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    return folder;
  }

  test.each([
    ['content', {}, '.'],
    ['flaky', {}, '.'],
    ['', {}, '.'],
    ['content', {}, 'src/deep'],
    ['flaky', {}, 'flaky/issues'],
    ['docs/flakes', { 'package.json': '{"flakebook":{"content":"docs/flakes"}}' }, 'src'],
  ])('%s/book.yaml with %o is found from %s', async (place, more, from) => {
    const folder = laidOut({ [join(place, 'book.yaml')]: BOOK, ...more });
    mkdirSync(join(folder, from), { recursive: true });
    const { code, stdout } = await flakebook(['check'], { cwd: join(folder, from) });
    expect([code, stdout]).toEqual([0, expect.stringContaining('no findings')]);
  });

  test('FLAKEBOOK_CONTENT comes first, and --content before it', async () => {
    const folder = laidOut({ 'content/book.yaml': 'titel: wrong\n', 'other/book.yaml': BOOK });
    const env = { FLAKEBOOK_CONTENT: 'other' };
    expect((await flakebook(['check'], { cwd: folder, env })).stdout).toContain('other: no findings');
    expect((await flakebook(['check', '--content', 'content'], { cwd: folder, env })).code).toBe(1);
  });

  test('not beyond the repository', async () => {
    const folder = laidOut({ 'content/book.yaml': BOOK, 'inner/.git': '' });
    const { code, stderr } = await flakebook(['check'], { cwd: join(folder, 'inner') });
    expect([code, stderr]).toEqual([2, expect.stringContaining('flakebook init')]);
  });

  test('the output of who stands in the content folder lies beside it', async () => {
    const folder = laidOut({ 'content/book.yaml': BOOK });
    const { code, stdout } = await flakebook(['build', '--docs'], { cwd: join(folder, 'content') });
    expect([code, stdout]).toEqual([0, expect.stringContaining('../dist/docs')]);
    expect(readdirSync(folder).sort()).toEqual(['content', 'dist', 'node_modules']);
  });
});
