import GithubSlugger from 'github-slugger';
import { toHtml } from 'hast-util-to-html';
import type { Code } from 'mdast';
import { type State, toHast } from 'mdast-util-to-hast';
import type { Document } from '../pages/document.ts';
import type { RateDrawer } from './charts/load-rate-drawer.ts';
import { renderCode } from './code-blocks.ts';
import type { Highlighter } from './highlight.ts';
import * as badge from './nodes/badge.ts';
import * as captionedCode from './nodes/captioned-code.ts';
import * as figureCards from './nodes/figure-cards.ts';
import * as heading from './nodes/heading.ts';
import { htmlToHast } from './nodes/inline.ts';
import * as link from './nodes/link.ts';
import * as listItem from './nodes/list-item.ts';
import * as recordLink from './nodes/record-link.ts';
import * as confidenceGauge from './nodes/runs/confidence-gauge.ts';
import * as rateChart from './nodes/runs/rate-chart.ts';
import * as runStrip from './nodes/runs/run-strip.ts';
import * as snippetPair from './nodes/snippet-pair.ts';
import * as table from './nodes/table.ts';
import type { HtmlPage, Links, PageHeading } from './page.ts';

export interface RenderedHtml {
  /** Without the title: the site's theme prints that. */
  readonly html: string;
  readonly headings: readonly PageHeading[];
}

/**
 * The document as HTML without scripts, styles or raw HTML. Its languages must be loaded (`Highlighter.prepare`), and what
 * draws its charts (`loadRateDrawer`).
 */
export function renderHtml(
  document: Document,
  links: Links,
  highlighter: Highlighter,
  drawRates?: RateDrawer,
): RenderedHtml {
  const page: HtmlPage = {
    links,
    from: document.route,
    highlighter,
    drawRates,
    slugger: new GithubSlugger(),
    headings: [],
    titleSeen: false,
    linkDepth: 0,
    tables: 0,
    pairs: 0,
  };
  // A colon keeps the ids of footnotes apart from headings, whose slugs have none.
  const tree = toHast(document.root, { handlers: createHandlers(page), clobberPrefix: 'fb:' });
  return { html: toHtml(tree), headings: page.headings };
}

function createHandlers(page: HtmlPage) {
  return {
    badge: badge.toHast,
    captionedCode: captionedCode.toHast(page),
    confidenceGauge: confidenceGauge.toHast,
    code: (_: State, node: Code) => renderCode(page.highlighter, node.value, node.lang ?? ''),
    figureCards: figureCards.toHast(page),
    heading: heading.toHast(page),
    html: htmlToHast,
    image: link.imageToHast(page),
    imageReference: link.imageReferenceToHast(page),
    link: link.toHast(page),
    linkReference: link.referenceToHast(page),
    listItem: listItem.toHast,
    rateChart: rateChart.toHast(page),
    recordLink: recordLink.toHast(page),
    runStrip: runStrip.toHast,
    snippetPair: snippetPair.toHast(page),
    table: table.toHast(page),
  };
}
