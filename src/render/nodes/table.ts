import type { Element, ElementContent, Properties } from 'hast';
import type { AlignType, PhrasingContent, Table, TableRow } from 'mdast';
import type { State as HastState } from 'mdast-util-to-hast';
import type { Handle } from 'mdast-util-to-markdown';
import { toString as textOf } from 'mdast-util-to-string';
import { element, type HtmlPage } from '../page.ts';

const ALIGNED = { left: 'fb-start', center: 'fb-center', right: 'fb-end' } as const;

/** A table with `---` under its head, which older readers of Markdown ask for; its columns are not drawn even. */
export const tableToMarkdown: Handle = (node: Table, _, state, info) => {
  const exits = (['table', 'tableRow', 'tableCell', 'phrasing'] as const).map((name) => state.enter(name));
  const around = { ...info, before: ' ', after: ' ' };
  const [head = [], ...rows] = node.children.map((row) =>
    row.children.map((cell) => state.containerPhrasing(cell, around)),
  );
  for (const exit of exits.reverse()) exit();
  const width = node.align?.length || rows.reduce((most, row) => Math.max(most, row.length), 0);
  while (head.length < width) head.push('');
  const rule = head.map((_, column) => RULES[node.align?.[column] ?? 'none']);
  return [head, rule, ...rows].map(writeRow).join('\n');
};

const RULES = { left: ':---', center: ':---:', right: '---:', none: '---' } as const;

function writeRow(cells: readonly string[]): string {
  let row = cells.length === 0 ? '| |' : '|';
  for (const cell of cells) row += cell === '' ? ' |' : ` ${cell} |`;
  return row;
}

/**
 * A table that scrolls in a region of its own, so that a narrow page never does. Two columns fit a phone, and one without a
 * name, of marks or bars, beside them. A row of more is a card there: its values say what they are.
 */
export function tableToHast(page: HtmlPage) {
  return (state: HastState, node: Table): Element => {
    const [head, ...rows] = node.children;
    if (page.isInRail) return renderList(state, head, rows);
    page.tables += 1;
    const labels = (head?.children ?? []).map((cell) => textOf(cell).trim());
    const { ofIssues, isDrawn } = node.data ?? {};
    const isWide = !ofIssues && !isDrawn && labels.length > (labels.includes('') ? 3 : 2);
    const sections: Element[] = [];
    if (head) sections.push(element('thead', {}, [renderRow(state, head, node.align)]));
    if (rows.length > 0) {
      const body = rows.map((row) => renderRow(state, row, node.align, isWide ? labels : []));
      sections.push(element('tbody', {}, body));
    }
    const look = ofIssues ? ['fb-issues'] : isWide ? ['fb-wide'] : [];
    const scrolls = { className: ['fb-table', ...look], tabIndex: 0, role: 'group' };
    return element('div', { ...scrolls, ariaLabel: describe(page.tables, head) }, [
      element('table', {}, sections),
    ]);
  };
}

/** Beside the text there is no room for columns: each row is a term with what belongs to it. */
function renderList(state: HastState, head: TableRow | undefined, rows: readonly TableRow[]): Element {
  const items = rows.map(({ children: [first, ...others] }) =>
    element('div', {}, [
      element('dt', {}, first ? state.all(first) : []),
      ...others.filter((cell) => cell.children.length > 0).map((cell) => element('dd', {}, state.all(cell))),
    ]),
  );
  const list = element('dl', { className: ['fb-beside'] }, items);
  const [title, ...columns] = head?.children ?? [];
  // A head with one name is the title of the whole.
  const isTitle = title && columns.every(({ children }) => children.length === 0);
  return isTitle ? element('div', {}, [element('h2', {}, state.all(title)), list]) : list;
}

/** The number keeps the names of a page's regions apart. */
function describe(number: number, head: TableRow | undefined): string {
  const columns = (head?.children ?? []).map((cell) => textOf(cell).trim()).filter((name) => name !== '');
  return columns.length > 0 ? `Table ${number}: ${columns.join(', ')}` : `Table ${number}`;
}

/** Code of more letters than these may be broken anywhere, and its column gets some room. */
const LONG_CODE = 20;

function codeIn(node: PhrasingContent): number {
  if (node.type === 'inlineCode') return node.value.length;
  return 'children' in node ? Math.max(0, ...node.children.map(codeIn)) : 0;
}

/** @param labels what the values of a body's row are called; of a head there are none. */
function renderRow(
  state: HastState,
  row: TableRow,
  align: AlignType[] | null | undefined,
  labels?: readonly string[],
): Element {
  const cells = row.children.map((cell, column): ElementContent => {
    const side = align?.[column];
    // What a row is about says itself what it is, unless it is a number.
    const isNamed = cell.children.length > 0 && (column > 0 || !/\p{L}/u.test(textOf(cell)));
    const label = isNamed ? labels?.[column] : undefined;
    const className: string[] = [];
    if (side) className.push(ALIGNED[side]);
    if (cell.children.some((part) => LONG_CODE < codeIn(part))) className.push('fb-long');
    const properties: Properties = className.length > 0 ? { className } : {};
    if (label) properties.dataLabel = label;
    // A column without a name has no head that could be read out.
    return labels === undefined && textOf(cell).trim() !== ''
      ? element('th', { scope: 'col', ...properties }, state.all(cell))
      : element('td', properties, state.all(cell));
  });
  return element('tr', {}, cells);
}
