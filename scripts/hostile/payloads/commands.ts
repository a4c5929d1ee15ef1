import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { flakebook } from '../../../test/support/flakebook.ts';
import type { Failure, Part } from '../part.ts';
import { type Files, hostileBook, PAYLOADS, soundBook } from './hostile-book.ts';
import { hostileResults } from './hostile-results.ts';
import { judgeTerminal } from './judge-terminal.ts';
import { mendBook } from './mend-book.ts';

/** Every payload in books, results, names of files and arguments, by what the commands print of them. */
export const commands: Part = {
  counts: { long: PAYLOADS.length, short: 1 },
  async run({ seed, count, progress }) {
    const failures: Failure[] = [];
    let runs = 0;
    for (let turn = seed; turn < seed + count; turn += 1) {
      const folder = mkdtempSync(join(tmpdir(), 'flakebook-hostile-'));
      try {
        for (const args of await layOut(folder, turn)) {
          runs += 1;
          for (const what of await judgeCommand(args, folder))
            failures.push({ seed: turn, says: `flakebook ${args.join(' ').slice(0, 100)}: ${what}` });
        }
      } finally {
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      }
      if ((turn - seed) % 20 === 19) progress?.(`${runs} commands, ${failures.length} failures`);
    }
    return { figures: { payloads: PAYLOADS.length, commands: runs, failures: failures.length }, failures };
  },
};

async function judgeCommand(args: readonly string[], folder: string): Promise<string[]> {
  try {
    const { stdout, stderr } = await flakebook(args, { cwd: folder });
    return [...new Set([...judgeTerminal(stdout), ...judgeTerminal(stderr)])];
  } catch (error) {
    return [`it throws ${error}`];
  }
}

/** Writes a book, whose errors no command but `check` gets past, one without errors, and results. @returns what to run on them. */
async function layOut(folder: string, turn: number): Promise<readonly (readonly string[])[]> {
  let at = turn;
  const next = () => {
    at += 1;
    return PAYLOADS[at % PAYLOADS.length] ?? '';
  };
  mkdirSync(join(folder, 'node_modules'));
  write(join(folder, 'faulty'), hostileBook(turn, 'shown'));
  write(join(folder, 'content'), soundBook(turn));
  await mendBook(folder);
  const results = Object.entries(hostileResults(next)).map(([name, text]) => {
    writeFileSync(join(folder, name), text);
    return name;
  });
  const odd = next();
  return [
    ...['pretty', 'github', 'json', 'sarif'].flatMap((format) => [
      ['check', '--content', 'faulty', '--format', format],
      ['check', '--format', format],
      ['detect', '--suite', 'berths', '--format', format].slice(0, format === 'sarif' ? 3 : 5),
      ['results', '--format', format, ...results],
      ['confirm', '--format', format].slice(0, format === 'sarif' ? 1 : 3),
      ['match', '--format', format === 'sarif' ? 'markdown' : format, ...results],
      ['audit', '--format', format, ...results],
    ]),
    ['report', '--suite', 'berths', '--out', '-'],
    ['diff', '--from', '2026-02-08'],
    ['diff', '--from', '2026-02-08', '--format', 'markdown'],
    ['diff', '--from', '2026-02-08', '--format', 'json'],
    ['build', '--docs'],
    [
      'ingest',
      '--suite',
      'berths',
      '--run',
      odd,
      '--at',
      '2026-03-24T21:15:00Z',
      '--commit',
      odd,
      '--root',
      '.',
      ...results,
    ],
    ['new', 'issue', '--suite', 'berths', '--from-test', odd],
    ['explain', odd],
    ['report', '--suite', odd],
    ['report', '--check', odd],
    ['check', '--as-of', odd],
    ['check', '--content', odd],
    ['check', '--rev', odd],
    ['check', `--${odd}`],
    [odd],
  ];
}

function write(folder: string, files: Files): void {
  for (const [file, bytes] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), bytes);
  }
}
