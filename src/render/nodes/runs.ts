import type { Element } from 'hast';
import type { RootContent } from 'mdast';
import type { State as HastState } from 'mdast-util-to-hast';
import type { Handle } from 'mdast-util-to-markdown';
import { code, paragraph, table } from '../../pages/blocks/tree.ts';
import type { RunCell, RunStrip } from '../../pages/document.ts';
import { element } from '../hast.ts';
import { MARK_HEIGHT, MARK_WIDTH, MARKS, markShape } from '../run-marks.ts';
import { dataDetails } from './chart.ts';

/** Cells in a row: as many as a phone shows well. */
const COLUMNS = 40;
const PITCH = MARK_WIDTH + 2;
const ROW = MARK_HEIGHT + 6;
/** A cell's size on a wide page, against its box; a narrow page shrinks it. */
const SCALE = 1.5;

/** A row of signs for every forty runs, and what they mean. */
export const runStripToMarkdown: Handle = (node: RunStrip, _, state, info) => {
  if (node.cells.length === 0) return '';
  const lines: string[] = [];
  for (let at = 0; at < node.cells.length; at += COLUMNS) {
    const row = node.cells.slice(at, at + COLUMNS);
    lines.push(row.map(({ mark }) => MARKS[mark].sign).join(''));
  }
  const legend = node.legend.map(({ mark, label, count }) => `${MARKS[mark].sign} ${label} (${count})`);
  const children: RootContent[] = [
    { type: 'code', lang: 'text', value: lines.join('\n') },
    paragraph(`${node.title}. ${legend.join(', ')}.`),
  ];
  return state.containerFlow({ type: 'root', children }, info);
};

/**
 * One SVG with a shape for each run, a legend with the counts, and the same as a table. Plain elements and no chart
 * library: a strip has no scale and no axis, and each cell wants a title of its own.
 */
export function runStripToHast(state: HastState, node: RunStrip): Element | undefined {
  if (node.cells.length === 0) return undefined;
  return element('figure', { className: ['fb-strip'] }, [
    element('figcaption', {}, [node.title]),
    renderStrip(node),
    element(
      'ul',
      { className: ['fb-legend'] },
      node.legend.map(({ mark, label, count }) =>
        element('li', {}, [renderKey(mark), ` ${label} `, element('b', {}, [String(count)])]),
      ),
    ),
    dataDetails(state, 'These runs as a table', cellTable(node.cells)),
  ]);
}

function renderStrip({ title, summary, cells }: RunStrip): Element {
  const columns = Math.min(COLUMNS, cells.length);
  const rows = Math.ceil(cells.length / COLUMNS);
  const [width, height] = [columns * PITCH - 2, rows * ROW - 6];
  const size = { width: width * SCALE, height: height * SCALE, viewBox: `0 0 ${width} ${height}` };
  return element('svg', { ...size, role: 'img', focusable: 'false', dataPagefindIgnore: '' }, [
    element('title', {}, [title]),
    element('desc', {}, [summary]),
    ...cells.map((cell, at) =>
      element('g', { transform: `translate(${(at % COLUMNS) * PITCH} ${Math.floor(at / COLUMNS) * ROW})` }, [
        element('title', {}, [describe(cell)]),
        // What one points at: the whole cell, and not only its shape.
        element('rect', { className: ['fb-hit'], width: PITCH, height: MARK_HEIGHT }),
        markShape(cell.mark),
      ]),
    ),
  ]);
}

function describe({ date, outcome, run, commit }: RunCell): string {
  return `${date}: ${outcome}; run ${run}, commit ${commit}`;
}

function renderKey(mark: RunCell['mark']): Element {
  const viewBox = `0 0 ${MARK_WIDTH} ${MARK_HEIGHT}`;
  return element('svg', { viewBox, ariaHidden: 'true', focusable: 'false' }, [markShape(mark)]);
}

function cellTable(cells: readonly RunCell[]) {
  const codeOf = (value: string) => (value === '' ? '' : code(value));
  const rows = cells.map(({ date, outcome, run, commit }) => [date, outcome, codeOf(run), codeOf(commit)]);
  return table(['Date', 'Outcome', 'Run', 'Commit'], rows);
}
