import GithubSlugger from 'github-slugger';
import type { Element, ElementContent } from 'hast';
import type { Code, Nodes, Root } from 'mdast';
import { type State, toHast } from 'mdast-util-to-hast';
import type { Document } from '../pages/document.ts';
import type { Highlighter } from './highlight.ts';
import { barToHast, chartToHast, runLineToHast } from './nodes/chart.ts';
import {
  type CodeBlock,
  captionedCodeToHast,
  codeBlocksIn,
  renderCode,
  snippetPairToHast,
} from './nodes/code.ts';
import { confidenceGaugeToHast } from './nodes/confidence-gauge.ts';
import { factsToHast } from './nodes/facts.ts';
import { figureCardsToHast } from './nodes/figure-cards.ts';
import { imageToHast, linkReferenceToHast, linkToHast, recordLinkToHast } from './nodes/links.ts';
import { regionToHast } from './nodes/region.ts';
import { runStripToHast } from './nodes/runs.ts';
import { tableToHast } from './nodes/table.ts';
import { badgeToHast, headingToHast, htmlToHast, listItemToHast, partsOf } from './nodes/text.ts';
import type { HtmlPage, Links, PageHeading } from './page.ts';

/** A page as trees of HTML, before what stands around it. */
export interface RenderedPage {
  /** Without the title: the layout has that. */
  readonly body: readonly ElementContent[];
  /** What stands beside it. */
  readonly rail: readonly Element[];
  readonly headings: readonly PageHeading[];
}

/** The document as HTML without scripts, styles or raw HTML. */
export async function renderHtml(
  document: Document,
  links: Links,
  highlighter: Highlighter,
): Promise<RenderedPage> {
  await highlighter.prepare(codeIn(document.root));
  const page: HtmlPage = {
    links,
    from: document.route,
    hasPart: partsOf(document.root),
    highlighter,
    slugger: new GithubSlugger(),
    headings: [],
    rail: [],
    isInRail: false,
    titleSeen: false,
    linkDepth: 0,
    tables: 0,
    pairs: 0,
  };
  // A colon keeps the ids of footnotes apart from headings, whose slugs have none.
  const tree = toHast(document.root, { handlers: createHandlers(page), clobberPrefix: 'fb:' });
  const body = tree.type === 'root' ? tree.children.filter((child) => child.type !== 'doctype') : [];
  return { body, rail: page.rail, headings: page.headings };
}

function createHandlers(page: HtmlPage) {
  return {
    badge: badgeToHast,
    bar: barToHast,
    chart: chartToHast,
    runLine: runLineToHast,
    captionedCode: captionedCodeToHast(page),
    confidenceGauge: confidenceGaugeToHast,
    code: (_: State, node: Code) => renderCode(page.highlighter, node.value, node.lang ?? ''),
    figureCards: figureCardsToHast(page),
    heading: headingToHast(page),
    html: htmlToHast,
    image: imageToHast,
    link: linkToHast(page),
    linkReference: linkReferenceToHast,
    listItem: listItemToHast,
    facts: factsToHast,
    region: regionToHast(page),
    recordLink: recordLinkToHast(page),
    runStrip: runStripToHast,
    snippetPair: snippetPairToHast(page),
    table: tableToHast(page),
  };
}

/** The blocks of code, whose grammars have to be fetched before a document can be rendered. */
function codeIn(root: Root): readonly CodeBlock[] {
  const code: CodeBlock[] = [];
  const walk = (node: Nodes): void => {
    code.push(...codeBlocksIn(node));
    if ('children' in node) for (const child of node.children) walk(child);
  };
  walk(root);
  return code;
}
