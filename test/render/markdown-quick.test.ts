import fc from 'fast-check';
import type { BlockContent, List, PhrasingContent, RootContent } from 'mdast';
import { expect, it, vi } from 'vitest';
import { docsLinks } from '../../src/render/links.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { bullets, FIXED, paragraph, table, text } from './documents.ts';

const PIECES = [
  ...'|`*_~[]()<>#+-=.:;,!?&\\"\'@/% \n\t07asWé😀⏳',
  ...[
    'the tests',
    'a b',
    'runs. ',
    ': ',
    ' - ',
    '+ ',
    '1. ',
    '0.5% [0.2, 1.2]',
    'www.a.b',
    'https://a.b',
    'a@b.cd',
    'https:',
    '//a.b/c',
    'mailto:',
  ],
];
const piece = fc.constantFrom(...PIECES);
const words = fc.oneof(
  piece,
  fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join('')),
);
/** Texts that mean something else beside each other. */
const PARTS = [
  'https:',
  '//a.b/c',
  'www',
  '.a.b',
  '1',
  '. ',
  ') ',
  'a',
  '@b.cd',
  '!',
  '[a]',
  '(b)',
  '&',
  'amp;',
];

function inline(children: fc.Arbitrary<PhrasingContent[]>): fc.Arbitrary<PhrasingContent> {
  return fc.oneof(
    { arbitrary: words.map(text), weight: 4 },
    words.map((value): PhrasingContent => ({ type: 'inlineCode', value })),
    words.map((label): PhrasingContent => ({ ...FIXED, label })),
    words.map((value): PhrasingContent => ({ type: 'html', value })),
    fc.constant<PhrasingContent>({ type: 'break' }),
    fc
      .tuple(fc.constantFrom('strong', 'emphasis', 'delete'), children)
      .map(([type, inside]) => ({ type, children: inside }) as PhrasingContent),
    fc
      .tuple(words, fc.option(words, { nil: undefined }), children)
      .map(([url, title, inside]): PhrasingContent => ({ type: 'link', url, title, children: inside })),
    words.map((url): PhrasingContent => ({ type: 'link', url, children: [text(url)] })),
    fc
      .tuple(fc.constantFrom('plan', 'issues/a b', 'issues/ds-flaky-003'), children)
      .map(([to, inside]): PhrasingContent => ({ type: 'recordLink', to, children: inside })),
  );
}
const leaves = words.map((value): PhrasingContent[] => [text(value)]);
const inlines = fc.array(inline(fc.array(inline(leaves), { maxLength: 3 })), { maxLength: 5 });

const spread = fc.constantFrom(true, false, null, undefined);
const checked = fc.constantFrom(true, false, null, undefined);

function block(inside: fc.Arbitrary<BlockContent[]>): fc.Arbitrary<RootContent> {
  return fc.oneof(
    inlines.map((children): RootContent => ({ type: 'paragraph', children })),
    fc.array(fc.constantFrom(...PARTS), { maxLength: 4 }).map((parts): RootContent => paragraph(...parts)),
    inlines.map((children): RootContent => ({ type: 'heading', depth: 2, children })),
    fc.tuple(inlines, inlines).map(([a, b]) => table(a, b)),
    words.map((value): RootContent => ({ type: 'code', lang: value, value })),
    words.map((value): RootContent => ({ type: 'html', value })),
    words.map((label): RootContent => ({ type: 'definition', identifier: label, label, url: label })),
    fc.constant<RootContent>({ type: 'thematicBreak' }),
    inside.map((children): RootContent => ({ type: 'blockquote', children })),
    fc
      .tuple(fc.array(fc.tuple(inside, spread, checked), { maxLength: 3 }), spread, fc.boolean(), fc.nat(12))
      .map(
        ([items, isSpread, ordered, start]): List => ({
          ...bullets(),
          spread: isSpread,
          ordered,
          start,
          children: items.map(([children, own, box]) => ({
            type: 'listItem',
            spread: own,
            checked: box,
            children,
          })),
        }),
      ),
    fc.tuple(inlines, words).map(
      ([children, label]): RootContent => ({
        type: 'facts',
        look: 'terms',
        children: [{ type: 'fact', label, children }],
      }),
    ),
  );
}
const inner = fc.array(block(inlines.map((children) => [paragraph(...children)])), {
  maxLength: 3,
}) as fc.Arbitrary<BlockContent[]>;
const blocks = fc.array(block(inner), { maxLength: 4 });

/** All by the library: what is plain is not looked for, and blocks and lines are not written one after the other. */
async function importSlow(): Promise<typeof renderMarkdown> {
  vi.resetModules();
  vi.doMock('../../src/render/markdown-blocks.ts', () => ({ writeBlocks: () => undefined }));
  vi.doMock('../../src/render/markdown-phrasing.ts', () => ({
    isPlain: () => false,
    writeQuickly: () => undefined,
  }));
  const { renderMarkdown: slow } = await import('../../src/render/markdown.ts');
  return slow;
}

it('what is written at once is what the library would write', async () => {
  const slow = await importSlow();
  expect(slow).not.toBe(renderMarkdown);
  fc.assert(
    fc.property(blocks, (children) => {
      const page = { route: 'issues/ds-flaky-003', root: { type: 'root' as const, children } };
      expect(renderMarkdown(page, docsLinks)).toBe(slow(page, docsLinks));
    }),
    { numRuns: 2000, seed: 3 },
  );
});
