import type { Element } from 'hast';
import type { Parents, Table } from 'mdast';
import type { State as HastState } from 'mdast-util-to-hast';
import type { Info, State } from 'mdast-util-to-markdown';
import type { RateChart } from '../../../pages/document.ts';
import { element } from '../../hast.ts';
import type { HtmlPage } from '../../page.ts';
import { dataDetails, textTable } from './data-table.ts';

/** A table: text outputs show no drawing. */
export function toMarkdown(node: RateChart, parent: Parents | undefined, state: State, info: Info): string {
  return node.points.length === 0 ? '' : state.handle(rateTable(node), parent, state, info);
}

/** The drawing, and its table. */
export function toHast(page: HtmlPage) {
  return (state: HastState, node: RateChart): Element | undefined => {
    if (node.points.length === 0) return undefined;
    if (!page.drawRates) throw new Error('A page with a rate chart needs loadRateDrawer first');
    return element('figure', { className: ['fb-rates', 'not-content'] }, [
      element('figcaption', {}, [node.title]),
      page.drawRates(node),
      dataDetails(state, 'These rates as a table', rateTable(node)),
    ]);
  };
}

function rateTable({ points }: RateChart): Table {
  const rows = points.map(({ when, failures, runs, words }) => [when, String(failures), String(runs), words]);
  return textTable(['When', 'Failures', 'Runs', 'Rate and 95% interval'], rows, {
    align: ['left', 'right', 'right', 'left'],
  });
}
