import type { Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

const processor = unified().use(remarkParse).use(remarkGfm).freeze();

/** Parses a body so that its positions are those of the file: the lines above it are given as empty ones. */
export function parseBody(text: string, bodyOffset: number): Root {
  const linesAbove = text.slice(0, bodyOffset).split('\n').length - 1;
  return processor.parse('\n'.repeat(linesAbove) + text.slice(bodyOffset));
}

/** Parses Markdown that is no record: a foreign document, a prose field. */
export function parseMarkdown(text: string): Root {
  return processor.parse(text);
}

/** Blocks and marks within each other: more than anyone writes, and far less than what a walk through a tree can bear. */
export const MAX_DEPTH = 40;

const MAX_MARKERS = 500;

/** Where the first line begins that opens hundreds of quotes and lists: the parser would take hours for thousands. */
export function deepLine(text: string, bodyOffset: number): number | undefined {
  const pattern = new RegExp(
    `^(?:[ \\t]*(?:>|[-*+](?=[ \\t])|\\d{1,9}[.)](?=[ \\t]))){${MAX_MARKERS}}`,
    'gm',
  );
  pattern.lastIndex = bodyOffset;
  return pattern.exec(text)?.index;
}

/** How deep a tree is, without a call for every level. */
export function depthOf(root: Root): number {
  let depth = 0;
  let level: Nodes[] = [root];
  while (level.length > 0 && depth <= MAX_DEPTH) {
    level = level.flatMap((node) => ('children' in node ? (node.children as Nodes[]) : []));
    depth += 1;
  }
  return depth;
}
