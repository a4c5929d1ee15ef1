import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PAYLOADS } from '../../scripts/hostile/payloads/hostile-book.ts';
import { judgeTerminal } from '../../scripts/hostile/payloads/judge-terminal.ts';
import type { Annotation } from '../../src/print/github.ts';
import { Inside } from '../../src/print/json.ts';
import { columns, type Line, styled } from '../../src/print/lines.ts';
import type { Terminal } from '../../src/print/terminal.ts';
import { shownBy } from '../support/shown-by.ts';

const PIECES = [
  ...[
    '::',
    ':',
    '#',
    '##',
    '[',
    ']',
    'vso',
    'group',
    'error',
    'section_',
    'start:',
    '1',
    ' ',
    '\u00a0',
    '\ufeff',
  ],
  ...[
    '\n',
    '\r',
    '\t',
    '\b',
    '\u001b',
    '[2J',
    '\u009b',
    '\u0085',
    '\u2028',
    '\u202e',
    '\u2066',
    '%0A',
    '\\',
    '"',
  ],
];
/** Payloads, and what they are made of, in any order. */
const hostile = fc.oneof(
  fc.constantFrom(...PAYLOADS),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join('')),
);
const span = fc.oneof(
  hostile,
  hostile.map((words) => styled('red', words)),
);
const line: fc.Arbitrary<Line> = fc.oneof(span, fc.array(span, { maxLength: 4 }));
const annotation = fc.record({
  severity: fc.constantFrom<Annotation['severity']>('error', 'notice'),
  properties: fc.record({ title: hostile }),
  message: hostile,
});

/** What a door lets through, without and with colours. */
function through(print: (terminal: Terminal) => void): string[] {
  const colored = shownBy(print, { FORCE_COLOR: '1' });
  return [shownBy(print), colored.replace(/\u001b\[(?:31|39|1|22)m/g, '')];
}

describe('whatever a text holds, no terminal and no CI machine obeys', () => {
  test.each<[string, fc.Arbitrary<(terminal: Terminal) => void>]>([
    ['lines for people', fc.array(line).map((lines) => (terminal) => terminal.lines(lines))],
    [
      'columns',
      fc.array(fc.array(line, { maxLength: 3 })).map((rows) => (terminal) => terminal.lines(columns(rows))),
    ],
    ['a complaint', hostile.map((sentence) => (terminal) => terminal.complain(sentence))],
    ['a document', hostile.map((text) => (terminal) => terminal.document(text))],
    ['data', hostile.map((text) => (terminal) => terminal.data({ [text]: [text] }))],
    [
      'data in pieces',
      hostile.map((text) => (terminal) => void terminal.json`[${text},${new Inside([text, text])}]\n`),
    ],
    ['annotations', annotation.map((one) => (terminal) => terminal.annotate([one]))],
    ['a line that passes', hostile.map((text) => (terminal) => terminal.pass(text))],
  ])('%s', (_, prints) => {
    fc.assert(
      fc.property(prints, (print) => {
        expect(through(print).flatMap(judgeTerminal)).toEqual([]);
      }),
    );
  });

  test('and data is what it was', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(JSON.parse(shownBy((terminal) => terminal.data([text])))).toEqual([text]);
      }),
    );
  });

  test('and one line stays one', () => {
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        expect(shownBy((terminal) => terminal.lines(lines)).split('\n')).toHaveLength(lines.length + 1);
      }),
    );
  });
});

test('styles of ours stay, and what looks like one in a text does not', () => {
  const print = (terminal: Terminal) => terminal.say(['a ', styled('bold', 'b\u001b[31m'), ' c']);
  expect(shownBy(print, { FORCE_COLOR: '1' })).toBe('a \u001b[1mb\\u001b[31m\u001b[22m c\n');
  expect(shownBy(print)).toBe('a b\\u001b[31m c\n');
});

test('a command that words make only together is broken', () => {
  const print = (terminal: Terminal) =>
    terminal.say(['x #', styled('red', '#vso'), '[y]'], [' :', ':error::z']);
  for (const env of [{ NO_COLOR: '1' }, { FORCE_COLOR: '1' }])
    expect(shownBy(print, env)).toBe('x ##vso\\[y]\n \\::error::z\n');
});
