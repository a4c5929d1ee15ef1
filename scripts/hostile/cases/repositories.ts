import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRepository, type FixtureRepository } from '../../../test/support/git.ts';
import { type Case, crashOf, inProcess, withBook } from './case.ts';

/** Done to a repository by somebody who wants a command to run where `verify` looks at it. @param run a program that leaves the canary. */
type Arrange = (repository: FixtureRepository, run: string) => void;

const config =
  (...keys: readonly string[]): Arrange =>
  ({ git }, run) => {
    for (const key of keys) git('config', key, run);
  };

const HOOKS =
  'post-checkout post-index-change pre-auto-gc reference-transaction fsmonitor-watchman post-merge'.split(
    ' ',
  );

const ARRANGEMENTS: Readonly<Record<string, Arrange>> = {
  'a monitor of files': config('core.fsmonitor'),
  hooks: ({ folder }, run) => {
    for (const hook of HOOKS) program(join(folder, '.git/hooks', hook), run);
  },
  'hooks elsewhere': ({ folder, git }, run) => {
    for (const hook of HOOKS) program(join(folder, 'evil', hook), run);
    git('config', 'core.hooksPath', join(folder, 'evil'));
  },
  'a pager, an editor and a shell': config(
    'core.pager',
    'pager.log',
    'pager.show',
    'core.editor',
    'sequence.editor',
    'core.askPass',
  ),
  'an outer diff': config('diff.external', 'diff.x.command', 'diff.x.textconv'),
  'a text conversion by attributes': ({ folder, git }, run) => {
    git('config', 'diff.x.textconv', run);
    writeFileSync(join(folder, '.gitattributes'), '* diff=x\n');
    writeFileSync(join(folder, '.git/info/attributes'), '* diff=x\n');
  },
  'a filter by attributes': ({ folder, git }, run) => {
    for (const side of ['clean', 'smudge', 'process']) git('config', `filter.x.${side}`, run);
    git('config', 'filter.x.required', 'true');
    writeFileSync(join(folder, '.git/info/attributes'), '* filter=x\n');
  },
  'aliases of the commands of git': ({ git }, run) => {
    for (const command of ['cat-file', 'log', 'show', 'rev-parse', 'ls-tree'])
      git('config', `alias.${command}`, `!${run}`);
  },
  'a missing blob behind an outer transport': ({ folder, git }, run) => {
    git('config', 'extensions.partialClone', 'origin');
    git('config', 'remote.origin.url', `ext::${run}`);
    git('config', 'remote.origin.promisor', 'true');
    git('config', 'protocol.ext.allow', 'always');
    loseBlob(folder, git('rev-parse', 'HEAD:test/cart.ts'));
  },
  'a missing blob behind SSH': ({ folder, git }, run) => {
    git('config', 'extensions.partialClone', 'origin');
    git('config', 'remote.origin.url', 'ssh://evil.example/x');
    git('config', 'remote.origin.promisor', 'true');
    git('config', 'core.sshCommand', run);
    loseBlob(folder, git('rev-parse', 'HEAD:test/cart.ts'));
  },
  'credentials and signatures': config(
    'credential.helper',
    'gpg.program',
    'gpg.ssh.program',
    'uploadpack.packObjectsHook',
  ),
  'settings from elsewhere': ({ folder, git }, run) => {
    writeFileSync(join(folder, 'evil.config'), `[core]\n\tfsmonitor = ${run}\n\tpager = ${run}\n`);
    git('config', 'include.path', join(folder, 'evil.config'));
  },
  'a work tree elsewhere': ({ git }) => git('config', 'core.worktree', '/'),
  'signatures that are shown': ({ git }, run) => {
    git('config', 'log.showSignature', 'true');
    git('config', 'gpg.program', run);
  },
  submodules: ({ folder }, run) =>
    writeFileSync(
      join(folder, '.gitmodules'),
      `[submodule "x"]\n\tpath = x\n\turl = ext::${run}\n\tupdate = !${run}\n`,
    ),
};

const REVISIONS = [
  ...[
    '--help',
    '--upload-pack=touch canary',
    '--output=canary',
    '-n1',
    '--exec=touch canary',
    '--all',
    '--',
    '-',
  ],
  ...[
    '$(touch canary)',
    '`touch canary`',
    '; touch canary',
    '| touch canary',
    'HEAD; touch canary',
    'HEAD\ntouch canary',
    '',
    ' ',
    '\u001b[31m',
  ],
  ...[
    'HEAD:test',
    'HEAD..HEAD',
    ':/x',
    '@{-1}',
    'HEAD^{/x}',
    '^HEAD',
    'refs/../../etc/passwd',
    'a'.repeat(5000),
  ],
];

/** Repositories and revisions of somebody else: nothing of them may run. */
export const REPOSITORY_CASES: readonly Case[] = [
  ...Object.entries(ARRANGEMENTS).map(([tries, arrange]) =>
    verifyCase(`a repository with ${tries}`, arrange),
  ),
  verifyCase(
    'git variables in the environment',
    () => undefined,
    [],
    (run) => ({
      GIT_EXTERNAL_DIFF: run,
      GIT_PAGER: run,
      GIT_SSH_COMMAND: run,
      GIT_EDITOR: run,
      GIT_ASKPASS: run,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.fsmonitor',
      GIT_CONFIG_VALUE_0: run,
    }),
  ),
  ...REVISIONS.map((revision) =>
    verifyCase(`the revision ${JSON.stringify(revision.slice(0, 40))}`, () => undefined, [
      '--commit',
      revision,
    ]),
  ),
];

function verifyCase(
  tries: string,
  arrange: Arrange,
  args: readonly string[] = [],
  variables: (run: string) => NodeJS.ProcessEnv = () => ({}),
): Case {
  return {
    tries,
    right: 'nothing of it runs, and `verify` ends with a result or one sentence',
    isLong: true,
    wrong: () =>
      withBook({}, async ({ folder }) => {
        const repository = createRepository(join(folder, 'source'));
        repository.commit('2026-01-03T10:00:00Z', { 'test/cart.ts': 'x\n'.repeat(20), 'README.md': 'x' });
        const canary = join(folder, 'canary');
        const run = join(folder, 'evil.sh');
        program(run, `touch ${canary}`);
        arrange(repository, run);
        const ended = await inProcess(['verify', '--source', 'source', '--suite', 'shop', ...args], {
          cwd: folder,
          env: { ...process.env, ...variables(run) },
        });
        if (existsSync(canary) || existsSync(join(repository.folder, 'canary'))) return 'something of it ran';
        return crashOf(ended);
      }),
  };
}

function program(path: string, command: string): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${command}\n`);
  chmodSync(path, 0o755);
}

function loseBlob(folder: string, id: string): void {
  const objects = join(folder, '.git/objects');
  const loose = join(objects, id.slice(0, 2), id.slice(2));
  if (!readdirSync(objects).includes(id.slice(0, 2))) throw new Error('The blob is packed.');
  rmSync(loose);
}
