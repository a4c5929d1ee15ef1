import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Finding } from '../../src/core/finding.ts';
import { readFailures } from '../../src/host/match-results.ts';
import { readFile } from '../../src/host/read-file.ts';
import { checkFile } from '../../src/records/check/check-file.ts';
import { bookOf } from '../../src/records/knowledge-base.ts';
import { renderHtml } from '../../src/render/html.ts';
import { siteLinks } from '../../src/render/links.ts';
import { hasErrors } from '../../src/rules/rules.ts';
import { openTestBook, ROOT, readFiles, renderDocs } from '../../test/support/book.ts';
import type { Failure, Part } from './part.ts';

/** CPU milliseconds that a mebibyte may take: to be checked, and to be checked and shown on all pages of the book. */
const MOST_MS = { check: 2000, pages: 4000 };
/** Findings of one file that are listed, with room for those that say how many more there are. */
const MOST_FINDINGS = 1000;
/** From small to large, so that what costs ever more is known before it takes hours. */
const SIZES = [2 ** 14, 2 ** 17, 2 ** 20];

/** Signs that mean something to Markdown, YAML, JSON, XML or to Flakebook, and words that mean nothing. */
const TOKENS = [
  ...'`~*_[](){}<>!|\\&#-+=:;,.?@$%^/"\'0aé\u{1f600}\u00a0\t ',
  ...[
    '\n',
    '\n\n',
    '  ',
    '    ',
    '\n- ',
    '\n> ',
    '\n1. ',
    '\n| a | b',
    '\n    ',
    '```',
    '~~~',
    '$$',
    '**',
    '~~',
  ],
  ...[
    '[^a]',
    '[^a]: ',
    '[a]: b',
    '](',
    '![',
    '[ ]',
    '[x](y)',
    '<a>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '</a>',
  ],
  ...[
    '&amp;',
    '&#x41;',
    'https://a.b/',
    'www.a.b',
    'a@b.c',
    '{{suite.stable}}',
    '{{',
    '}}',
    'BER-1',
    '#L1',
    '../',
  ],
  ...[
    'a: ',
    ': b',
    '? ',
    '- - ',
    '- a: ',
    '{a: ',
    '[a, ',
    '"a": ',
    '",',
    '&a ',
    '*a',
    '!!str ',
    '%YAML',
    '\n---\n',
  ],
  ...[
    '|-\n',
    '>\n',
    '# ',
    ' #',
    '\\n',
    '\\u0041',
    '\n## Notes\n',
    '\n### Fix: a\n',
    '3 of 157 tests',
    '12 %',
    'a ',
  ],
  ...[
    '<testcase name="a">',
    '<failure>',
    '</testcase>',
    '{"a":',
    '},{',
    'null,',
    '{"Action":"output"}\n',
    '\r',
    '\n\r',
  ],
  ...['2026-01-04', '.go:12', '-->\n', '\n===\n', '\n***\n', '\n---', '|---', '\n:--', 'x'.repeat(60)],
];

interface Pile {
  readonly file: string;
  readonly unit: string;
  text(size: number): string;
}

const BOOK = readFiles(join(ROOT, 'test/golden/book'));
const RESULTS = readFiles(join(ROOT, 'test/golden/results'));
const settings = bookOf(
  checkFile('book.yaml', BOOK.get('book.yaml') ?? new Uint8Array(), bookOf(undefined)).record,
);

/** A file of a rich book, or of results, with much of a few signs at one place of it: at a line, a word or a sign. */
const pile: fc.Arbitrary<Pile> = fc
  .record({
    file: fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom(...BOOK.keys()) },
      { weight: 1, arbitrary: fc.constantFrom(...RESULTS.keys()) },
    ),
    tokens: fc.array(fc.constantFrom(...TOKENS), { minLength: 1, maxLength: 4 }),
    isCounted: fc.boolean(),
    seam: fc.nat(),
    at: fc.constantFrom(/^/gm, /$/gm, /\b/g, /(?<=["'>])/g),
  })
  .map(({ file, tokens, isCounted, seam, at }) => {
    const base = new TextDecoder().decode(BOOK.get(file) ?? RESULTS.get(file));
    const seams = [...base.matchAll(at)].map(({ index }) => index);
    const offset = seams[seam % Math.max(seams.length, 1)] ?? 0;
    const unit = tokens.join('');
    return {
      file,
      unit: JSON.stringify(unit) + (isCounted ? ' with a number' : ''),
      text: (size) =>
        base.slice(0, offset) + repeated(unit, size - base.length - 64, isCounted) + base.slice(offset),
    };
  });

/** A text again and again, up to so many bytes. */
function repeated(unit: string, size: number, isCounted: boolean): string {
  const bytes = Buffer.byteLength(unit) + (isCounted ? 6 : 0);
  const count = Math.max(0, Math.floor(size / bytes));
  return isCounted
    ? Array.from({ length: count }, (_, i) => unit + (100_000 + i)).join('')
    : unit.repeat(count);
}

interface Cost {
  readonly checkMs: number;
  readonly pagesMs: number;
  readonly findings: number;
}

/** Much of one thing at any place of any file: whatever it is, a mebibyte takes two CPU seconds to check. */
export const piles: Part = {
  counts: { long: 2000, short: 10 },
  async run({ seed, count, progress }) {
    const failures: Failure[] = [];
    const worst = { checkMs: 0, pagesMs: 0, findings: 0 };
    for (let at = seed; at < seed + count; at += 1) {
      const [drawn] = fc.sample(pile, { seed: at, numRuns: 1 });
      if (!drawn) continue;
      const says = await wrongWith(drawn, worst);
      if (says) failures.push({ seed: at, says });
      if ((at - seed) % 50 === 49) progress?.(`${at - seed + 1} piles, ${failures.length} failures`);
    }
    const { checkMs, pagesMs, findings } = worst;
    const figures = {
      piles: count,
      'worst check': `${(checkMs / 1000).toFixed(2)} CPU s`,
      'worst pages': `${(pagesMs / 1000).toFixed(2)} CPU s`,
      'most findings': findings,
      failures: failures.length,
    };
    return { figures, failures };
  },
};

async function wrongWith({ file, unit, text }: Pile, worst: { -readonly [K in keyof Cost]: Cost[K] }) {
  for (const size of SIZES) {
    const bytes = new TextEncoder().encode(text(size));
    const cost = await (RESULTS.has(file) ? costOfResults(file, bytes) : costOfRecord(file, bytes));
    for (const key of ['checkMs', 'pagesMs', 'findings'] as const)
      worst[key] = Math.max(worst[key], cost[key]);
    const share = Math.max(size / 2 ** 20, 0.5);
    const of = `${file}: ${bytes.length} bytes of ${unit}`;
    if (cost.findings > MOST_FINDINGS) return `${of}: ${cost.findings} findings`;
    if (cost.checkMs > MOST_MS.check * share) return `${of} take ${Math.round(cost.checkMs)} CPU ms to check`;
    if (cost.pagesMs > MOST_MS.pages * share) return `${of} take ${Math.round(cost.pagesMs)} CPU ms to show`;
  }
  return undefined;
}

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

async function costOfRecord(file: string, bytes: Uint8Array): Promise<Cost> {
  const start = cpuMs();
  const { parts } = readFile(file, bytes, settings);
  const checkMs = cpuMs() - start;
  const found = JSON.parse(parts.find(([part]) => part === 'findings')?.[1] ?? '[]') as Finding[];
  return { checkMs, findings: found.length, pagesMs: hasErrors(found) ? 0 : await costOfPages(file, bytes) };
}

async function costOfPages(file: string, bytes: Uint8Array): Promise<number> {
  const start = cpuMs();
  const book = openTestBook(new Map([...BOOK, [file, bytes]]));
  if (!hasErrors(book.findings)) {
    renderDocs(book);
    for (const spec of book.pages('site')) await renderHtml(book.page(spec), siteLinks('/'));
  }
  return cpuMs() - start;
}

async function costOfResults(file: string, bytes: Uint8Array): Promise<Cost> {
  const folder = mkdtempSync(join(tmpdir(), 'flakebook-pile-'));
  try {
    const path = join(folder, file);
    writeFileSync(path, bytes);
    const start = process.cpuUsage();
    const { files } = await readFailures([path], folder, { cwd: folder });
    const { user, system } = process.cpuUsage(start);
    return {
      checkMs: (user + system) / 1000,
      pagesMs: 0,
      findings: files.flatMap(({ problems }) => problems).length,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
