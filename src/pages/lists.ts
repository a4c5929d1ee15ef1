import type { RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { joined, overviewPage, paragraph, recordLink } from './blocks/tree.ts';
import type { Document, Route } from './document.ts';
import { listRoute } from './routes.ts';
import { words } from './words/words.ts';

const { lists: says } = words;

/**
 * Lists have an end: the page of a longer one shows its beginning, and pages of its own have all of it. A list is a table,
 * a bulleted or numbered list, or a row of sections of one depth below a section.
 */
export interface ListSizes {
  /** So many entries a page may show. */
  readonly page: number;
  /** So many are shown of a list that has more. */
  readonly head: number;
}

export const LIST_SIZES: ListSizes = { page: 200, head: 20 };

/** A list that has pages of its own: `unresolved`, and how many. */
export interface ListPages {
  readonly name: string;
  readonly pages: number;
}

interface LongList {
  /** Unique among the lists of its page. */
  readonly name: string;
  readonly title: string;
  /** Its nodes, as indices of the page's. */
  readonly start: number;
  readonly end: number;
  readonly length: number;
  slice(from: number, to: number): RootContent[];
}

export function listPagesOf({ root, title }: Document, { page }: ListSizes): ListPages[] {
  return [...longLists(root.children, title, page)].map(({ name, length }) => ({
    name,
    pages: Math.ceil(length / page),
  }));
}

/** The page with the beginnings of its long lists, each with the way to the rest. */
export function endLists(document: Document, sizes: ListSizes): Document {
  const { root, title, route } = document;
  const children: RootContent[] = [];
  let next = 0;
  for (const list of longLists(root.children, title, sizes.page)) {
    const ranges = Array.from({ length: Math.ceil(list.length / sizes.page) }, (_, i) =>
      recordLink(listRoute(route, list.name, i + 1), rangeOf(list, i + 1, sizes, says.range)),
    );
    children.push(
      ...root.children.slice(next, list.start),
      ...list.slice(0, sizes.head),
      paragraph(says.shown(sizes.head, list.length), joined(ranges, ' · ')),
    );
    next = list.end;
  }
  return next === 0
    ? document
    : { ...document, root: { ...root, children: [...children, ...root.children.slice(next)] } };
}

/** @param page from 1. @throws Error where the list has no such page. */
export function composeListPage(document: Document, name: string, page: number, sizes: ListSizes): Document {
  const { root, title, route } = document;
  const list = [...longLists(root.children, title, sizes.page)].find((one) => one.name === name);
  if (!list || (page - 1) * sizes.page >= list.length)
    throw new Error(`There is no page ${page} of ${name}.`);
  const to = (other: number, label: string) => recordLink(listRoute(route, name, other), label);
  const way = paragraph(
    joined(
      [
        recordLink(route, says.back(title)),
        ...(page > 1 ? [to(page - 1, says.previous)] : []),
        ...(page * sizes.page < list.length ? [to(page + 1, says.next)] : []),
      ],
      ' · ',
    ),
  );
  const whole = rangeOf(list, page, sizes, (from, end) =>
    says.title(title, list.title, from, end, list.length),
  );
  return overviewPage(
    listRoute(route, name, page),
    'index',
    { title: whole, description: says.description(title) },
    [way, ...list.slice((page - 1) * sizes.page, page * sizes.page), way],
  );
}

function rangeOf<Said>(
  { length }: LongList,
  page: number,
  sizes: ListSizes,
  say: (from: number, to: number) => Said,
): Said {
  return say((page - 1) * sizes.page + 1, Math.min(page * sizes.page, length));
}

function* longLists(nodes: readonly RootContent[], page: string, most: number): Iterable<LongList> {
  const names = new Set<string>();
  let title = page;
  let depth = 0;
  for (let i = 0; i < nodes.length; i += 1) {
    const node = nodes[i];
    if (node?.type === 'heading') {
      const siblings = node.depth > Math.max(depth, 2) ? sectionsFrom(nodes, i, node.depth) : [];
      if (siblings.length - 1 > most) {
        const end = siblings.at(-1) ?? i;
        const slice = (from: number, to: number) => nodes.slice(siblings[from], siblings[to] ?? end);
        yield { name: nameOf(title), title, start: i, end, length: siblings.length - 1, slice };
        i = end - 1;
        continue;
      }
      depth = node.depth;
      title = depth === 1 ? page : textOf(node);
    }
    const entries =
      node?.type === 'table' ? node.children.slice(1) : node?.type === 'list' ? node.children : [];
    if (entries.length <= most) continue;
    const slice = (from: number, to: number): RootContent[] => {
      if (node?.type === 'table')
        return [
          { ...node, children: [...node.children.slice(0, 1), ...node.children.slice(from + 1, to + 1)] },
        ];
      if (node?.type !== 'list') return [];
      const start = node.ordered ? { start: (node.start ?? 1) + from } : {};
      return [{ ...node, ...start, children: node.children.slice(from, to) }];
    };
    yield { name: nameOf(title), title, start: i, end: i + 1, length: entries.length, slice };
  }

  function nameOf(said: string): string {
    const slug =
      said
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '') || 'list';
    let name = slug;
    for (let count = 2; names.has(name); count += 1) name = `${slug}-${count}`;
    names.add(name);
    return name;
  }
}

/** Where the sections of a depth begin, from one of them on, and where the last ends. */
function sectionsFrom(nodes: readonly RootContent[], first: number, depth: number): number[] {
  const starts: number[] = [];
  for (let i = first; i < nodes.length; i += 1) {
    const node = nodes[i];
    if (node?.type !== 'heading' || node.depth > depth) continue;
    if (node.depth < depth) return [...starts, i];
    starts.push(i);
  }
  return [...starts, nodes.length];
}

/** The page that a route is of: its own, or that of the list that it is a part of. */
export function ownerOf(route: Route): Route {
  return route.replace(/(?:^|\/)list\/[^/]+$/, '');
}
