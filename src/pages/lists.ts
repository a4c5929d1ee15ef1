import type { RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { type Inlines, joined, overviewPage, paragraph, recordLink, strong } from './blocks/tree.ts';
import type { Document, Route } from './document.ts';
import { listRoute } from './routes.ts';
import { words } from './words/words.ts';

const { lists: says } = words;

/**
 * Lists have an end: the page of a longer one shows its beginning and counts what it has, and pages of its own have all of
 * it. A list is a table, a bulleted or numbered list, or a row of sections or sheets.
 */
export interface ListSizes {
  /** Of rows and items. */
  readonly rows: ListSize;
  readonly sections: ListSize;
}

interface ListSize {
  /** So many entries a list may have on its own page. */
  readonly most: number;
  /** Of one that has more, its own page shows so many, */
  readonly head: number;
  /** and each of the pages that have all of it so many. */
  readonly page: number;
}

export const LIST_SIZES: ListSizes = {
  rows: { most: 200, head: 20, page: 200 },
  sections: { most: 20, head: 3, page: 10 },
};

/** A list that has pages of its own: `unresolved`, and how many. */
export interface ListPages {
  readonly name: string;
  readonly pages: number;
}

interface LongList {
  /** Unique among the lists of its page. */
  readonly name: string;
  readonly title: string;
  readonly length: number;
  readonly size: ListSize;
  slice(from: number, to: number): RootContent[];
}

/** Whether one of the lists of a record may be too long for a page: most need not be composed to know. */
export function isLong(record: object): boolean {
  const lists = Object.values(record).filter(Array.isArray);
  return lists.some((list) => list.length > LIST_SIZES.sections.most || list.some(isLong));
}

export function listPagesOf(document: Document, sizes: ListSizes): ListPages[] {
  return longLists(document, sizes).map((list) => ({ name: list.name, pages: pagesOf(list) }));
}

function longLists(document: Document, sizes: ListSizes): LongList[] {
  const lists: LongList[] = [];
  replaceLists(document, sizes, (list) => {
    lists.push(list);
    return [];
  });
  return lists;
}

function pagesOf({ length, size }: LongList): number {
  return Math.ceil(length / size.page);
}

/** The page with the beginnings of its long lists, each with what is in it and the way to the rest. */
export function endLists(document: Document, sizes: ListSizes): Document {
  const children = replaceLists(document, sizes, (list) => {
    const ranges = Array.from({ length: pagesOf(list) }, (_, i) =>
      recordLink(listRoute(document.route, list.name, i + 1), rangeOf(list, i + 1, says.range)),
    );
    const between = ranges.length - SHOWN_RANGES;
    const shown = between > 0 ? [...ranges.slice(0, SHOWN_RANGES - 1), '…', ...ranges.slice(-1)] : ranges;
    return [
      ...countLines(list.slice(0, list.length)),
      ...list.slice(0, list.size.head),
      paragraph(says.shown(list.size.head, list.length), joined(shown, ' · ')),
    ];
  });
  return { ...document, root: { ...document.root, children } };
}

/** So many pages of a list are named; those between lead to each other. */
const SHOWN_RANGES = 20;

/** So often a value of a column must come, on average, to tell the rows apart by it. */
const ROWS_OF_VALUE = 20;

/** How many rows of a table have each value of those columns in which few values come again and again. */
function countLines([node]: readonly RootContent[]): RootContent[] {
  if (node?.type !== 'table') return [];
  const [head, ...rows] = node.children;
  return (head?.children ?? []).flatMap((label, column) => {
    const cells = rows.map(({ children }) => children[column]?.children ?? []);
    const values = [...Map.groupBy(cells, (cell) => JSON.stringify(cell)).values()];
    if (values.length < 2 || values.length * ROWS_OF_VALUE > rows.length) return [];
    values.sort((a, b) => b.length - a.length);
    const { head: most } = LIST_SIZES.rows;
    const others = values.slice(most).reduce((sum, { length }) => sum + length, 0);
    const counts = values.slice(0, most).map((own): Inlines => {
      const [value = []] = own;
      return [value.length === 0 ? says.none : value, ` ${own.length}`];
    });
    const all = others === 0 ? counts : [...counts, says.others(others)];
    return [paragraph(strong(label.children), ': ', joined(all, ' · '))];
  });
}

/** @param page from 1. @throws Error where the list has no such page. */
export function composeListPage(document: Document, name: string, page: number, sizes: ListSizes): Document {
  const { title, route } = document;
  const list = longLists(document, sizes).find((one) => one.name === name);
  if (!list || page > pagesOf(list)) throw new Error(`There is no page ${page} of ${name}.`);
  const to = (other: number, label: string) => recordLink(listRoute(route, name, other), label);
  const way = paragraph(
    joined(
      [
        recordLink(route, says.back(title)),
        ...(page > 1 ? [to(page - 1, says.previous)] : []),
        ...(page < pagesOf(list) ? [to(page + 1, says.next)] : []),
      ],
      ' · ',
    ),
  );
  const whole = rangeOf(list, page, (from, end) => says.title(title, list.title, from, end, list.length));
  return overviewPage(
    listRoute(route, name, page),
    'index',
    { title: whole, description: says.description(title) },
    [way, ...list.slice((page - 1) * list.size.page, page * list.size.page), way],
  );
}

function rangeOf<Said>(
  { length, size }: LongList,
  page: number,
  say: (from: number, to: number) => Said,
): Said {
  return say((page - 1) * size.page + 1, Math.min(page * size.page, length));
}

/** The blocks of a page with something in the place of each of its long lists. */
function replaceLists(
  document: Document,
  { rows, sections }: ListSizes,
  put: (list: LongList) => RootContent[],
): RootContent[] {
  const names = new Set<string>();
  let title = document.title;
  let depth = 0;
  return replaceIn(document.root.children);

  function replaceIn(nodes: readonly RootContent[]): RootContent[] {
    const blocks: RootContent[] = [];
    for (let i = 0; i < nodes.length; i += 1) {
      const node = nodes[i];
      if (!node) continue;
      const starts = sectionsFrom(nodes, i, depth);
      const end = starts.at(-1) ?? i;
      if (starts.length - 1 > sections.most) {
        const slice = (from: number, to: number) => nodes.slice(starts[from], starts[to] ?? end);
        blocks.push(...put({ ...named(), length: starts.length - 1, size: sections, slice }));
        i = end - 1;
        continue;
      }
      if (node.type === 'heading') {
        depth = node.depth;
        title = depth === 1 ? document.title : textOf(node);
      }
      const [length, slice] = entriesOf(node);
      if (length > rows.most) blocks.push(...put({ ...named(), length, size: rows, slice }));
      else blocks.push(node.type === 'region' ? { ...node, children: replaceIn(node.children) } : node);
    }
    return blocks;
  }

  function named(): { readonly name: string; readonly title: string } {
    const slug =
      title
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '') || 'list';
    let name = slug;
    for (let count = 2; names.has(name); count += 1) name = `${slug}-${count}`;
    names.add(name);
    return { name, title };
  }
}

function entriesOf(node: RootContent): readonly [number, LongList['slice']] {
  if (node.type === 'table') {
    const [head, ...rows] = node.children;
    const of = (from: number, to: number) => [...(head ? [head] : []), ...rows.slice(from, to)];
    return [rows.length, (from, to) => [{ ...node, children: of(from, to) }]];
  }
  if (node.type !== 'list') return [0, () => []];
  const { children } = node;
  const start = (from: number) => (node.ordered ? { start: (node.start ?? 1) + from } : {});
  return [children.length, (from, to) => [{ ...node, ...start(from), children: children.slice(from, to) }]];
}

/**
 * Where the sections begin that stand in a row from a node on, and where the last ends: headings of one depth below that
 * of the section around them, or regions of one kind.
 */
function sectionsFrom(nodes: readonly RootContent[], first: number, around: number): number[] {
  const one = nodes[first];
  if (one?.type === 'region') {
    const end = nodes.findIndex((node, i) => i > first && !(node.type === 'region' && node.as === one.as));
    return Array.from({ length: (end < 0 ? nodes.length : end) - first + 1 }, (_, i) => first + i);
  }
  if (one?.type !== 'heading' || one.depth <= Math.max(around, 2)) return [];
  const starts: number[] = [];
  for (let i = first; i < nodes.length; i += 1) {
    const node = nodes[i];
    if (node?.type !== 'heading' || node.depth > one.depth) continue;
    if (node.depth < one.depth) return [...starts, i];
    starts.push(i);
  }
  return [...starts, nodes.length];
}

/** The page that a route is of: its own, or that of the list that it is a part of. */
export function ownerOf(route: Route): Route {
  return route.replace(/(?:^|\/)list\/[^/]+$/, '');
}
