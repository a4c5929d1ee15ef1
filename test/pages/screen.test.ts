import fc from 'fast-check';
import type { List, RootContent } from 'mdast';
import { expect, it } from 'vitest';
import { makeBook } from '../../scripts/bench/book.ts';
import { heading, list, listItem, paragraph, plain, table } from '../../src/pages/blocks/tree.ts';
import { fitScreen } from '../../src/pages/report/screen.ts';
import { docsLinks } from '../../src/render/links.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { openTestBook } from '../support/book.ts';

/** What a reader sees of it: the seal at its end shows nowhere. */
function linesOf(children: readonly RootContent[]): number {
  const root = { type: 'root' as const, children: [...children] };
  const shown = renderMarkdown({ route: 'reports/x', root }, docsLinks).replace(/^\[flakebook.*\n/gm, '');
  return shown.trimEnd().split('\n').length;
}

const items = (nested: readonly number[]) =>
  list(
    nested.map((count, i) => {
      const below = Array.from({ length: count }, (_, j) => `${i} ${j}`);
      return listItem([paragraph(`Item ${i}`), ...(count === 0 ? [] : [list(below)])]);
    }),
  );
const rows = (count: number) =>
  table(
    ['Row'],
    Array.from({ length: count }, (_, i) => [String(i)]),
  );
/** Only questions have long entries. */
const questions = fc.array(fc.nat(60), { minLength: 1, maxLength: 150 }).map(items);
const block = fc.oneof(
  fc.array(fc.nat(2), { minLength: 1, maxLength: 150 }).map(items),
  fc.integer({ min: 1, max: 400 }).map(rows),
);
const part = (long: RootContent) => ({ blocks: [heading(2, 'Part'), long], whole: 'plan' });

/** Entries shown, and those that it says there are more. */
function entriesIn(blocks: readonly RootContent[]): number[] {
  return blocks.flatMap((node, i) => {
    if (node.type !== 'list' && node.type !== 'table') return [];
    const next = blocks[i + 1];
    const more = next?.type === 'paragraph' ? /^And (\d+) more$/.exec(plain(next.children))?.[1] : undefined;
    return [node.children.length + Number(more ?? 0)];
  });
}

it('is a page of one screen, and counts what it leaves out, whatever its parts', () => {
  const property = fc.property(fc.array(block, { maxLength: 8 }), questions, (some, asked) => {
    const parts = [...some, asked].map(part);
    const blocks = fitScreen(parts);
    expect(linesOf(blocks)).toBeLessThanOrEqual(120);
    expect(entriesIn(blocks)).toEqual(entriesIn(parts.flatMap((one) => one.blocks)));
  });
  fc.assert(property, { numRuns: 60 });
});

it('is the same where long lists are composed as far as they are shown', () => {
  const lazy = (long: List) => ({
    length: long.children.length,
    some: (count: number) => ({ ...long, children: long.children.slice(0, count) }),
  });
  const property = fc.property(fc.array(questions, { minLength: 1, maxLength: 4 }), (lists) => {
    const shown = fitScreen(lists.map((long) => ({ blocks: [lazy(long)], whole: 'plan' })));
    expect(shown).toEqual(fitScreen(lists.map((long) => ({ blocks: [long], whole: 'plan' }))));
  });
  fc.assert(property, { numRuns: 60 });
});

it('leaves a page as it is that fits', () => {
  const property = fc.property(fc.array(fc.nat(3), { minLength: 1, maxLength: 25 }), (nested) => {
    const blocks = [heading(2, 'Part'), items(nested)];
    expect(fitScreen([{ blocks, whole: 'plan' }])).toEqual(blocks);
  });
  fc.assert(property);
});

it('keeps every short report of a book of 300 issues on one screen', () => {
  const files = [...makeBook(300, 'warnings').files].map(
    ([file, text]) => [file, new TextEncoder().encode(text)] as const,
  );
  const book = openTestBook(new Map(files));
  const reports = book.pages('docs').filter(({ route }) => /^reports\/(?!full)./.test(route));
  const pages = reports.map((spec) => book.page(spec));
  expect(pages.length).toBeGreaterThan(0);
  for (const { route, root } of pages) expect([route, linesOf(root.children) <= 120]).toEqual([route, true]);
  expect(pages.some(({ root }) => JSON.stringify(root).includes('And '))).toBe(true);
});
