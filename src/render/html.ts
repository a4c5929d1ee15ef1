import GithubSlugger from 'github-slugger';
import type { Element, ElementContent } from 'hast';
import type { Code, Definition, FootnoteDefinition, Nodes, Root } from 'mdast';
import { type State, toHast } from 'mdast-util-to-hast';
import type { Document } from '../pages/document.ts';
import { holdsBlocks } from '../text/walk.ts';
import { highlighterFor } from './highlight.ts';
import { barToHast, chartToHast, runLineToHast } from './nodes/chart.ts';
import { renderCode, snippetPairToHast } from './nodes/code.ts';
import { confidenceGaugeToHast } from './nodes/confidence-gauge.ts';
import { factsToHast, figureCardsToHast } from './nodes/figure-cards.ts';
import { imageToHast, linkReferenceToHast, linkToHast, recordLinkToHast } from './nodes/links.ts';
import { regionToHast } from './nodes/region.ts';
import { tableToHast } from './nodes/table.ts';
import { badgeToHast, headingToHast, htmlToHast, listItemToHast, partsOf, textToHast } from './nodes/text.ts';
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
export async function renderHtml(document: Document, links: Links): Promise<RenderedPage> {
  const { languages, definitions } = needsOf(document.root);
  const page: HtmlPage = {
    links,
    from: document.route,
    hasPart: partsOf(document.root),
    highlight: await highlighterFor(languages),
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
  const options = { handlers: createHandlers(page, document.root), clobberPrefix: 'fb:' };
  // It looks through all that it is given for definitions, in twice the time of our own walk.
  const tree = toHast({ type: 'root', children: definitions }, options);
  const body = tree.type === 'root' ? tree.children.filter((child) => child.type !== 'doctype') : [];
  return { body, rail: page.rail, headings: page.headings };
}

function createHandlers(page: HtmlPage, root: Root) {
  return {
    root: (state: State) => state.wrap(state.all(root)),
    badge: badgeToHast,
    bar: barToHast,
    chart: chartToHast,
    runLine: runLineToHast,
    confidenceGauge: confidenceGaugeToHast,
    code: (_: State, node: Code) => renderCode(page.highlight, node),
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
    runStrip: () => undefined,
    snippetPair: snippetPairToHast(page),
    table: tableToHast(page),
    text: textToHast,
  };
}

/** What has to be known before a document can be rendered: the languages of its code, and what its references mean. */
function needsOf(root: Root) {
  const languages = new Set<string>();
  const definitions: (Definition | FootnoteDefinition)[] = [];
  const walk = (node: Nodes): void => {
    if (node.type === 'code' || node.type === 'snippetPair') languages.add(node.lang ?? '');
    if (node.type === 'definition' || node.type === 'footnoteDefinition') definitions.push(node);
    if (holdsBlocks(node)) for (const child of node.children) walk(child);
    if (node.type === 'snippetPair') for (const child of node.between ?? []) walk(child);
  };
  walk(root);
  return { languages, definitions };
}
