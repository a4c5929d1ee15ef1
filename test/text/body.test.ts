import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../src/text/body.ts';
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
});
