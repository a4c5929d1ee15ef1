import fc from 'fast-check';
import { SPLINTERS } from './hostile-text.ts';

const INLINE = [
  'A log.',
  '`code`',
  '**bold**',
  '[here](../patterns/shared-state.md)',
  '[x](../nowhere/x.md)',
  '<https://x.example>',
  '![p](p.png)',
  'see DS-FLAKY-002',
  '3 of 157 tests',
  '12 %',
  '{{tests.total}}',
  '<img src=x onerror=y>',
  '[^1]',
  '~~gone~~',
  '\\*',
  'a  \nb',
  '&copy;',
  '[a][b]',
  '[a]',
  'www.x.example',
  '<!-- c -->',
  '$x$',
];

const BLOCKS = [
  '```go\nfunc TestA() {}\n```',
  '```text\nFAIL\n```',
  '~~~\n```\n~~~',
  '    indented',
  '| a | b |\n|---|:-:|\n| 1 | 2 |',
  '- [ ] do\n- [x] done',
  '1. a\n2. b\n   - c',
  '> quote\n> > deeper',
  '---',
  '***',
  '[b]: https://x.example "t"',
  '[^1]: A note.',
  '<details><summary>s</summary>\n\nx\n\n</details>',
  'Setext\n===',
  '<script>x()</script>',
];

const HEADINGS = [
  'Symptom',
  'Evidence',
  'Root cause',
  'Fix: serial-marker',
  'Before',
  'After',
  'Cause: shared-state',
  'Decision: stream',
  'Examples',
  'Notes',
  'Cures',
  'Signals',
  '',
  'A `b` [c](d)',
  '__proto__',
];

const sentence = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...INLINE) },
      { weight: 1, arbitrary: fc.constantFrom(...SPLINTERS) },
    ),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((parts) => parts.join(' '));

const heading = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.constantFrom(...HEADINGS))
  .map(([depth, text]) => `${'#'.repeat(depth)} ${text}`);

const block = fc.oneof(sentence, heading, fc.constantFrom(...BLOCKS));

/** A block within many others. */
const nested = fc
  .tuple(fc.constantFrom('> ', '- ', '1. ', '>- ', '* - + '), fc.integer({ min: 1, max: 150 }), block)
  .map(([sign, depth, inner]) => sign.repeat(depth) + inner);

/** A body: sections that records have and others, with every construct of GitHub's Markdown and halves of them. */
export const body: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 40, arbitrary: block }, { weight: 1, arbitrary: nested }), { maxLength: 6 })
  .map((blocks) => `${blocks.join('\n\n')}\n`);
