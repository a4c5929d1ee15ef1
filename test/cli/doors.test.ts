import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostileBook, PAYLOADS, soundBook } from '../../scripts/hostile/payloads/hostile-book.ts';
import { hostileResults } from '../../scripts/hostile/payloads/hostile-results.ts';
import { judgeMarkdown } from '../../scripts/hostile/payloads/judge-markdown.ts';
import { judgeTerminal } from '../../scripts/hostile/payloads/judge-terminal.ts';
import { mendBook } from '../../scripts/hostile/payloads/mend-book.ts';
import { flakebook } from '../support/flakebook.ts';
import { createRepository } from '../support/git.ts';

/** Names that a file system takes: without a slash, and not too long. */
const NAMES = [
  ...new Set(PAYLOADS.map((payload) => payload.replace(/[/\0]/g, '').slice(0, 60).trim())),
].filter((name) => name !== '' && !name.startsWith('-') && name.isWellFormed());
/** What a terminal or a CI machine would obey; no argument can hold a null. */
const OBEYED = PAYLOADS.filter((payload) => /[^ -~]|::|##/.test(payload) && !payload.includes('\0'));
let nextPayload = 0;
/** Results of every format with a payload in each of their texts, by a name that is one. */
const FILES = hostileResults(() => PAYLOADS[nextPayload++ % PAYLOADS.length] ?? '');
const RESULTS = [...Object.keys(FILES), 'ctrf.json', 'go.jsonl', ...NAMES.filter((_, i) => i % 4 === 0)];
const FORMATS = ['pretty', 'json', 'github', 'gitlab', 'sarif'];
const SUITE = ['--suite', 'berths'];

/** Every command in every format, over a book without findings, one full of them, and results, all of them hostile. */
const COMMANDS: readonly (readonly string[])[] = [
  ...FORMATS.flatMap((format) => [
    ['check', '--format', format],
    ['check', '--content', 'faulty', '--format', format],
    ['audit', 'said.md', '--explain', '--format', format],
    ['audit', ...NAMES.slice(0, 20), '--content', 'faulty', '--format', format],
    ['results', ...RESULTS, '--format', format],
    ['detect', ...SUITE, '--format', format],
    ['confirm', '--format', format],
    ['verify', '--source', 'source', ...SUITE, '--format', format],
    ['ingest', '--manifest', 'runs.jsonl', ...SUITE, '--format', format],
  ]),
  ...['pretty', 'json', 'markdown', 'github'].flatMap((format) => [
    ['match', ...RESULTS, '--format', format],
    ['match', ...RESULTS, '--content', 'faulty', '--site', 'https://team.example/', '--format', format],
  ]),
  ...['pretty', 'json', 'markdown'].map((format) => ['diff', '--from', '2026-02-08', '--format', format]),
  ['build', '--docs'],
  ['build', '--docs', '--content', 'faulty'],
  ['report', ...SUITE, '--out', '-'],
  ['report', ...SUITE],
  ['report', '--check', 'said.md'],
  ['new', 'issue', ...SUITE, '--from-test', 'harbour'],
  ['confirm', '--write'],
];

/** Commands that say again what they were given. */
const ECHOES: readonly ((payload: string) => readonly string[])[] = [
  (payload) => [payload],
  (payload) => ['check', payload],
  (payload) => ['check', '--content', payload],
  (payload) => ['check', '--as-of', payload],
  (payload) => ['check', '--format', payload],
  (payload) => ['check', '--rev', payload],
  (payload) => ['explain', payload],
  (payload) => ['report', '--suite', payload],
  (payload) => ['report', '--check', payload],
  (payload) => ['report', ...SUITE, '--since', payload],
  (payload) => ['diff', '--from', payload],
  (payload) => ['results', payload],
  (payload) => ['match', payload, '--site', payload],
  (payload) => ['audit', payload],
  (payload) => ['preview', '--out', payload],
  (payload) => ['dev', '--port', payload],
  (payload) => ['verify', '--source', payload],
  (payload) => ['verify', '--source', 'source', ...SUITE, '--commit', payload],
  (payload) => ['new', 'issue', ...SUITE, '--from-test', payload],
  (payload) => ['ingest', payload, '--run', payload, '--at', payload, '--commit', payload],
  (payload) => [
    'ingest',
    'ctrf.json',
    ...SUITE,
    '--run',
    payload,
    '--at',
    '2026-03-24T09:00:00Z',
    '--commit',
    '7d38e67',
    '--branch',
    payload,
    '--environment',
    payload,
  ],
  (payload) => ['ingest', '--manifest', payload],
];

let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'flakebook-test-'));
  mkdirSync(join(folder, 'node_modules'));
  writeBook('content', soundBook(0));
  await mendBook(folder);
  writeBook('faulty', hostileBook(7, 'shown'));
  for (const name of NAMES) writeFileSync(join(folder, 'faulty/issues', `${name}.md`), name);
  for (const [i, name] of NAMES.entries())
    writeFileSync(join(folder, name), i % 2 === 0 ? name : `3 of 2 tests ${name}\n`);
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'ctrf.json'), ctrf());
  writeFileSync(join(folder, 'go.jsonl'), goTest());
  writeFileSync(
    join(folder, 'said.md'),
    `# Said\n\n${PAYLOADS.map((payload) => `- 3 of 2 tests ${payload}`).join('\n')}\n`,
  );
  writeFileSync(join(folder, 'runs.jsonl'), manifest());
  createRepository(join(folder, 'source')).commit('2026-03-01T09:00:00Z', { 'a.go': PAYLOADS.join('\n') });
});

afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

function writeBook(name: string, files: ReadonlyMap<string, Uint8Array>): void {
  for (const [file, bytes] of files) {
    const path = join(folder, name, file);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, bytes);
  }
}

function ctrf(): string {
  const tests = PAYLOADS.map((payload) => ({
    name: payload,
    suite: payload,
    status: 'failed',
    duration: 1,
    message: payload,
    trace: payload,
    filePath: payload,
  }));
  const summary = {
    tests: tests.length,
    passed: 0,
    failed: tests.length,
    pending: 0,
    skipped: 0,
    other: 0,
    start: 0,
    stop: 1,
  };
  return JSON.stringify({
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    results: { tool: { name: 'x' }, summary, tests },
  });
}

function goTest(): string {
  const lines = PAYLOADS.flatMap((payload) => [
    { Action: 'run', Package: payload, Test: payload },
    { Action: 'output', Package: payload, Test: payload, Output: `${payload}\n` },
    { Action: 'fail', Package: payload, Test: payload },
  ]);
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function manifest(): string {
  const head = { at: '2026-03-24T09:00:00Z', commit: '7d38e67' };
  return PAYLOADS.map((payload, i) => {
    const files = [i % 3 === 0 ? 'go.jsonl' : payload];
    return `${JSON.stringify({ ...head, run: i % 2 === 0 ? payload : `${payload} ${i}`, files, branch: payload, [i % 5 === 0 ? payload : 'url']: payload })}\n`;
  }).join('');
}

async function judge(args: readonly string[]): Promise<string[]> {
  const { stdout, stderr } = await flakebook(args, { cwd: folder });
  return [stdout, stderr].flatMap(judgeTerminal).map((found) => `${JSON.stringify(args)}: ${found}`);
}

describe('nothing that a text holds is obeyed', () => {
  test.each(
    COMMANDS.map(
      (args) =>
        [args.filter((word) => !RESULTS.includes(word) && !NAMES.includes(word)).join(' '), args] as const,
    ),
  )('by whoever reads what `%s` says', async (_, args) => {
    expect(await judge(args)).toEqual([]);
  });

  test.each(ECHOES.map((echo) => [echo('PAYLOAD').join(' '), echo] as const))(
    'where `%s` says it again',
    async (_, echo) => {
      const found = [];
      for (const payload of OBEYED) found.push(...(await judge(echo(payload))));
      expect(found).toEqual([]);
    },
  );

  test('in the docs and reports that were written', () => {
    const docs = join(folder, 'dist/docs');
    const files = readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.md'),
    );
    expect(files.length).toBeGreaterThan(20);
    expect(
      files.flatMap((file) =>
        judgeMarkdown(readFileSync(join(docs, file), 'utf8')).map((found) => `${file}: ${found}`),
      ),
    ).toEqual([]);
  });
});
