import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Case, crashOf, inFolder, inProcess, issue, Skipped, textsBelow, withBook } from './case.ts';

const NOBODY = 65534;

/** Disks that are full, read-only or elsewhere, and folders of other users. */
export const WORLD_CASES: readonly Case[] = [
  onDisk('docs onto another file system', 'they are built', 'size=16m', async ({ run, disk }) => {
    const { code, stderr } = await run('build', '--docs', '--out', disk);
    return code !== 0 && stderr;
  }),
  {
    ...onDisk(
      'the whole output onto another file system',
      'docs and site are built',
      'size=64m',
      async ({ folder, disk }) => {
        const { code, stderr } = await inProcess(['build', '--out', disk], { cwd: folder });
        return code !== 0 && stderr;
      },
    ),
    fault: 'F3',
    isLong: true,
  },
  onDisk(
    'a full disk',
    'one sentence, the last good docs stay, and the next build is whole',
    'size=600k',
    async ({ folder, run, disk }) => {
      const built = await run('build', '--docs', '--out', disk);
      if (built.code !== 0) return `the first build fails: ${built.stderr}`;
      const before = JSON.stringify([...textsBelow(join(disk, 'docs'))]);
      writeFileSync(
        join(folder, 'content/issues/SHOP-2.md'),
        otherIssue(`## Notes\n\n\`\`\`text\n${'A line of a log.\n'.repeat(40_000)}\`\`\`\n`),
      );
      const full = await run('build', '--docs', '--out', disk);
      if (full.code !== 2 || !isSentence(full.stderr)) return `on the full disk: ${full.code} ${full.stderr}`;
      if (JSON.stringify([...textsBelow(join(disk, 'docs'))]) !== before)
        return 'the last good docs are gone';
      if (readdirSync(disk).length !== 1) return `it left ${readdirSync(disk)}`;
      writeFileSync(join(folder, 'content/issues/SHOP-2.md'), otherIssue(''));
      const after = await run('build', '--docs', '--out', disk);
      return after.code !== 0 && `the next build fails: ${after.stderr}`;
    },
  ),
  {
    ...onDisk('a read-only disk', 'one sentence that says so', 'size=1m', async ({ run, disk }) => {
      mustRun('mount', '-o', 'remount,ro', disk);
      const { code, stderr } = await run('build', '--docs', '--out', join(disk, 'out'));
      if (code !== 2 || !isSentence(stderr)) return `${code} ${stderr}`;
      return /does not exist/.test(stderr) && `it says: ${stderr}`;
    }),
    fault: 'F10',
  },
  onDisk(
    'content on a read-only disk',
    'it is checked and built, with the cache elsewhere',
    'size=4m',
    async ({ folder, disk }) => {
      mustRun('cp', '-r', join(folder, 'content'), disk);
      mustRun('mount', '-o', 'remount,ro', disk);
      const env = { ...process.env, HOME: folder, XDG_CACHE_HOME: join(folder, 'cache') };
      for (const args of [['check'], ['build', '--docs', '--out', join(folder, 'out')]]) {
        const { code, stderr } = await inProcess([...args, '--content', join(disk, 'content')], {
          cwd: folder,
          env,
        });
        if (code !== 0) return `${args[0]}: ${stderr}`;
      }
      return undefined;
    },
  ),
  ...[true, false].map(
    (isFile): Case => ({
      tries: `a cache that is a link to ${isFile ? "somebody's database" : 'another folder'}`,
      right: 'it is checked, and nothing is written there',
      wrong: () =>
        withBook({}, async ({ folder, run }) => {
          const first = await run('check');
          const cache = join(folder, 'node_modules/.cache/flakebook');
          const [name = ''] = readdirSync(cache).filter((one) => one.endsWith('.db'));
          const theirs = join(folder, 'theirs');
          mkdirSync(theirs);
          const db = new DatabaseSync(join(theirs, 'a.db'));
          db.exec("CREATE TABLE files (name TEXT); INSERT INTO files VALUES ('mine')");
          db.close();
          const before = JSON.stringify([...textsBelow(theirs)]);
          const link = isFile ? join(cache, name) : cache;
          rmSync(link, { recursive: true });
          symlinkSync(isFile ? join(theirs, 'a.db') : theirs, link);
          const second = await run('check');
          return (
            crashOf(second) ??
            (second.stdout !== first.stdout ? second.stdout + second.stderr : undefined) ??
            (JSON.stringify([...textsBelow(theirs)]) !== before && `it wrote there: ${readdirSync(theirs)}`)
          );
        }),
    }),
  ),
  asNobody('a folder of another user, who may only read', 'it is checked', async (folder) => {
    const ended = await inProcess(['check'], {
      cwd: folder,
      uid: NOBODY,
      env: { ...process.env, HOME: '/nowhere', XDG_CACHE_HOME: undefined },
    });
    return crashOf(ended) ?? (ended.code !== 0 && ended.stderr);
  }),
  asNobody('an output folder of another user', 'one sentence', async (folder) => {
    const ended = await inProcess(['build', '--docs'], {
      cwd: folder,
      uid: NOBODY,
      env: { ...process.env, HOME: '/nowhere', XDG_CACHE_HOME: undefined },
    });
    return (
      crashOf(ended) ?? ((ended.code !== 2 || !isSentence(ended.stderr)) && `${ended.code} ${ended.stderr}`)
    );
  }),
  asNobody('a cache of another user', 'it is checked as without one', async (folder) => {
    const first = await inProcess(['check'], { cwd: folder });
    const second = await inProcess(['check'], {
      cwd: folder,
      uid: NOBODY,
      env: { ...process.env, HOME: '/nowhere', XDG_CACHE_HOME: undefined },
    });
    return crashOf(second) ?? (first.stdout !== second.stdout && `${second.stdout}${second.stderr}`);
  }),
];

/** Of another test than that of the book. */
function otherIssue(body: string): string {
  return issue('', body).replace('name: loses', 'name: counts');
}

/** One sentence of ours, and no more. */
function isSentence(stderr: string): boolean {
  return /^flakebook: [^\n]+\n$/.test(stderr);
}

interface Disk {
  readonly folder: string;
  readonly disk: string;
  run(...args: string[]): ReturnType<typeof inProcess>;
}

/** A case with a small file system of its own. */
function onDisk(
  tries: string,
  right: string,
  options: string,
  work: (disk: Disk) => ReturnType<Case['wrong']>,
): Case {
  return {
    tries,
    right,
    wrong: () =>
      withBook({}, (book) =>
        inFolder(async (disk) => {
          if (process.getuid?.() !== 0) throw new Skipped('only root can mount a file system');
          mustRun('mount', '-t', 'tmpfs', '-o', options, 'tmpfs', disk);
          try {
            return await work({ ...book, disk });
          } finally {
            mustRun('umount', '-l', disk);
          }
        }),
      ),
  };
}

function asNobody(tries: string, right: string, work: (folder: string) => ReturnType<Case['wrong']>): Case {
  return {
    tries,
    right,
    wrong: () =>
      withBook({}, async ({ folder }) => {
        if (process.getuid?.() !== 0) throw new Skipped('only root can run a command as another user');
        chmodSync(folder, 0o755);
        mkdirSync(join(folder, 'dist'));
        chownSync(join(folder, 'dist'), 0, 0);
        return work(folder);
      }),
  };
}

/** @throws Skipped where the machine does not let us. */
function mustRun(program: string, ...args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Skipped(`${program}: ${error?.message ?? stderr.trim()}`);
}
