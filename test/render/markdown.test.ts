import { describe, expect, it } from 'vitest';
import { recordLink } from '../../src/pages/blocks/tree.ts';
import { bullets, FIXED, heading, markdownOf, paragraph, table, text } from './documents.ts';

describe('renderMarkdown', () => {
  it('is one line end at the end, also for an empty page', () => {
    expect(markdownOf(heading(1, 'A'), paragraph('b'))).toBe('# A\n\nb\n');
    expect(markdownOf()).toBe('');
  });

  it('escapes only what would be read as something else', () => {
    const plain = [
      'snake_case_name, R&D, flow.go, window.x, 2 * 3, ~5 min, [It] [Serial] waits',
      '#4512 and client-go@v0.29.1 a\\b {"a": 1} !x $5',
      'https://a.b/c_d?e=1&f=2#g is a link',
    ];
    for (const value of plain) expect(markdownOf(paragraph(value))).toBe(`${value}\n`);
    expect(markdownOf(bullets([paragraph('[It] a')], [paragraph('b')]))).toBe('- [It] a\n- b\n');
  });

  it('keeps hostile text text', () => {
    const value = '# a\n+ b\n1. c\n> d\n*e* _f_ `g` <b> &amp; [h](i) ~~j~~';
    expect(markdownOf(paragraph(value))).toBe(
      '\\# a\n\\+ b\n1\\. c\n\\> d\n\\*e\\* \\_f\\_ \\`g\\` \\<b> \\&amp; [h]\\(i) ~\\~j\\~\\~\n',
    );
    expect(markdownOf(bullets([paragraph('[ ] a')]))).toBe('- \\[ ] a\n');
    expect(markdownOf(paragraph('[x]: y'))).toBe('\\[x]: y\n');
  });

  it('drops white space that says nothing', () => {
    expect(markdownOf(paragraph('  a \n\n\t b  '), heading(2, ' c\nd '))).toBe('a\nb\n\n## c d\n');
  });

  it('writes raw HTML as text', () => {
    const html = { type: 'html' as const, value: '<script>x</script>' };
    expect(markdownOf(html, paragraph('a ', html))).toBe(
      '\\<script>x\\</script>\n\na \\<script>x\\</script>\n',
    );
  });

  it('writes a link of a harmful scheme as its text', () => {
    const link = { type: 'link' as const, url: 'javascript:x', children: [text('a')] };
    expect(markdownOf(paragraph(link, ' b'))).toBe('a b\n');
  });

  it('leads to a part of its own page only where something heads it', () => {
    const to = (part: string) => ({ ...recordLink('issues/ds-flaky-003', 'a'), part });
    expect(markdownOf(heading(1, 'T'), paragraph(to('b'), to('b-c')), heading(2, 'B c'))).toBe(
      '# T\n\na[a](#b-c)\n\n## B c\n',
    );
  });

  it('writes tables without padding', () => {
    const code = { type: 'inlineCode' as const, value: 'a|b' };
    expect(markdownOf(table(['A', 'Long head'], ['x|y\nz', code], ['', FIXED]))).toBe(
      '| A | Long head |\n| --- | --- |\n| x\\|y z | `a\\|b` |\n| | ✅ Fixed |\n',
    );
  });

  it('numbers lists and indents by the marker', () => {
    const list = bullets([paragraph('a')], [paragraph('b')]);
    expect(markdownOf({ ...list, ordered: true, start: 1 })).toBe('1. a\n2. b\n');
  });
});

describe('own nodes in Markdown', () => {
  it('recordLink', () => {
    const link = { type: 'recordLink' as const, to: 'patterns/x', anchor: 'cure', children: [text('a]b')] };
    expect(markdownOf(paragraph('see ', link, '.'))).toBe('see [a\\]b](../patterns/x.md#cure).\n');
  });

  it('badge', () => {
    expect(markdownOf(paragraph(FIXED), paragraph({ type: 'badge', tone: 'calm', label: 'a|*b*' }))).toBe(
      '✅ Fixed\n\na|\\*b\\*\n',
    );
  });

  it('snippetPair below a line of a tight list is no part of the line', () => {
    expect(
      markdownOf(bullets([paragraph('a'), { type: 'snippetPair', lang: '', before: 'b', after: 'c' }])),
    ).toBe('- a\n\n  ```\n  b\n  ```\n\n  ```\n  c\n  ```\n');
  });

  it('snippetPair', () => {
    const pair = {
      type: 'snippetPair' as const,
      told: 'marked' as const,
      lang: 'go',
      before: 'a',
      after: 'b',
    };
    expect(markdownOf(pair)).toBe('**Before**\n\n```go\na\n```\n\n**After**\n\n```go\nb\n```\n');
    expect(markdownOf({ ...pair, whole: '// x\na\nb' })).toBe(
      '**Before and after**\n\n```go\n// x\na\nb\n```\n',
    );
  });

  it('figureCards', () => {
    const cards = [
      { label: 'Fixed', value: '3 of 8', note: 'tests | of the suite', to: 'issues', share: 0.4 },
      { label: 'Open', value: '5', note: '' },
    ];
    expect(markdownOf({ type: 'figureCards', cards })).toBe(
      '| Figure | Value | Of what |\n| --- | --- | --- |\n| [Fixed](README.md) | 3 of 8 | tests \\| of the suite |\n| Open | 5 | |\n',
    );
    expect(markdownOf({ type: 'figureCards', cards: [] })).toBe('');
  });
});
