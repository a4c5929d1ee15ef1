import fc from 'fast-check';
import type { Nodes, PhrasingContent, Root } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { defaultHandlers, type Handle, toMarkdown } from 'mdast-util-to-markdown';
import { expect, it } from 'vitest';
import { refineEscapes } from '../../src/render/markdown-escapes.ts';

const PIECES = [
  ...'|`*_~[]()<>#+-=.:!&\\"\'@ \n\r\t0axs\0\u007F',
  ...['1. ', '10) ', '- ', '+ ', '## ', '```', '[x] ', '[^1]', '](', '<b>', '<a@b', 'www.a.b', 'a@b.cd'],
  ...['https://a.b/c', '&amp;', '&#35;', '[!NOTE]', 'é', '😀'],
];
const piece = fc.constantFrom(...PIECES);
const texts = fc.oneof(
  piece,
  fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('')),
);

/** A text in every place that has patterns of its own. */
function document(value: string, more: readonly Nodes[]): Root {
  const text: PhrasingContent = { type: 'text', value };
  const inSpans: PhrasingContent[] = [
    text,
    { type: 'strong', children: [text] },
    { type: 'link', url: value, title: value, children: [text] },
    { type: 'link', url: 'mailto:a@b.cd', children: [{ type: 'text', value: 'a@b.cd' }] },
    { type: 'image', url: value, title: value, alt: value },
    { type: 'footnoteReference', identifier: value, label: value },
    { type: 'linkReference', identifier: value, label: value, referenceType: 'full', children: [text] },
  ];
  const row = { type: 'tableRow' as const, children: [{ type: 'tableCell' as const, children: inSpans }] };
  const children = [
    { type: 'heading', depth: 2, children: inSpans },
    { type: 'paragraph', children: inSpans },
    { type: 'blockquote', children: [{ type: 'paragraph', children: inSpans }] },
    { type: 'table', children: [row, row] },
    { type: 'code', lang: value, meta: value, value },
    ...more,
  ] as Root['children'];
  return { type: 'root', children };
}

/** @param isWhole tries all patterns on each text, as the library does. */
function write(root: Root, isWhole: boolean): string {
  const handleRoot: Handle = (node, parent, state, info) => {
    const { safe } = state;
    refineEscapes(state, node);
    if (isWhole) state.safe = safe;
    return defaultHandlers.root(node, parent, state, info);
  };
  return toMarkdown(root, { extensions: [gfmToMarkdown()], handlers: { root: handleRoot } });
}

it('a text is written as if all patterns were tried on it', () => {
  fc.assert(
    fc.property(texts, fc.boolean(), (value, hasDefinition) => {
      const definition: Nodes = { type: 'definition', identifier: 'a', label: value, url: value };
      const root = document(value, hasDefinition ? [definition] : []);
      expect(write(root, false)).toBe(write(root, true));
    }),
    { numRuns: 400, seed: 3 },
  );
});
