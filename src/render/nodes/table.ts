import type { Element, ElementContent } from 'hast';
import type { AlignType, Parents, Table, TableRow } from 'mdast';
import type { State as HastState } from 'mdast-util-to-hast';
import type { Handle, Info, State } from 'mdast-util-to-markdown';
import { toString as textOf } from 'mdast-util-to-string';
import { element, type HtmlPage } from '../page.ts';

const ALIGNED = { left: 'fb-start', center: 'fb-center', right: 'fb-end' } as const;

/** A table with `---` under its head, which older readers of Markdown ask for. `next` is the library's handler. */
export function tableToMarkdown(next: Handle) {
  return (node: Table, parent: Parents | undefined, state: State, info: Info): string => {
    const [head = '', rule, ...rows] = next(node, parent, state, info).split('\n');
    return rule === undefined ? head : [head, rule.replace(/-+/g, '---'), ...rows].join('\n');
  };
}

/** A table that scrolls in a region of its own, so that a narrow page never does. */
export function tableToHast(page: HtmlPage) {
  return (state: HastState, node: Table): Element => {
    const [head, ...rows] = node.children;
    if (page.isInRail) return renderList(state, head, rows);
    page.tables += 1;
    const sections: Element[] = [];
    if (head) sections.push(element('thead', {}, [renderRow(state, head, node.align, true)]));
    if (rows.length > 0) {
      const body = rows.map((row) => renderRow(state, row, node.align, false));
      sections.push(element('tbody', {}, body));
    }
    const className = node.data?.ofIssues ? ['fb-table', 'fb-issues'] : ['fb-table'];
    const scrolls = { className, tabIndex: 0, role: 'group' };
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

function renderRow(
  state: HastState,
  row: TableRow,
  align: AlignType[] | null | undefined,
  heads: boolean,
): Element {
  const cells = row.children.map((cell, column): ElementContent => {
    const side = align?.[column];
    const properties = side ? { className: [ALIGNED[side]] } : {};
    // A column without a name has no head that could be read out.
    return heads && textOf(cell).trim() !== ''
      ? element('th', { scope: 'col', ...properties }, state.all(cell))
      : element('td', properties, state.all(cell));
  });
  return element('tr', {}, cells);
}
