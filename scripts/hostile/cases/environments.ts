import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../test/support/book.ts';
import { type Case, inFolder, inProcess, textsBelow } from './case.ts';

const { PATH, ...REST } = process.env;
const USUAL = { PATH, ...REST };

/** A clock that stands still at a time, for a process that is started with it. */
function clockAt(time: string): NodeJS.ProcessEnv {
  const code = `const Real = Date; const now = Real.parse(${JSON.stringify(time)});
globalThis.Date = class extends Real {
  constructor(...args) { if (args.length === 0) super(now); else super(...args); }
  static now() { return now; }
};`;
  return { ...USUAL, NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(code)}` };
}

const ENVIRONMENTS: Readonly<Record<string, NodeJS.ProcessEnv>> = {
  'Turkish in Tokyo, long ago': {
    ...clockAt('1970-01-01T00:00:00Z'),
    LANG: 'tr_TR.UTF-8',
    LC_ALL: 'tr_TR.UTF-8',
    TZ: 'Asia/Tokyo',
    COLUMNS: '20',
    HOME: undefined,
  },
  'a time zone that does not exist': { ...USUAL, TZ: 'Nowhere/Town' },
  'Turkish in Tokyo': { ...USUAL, LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Asia/Tokyo' },
  'the oldest locale': { ...USUAL, LANG: 'C', LC_ALL: 'C' },
  'no home': { ...USUAL, HOME: undefined, XDG_CACHE_HOME: undefined },
  'an empty home': { ...USUAL, HOME: '' },
  'an empty environment': {},
  'a narrow terminal': { ...USUAL, COLUMNS: '20', LINES: '3', TERM: 'dumb' },
  'settings of git and Node': {
    ...USUAL,
    GIT_DIR: '/nowhere',
    GIT_WORK_TREE: '/',
    NODE_ENV: 'test',
    SITE: 'x',
    BASE_URL: '/y/',
  },
  'a clock in 1970': clockAt('1970-01-01T00:00:00Z'),
  'a clock in 2100': clockAt('2100-12-31T23:59:59Z'),
};

/** Builds and reports in odd environments: the bytes are those of a usual one. */
export const ENVIRONMENT_CASES: readonly Case[] = Object.entries(ENVIRONMENTS).map(
  ([tries, env], i): Case => ({
    tries,
    right: 'docs and reports are byte for byte as ever',
    isLong: i > 0,
    wrong: () =>
      inFolder(async (folder) => {
        const usual = await outputOf(join(folder, 'usual'), USUAL);
        const odd = await outputOf(join(folder, 'odd'), env);
        const names = [...new Set([...usual.keys(), ...odd.keys()])];
        const differs = names.find((name) => usual.get(name) !== odd.get(name));
        return differs && `${differs} differs: ${odd.get(differs)?.slice(0, 200)}`;
      }),
  }),
);

async function outputOf(folder: string, env: NodeJS.ProcessEnv): Promise<Map<string, string>> {
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  cpSync(join(ROOT, 'test/golden/book'), join(folder, 'content'), { recursive: true });
  const built = await inProcess(['build', '--docs'], { cwd: folder, env });
  const report = await inProcess(['report', '--suite', 'berths', '--out', '-'], { cwd: folder, env });
  const ends = `${built.code} ${report.code} ${built.stderr}${report.stderr}`;
  return new Map([
    ...textsBelow(join(folder, 'dist/docs')),
    ['report', report.stdout],
    ['exit codes and errors', ends],
  ]);
}
