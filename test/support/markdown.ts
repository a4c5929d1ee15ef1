import type { Heading, Link, Nodes, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

export function parse(markdown: string): Root {
  return unified().use(remarkParse).use(remarkGfm).parse(markdown);
}

/** The values of all fenced blocks, in order. */
export function codeBlocks(tree: Root): string[] {
  const blocks: string[] = [];
  visit(tree, 'code', (node) => void blocks.push(node.value));
  return blocks;
}

/** The rows of all tables as plain text cells, heads included. */
export function tableRows(tree: Root): string[][] {
  const rows: string[][] = [];
  visit(tree, 'tableRow', (node) => void rows.push(node.children.map((cell) => textOf(cell).trim())));
  return rows;
}

export function headings(tree: Root): { depth: number; text: string }[] {
  const found: { depth: number; text: string }[] = [];
  visit(tree, 'heading', (node: Heading) => void found.push({ depth: node.depth, text: textOf(node) }));
  return found;
}

export function links(tree: Root): string[] {
  const found: string[] = [];
  visit(tree, 'link', (node: Link) => void found.push(node.url));
  return found;
}

export function plain(node: Nodes): string {
  return textOf(node);
}
