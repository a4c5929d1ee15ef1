import type { Parents, Root } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemToMarkdown } from 'mdast-util-gfm-task-list-item';
import { defaultHandlers, type Info, type Options, type State, toMarkdown } from 'mdast-util-to-markdown';
import type { Document } from '../pages/document.ts';
import { refineEscapes } from './markdown-escapes.ts';
import * as badge from './nodes/badge.ts';
import * as captionedCode from './nodes/captioned-code.ts';
import * as figureCards from './nodes/figure-cards.ts';
import * as heading from './nodes/heading.ts';
import { htmlToMarkdown, inlineCodeToMarkdown, paragraphToMarkdown, textToMarkdown } from './nodes/inline.ts';
import * as link from './nodes/link.ts';
import * as recordLink from './nodes/record-link.ts';
import * as confidenceGauge from './nodes/runs/confidence-gauge.ts';
import * as rateChart from './nodes/runs/rate-chart.ts';
import * as runStrip from './nodes/runs/run-strip.ts';
import * as snippetPair from './nodes/snippet-pair.ts';
import * as table from './nodes/table.ts';
import type { Links } from './page.ts';

const TABLES = { tablePipeAlign: false, tableCellPadding: true };
const CELLS = gfmTableToMarkdown(TABLES).handlers;
const BOXES = gfmTaskListItemToMarkdown().handlers;

// Nodes that begin or end with a paragraph where the library expects none.
const SET_APART: ReadonlySet<string> = new Set([
  'captionedCode',
  'snippetPair',
  'figureCards',
  'runStrip',
  'confidenceGauge',
  'rateChart',
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
  heading: heading.toMarkdown,
  link: link.toMarkdown,
  ...(CELLS?.table ? { table: table.toMarkdown(CELLS.table) } : {}),
  badge: badge.toMarkdown,
  captionedCode: captionedCode.toMarkdown,
  snippetPair: snippetPair.toMarkdown,
  figureCards: figureCards.toMarkdown,
  runStrip: runStrip.toMarkdown,
  confidenceGauge: confidenceGauge.toMarkdown,
  rateChart: rateChart.toMarkdown,
};

/** The document as GitHub-flavoured Markdown; ends with one line end. Code is kept to the byte, all other text stays text. */
export function renderMarkdown(document: Pick<Document, 'route' | 'root'>, links: Links): string {
  const page = { links, from: document.route };
  const handlers = { ...HANDLERS, recordLink: recordLink.toMarkdown(page) };
  return toMarkdown(document.root, { ...OPTIONS, handlers });
}

function rootToMarkdown(node: Root, parent: Parents | undefined, state: State, info: Info): string {
  refineEscapes(state, node);
  return defaultHandlers.root(node, parent, state, info);
}
