import type {
  BlockContent,
  Heading,
  InlineCode,
  Link,
  List,
  ListItem,
  Paragraph,
  PhrasingContent,
  RootContent,
  Strong,
  Table,
  TableCell,
  Text,
} from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type {
  Badge,
  Bar,
  Chart,
  Counted,
  Document,
  DocumentEntry,
  Drawing,
  Fact,
  Facts,
  Mark,
  RecordLink,
  Region,
  Route,
  Tone,
} from '../document.ts';

/** Short names for mdast nodes. A string stands for a text node; content within content is flattened. */
export type Inlines = string | PhrasingContent | readonly Inlines[];

/** @param into gets them, too: a page has thousands, mostly a few in a row. */
export function inlines(content: Inlines, into: PhrasingContent[] = []): PhrasingContent[] {
  if (typeof content === 'string') {
    if (content !== '') into.push(text(content));
  } else if ('type' in content) into.push(content);
  else for (const part of content) inlines(part, into);
  return into;
}

/** The words of inline content, without links and signs. */
export function plain(content: Inlines): string {
  return inlines(content)
    .map((node) => (node.type === 'badge' ? node.label : textOf(node)))
    .join('');
}

export function text(value: string): Text {
  return { type: 'text', value };
}

export function code(value: string): InlineCode {
  return { type: 'inlineCode', value };
}

/** A sentence of ours in which code stands between backticks. */
export function withCode(sentence: string): Inlines {
  return sentence.split('`').map((part, i) => (part !== '' && i % 2 === 1 ? code(part) : part));
}

export function strong(content: Inlines): Strong {
  return { type: 'strong', children: inlines(content) };
}

export function paragraph(...content: Inlines[]): Paragraph {
  return { type: 'paragraph', children: inlines(content) };
}

export function heading(depth: Heading['depth'], ...content: Inlines[]): Heading {
  return { type: 'heading', depth, children: inlines(content) };
}

/** A heading with what stands below it; nothing where nothing does. */
export function section(
  depth: Heading['depth'],
  title: Inlines,
  blocks: readonly RootContent[],
): RootContent[] {
  return blocks.length === 0 ? [] : [heading(depth, title), ...blocks];
}

/** A list item `**Label**: value`, as a list of one; of none where there is no value. */
export function fact(label: Inlines, ...value: (Inlines | undefined)[]): Inlines[] {
  const nodes = value.flatMap((part) => (part === undefined ? [] : inlines(part)));
  return nodes.length === 0 ? [] : [[strong(label), ': ', ...nodes]];
}

/** Labelled values for the site to arrange; without those that say nothing. */
export function facts(
  look: Facts['look'],
  rows: readonly (Pick<Fact, 'label' | 'sign' | 'isPlain'> & { readonly value: Inlines | undefined })[],
): RootContent[] {
  const children = rows.flatMap(({ value = '', ...row }): Fact[] => {
    const nodes = inlines(value);
    return nodes.length === 0 ? [] : [{ type: 'fact', ...row, children: nodes }];
  });
  return children.length === 0 ? [] : [{ type: 'facts', look, children }];
}

/** Blocks with a place of their own on the site; nothing where there is none. */
export function region(as: Region['as'], children: readonly RootContent[], label?: string): RootContent[] {
  return children.length === 0 ? [] : [{ type: 'region', as, label, children: [...children] }];
}

/** The blocks of a page in one column, as text outputs have them. @param into gets them. */
export function inOneColumn(blocks: readonly RootContent[], into: RootContent[] = []): RootContent[] {
  for (const block of blocks) {
    if (block.type !== 'region') into.push(block);
    else if (block.as !== 'site' && block.as !== 'facets') {
      const { as, label, children } = block;
      if (label !== undefined && as !== 'folded' && as !== 'explorer') into.push(paragraph(strong(label)));
      inOneColumn(children, into);
    }
  }
  return into;
}

/** A picture with its figures; nothing without a row of them. @param alt what is drawn, where the title does not say it. */
export function chart(title: string, drawing: Drawing, figures: Table, alt = title): Chart[] {
  if (figures.children.length < 2) return [];
  const isDrawn = drawing.kind !== 'table';
  return [
    { type: 'chart', title, alt, drawing, children: [{ ...figures, data: { ...figures.data, isDrawn } }] },
  ];
}

export function bar(...parts: Bar['parts']): Bar {
  return { type: 'bar', parts };
}

/** An entry of a list, and as what a long list counts it. */
export function counted(content: Inlines, facets: Counted['facets']): ListItem {
  return { ...listItem([paragraph(content)]), data: { facets } };
}

/** A list of items; nothing where there is none. */
export function bullets(items: readonly Item[]): RootContent[] {
  return items.length === 0 ? [] : [list(items)];
}

export function link(url: string, content: Inlines): Link {
  return { type: 'link', url, children: inlines(content) };
}

export function recordLink(to: Route, content: Inlines, anchor?: string): RecordLink {
  return { type: 'recordLink', to, children: inlines(content), anchor };
}

export function badge(tone: Tone, label: string, mark?: Mark): Badge {
  return { type: 'badge', tone, label, mark };
}

type Item = Inlines | readonly BlockContent[] | ListItem;

export function list(items: readonly Item[], { ordered = false, start = 1 } = {}): List {
  return { type: 'list', ordered, spread: false, ...(ordered ? { start } : {}), children: items.map(toItem) };
}

function toItem(item: Item): ListItem {
  if (typeof item === 'object' && 'type' in item && item.type === 'listItem') return item;
  if (Array.isArray(item) && item.length > 0 && isBlock(item[0]))
    return listItem(item as readonly BlockContent[]);
  return listItem([paragraph(item as Inlines)]);
}

function isBlock(node: unknown): boolean {
  return (
    typeof node === 'object' &&
    node !== null &&
    ['paragraph', 'list', 'code', 'table'].includes((node as RootContent).type)
  );
}

export function listItem(children: readonly BlockContent[]): ListItem {
  return { type: 'listItem', spread: false, children: [...children] };
}

export type Align = 'left' | 'right';

export function table(
  head: readonly Inlines[],
  rows: readonly (readonly Inlines[])[],
  align: readonly Align[] = [],
): Table {
  return {
    type: 'table',
    align: head.map((_, i) => (align[i] === 'right' ? 'right' : null)),
    children: [head, ...rows].map((cells) => ({ type: 'tableRow', children: cells.map(cell) })),
  };
}

/** What a table tells of each of its items in one column. */
export interface Column<Item> {
  readonly label: Inlines;
  readonly align?: Align;
  of(item: Item): Inlines;
}

/** A row for each item, without the columns that say nothing of any. */
export function filledTable<Item>(columns: readonly Column<Item>[], items: readonly Item[]): Table {
  const filled = columns.filter(({ of }) => items.some((item) => inlines(of(item)).length > 0));
  return table(
    filled.map(({ label }) => label),
    items.map((item) => filled.map(({ of }) => of(item))),
    filled.map(({ align = 'left' }) => align),
  );
}

/** A table whose pages, should it be long, are called so. */
export function titled(title: string, { data, ...rest }: Table): Table {
  return { ...rest, data: { ...data, title } };
}

function cell(content: Inlines): TableCell {
  return { type: 'tableCell', children: inlines(content) };
}

/** Puts something between parts, such as a comma between links. */
export function joined(parts: readonly Inlines[], separator = ', '): PhrasingContent[] {
  return inlines(parts.flatMap((part, i) => (i === 0 ? [part] : [text(separator), part])));
}

export function page(entry: DocumentEntry, children: RootContent[]): Document {
  return { ...entry, root: { type: 'root', children } };
}

/** A page that there is one of: its title is its heading. */
export function overviewPage(
  route: Route,
  kind: DocumentEntry['kind'],
  { title, description }: { readonly title: string; readonly description: string },
  blocks: readonly RootContent[],
): Document {
  return page({ route, kind, title, description, facets: {} }, [heading(1, title), ...blocks]);
}
