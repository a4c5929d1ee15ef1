import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeTerminal } from '../payloads/judge-terminal.ts';
import { type Case, crashOf, inProcess, issue, Skipped, withBook } from './case.ts';

/** Done to a content folder that is sound. */
type Arrange = (content: string) => void;

const SOUND = issue('');

const ODD_NAMES: Readonly<Record<string, string | Buffer>> = {
  'a line end': 'SHOP-2\n::error::x.md',
  'a terminal escape': 'SHOP-2\u001b[31m.md',
  'a terminal title': 'SHOP-2\u001b]0;t\u0007.md',
  'a bidirectional override': 'SHOP-2\u202edm.md',
  'bytes that are not UTF-8': Buffer.from([0x53, 0xff, 0xfe, 0x2e, 0x6d, 0x64]),
  'a decomposed letter': 'SHOP-e\u0301.md',
  'a device of Windows': 'CON.md',
  'a space at its end': 'SHOP-2.md ',
  '250 characters': `${'S'.repeat(247)}.md`,
  'a leading dash': '--help.md',
  'the name of a prototype': '__proto__.md',
  'a lone ending': '.md',
  'a backslash': '..\\..\\x.md',
  'a percent sign': '%2e%2e%2fx.md',
  'a quote': `SHOP-2"'.md`,
  HTML: '<img src=x onerror=alert(1)>.md',
  'a runner command': '##[error]x.md',
};

const ARRANGEMENTS: Readonly<Record<string, Arrange>> = {
  'a link to itself': (content) => symlinkSync('SHOP-2.md', join(content, 'issues/SHOP-2.md')),
  'a circle of links': (content) => {
    symlinkSync('SHOP-3.md', join(content, 'issues/SHOP-2.md'));
    symlinkSync('SHOP-2.md', join(content, 'issues/SHOP-3.md'));
  },
  'a folder that links to its parent': (content) => symlinkSync('..', join(content, 'issues/up')),
  'a link out of the folder': (content) => symlinkSync('/etc/passwd', join(content, 'issues/SHOP-2.md')),
  'a folder that is a link out': (content) => {
    renameSync(join(content, 'issues'), join(content, '../elsewhere'));
    symlinkSync('../elsewhere', join(content, 'issues'));
  },
  'a link to an endless device': (content) => symlinkSync('/dev/zero', join(content, 'issues/SHOP-2.md')),
  'a link to nowhere': (content) => symlinkSync('nowhere', join(content, 'issues/SHOP-2.md')),
  'a link into the state of the process': (content) =>
    symlinkSync('/proc/self/environ', join(content, 'issues/SHOP-2.md')),
  'a pipe': (content) => make('mkfifo', join(content, 'issues/SHOP-2.md')),
  'a pipe for book.yaml': (content) => {
    rmSync(join(content, 'book.yaml'));
    make('mkfifo', join(content, 'book.yaml'));
  },
  'a device': (content) => make('mknod', join(content, 'issues/SHOP-2.md'), 'c', '1', '5'),
  'a folder with the name of a record': (content) => mkdirSync(join(content, 'issues/SHOP-2.md')),
  'book.yaml as a folder': (content) => {
    rmSync(join(content, 'book.yaml'));
    mkdirSync(join(content, 'book.yaml'));
  },
  'folders in folders': (content) =>
    mkdirSync(join(content, ...Array.from({ length: 150 }, () => 'a')), { recursive: true }),
  'a sparse file of two gigabytes in the run history': (content) => {
    const folder = join(content, 'runs/suite=shop/month=2026-01');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'runs.jsonl'), '');
    truncateSync(join(folder, 'runs.jsonl'), 2_100_000_000);
  },
  'names that differ in case only': (content) => {
    writeFileSync(join(content, 'issues/SHOP-2.md'), SOUND);
    writeFileSync(join(content, 'issues/shop-2.md'), SOUND);
  },
  'names that differ in their normal form only': (content) => {
    writeFileSync(join(content, 'issues/SHOP-\u00e9.md'), SOUND);
    writeFileSync(join(content, 'issues/SHOP-e\u0301.md'), SOUND);
  },
  'files of editors and systems': (content) => {
    for (const name of [
      '.SHOP-1.md.swp',
      'SHOP-1.md~',
      '#SHOP-1.md#',
      '.DS_Store',
      'Thumbs.db',
      'SHOP-1.md.orig',
    ])
      writeFileSync(join(content, 'issues', name), '\0\u0001');
  },
};

function make(program: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Skipped(`${program}: ${stderr}`);
}

/** Content folders that no editor leaves behind. */
export const FOLDER_CASES: readonly Case[] = [
  ...Object.entries(ODD_NAMES).map(([words, name]) =>
    withOddity(`a file whose name has ${words}`, (content) => {
      const folder = Buffer.from(join(content, 'issues/'));
      writeFileSync(Buffer.concat([folder, Buffer.from(name)]), SOUND);
    }),
  ),
  ...Object.entries(ARRANGEMENTS).map(([tries, arrange]) => withOddity(tries, arrange)),
  {
    tries: 'a record that its reader has no permission for',
    right: 'a finding; all else is read',
    wrong: () =>
      withBook({ 'issues/SHOP-2.md': SOUND }, async ({ folder }) => {
        asOther();
        make('chmod', '000', join(folder, 'content/issues/SHOP-2.md'));
        make('chmod', '755', folder);
        const ended = await inProcess(['check'], {
          cwd: folder,
          uid: NOBODY,
          env: { ...process.env, HOME: '/nowhere' },
        });
        return (
          crashOf(ended) ??
          (!ended.stdout.includes('SHOP-2.md') && `no finding names it: ${ended.stdout}${ended.stderr}`)
        );
      }),
  },
];

const NOBODY = 65534;

/** @throws Skipped unless this process may act for others. */
function asOther(): void {
  if (process.getuid?.() !== 0) throw new Skipped('only root can run a command as another user');
}

function withOddity(tries: string, arrange: Arrange): Case {
  return {
    tries,
    right: 'every command ends by itself, with findings or one sentence, and nothing raw is printed',
    wrong: () =>
      withBook({}, async ({ folder, run }) => {
        arrange(join(folder, 'content'));
        for (const args of [
          ['check'],
          ['check', '--format', 'github'],
          ['build', '--docs'],
          ['report', '--out', '-'],
        ]) {
          const ended = await run(...args);
          const [what] = [crashOf(ended), ...judgeTerminal(ended.stdout + ended.stderr)].filter(Boolean);
          if (what) return `${args.join(' ')}: ${what}`;
        }
        return undefined;
      }),
  };
}
