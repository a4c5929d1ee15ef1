import type { Root } from 'mdast';
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
