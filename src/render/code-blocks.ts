import type { Element, ElementContent } from 'hast';
import type { Nodes, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { element, text } from './hast.ts';
import type { Highlighter } from './highlight.ts';

export interface CodeBlock {
  readonly lang: string;
  readonly code: string;
}

/** Every block that rendering a document highlights, for `Highlighter.prepare`. */
export function codeBlocksOf(root: Root): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  visit(root, (node: Nodes) => {
    if (node.type === 'code') blocks.push({ lang: node.lang ?? '', code: node.value });
    if (node.type === 'captionedCode') blocks.push({ lang: node.lang, code: node.value });
    if (node.type !== 'snippetPair') return;
    for (const code of [node.before, node.after, node.whole]) {
      if (code !== undefined) blocks.push({ lang: node.lang, code });
    }
  });
  return blocks;
}

/** A block of code that scrolls on its own and can be reached by keyboard. */
export function renderCode(highlighter: Highlighter, code: string, lang: string): Element {
  return renderLines(highlighter.lines(code, lang), lang);
}

/** A block of lines that are highlighted already. */
export function renderLines(lines: readonly ElementContent[][], lang: string): Element {
  return wrapCode(
    lines.flatMap((line, index) => (index === 0 ? line : [text('\n'), ...line])),
    lang,
  );
}

/** The block around highlighted content; the language is shown only where there is one. */
export function wrapCode(content: readonly ElementContent[], lang: string, kind?: string): Element {
  const className = kind ? ['fb-code', kind] : ['fb-code'];
  const properties = { className, tabIndex: 0, ...(lang ? { dataLang: lang } : {}) };
  return element('pre', properties, [element('code', {}, content)]);
}

/** A block with its caption; the caption is part of no copy of the code. */
export function renderFigure(caption: string, block: Element): Element {
  return element('figure', { className: ['fb-figure', 'not-content'] }, [
    element('figcaption', {}, [caption]),
    block,
  ]);
}
