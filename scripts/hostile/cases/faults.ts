import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../../src/core/finding.ts';
import { readFile } from '../../../src/host/read-file.ts';
import { DEFAULT_BOOK } from '../../../src/records/book/book.ts';
import { judgeMarkdown } from '../payloads/judge-markdown.ts';
import { judgeTerminal } from '../payloads/judge-terminal.ts';
import { type Case, crashOf, inProcess, issue, type Texts, textsBelow, withBook } from './case.ts';

/** Findings of one file that are listed, with room for those that say how many more there are. */
const MOST_FINDINGS = 500;

/** Text of which much stands in one file, by its size in bytes. */
const PILES: readonly (readonly [tries: string, text: (size: number) => string])[] = [
  ['a pasted log in one paragraph', (size) => issue('', pile('A line of `text` here.\n', size))],
  ['plain words in one paragraph', (size) => issue('', pile('some plain words on a line\n', size))],
  ['links without an end', (size) => issue('', `- ${pile('[x](y', size)}\n`)],
  ['plain paragraphs', (size) => issue('', pile('Words of a text.\n\n', size))],
  ['stars and underscores', (size) => issue('', pile('**a _b ', size))],
  ['open brackets', (size) => issue('', pile('[', size))],
  ['words behind an open bracket', (size) => issue('', `[ a@b.cd ${pile('word ', size)}`)],
  ['open angles', (size) => issue('', pile('<a ', size))],
  ['a long table', (size) => issue('', `| a | b |\n|---|---|\n${pile('| a | b |\n', size)}`)],
  ['a wide table', (size) => issue('', `${pile('| a ', size / 2)}|\n${pile('|---', size / 2)}|\n`)],
  ['a deep quote', (size) => issue('', `${pile('> ', size)}x\n`)],
  ['lists in lists', (size) => issue('', `${pile('- ', size)}x\n`)],
  ['one-line lists', (size) => issue('', pile('- a\n', size))],
  ['headings', (size) => issue('', pile('## Notes\n\n', size))],
  [
    'runs of backticks',
    (size) => issue('', Array.from({ length: Math.sqrt(size * 2) }, (_, i) => '`'.repeat(i + 1)).join(' ')),
  ],
  ['definitions', (size) => issue('', pile('[a]: b\n', size))],
  ['footnotes', (size) => issue('', pile('[^a] ', size / 2) + pile('\n\n[^a]: b', size / 2))],
  ['entities', (size) => issue('', pile('&amp;', size))],
  ['code fences', (size) => issue('', pile('```go\nx\n```\n\n', size))],
  ['numbers in prose', (size) => issue('', pile('3 of 157 tests (12 %) failed. ', size))],
  ['figures in the front matter', (size) => issue(`owner: "${pile('{{a}} ', size)}"\n`)],
  ['a signature on every line', (size) => issue(`signatures:\n${pile('  - text: some text\n', size)}`)],
  [
    'a regular expression on every line',
    (size) => issue(`signatures:\n${pile('  - regex: "(a|b)+c{1,9}"\n', size)}`),
  ],
  ['an alias on every line', (size) => issue(`owner: &a x\nreferences:\n${pile('  - *a\n', size)}`)],
  [
    'a wrong key on every line',
    (size) => issue(Array.from({ length: size / 12 }, (_, i) => `key-${i}: x\n`).join('')),
  ],
  ['one key again and again', (size) => issue(pile('owner: x\n', size))],
  ['maps in maps', (size) => issue(`owner: ${'{a: '.repeat(size / 8)}${'}'.repeat(size / 8)}\n`)],
  ['lists in lists of YAML', (size) => issue(`owner: ${pile('[', size)}\n`)],
  ['a long line of YAML', (size) => issue(`owner: "${pile('a ', size)}"\n`)],
  ['escapes', (size) => issue(`owner: "${pile('\\u0041', size)}"\n`)],
  ['comments', (size) => issue(pile('# a comment\n', size))],
];

function pile(unit: string, size: number): string {
  return unit.repeat(Math.floor((size - 1000) / unit.length));
}

/** Faults that were found in the first version, as they were found; each of these cases failed then. */
export const FAULT_CASES: readonly Case[] = [
  finds(
    'F2',
    {
      'book.yaml': 'title: Shop\nprefixes: [ { prefix: SHOP-, suite: shop } ]\nstatuses: { wontfix: "x" }\n',
    },
    'did you mean `wont-fix`?',
  ),
  finds(
    'F2',
    { 'book.yaml': 'title: Shop\nprefixes: [ { prefix: SHOP-, suite: shop } ]\nstatuses: { fixd: "x" }\n' },
    'did you mean `fixed`?',
  ),
  finds('F2', { 'issues/SHOP-1.md': '---\n!!binary aGk=\n---\n' }, '!!binary'),
  finds('F2', { 'issues/SHOP-1.md': '---\nowner: &a [*a]\n---\n' }, '&a'),
  finds('F4', { 'issues/SHOP-1.md': withNote('see [the log](%6aavascript:alert(2)//)') }, 'issues/SHOP-1.md'),
  finds('F4', { 'issues/SHOP-1.md': withNote('[gone](../nowhere/x.md)') }, '../nowhere/x.md'),
  ...['\\e[31mred\\a', '\\e]8;;https://evil.example/\\a', '\\x9b31m', '\\u202e'].map((text) =>
    finds('F5', { 'suites/shop.md': `---\ntitle: "S ${text}"\n---\n` }, 'suites/shop.md'),
  ),
  {
    fault: 'F4',
    tries: 'a link of a sentence that decodes to `javascript:`',
    right: 'no page has a live link to it',
    wrong: () =>
      withBook(
        { 'issues/SHOP-1.md': withNote('see [the log](%6aavascript:alert(2)//)') },
        async ({ folder, run }) => {
          await run('build', '--docs');
          const docs = [...safely(() => textsBelow(join(folder, 'dist/docs')))];
          return docs.flatMap(([, text]) => judgeMarkdown(text))[0];
        },
      ),
  },
  ...[
    ['report', '--out', '-'],
    ['diff', '--from', '2026-01-01'],
    ['diff', '--from', '2026-01-01', '--format', 'markdown'],
    ['check'],
  ].map(
    (args): Case => ({
      fault: 'F5',
      tries: `a title with terminal escapes, in \`${args.join(' ')}\``,
      right: 'nothing raw reaches the terminal',
      wrong: () =>
        withBook(
          { 'suites/shop.md': '---\ntitle: "S \\e[31mred\\a \\u202e ##[error]x"\n---\n' },
          async ({ run }) => {
            const { stdout, stderr } = await run(...args);
            return judgeTerminal(stdout + stderr)[0];
          },
        ),
    }),
  ),
  {
    fault: 'F5',
    tries: 'a result file whose name and texts are commands of the runner',
    right: '`results`, `match` and `ingest` print them as text',
    wrong: () =>
      withBook({}, async ({ folder, run }) => {
        const file = '::stop-commands::q.xml';
        const message = '\u001b[31m::error::x\n##[error]y';
        writeFileSync(
          join(folder, file),
          `<testsuite name="::error::s"><testcase name="::error::t" classname="c"><failure message="${message}">${message}</failure></testcase></testsuite>`,
        );
        for (const args of [
          ['results'],
          ['match'],
          ['match', '--format', 'markdown'],
          ['match', '--format', 'github'],
          INGEST,
        ]) {
          const { stdout, stderr } = await run(...args, file);
          const [what] = judgeTerminal(stdout + stderr);
          if (what) return `${args[0]}: ${what}`;
        }
        return undefined;
      }),
  },
  {
    fault: 'F7',
    tries: '`report` into an empty `dist/docs`, then `build --docs`',
    right: 'the build takes the folder over',
    wrong: () =>
      withBook({}, async ({ folder, run }) => {
        mkdirSync(join(folder, 'dist/docs'), { recursive: true });
        await run('report');
        const { code, stderr } = await run('build', '--docs');
        return code !== 0 && stderr;
      }),
  },
  ...PILES.map(
    ([tries, text]): Case => ({
      fault: 'F8',
      tries: `${tries}, up to a mebibyte of it`,
      right: 'a mebibyte is read within two CPU seconds, and has a few hundred findings at most',
      isLong: true,
      async wrong() {
        // From small to large, so that what costs ever more is known before it takes hours.
        for (const size of [2 ** 14, 2 ** 17, 2 ** 20]) {
          const bytes = new TextEncoder().encode(text(size));
          const { cpuMs, findings } = costOf('issues/SHOP-1.md', bytes);
          if (findings.length > MOST_FINDINGS) return `${findings.length} findings in ${bytes.length} bytes`;
          if (cpuMs > 2000 * Math.max(size / 2 ** 20, 0.5))
            return `${bytes.length} bytes take ${Math.round(cpuMs)} CPU ms`;
        }
        return undefined;
      },
    }),
  ),
  {
    fault: 'F10',
    tries: 'a record of 1.9 GB without content',
    right: 'it is refused by its size, and not read first',
    wrong: () =>
      withBook({ 'issues/SHOP-2.md': '' }, async ({ folder, run }) => {
        const file = join(folder, 'content/issues/SHOP-2.md');
        truncateSync(file, 1_900_000_000);
        const before = process.resourceUsage().maxRSS;
        const { stdout } = await run('check');
        const grownMb = (process.resourceUsage().maxRSS - before) / 1024;
        if (!/large/i.test(stdout)) return `no finding: ${stdout}`;
        return grownMb > 500 && `memory grew by ${Math.round(grownMb)} MiB`;
      }),
  },
  {
    fault: 'F10',
    tries: 'FORCE_COLOR beside NO_COLOR',
    right: 'no warning of Node stands in the output',
    wrong: () =>
      withBook({}, async ({ folder }) => {
        const { stderr } = await inProcess(['check'], {
          cwd: folder,
          env: { ...process.env, FORCE_COLOR: '1', NO_COLOR: '1' },
        });
        return stderr;
      }),
  },
  {
    fault: 'F10',
    tries: 'HTML within a sentence of a body',
    right: 'in the docs it is text of the sentence, and no block of code',
    wrong: () =>
      withBook(
        { 'issues/SHOP-1.md': issue('', '\n## Notes\n\nThe map `a` is a Map<String> of x.\n') },
        async ({ folder, run }) => {
          const { stderr } = await run('build', '--docs');
          const text = safely(() => textsBelow(join(folder, 'dist/docs'))).get('issues/shop-1.md') ?? '';
          if (text === '') return !/raw-html/.test(stderr) && stderr;
          return text.includes('```html') && 'a block of code stands in the sentence';
        },
      ),
  },
  ...['title', 'suite', 'tests', 'timeline', 'fields', 'id', 'kind', '__proto__', 'constructor'].map(
    (key): Case => ({
      fault: 'later',
      tries: `\`fields: { ${key}: X }\` in book.yaml`,
      right: 'a finding or a field like any other; no command dies',
      wrong: () =>
        withBook(
          {
            'book.yaml': `title: Shop\nprefixes: [ { prefix: SHOP-, suite: shop } ]\nfields: { ${key}: X }\n`,
          },
          async ({ run }) =>
            crashOf(await run('check')) ??
            crashOf(await run('report', '--out', '-')) ??
            crashOf(await run('build', '--docs')),
        ),
    }),
  ),
  finds(
    'later',
    {
      'book.yaml':
        'title: Shop\nprefixes: [ { prefix: SHOP-, suite: shop } ]\nlinks: { comit: "https://x.example/{id}" }\n',
    },
    'book.yaml',
  ),
  finds(
    'later',
    {
      'book.yaml':
        'title: Shop\nprefixes: [ { prefix: SHOP-, suite: shop } ]\nlinks: { commit: "https://x.example/{ident}" }\n',
    },
    'book.yaml',
  ),
  finds(
    'later',
    {
      'book.yaml':
        'title: Shop\nprefixes: [ { prefix: SHOP-, suite: shop } ]\nlinks: { ticket: "javascript:{id}" }\n',
    },
    'book.yaml',
  ),
  finds(
    'later',
    { 'issues/SHOP-1.md': issue('', '\n## Notes\n\n[ see www.x.example and {{tests.total}}\n') },
    'SHOP-1.md:12:25',
  ),
];

const INGEST = [
  'ingest',
  '--suite',
  'shop',
  '--run',
  '::error::r',
  '--at',
  '2026-01-05T09:00:00Z',
  '--commit',
  'abc1234',
  '--root',
  '.',
];

function withNote(note: string): string {
  return issue('').replace('- open: 2026-01-04', `- { open: 2026-01-04, note: ${JSON.stringify(note)} }`);
}

/** A mistake that once was an internal error, or nothing at all. */
function finds(fault: string, texts: Texts, words: string): Case {
  const [[file, text] = ['', '']] = Object.entries(texts);
  return {
    fault,
    tries: `${file}: ${String(text).trimEnd().split('\n').at(-1) === '---' ? JSON.stringify(String(text).slice(4, -5)).slice(0, 80) : String(text).trimEnd().split('\n').at(-1)}`,
    right: `\`check\` finds it and says ${words}`,
    wrong: () =>
      withBook(texts, async ({ run }) => {
        const ended = await run('check');
        return crashOf(ended) ?? (!ended.stdout.includes(words) && `it says ${ended.stdout || ended.stderr}`);
      }),
  };
}

function costOf(file: string, bytes: Uint8Array): { cpuMs: number; findings: readonly Finding[] } {
  const start = process.threadCpuUsage();
  const { parts } = readFile(file, bytes, DEFAULT_BOOK);
  const { user, system } = process.threadCpuUsage(start);
  const json = parts.find(([part]) => part === 'findings')?.[1] ?? '[]';
  return { cpuMs: (user + system) / 1000, findings: JSON.parse(json) as Finding[] };
}

/** The files of a folder, or none where the build was refused. */
function safely(read: () => Map<string, string>): Map<string, string> {
  try {
    return read();
  } catch {
    return new Map();
  }
}
