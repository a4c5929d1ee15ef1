import { existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { repositoryAround } from '../../src/host/git/git.ts';
import { openGitTree, readTreeFolder } from '../../src/host/git/git-tree.ts';
import { createRepository, runGit } from '../support/git.ts';
import { inTempFolder } from './folders.ts';

const FIRST = '2026-01-02T18:16:00-05:00';
const SECOND = '2026-01-03T09:00:00+01:00';

/** A repository of two commits in `project`, with odd names, a binary file, a link and a submodule entry. */
function inProject<Result>(
  work: (project: { folder: string; root: string; first: string; second: string }) => Result,
) {
  return inTempFolder((root) => {
    const folder = join(root, 'project');
    const { commit, git } = createRepository(folder);
    symlinkSync('../etc/passwd', join(folder, 'way-out'));
    const first = commit(FIRST, {
      'a_test.go': 'package a\n',
      'dir/b ü.go': 'package b\r\n\r\nfunc B() {}\r\n',
      '-rf': 'a name like an option\n',
      '--help/x.go': 'package x\n',
      'logo.png': new Uint8Array([0x89, 0x50, 0, 1, 2, 0, 10]),
      'big.txt': 'x'.repeat(4 * 1024 * 1024 + 1),
    });
    // An empty folder is a submodule that nobody has filled.
    mkdirSync(join(folder, 'sub'));
    git('update-index', '--add', '--cacheinfo', `160000,${first},sub`);
    const second = commit(SECOND, { 'a_test.go': 'package a\n\nfunc A() {}\n' }, FIRST);
    return work({ folder, root, first, second });
  });
}

describe('a commit of a repository', () => {
  test('is read as it was, in a checkout and in a bare clone', () =>
    inProject(({ folder, root, first, second }) => {
      runGit(root, ['clone', '--quiet', '--bare', folder, 'bare.git']);
      writeFileSync(join(folder, 'a_test.go'), 'not committed');
      for (const path of [folder, join(folder, '.git'), join(root, 'bare.git')]) {
        const tree = openGitTree(path);
        expect(tree.commit).toEqual({ id: second, authored: FIRST, committed: SECOND });
        expect(tree.isShallow).toBe(false);
        expect(tree.read('a_test.go')).toEqual({ lines: ['package a', '', 'func A() {}', ''] });
        expect(openGitTree(path, first).read('a_test.go')).toEqual({ lines: ['package a', ''] });
      }
    }));

  test('has all its paths, whatever they are called', () =>
    inProject(({ folder }) => {
      const tree = openGitTree(folder);
      expect(tree.paths()).toEqual(
        ['--help/x.go', '-rf', 'a_test.go', 'big.txt', 'dir/b ü.go', 'logo.png', 'sub', 'way-out'].sort(),
      );
      expect(tree.read('-rf')).toEqual({ lines: ['a name like an option', ''] });
      expect(tree.read('dir/b ü.go')).toEqual({ lines: ['package b', '', 'func B() {}', ''] });
      expect([
        tree.read('logo.png'),
        tree.read('big.txt'),
        tree.read('way-out'),
        tree.read('sub'),
        tree.read('sub/x.go'),
        tree.read('dir'),
        tree.read('__proto__'),
      ]).toEqual(['binary', 'too-large', 'link', 'submodule', 'submodule', undefined, undefined]);
    }));

  test('is searched for words, binary files left out', () =>
    inProject(({ folder }) => {
      const found = openGitTree(folder).filesWith(new Set(['package', 'B', 'P', 'nothing']));
      expect([...found]).toEqual([
        ['package', ['--help/x.go', 'a_test.go', 'dir/b ü.go']],
        ['B', ['dir/b ü.go']],
        ['P', []],
        ['nothing', []],
      ]);
    }));

  test('is searched in files that are source by their name, whatever they end in', () =>
    inProject(({ folder }) => {
      mkdirSync(join(folder, 'lib'), { recursive: true });
      for (const file of ['CMakeLists.txt', 'lib/build.xml', 'lib/notes.txt'])
        writeFileSync(join(folder, file), 'only_here\n');
      runGit(folder, ['add', '.']);
      runGit(folder, ['commit', '--message', 'build files']);
      const found = openGitTree(folder).filesWith(new Set(['only_here']));
      expect(found.get('only_here')).toEqual(['CMakeLists.txt', 'lib/build.xml']);
    }));

  test.each(['HEAD', 'main', 'HEAD~1', 'v1', 'refs/heads/main'])('may be called %s', (name) =>
    inProject(({ folder, first, second }) => {
      runGit(folder, ['tag', '--annotate', '--message', 'one', 'v1', first]);
      expect(openGitTree(folder, name).commit.id).toBe(name === 'HEAD~1' || name === 'v1' ? first : second);
    }),
  );

  test('finds other commits by the beginning of their id, and takes no branch for one', () =>
    inProject(({ folder, first, second }) => {
      runGit(folder, ['branch', 'abcdef0']);
      const tree = openGitTree(folder);
      expect(tree.findCommit(first.slice(0, 9))).toMatchObject({ id: first, committed: FIRST });
      expect(tree.findCommit(second)).toMatchObject({ id: second });
      expect(tree.findCommit('0123456789')).toBeUndefined();
      expect(tree.findCommit('abcdef0')).toBeUndefined();
      // A tree, not a commit.
      expect(tree.findCommit(runGit(folder, ['rev-parse', 'HEAD^{tree}']))).toBeUndefined();
    }));
});

describe('one sentence for what cannot be opened', () => {
  test.each(['--upload-pack=touch pwned', '-h', 'nowhere', '', 'a\nb', 'HEAD:a_test.go', '0'.repeat(40)])(
    'the commit %j',
    (name) =>
      inProject(({ folder }) => {
        expect(() => openGitTree(folder, name)).toThrow(/^There is no commit `.*` in .*\.$/);
      }),
  );

  test('a shallow clone says that it is one', () =>
    inProject(({ folder, root, first }) => {
      runGit(root, ['clone', '--quiet', '--depth=1', `file://${folder}`, 'shallow']);
      const shallow = join(root, 'shallow');
      expect(openGitTree(shallow).isShallow).toBe(true);
      expect(openGitTree(shallow).findCommit(first)).toBeUndefined();
      expect(() => openGitTree(shallow, first)).toThrow(/shallow clone: `git fetch --unshallow`/);
    }));

  test('a partial clone fetches nothing', () =>
    inProject(({ folder, root }) => {
      runGit(folder, ['config', 'uploadpack.allowFilter', 'true']);
      runGit(root, [
        'clone',
        '--quiet',
        '--filter=blob:none',
        '--no-checkout',
        `file://${folder}`,
        'partial',
      ]);
      expect(() => openGitTree(join(root, 'partial')).read('a_test.go')).toThrow(
        /Use a full clone: .*lacks objects/,
      );
    }));

  test('a folder that is none, a file, no repository, an empty one', () =>
    inProject(({ folder, root }) => {
      writeFileSync(join(root, 'file'), '');
      mkdirSync(join(folder, 'inner'));
      createRepository(join(root, 'empty'));
      expect(() => openGitTree(join(root, 'missing'))).toThrow(/no folder .*missing: name a git checkout/);
      expect(() => openGitTree(join(root, 'file'))).toThrow(/file is a file/);
      expect(() => openGitTree(root)).toThrow(/is not a git repository/);
      // The repository around a folder is not the one that was named.
      expect(() => openGitTree(join(folder, 'inner'))).toThrow(/is not a git repository/);
      expect(() => openGitTree(join(root, 'empty'))).toThrow(/There is no commit yet in/);
    }));

  test('a damaged repository', () =>
    inProject(({ folder }) => {
      renameSync(join(folder, '.git/objects'), join(folder, '.git/gone'));
      mkdirSync(join(folder, '.git/objects'));
      expect(() => openGitTree(folder)).toThrow(/^There is no commit yet|lacks objects/);
    }));
});

test('nothing of the repository is run', () =>
  inProject(({ folder, root }) => {
    const pwned = join(root, 'pwned');
    const hook = `#!/bin/sh\ntouch ${pwned}\n`;
    for (const key of ['core.fsmonitor', 'core.pager', 'core.sshCommand', 'diff.external', 'alias.ls-tree'])
      runGit(folder, ['config', key, key.startsWith('alias') ? `!touch ${pwned}` : `touch ${pwned}`]);
    for (const name of ['post-index-change', 'post-checkout', 'reference-transaction'])
      writeFileSync(join(folder, '.git/hooks', name), hook, { mode: 0o755 });
    const index = readFileSync(join(folder, '.git/index'));
    const tree = openGitTree(folder);
    tree.filesWith(new Set(['package']));
    tree.findCommit('abcdef0');
    expect(existsSync(pwned)).toBe(false);
    expect(readFileSync(join(folder, '.git/index'))).toEqual(index);
  }));

test("git's own variables, as in a hook, point nowhere", () =>
  inProject(({ folder, second }) => {
    process.env.GIT_DIR = '/nonexistent';
    try {
      expect(openGitTree(folder).commit.id).toBe(second);
    } finally {
      delete process.env.GIT_DIR;
    }
  }));

test('files of other encodings are read as people see them', () =>
  inTempFolder((folder) => {
    const { commit } = createRepository(folder);
    const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from('class Ähre {}', 'utf16le')]);
    commit(FIRST, { 'Old.java': Buffer.from('int höhe;', 'latin1'), 'Wide.cs': utf16 });
    const tree = openGitTree(folder);
    expect(tree.read('Old.java')).toEqual({ lines: ['int höhe;'] });
    expect(tree.read('Wide.cs')).toEqual({ lines: ['\ufeffclass Ähre {}'] });
  }));

test('without git, that is what is said', () =>
  inProject(({ folder }) => {
    const { PATH } = process.env;
    process.env.PATH = '/nonexistent';
    try {
      expect(() => openGitTree(folder)).toThrow(/`git` was not found/);
    } finally {
      process.env.PATH = PATH;
    }
  }));

test('a folder at a commit, without links', () =>
  inProject(({ folder, first }) => {
    const read = (inside: string) =>
      [...readTreeFolder(folder, first, inside)].map(([path, bytes]) => `${path} ${bytes.length}`);
    expect(read('dir')).toEqual(['b ü.go 26']);
    expect(read('dir/')).toEqual(['b ü.go 26']);
    expect(read('--help')).toEqual(['x.go 10']);
    expect(read('nowhere')).toEqual([]);
    expect(read('')).toHaveLength(6);
    expect(repositoryAround(join(folder, 'dir'))).toEqual({ repository: folder, inside: 'dir' });
    expect(repositoryAround('/')).toBeUndefined();
  }));
