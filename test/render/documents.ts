import type { BlockContent, List, Paragraph, PhrasingContent, RootContent, TableRow, Text } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Badge, Document } from '../../src/pages/document.ts';
import { type RenderedPage, renderHtml } from '../../src/render/html.ts';
import { docsLinks, siteLinks } from '../../src/render/links.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { fragment } from '../../src/render/page.ts';
import { writeHtml } from '../../src/render/write-html.ts';

export const FIXED: Badge = { type: 'badge', tone: 'good', label: 'Fixed', mark: 'tick' };

const reader = unified().use(remarkParse).use(remarkGfm);

export function text(value: string): Text {
  return { type: 'text', value };
}

export function paragraph(...children: (PhrasingContent | string)[]): Paragraph {
  return { type: 'paragraph', children: children.map((c) => (typeof c === 'string' ? text(c) : c)) };
}

export function heading(depth: 1 | 2 | 3, ...children: (PhrasingContent | string)[]): RootContent {
  return { type: 'heading', depth, children: children.map((c) => (typeof c === 'string' ? text(c) : c)) };
}

export function table(...rows: (PhrasingContent | string)[][]): RootContent {
  return { type: 'table', children: rows.map(tableRow) };
}

function tableRow(cells: (PhrasingContent | string)[]): TableRow {
  return {
    type: 'tableRow',
    children: cells.map((c) => ({ type: 'tableCell', children: [typeof c === 'string' ? text(c) : c] })),
  };
}

export function bullets(...items: BlockContent[][]): List {
  const children = items.map((item) => ({ type: 'listItem' as const, spread: false, children: item }));
  return { type: 'list', ordered: false, spread: false, children };
}

/** A page of these nodes, at `issues/ds-flaky-003`. */
function page(...children: RootContent[]): Document {
  const root = { type: 'root' as const, children };
  return { route: 'issues/ds-flaky-003', kind: 'issue', title: 'T', description: '', facets: {}, root };
}

export function markdownOf(...children: RootContent[]): string {
  return renderMarkdown(page(...children), docsLinks);
}

/** The Markdown output read again, as GitHub would read it. */
export function readBack(...children: RootContent[]): RootContent[] {
  return reader.parse(markdownOf(...children)).children;
}

export async function htmlOf(
  ...children: RootContent[]
): Promise<Pick<RenderedPage, 'headings'> & { readonly html: string }> {
  const { body, headings } = await renderHtml(page(...children), siteLinks('/book'));
  return { html: writeHtml(fragment(body)), headings };
}
