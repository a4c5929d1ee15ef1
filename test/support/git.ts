import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A repository made by a test: its own identity, fixed dates, nothing of the machine's settings. */
export interface FixtureRepository {
  readonly folder: string;
  git(...args: string[]): string;
  /** Writes files (null removes one) and commits all. Gives the full id. */
  commit(
    date: string,
    files: Readonly<Record<string, string | Uint8Array | null>>,
    authored?: string,
  ): string;
}

const CONFIG = ['-c', 'protocol.file.allow=always', '-c', 'commit.gpgSign=false'];

export function runGit(folder: string, args: readonly string[], env: Record<string, string> = {}): string {
  const { status, stdout, stderr } = spawnSync('git', [...CONFIG, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_AUTHOR_NAME: 'Ada',
      GIT_AUTHOR_EMAIL: 'ada@example.org',
      GIT_COMMITTER_NAME: 'Ada',
      GIT_COMMITTER_EMAIL: 'ada@example.org',
      ...env,
    },
  });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}

export function createRepository(folder: string): FixtureRepository {
  mkdirSync(folder, { recursive: true });
  runGit(folder, ['init', '--quiet', '--initial-branch=main']);
  const git = (...args: string[]) => runGit(folder, args);
  return {
    folder,
    git,
    commit(date, files, authored = date) {
      for (const [file, content] of Object.entries(files)) {
        const path = join(folder, file);
        if (content === null) rmSync(path);
        else {
          mkdirSync(dirname(path), { recursive: true });
          writeFileSync(path, content);
        }
      }
      git('add', '--all');
      runGit(folder, ['commit', '--quiet', '--message', `Change of ${date}`], {
        GIT_AUTHOR_DATE: authored,
        GIT_COMMITTER_DATE: date,
      });
      return git('rev-parse', 'HEAD');
    },
  };
}
