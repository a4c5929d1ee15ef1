import fc from 'fast-check';
import type { Nodes, PhrasingContent, Root } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { defaultHandlers, type Handle, toMarkdown, type Unsafe } from 'mdast-util-to-markdown';
import { expect, it } from 'vitest';
import { refineEscapes } from '../../src/render/markdown-escapes.ts';

const PIECES = [
  ...'|`*_~[]()<>#+-=.:!&\\"\'@ \n\r\t0axs\0\u007F',
  ...['1. ', '10) ', '- ', '+ ', '## ', '```', '[x] ', '[^1]', '](', '<b>', '<a@b', 'www.a.b', 'a@b.cd'],
  ...['https://a.b/c', '&amp;', '&#35;', '[!NOTE]', 'é', '😀'],
];
const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 20 }).map((pieces) => pieces.join(''));

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

/** How often a pattern was passed over that would have found something. */
function missedIn(root: Root): { missed: [pattern: string, text: string][]; tried: number; known: number } {
  const missed: [string, string][] = [];
  let tried = 0;
  let known = 0;
  const handleRoot: Handle = (node, parent, state, info) => {
    const { safe } = state;
    let all: readonly Unsafe[] = [];
    state.safe = function (this: typeof state, value, config) {
      const whole = `${config.before ?? ''}${value ?? ''}${config.after ?? ''}`;
      const isFound = (pattern: Unsafe) => whole.match(state.compilePattern(pattern)) !== null;
      for (const pattern of all)
        if (!this.unsafe.includes(pattern) && isFound(pattern)) missed.push([pattern.character, whole]);
      tried += this.unsafe.length;
      known += all.length;
      return safe.call(this, value, config);
    };
    refineEscapes(state, node);
    all = state.unsafe;
    return defaultHandlers.root(node, parent, state, info);
  };
  toMarkdown(root, { extensions: [gfmToMarkdown()], handlers: { root: handleRoot } });
  return { missed, tried, known };
}

it('no pattern is passed over that finds something in the text', () => {
  fc.assert(
    fc.property(texts, fc.boolean(), (value, hasDefinition) => {
      const definition: Nodes = { type: 'definition', identifier: 'a', label: value, url: value };
      const { missed, tried, known } = missedIn(document(value, hasDefinition ? [definition] : []));
      expect(missed).toEqual([]);
      expect(tried).toBeLessThan(known);
    }),
    { numRuns: 400, seed: 3 },
  );
});
