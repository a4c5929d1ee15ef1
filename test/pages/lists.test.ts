import fc from 'fast-check';
import type { RootContent } from 'mdast';
import { describe, expect, it } from 'vitest';
import { makeBook } from '../../scripts/bench/book.ts';
import type { Document } from '../../src/pages/document.ts';
import { byPressure, type IssueRow } from '../../src/pages/issue-rows.ts';
import { ownerOf } from '../../src/pages/lists.ts';
import { openTestBook } from '../support/book.ts';

const SIZES = { page: 16, head: 5 };
const files = [...makeBook(330, 'warnings').files].map(
  ([file, text]) => [file, new TextEncoder().encode(text)] as const,
);
const book = openTestBook(new Map(files), undefined, SIZES);
const whole = openTestBook(new Map(files), undefined, { page: 1e6, head: 1e6 });
const specs = book.pages('docs');
const pages = new Map(specs.map((spec) => [spec.route, book.page(spec)] as const));
/** Issues and reports have all of theirs. */
const bounded = [...pages.values()].filter(({ kind }) => kind !== 'issue' && kind !== 'report');

function entriesOf(node: RootContent): number {
  if (node.type === 'table') return node.children.length - 1;
  return node.type === 'list' ? node.children.length : 0;
}

function sectionsOf({ root }: Document): number[] {
  const depths = [1, 2, 3, 4].map(() => 0);
  const most = [0, 0, 0, 0];
  for (const node of root.children)
    if (node.type === 'heading') {
      depths.fill(0, node.depth);
      depths[node.depth - 1] = (depths[node.depth - 1] ?? 0) + 1;
      most[node.depth - 1] = Math.max(most[node.depth - 1] ?? 0, depths[node.depth - 1] ?? 0);
    }
  return most;
}

function linksOf(nodes: readonly RootContent[]): string[] {
  return nodes.flatMap((node) => [
    ...(node.type === 'recordLink' ? [node.to] : []),
    ...('children' in node ? linksOf(node.children as RootContent[]) : []),
  ]);
}

describe('a list', () => {
  it('has an end on every page', () => {
    expect(bounded.length).toBeGreaterThan(60);
    for (const { route, root } of bounded)
      expect([route, Math.max(0, ...root.children.map(entriesOf)) <= SIZES.page]).toEqual([route, true]);
    for (const page of bounded)
      expect([page.route, Math.max(...sectionsOf(page)) <= SIZES.page]).toEqual([page.route, true]);
  });

  it('has all of its entries on its pages, in its order', () => {
    const ownRoutes = whole.pages('docs').map(({ route }) => route);
    expect(ownRoutes).toEqual(specs.map(({ route }) => route).filter((route) => ownerOf(route) === route));
    for (const spec of whole.pages('docs')) {
      const lists = specs.filter(({ route }) => route !== spec.route && ownerOf(route) === spec.route);
      if (lists.length === 0) continue;
      const parts = lists.flatMap(({ route }) => linksOf(pages.get(route)?.root.children.slice(2, -1) ?? []));
      const all = linksOf(whole.page(spec).root.children);
      const shown = [...parts, ...linksOf(pages.get(spec.route)?.root.children ?? [])];
      expect([spec.route, all.filter((link) => !shown.includes(link))]).toEqual([spec.route, []]);
    }
  });

  it('leads to every page of the book, from its home', () => {
    const found = new Set(['']);
    for (const route of found)
      for (const to of linksOf(pages.get(route)?.root.children ?? [])) if (pages.has(to)) found.add(to);
    expect([...pages.keys()].filter((route) => !found.has(route))).toEqual([]);
  });
});

describe('what is unresolved', () => {
  const impacts = ['high', 'low'].map((id) => ({ id, label: id }));
  const rows = fc.uniqueArray(
    fc.record(
      {
        id: fc.stringMatching(/^X-[1-9]{2}$/),
        impact: fc.constantFrom('high', 'low'),
        opened: fc.constantFrom('2026-01-01', '2026-01-02'),
        rate: fc.constantFrom(0.1, 0.2),
        suite: fc.constantFrom('a', 'b'),
      },
      { requiredKeys: ['id', 'opened', 'suite'] },
    ),
    { selector: ({ id }) => id },
  );
  const rowOf = (row: Pick<IssueRow, 'id' | 'opened' | 'suite'>): IssueRow => ({
    ...row,
    label: row.id,
    title: '',
    file: '',
    status: 'open',
    group: 'unresolved',
    updated: row.opened,
    isContradicted: false,
  });
  /** As texts that sort as the rows should, without the id. */
  const pressure = ({ impact, opened, rate, suite }: IssueRow) =>
    [impact === 'high' ? 0 : impact === 'low' ? 1 : 2, opened, 1 - (rate ?? -1), suite].join(' ');

  it('is in the order of impact, age, rate and suite, whatever the ids', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const sorted = all.map(rowOf).sort(byPressure(impacts)).map(pressure);
        expect(sorted).toEqual(sorted.toSorted());
      }),
    );
  });
});
