import type { Heading, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { type Inlines, inlines, joined, overviewPage, paragraph, recordLink, strong } from './blocks/tree.ts';
import type { Counted, Document, InTime, Route } from './document.ts';
import { linesOf } from './report/screen.ts';
import { listRoute, ROUTES } from './routes.ts';
import { words } from './words/words.ts';

const { lists: says } = words;

/**
 * Lists have an end: the page of a longer one shows its beginning and counts what it has, and pages of its own have all of
 * it. A list is a table, a bulleted or numbered list, or a row of sections or sheets.
 */
export interface ListSizes {
  /** Of rows and items. */
  readonly rows: ListSize;
  /** So many rows a list may have on a page that has many lists. */
  readonly mostOfMany: number;
  readonly sections: ListSize;
  /** Of the archive: it has lists of everything, and a section is all that is known of an issue. */
  readonly ofReport: Pick<ListSizes, 'rows' | 'sections'>;
}

interface ListSize {
  /** So many entries a list may have on its own page, */
  readonly most: number;
  /** and so many lines of Markdown. */
  readonly lines?: number;
  /** Of one that has more, its own page shows so many, */
  readonly head: number;
  /** and each of the pages that have all of it so many. */
  readonly page: number;
}

export const LIST_SIZES: ListSizes = {
  rows: { most: 200, head: 20, page: 200 },
  mostOfMany: 50,
  sections: { most: 20, head: 3, page: 20 },
  ofReport: {
    rows: { most: 30, lines: 60, head: 10, page: 100 },
    sections: { most: 20, lines: 200, head: 1, page: 6 },
  },
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
  /** The newest entries matter most, and they come last. */
  readonly inTime: boolean;
  /** By label what each entry is counted as: the cells of a column, or what the entries say of themselves. */
  facets(): readonly (readonly [label: Inlines, values: readonly Inlines[], isAsked: boolean])[];
  pick(positions: readonly number[]): RootContent[];
}

/** Whether one of the lists of a record may be too long for a page: most need not be composed to know. */
export function isLong(record: object): boolean {
  const lists = Object.values(record).filter(Array.isArray);
  return lists.some(
    (list) =>
      list.length > LIST_SIZES.sections.most || list.some((one) => typeof one === 'object' && isLong(one)),
  );
}

export function listPagesOf(document: Document, sizes: ListSizes): ListPages[] {
  return longLists(document, sizes).map((list) => ({ name: list.name, pages: pagesOf(list) }));
}

function longLists(document: Document, sizes: ListSizes): LongList[] {
  const lists: LongList[] = [];
  replaceLists(document, sizes, (list) => {
    // The figures of a picture may be a table of the page, too.
    if (!lists.some(({ name }) => name === list.name)) lists.push(list);
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
    const { length, inTime } = list;
    const { head } = list.size;
    const newest = inTime ? [0, ...range(length - head + 1, length)] : range(0, head);
    return [
      ...countLines(list),
      ...list.pick(newest),
      paragraph(inTime ? says.newest(head - 1, length) : says.shown(head, length), joined(shown, ' · ')),
    ];
  });
  return { ...document, root: { ...document.root, children } };
}

/** So many pages of a list are named; those between lead to each other. */
const SHOWN_RANGES = 20;

/** So often a value of a column must come, on average, to tell the rows apart by it. */
const ROWS_OF_VALUE = 20;

/** How many entries have each value of what few values come of again and again. */
function countLines({ facets, length }: LongList): RootContent[] {
  return facets().flatMap(([label, cells, isAsked]) => {
    const values = [...Map.groupBy(cells, (cell) => JSON.stringify(cell)).values()];
    if (values.length < 2 || values.length * (isAsked ? 2 : ROWS_OF_VALUE) > length) return [];
    values.sort((a, b) => b.length - a.length);
    const { head: most } = LIST_SIZES.rows;
    const others = values.slice(most).reduce((sum, own) => sum + own.length, 0);
    const counts = values.slice(0, most).map((own): Inlines => {
      const [value = ''] = own;
      return [inlines(value).length === 0 ? says.none : value, ` ${own.length}`];
    });
    const all = others === 0 ? counts : [...counts, says.others(others)];
    return [paragraph(strong(label), ': ', joined(all, ' · '))];
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
    [
      way,
      ...belowTitle(
        list.pick(range((page - 1) * list.size.page, Math.min(page * list.size.page, list.length))),
      ),
      way,
    ],
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
  { mostOfMany, ofReport, ...sizes }: ListSizes,
  put: (list: LongList) => RootContent[],
): RootContent[] {
  const names = new Map<string, RootContent>();
  const { rows, sections } = document.kind === 'report' ? ofReport : sizes;
  const hasMany = document.kind === 'suite' || document.route === ROUTES.issues;
  const most = hasMany ? mostOfMany : rows.most;
  /** Of headings that may make a row of sections: those of most pages have parts of their own at the second level. */
  const top = ['changes', 'references'].includes(document.kind) ? 1 : 2;
  let title = document.title;
  let depth = 0;
  return replaceIn(document.root.children);

  function replaceIn(nodes: readonly RootContent[]): RootContent[] {
    const blocks: RootContent[] = [];
    for (let i = 0; i < nodes.length; i += 1) {
      const node = nodes[i];
      if (!node) continue;
      const starts = sectionsFrom(nodes, i, Math.max(depth, top));
      if (starts.length > 2 && isLonger(starts.length - 1, nodes.slice(i, starts.at(-1)), sections)) {
        const own = starts.slice(1).map((to, at) => nodes.slice(starts[at], to));
        const heads = own.map(([first]) => headingOf(first));
        blocks.push(
          ...put({
            ...named(node),
            size: sections,
            ...entriesIn(heads, (at) => at.flatMap((one) => own[one] ?? [])),
          }),
        );
        i = (starts.at(-1) ?? i) - 1;
        continue;
      }
      if (node.type === 'heading') {
        depth = node.depth;
        title = depth === 1 ? document.title : textOf(node);
      }
      const ended = endedOf(node, { ...rows, most });
      const [figures, ...others] = node.type === 'chart' ? node.children : [];
      if (ended) blocks.push(...ended);
      else if (node.type === 'chart' && figures)
        blocks.push({ ...node, children: [...(endedOf(figures, rows) ?? [figures]), ...others] });
      else blocks.push(node.type === 'region' ? { ...node, children: replaceIn(node.children) } : node);
    }
    return blocks;
  }

  function endedOf(node: RootContent, size: ListSize): RootContent[] | undefined {
    const entries = entriesOf(node);
    return entries && isLonger(entries.length, [node], size)
      ? put({ ...named(node), size, ...entries })
      : undefined;
  }

  function named(node: RootContent): { readonly name: string; readonly title: string } {
    const own = (node.type === 'table' ? node.data?.title : undefined) ?? title;
    const slug =
      own
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '') || 'list';
    let name = slug;
    for (let count = 2; (names.get(name) ?? node) !== node; count += 1) name = `${slug}-${count}`;
    names.set(name, node);
    return { name, title: own };
  }
}

function isLonger(length: number, blocks: readonly RootContent[], { most, lines }: ListSize): boolean {
  if (length > most) return true;
  return lines !== undefined && blocks.reduce((sum, block) => sum + linesOf(block), 0) > lines;
}

type Entries = Pick<LongList, 'length' | 'inTime' | 'facets' | 'pick'>;

function entriesOf(node: RootContent): Entries | undefined {
  if (node.type === 'table') {
    const [head, ...rows] = node.children;
    if (!head) return undefined;
    const cellsOf = (column: number) => rows.map(({ children }) => children[column]?.children ?? []);
    return {
      length: rows.length,
      inTime: node.data?.inTime ?? false,
      facets: () => head.children.map(({ children }, column) => [children, cellsOf(column), false]),
      pick: (at) => [{ ...node, children: [head, ...at.flatMap((row) => rows[row] ?? [])] }],
    };
  }
  if (node.type !== 'list') return undefined;
  const { children, ordered, start } = node;
  return entriesIn(children, (at) => [
    {
      ...node,
      ...(ordered ? { start: (start ?? 1) + (at[0] ?? 0) } : {}),
      children: at.flatMap((item) => children[item] ?? []),
    },
  ]);
}

/** Entries that say of themselves as what they are counted. */
function entriesIn(
  nodes: readonly ({ readonly data?: Counted & InTime } | undefined)[],
  pick: LongList['pick'],
): Entries {
  return {
    length: nodes.length,
    inTime: nodes[0]?.data?.inTime ?? false,
    facets: () => {
      const labels = new Set(nodes.flatMap((node) => Object.keys(node?.data?.facets ?? {})));
      return [...labels].map((label) => [
        label,
        nodes.map((node) => node?.data?.facets?.[label] ?? ''),
        true,
      ]);
    },
    pick,
  };
}

/** Sections of any depth as parts of a page. */
function belowTitle(blocks: readonly RootContent[]): RootContent[] {
  const by = (headingOf(blocks[0])?.depth ?? 2) - 2;
  const raise = (node: RootContent): RootContent => {
    if (node.type === 'region') return { ...node, children: node.children.map(raise) };
    return node.type === 'heading' ? { ...node, depth: (node.depth - by) as Heading['depth'] } : node;
  };
  return blocks.map(raise);
}

/** The heading of a section, be it a region. */
function headingOf(node: RootContent | undefined): Heading | undefined {
  return node?.type === 'region' ? headingOf(node.children[0]) : node?.type === 'heading' ? node : undefined;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
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
  if (one?.type !== 'heading' || one.depth <= around) return [];
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
