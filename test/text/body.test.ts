import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { describe, expect, it } from 'vitest';
import { nodesIn } from '../../src/records/check/texts.ts';
import { parseBody, parseMarkdown } from '../../src/text/body.ts';
import { parse } from '../support/markdown.ts';

/** What GFM is made of, in pieces. */
const PIECES = [
  ...[
    '|',
    '-',
    ':',
    '\n',
    '\n\n',
    ' ',
    '\t',
    '\r\n',
    'a',
    'b c',
    '~',
    '~~',
    '\\',
    '&#',
    '&amp;',
    '&commat;',
    ';',
  ],
  ...[
    '[',
    ']',
    '^',
    'x',
    'X',
    '- ',
    '1. ',
    '> ',
    '    ',
    '# ',
    '*',
    '_',
    '`',
    '```\n',
    '---',
    '===',
    '<',
    '<b>',
    '!',
  ],
  ...[
    '@',
    'www',
    '.',
    'http',
    's',
    '//',
    'e.org',
    'mailto:',
    'xmpp:',
    'ht',
    'tp',
    '(',
    ')',
    '"',
    '\u{1f600}',
  ],
];

describe('Markdown of records', () => {
  it('is parsed as with all of GFM, whatever it has of it', () => {
    const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        expect(parseMarkdown(text)).toEqual(parse(text));
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['a table', 'a | b\n--|--'],
    ['a table without a bar', 'a\n:-'],
    ['a table that is aligned to the right', 'a\n-:'],
    ['a box', '- [ ] a'],
    ['a ticked box', '- [X] a'],
    ['a box with a line break', '- [\n] a'],
    ['a footnote', 'a[^1]\n\n[^1]: b'],
    ['a deletion', '~a~'],
    ['an address', 'https://e.org'],
    ['an address in capitals', 'HTTP://e.org'],
    ['an address with an escape', 'www\\.e.org'],
    ['an address with an escaped colon', 'http\\://e.org'],
    ['an address with an entity', 'http&colon;//e.org'],
    ['a mailbox', 'a@e.org'],
    ['a mailbox with an entity', 'a&#64;e.org'],
  ])('knows %s', (_, text) => {
    const tree = parseMarkdown(text);
    expect(tree).toEqual(parse(text));
    expect(JSON.stringify(tree)).toMatch(
      /"(?:table|footnoteReference|delete|link|checked":(?:true|false))\b/,
    );
  });

  it('has a position in the file for each node, within that of its parent', () => {
    const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(texts, texts, (before, text) => {
        const front = `${before}\n`;
        const all = nodesIn(parseBody(front + text, front.length));
        expect(all.filter((node) => !isWithin(node, all[0]))).toEqual([]);
        for (const node of all)
          for (const child of 'children' in node ? node.children : [])
            expect(isWithin(child, node), JSON.stringify([node, child])).toBe(true);
        for (const { position } of all)
          for (const { line, column, offset = -1 } of position ? [position.start, position.end] : [])
            expect(offsetOf(front + text, line, column)).toBe(offset);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['[ see www.x.example and {{a}}', 'and {{a}}'],
    ['> **[ see\n> a\\* www.x.example {{a}}**', ' {{a}}'],
    ['[ a@b.example **b** c', 'a@b.example'],
    ['[ see\nhttps://x.example\nlast', '\nlast'],
  ])('has the position of words that GFM cuts apart after parsing: %j', (text, words) => {
    const found = nodesIn(parseBody(text, 0)).find((node) => 'value' in node && node.value.endsWith(words));
    expect(text.slice(found?.position?.start.offset, found?.position?.end.offset)).toContain(words);
    expect(found?.position?.end.offset).toBe(text.indexOf(words) + words.length);
  });
});

function isWithin({ position }: Nodes, parent: Nodes | undefined): boolean {
  const [from = -1, to = -1] = [parent?.position?.start.offset, parent?.position?.end.offset];
  const [start = -1, end = -1] = [position?.start.offset, position?.end.offset];
  return from >= 0 && from <= start && start <= end && end <= to;
}

function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split(/(?<=\n)/);
  return lines.slice(0, line - 1).join('').length + column - 1;
}
