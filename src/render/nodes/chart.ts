import type { Element, ElementContent } from 'hast';
import type { RootContent } from 'mdast';
import type { State as HastState } from 'mdast-util-to-hast';
import type { Handle } from 'mdast-util-to-markdown';
import type { Bar, Chart, RunLine } from '../../pages/document.ts';
import { chartWords as words } from '../../pages/words/charts.ts';
import { draw, drawBar, drawRunLine } from '../charts.ts';
import { element } from '../page.ts';
import { MARKS } from '../run-marks.ts';
import { legendToHast } from './runs.ts';

/** A table: text outputs show no drawing. */
export const chartToMarkdown: Handle = ({ children }: Chart, _, state, info) =>
  state.containerFlow({ type: 'root', children }, info);

/** The finding, the drawing, and its table: that one opens, unless it is the drawing itself. */
export function chartToHast(state: HastState, { title, alt, drawing, legend, children }: Chart): Element {
  const drawn = draw(drawing, alt);
  const shown: ElementContent[] = drawn
    ? [
        drawn,
        ...(drawing.kind === 'timeline' ? [legendToHast(drawing.legend)] : []),
        ...state.all({ type: 'root', children: legend ? [legend] : [] }),
        dataDetails(state, words.asTable, children),
      ]
    : state.all({ type: 'root', children });
  return element('figure', { className: ['fb-chart'], dataKind: drawing.kind }, [
    element('figcaption', {}, [title]),
    ...shown,
  ]);
}

/** What a picture shows, as a table that opens: for those who do not see it, and for copying. Search leaves it alone. */
function dataDetails(state: HastState, summary: string, children: RootContent[]): Element {
  return element('details', { className: ['fb-data'], dataPagefindIgnore: '' }, [
    element('summary', {}, [summary]),
    ...state.all({ type: 'root', children }),
  ]);
}

export const barToMarkdown: Handle = () => '';

export function barToHast(_: HastState, { parts }: Bar): Element {
  return drawBar(parts);
}

export const runLineToMarkdown: Handle = ({ marks }: RunLine) =>
  marks.map((mark) => MARKS[mark].sign).join('');

export function runLineToHast(_: HastState, { marks, label }: RunLine): Element {
  return drawRunLine(marks, label);
}
