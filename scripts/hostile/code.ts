import fc from 'fast-check';
import hljs from 'highlight.js';
import { highlighterFor } from '../../src/render/highlight.ts';
import type { Failure, Part } from './part.ts';

/** CPU milliseconds that a block of code may take. */
const MOST_MS = 1000;

/** Signs and words that begin or end something in some language. */
const PIECES = [
  ...'()[]{}<>"\'`/\\|*+-=~^?!:;,.@#$%&_ \t\n\r',
  ...['a', 'A', '1', '0x1', '1.', 'é', '\u2028', 'a ', 'aB1_', 'x'.repeat(60), '    '],
  ...[
    '/*',
    '*/',
    '//',
    '<!--',
    '-->',
    '(*',
    '{-',
    '--[[',
    '#|',
    '"""',
    '```\n',
    '$$',
    '$a$',
    '\\"',
    '\\a{',
    '"a',
    '::',
  ],
  ...[
    '<a ',
    '<a>',
    '</a>',
    '<?php ',
    '<% ',
    '{{ ',
    '{% ',
    '<script>',
    '<style>',
    '&a;',
    '[a](',
    '**',
    '<<A\n',
    '#{',
    '${',
  ],
  ...[
    'a: ',
    '- ',
    'a=',
    'a,',
    'a.',
    'a<b,',
    '(a) => ',
    '= /a',
    'q{',
    'html`',
    'http://a',
    '\na:\n  - ',
    '=begin\n',
  ],
  ...[
    'function a(',
    'def a(',
    'class A ',
    'int a(b c, ',
    'public static ',
    'template<',
    'async a ',
    'if (',
    'begin ',
    'end ',
  ],
  ...['#define a \\\n', 'select ', 'return ', 'let a = ', 'fn a<', 'import a ', '@a(', '--\n', '===\n'],
];

const block = fc.record({
  lang: fc.constantFrom(...hljs.listLanguages()),
  start: fc.constantFrom('', ...PIECES),
  unit: fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join('')),
  width: fc.constantFrom(50, 500),
});

/** Much of a few signs as a block of code: grammars are regular expressions that nobody wrote for it. */
export const code: Part = {
  counts: { long: 20_000, short: 200 },
  async run({ seed, count, progress }) {
    const failures: Failure[] = [];
    let worst = 0;
    for (let at = seed; at < seed + count; at += 1) {
      const [drawn] = fc.sample(block, { seed: at, numRuns: 1 });
      if (!drawn) continue;
      const { lang, start, unit, width } = drawn;
      const text = foldedAt(width, start + unit.repeat(15_000 / unit.length));
      const before = process.threadCpuUsage();
      (await highlighterFor(new Set([lang])))(text, lang);
      const { user, system } = process.threadCpuUsage(before);
      const ms = (user + system) / 1000;
      worst = Math.max(worst, ms);
      const of = `${JSON.stringify(start)} and much of ${JSON.stringify(unit)} in ${lang}, ${width} wide`;
      if (ms > MOST_MS) failures.push({ seed: at, says: `${of}: ${Math.round(ms)} CPU ms` });
      if ((at - seed) % 1000 === 999) progress?.(`${at - seed + 1} blocks, ${failures.length} failures`);
    }
    return { figures: { blocks: count, 'worst block': `${(worst / 1000).toFixed(2)} CPU s` }, failures };
  },
};

/** As much as is highlighted, in lines that are not too long for it. */
function foldedAt(width: number, text: string): string {
  const lines = text.split('\n').flatMap((line) => line.match(new RegExp(`.{1,${width}}`, 'gsu')) ?? ['']);
  return lines.slice(0, 300).join('\n').slice(0, 15_000);
}
