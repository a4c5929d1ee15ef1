import type { Parents, Root } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemToMarkdown } from 'mdast-util-gfm-task-list-item';
import { defaultHandlers, type Info, type Options, type State, toMarkdown } from 'mdast-util-to-markdown';
import { unobeyed, visibleLines } from '../core/text.ts';
import { inOneColumn } from '../pages/blocks/tree.ts';
import type { Document } from '../pages/document.ts';
import { NO_LINKS } from './links.ts';
import { writeBlocks } from './markdown-blocks.ts';
import { refineEscapes } from './markdown-escapes.ts';
import { writeQuickly } from './markdown-phrasing.ts';
import { barToMarkdown, chartToMarkdown, runLineToMarkdown } from './nodes/chart.ts';
import { snippetPairToMarkdown } from './nodes/code.ts';
import { confidenceGaugeToMarkdown } from './nodes/confidence-gauge.ts';
import { factsToMarkdown, figureCardsToMarkdown } from './nodes/figure-cards.ts';
import { imageToMarkdown, linkToMarkdown, recordLinkToMarkdown } from './nodes/links.ts';
import { runStripToMarkdown } from './nodes/runs.ts';
import { tableToMarkdown } from './nodes/table.ts';
import {
  badgeToMarkdown,
  headingToMarkdown,
  htmlToMarkdown,
  inlineCodeToMarkdown,
  paragraphToMarkdown,
  partsOf,
  textToMarkdown,
} from './nodes/text.ts';
import type { Page } from './page.ts';

const TABLES = { tablePipeAlign: false, tableCellPadding: true };
const CELLS = gfmTableToMarkdown(TABLES).handlers;
const BOXES = gfmTaskListItemToMarkdown().handlers;

// Nodes that begin or end with a paragraph where the library expects none.
const SET_APART: ReadonlySet<string> = new Set([
  'snippetPair',
  'figureCards',
  'runStrip',
  'confidenceGauge',
  'chart',
  'html',
]);

// Made once: of ten thousand pages, only the links differ from one to the next.
const OPTIONS: Options = {
  bullet: '-',
  bulletOther: '*',
  emphasis: '*',
  strong: '*',
  fence: '`',
  fences: true,
  rule: '-',
  incrementListMarker: true,
  tightDefinitions: true,
  listItemIndent: 'one',
  join: [(left, right) => (SET_APART.has(left.type) || SET_APART.has(right.type) ? 1 : undefined)],
  extensions: [gfmToMarkdown(TABLES)],
};

const HANDLERS = {
  root: rootToMarkdown,
  text: textToMarkdown,
  html: htmlToMarkdown,
  inlineCode: inlineCodeToMarkdown(CELLS?.inlineCode ?? defaultHandlers.inlineCode),
  paragraph: paragraphToMarkdown(BOXES?.paragraph ?? defaultHandlers.paragraph),
  heading: headingToMarkdown,
  image: imageToMarkdown,
  link: linkToMarkdown,
  table: tableToMarkdown,
  badge: badgeToMarkdown,
  snippetPair: snippetPairToMarkdown,
  figureCards: figureCardsToMarkdown,
  runStrip: runStripToMarkdown,
  confidenceGauge: confidenceGaugeToMarkdown,
  chart: chartToMarkdown,
  bar: barToMarkdown,
  runLine: runLineToMarkdown,
  facts: factsToMarkdown,
};

/**
 * The document as GitHub-flavoured Markdown; ends with one line end. Code is kept to the byte, all other text stays text,
 * and what a terminal or an editor would act on is shown as an escape.
 */
export function renderMarkdown(document: Pick<Document, 'route' | 'root'>, links: Page['links']): string {
  const page = { links, from: document.route, hasPart: partsOf(document.root) };
  const handlers = { ...HANDLERS, recordLink: recordLinkToMarkdown(page) };
  return visibleLines(toMarkdown(document.root, { ...OPTIONS, handlers }));
}

/** The same for a reader who has it alone, perhaps in the log of a CI machine: no links to other pages, no commands. */
export function renderStandalone({ root }: Pick<Document, 'root'>): string {
  return unobeyed(renderMarkdown({ route: '', root }, NO_LINKS));
}

function rootToMarkdown(node: Root, _: Parents | undefined, state: State, info: Info): string {
  refineEscapes(state, node);
  writeQuickly(state);
  writeBlocks(state);
  return state.containerFlow({ ...node, children: inOneColumn(node.children) }, info);
}
