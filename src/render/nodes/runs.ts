import type { Element } from 'hast';
import type { RootContent } from 'mdast';
import type { Handle } from 'mdast-util-to-markdown';
import { paragraph } from '../../pages/blocks/tree.ts';
import type { RunMark, RunStrip } from '../../pages/document.ts';
import { element } from '../page.ts';
import { MARK_HEIGHT, MARK_WIDTH, MARKS, markShape } from '../run-marks.ts';

/** Cells in a row: as many as a phone shows well. */
const COLUMNS = 40;

/** A row of signs for every forty runs, and what they mean. */
export const runStripToMarkdown: Handle = (node: RunStrip, _, state, info) => {
  if (node.marks.length === 0) return '';
  const lines: string[] = [];
  for (let at = 0; at < node.marks.length; at += COLUMNS) {
    const row = node.marks.slice(at, at + COLUMNS);
    lines.push(row.map((mark) => MARKS[mark].sign).join(''));
  }
  const legend = node.legend.map(({ mark, label, count }) => `${MARKS[mark].sign} ${label} (${count})`);
  const children: RootContent[] = [
    { type: 'code', lang: 'text', value: lines.join('\n') },
    paragraph(`${node.title}. ${legend.join(', ')}.`),
  ];
  return state.containerFlow({ type: 'root', children }, info);
};

/** What the marks of a picture mean, with their counts. */
export function legendToHast(legend: RunStrip['legend']): Element {
  const items = legend.map(({ mark, label, count }) =>
    element('li', {}, [renderKey(mark), ` ${label} `, element('b', {}, [String(count)])]),
  );
  return element('ul', { className: ['fb-legend'] }, items);
}

function renderKey(mark: RunMark): Element {
  const viewBox = `0 0 ${MARK_WIDTH} ${MARK_HEIGHT}`;
  return element('svg', { viewBox, ariaHidden: 'true', focusable: 'false' }, [markShape(mark)]);
}
