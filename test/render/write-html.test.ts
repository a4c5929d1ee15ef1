import fc from 'fast-check';
import type { ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { expect, test } from 'vitest';
import { visibleLines } from '../../src/core/text.ts';
import { element, fragment, text } from '../../src/render/page.ts';
import { writeHtml } from '../../src/render/write-html.ts';

/** Signs that mean something in HTML, among others. */
const words = fc
  .array(fc.constantFrom(...'<>&"\'`=/ \n\u202e\u0007é😀a', '&amp;', '</script>', '-->'), { maxLength: 9 })
  .map((parts) => parts.join(''));
const list = fc.array(fc.constantFrom('a', 'fb-b', '"', '<'), { maxLength: 3 });
const value = fc.oneof(words, list, fc.constantFrom(true, false, null, 0, 2.5));
const names = ['className', 'href', 'title', 'dataKind', 'ariaLabel', 'dir', 'tabIndex', 'accept', 'viewBox'];
const properties = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 4 }),
    fc.constantFrom(
      {},
      { hidden: true },
      { hidden: '' },
      { open: false },
      { strokeWidth: '2', xLinkHref: '#a' },
    ),
  )
  .map(([drawn, own]) => ({ ...drawn, ...own }));
const { node } = fc.letrec<{ node: ElementContent }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    words.map(text),
    fc
      .tuple(fc.constantFrom('br', 'img', 'input'), properties)
      .map(([name, own]): ElementContent => element(name, own)),
    fc
      .tuple(
        fc.constantFrom('p', 'a', 'details', 'svg', 'path', 'td'),
        properties,
        fc.array(tie('node'), { maxLength: 3 }),
      )
      .map(([name, own, children]): ElementContent => element(name, own, children)),
  ),
}));

test('a tree is written as the library for it would, to the byte', () => {
  fc.assert(
    fc.property(fc.array(node, { maxLength: 3 }), (children) => {
      const tree = fragment(children);
      expect(writeHtml(tree)).toBe(visibleLines(toHtml(tree)));
    }),
    { numRuns: 2000 },
  );
});

test('HTML that is written already does not get through', () => {
  const raw = { type: 'raw' as const, value: '<script>alert(1)</script>' };
  expect(writeHtml(fragment([raw, text('a')]))).toBe('a');
});
