import type { Element } from 'hast';
import type { Root } from 'mdast';
import { EXIT, visit } from 'unist-util-visit';
import type { RateChart } from '../../pages/document.ts';

export type RateDrawer = (node: RateChart) => Element;

/** The chart library takes a third of a second to load: only a page that has rates over time asks for it. */
export async function loadRateDrawer(root: Root): Promise<RateDrawer | undefined> {
  let isWanted = false;
  visit(root, 'rateChart', () => {
    isWanted = true;
    return EXIT;
  });
  return isWanted ? (await import('./draw-rates.ts')).drawRates : undefined;
}
