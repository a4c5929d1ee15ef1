import type { Element } from 'hast';
import type { PhrasingContent, Table } from 'mdast';
import type { State as HastState } from 'mdast-util-to-hast';
import { element } from '../../hast.ts';

type Align = 'left' | 'right';

/** A table of plain texts; of columns in `code`, each text is inline code. */
export function textTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { align = [], code = [] }: { readonly align?: readonly Align[]; readonly code?: readonly number[] } = {},
): Table {
  const cell = (value: string, column: number, isHead: boolean): PhrasingContent =>
    !isHead && value !== '' && code.includes(column)
      ? { type: 'inlineCode', value }
      : { type: 'text', value };
  return {
    type: 'table',
    align: head.map((_, column) => (align[column] === 'right' ? 'right' : null)),
    children: [head, ...rows].map((cells, row) => ({
      type: 'tableRow',
      children: cells.map((value, column) => ({
        type: 'tableCell',
        children: [cell(value, column, row === 0)],
      })),
    })),
  };
}

/** What a picture shows, as a table that opens: for those who do not see it, and for copying. Search leaves it alone. */
export function dataDetails(state: HastState, summary: string, table: Table): Element {
  return element('details', { className: ['fb-data'], dataPagefindIgnore: '' }, [
    element('summary', {}, [summary]),
    ...state.all({ type: 'root', children: [table] }),
  ]);
}
