import { diffArrays } from 'diff';
import type { Element, ElementContent } from 'hast';
import type { Nodes, RootContent } from 'mdast';
import type { State as HastState } from 'mdast-util-to-hast';
import type { Handle } from 'mdast-util-to-markdown';
import { paragraph, strong } from '../../pages/blocks/tree.ts';
import type { CaptionedCode, SnippetPair } from '../../pages/document.ts';
import { plural } from '../../pages/words/format.ts';
import { element, text } from '../hast.ts';
import { type Highlighter, splitLines } from '../highlight.ts';
import type { HtmlPage } from '../page.ts';

/** A caption as a bold paragraph, and the fence. */
function captionAndFence(caption: string | undefined, lang: string, value: string): RootContent[] {
  const fence: RootContent = { type: 'code', lang: lang || null, value };
  if (!caption) return [fence];
  return [paragraph(strong(caption)), fence];
}

export const captionedCodeToMarkdown: Handle = (node: CaptionedCode, _, state, info) => {
  const children = captionAndFence(node.caption, node.lang, node.value);
  return state.containerFlow({ type: 'root', children }, info);
};

export function captionedCodeToHast(page: HtmlPage) {
  return (_: HastState, node: CaptionedCode): Element => {
    const block = renderCode(page.highlighter, node.value, node.lang);
    return node.caption ? renderFigure(node.caption, block) : block;
  };
}

interface View {
  readonly id: string;
  readonly label: string;
  readonly content: Element[];
}

/** Two captioned fences, or the one block that holds both, to the byte. */
export const snippetPairToMarkdown: Handle = (node: SnippetPair, _, state, info) => {
  const children =
    node.whole === undefined
      ? [
          ...captionAndFence('Before', node.lang, node.before),
          ...(node.between ? [node.between] : []),
          ...captionAndFence('After', node.lang, node.after),
        ]
      : captionAndFence('Before and after', node.lang, node.whole);
  return state.containerFlow({ type: 'root', children }, info);
};

/** Views to choose from without a script: radio buttons, and style rules that show the chosen panel. Without styles, all are shown. */
export function snippetPairToHast(page: HtmlPage) {
  return (state: HastState, node: SnippetPair): Element => {
    page.pairs += 1;
    const views = viewsOf(node, page.highlighter);
    // A heading's slug has no colon: these ids can meet none.
    const name = `fb:${page.pairs}`;
    return element('fieldset', { className: ['fb-pair'] }, [
      element('legend', {}, ['Before and after']),
      ...(node.between ? [element('p', {}, state.all(node.between))] : []),
      ...views.flatMap((view, index) => renderChoice(view, name, index === 0)),
      ...views.map((view, index) => renderPanel(view, index > 0)),
    ]);
  };
}

function viewsOf(node: SnippetPair, highlighter: Highlighter): View[] {
  const { lang, before, after, whole } = node;
  const lines = { before: highlighter.lines(before, lang), after: highlighter.lines(after, lang) };
  const sides = [
    renderFigure('Before', renderLines(lines.before, lang)),
    renderFigure('After', renderLines(lines.after, lang)),
  ];
  const views: View[] = [
    { id: 'diff', label: 'Diff', content: [renderDiff(node, lines)] },
    { id: 'sides', label: 'Side by side', content: sides },
  ];
  if (whole !== undefined) {
    views.push({ id: 'whole', label: 'As written', content: [renderCode(highlighter, whole, lang)] });
  }
  return views;
}

function renderChoice({ id, label }: View, name: string, checked: boolean): Element[] {
  const choice = `${name}:${id}`;
  return [
    element('input', {
      type: 'radio',
      className: ['fb-view'],
      dataView: id,
      name,
      id: choice,
      checked,
      autoComplete: ['off'],
    }),
    element('label', { htmlFor: [choice] }, [label]),
  ];
}

function renderPanel({ id, label, content }: View, repeats: boolean): Element {
  // The same code again would only make the search index bigger.
  const search = repeats ? { dataPagefindIgnore: '' } : {};
  const properties = { className: ['fb-panel'], dataPanel: id, role: 'group', ariaLabel: label, ...search };
  return element('div', properties, content);
}

function renderDiff(
  { before, after, lang }: SnippetPair,
  lines: Record<'before' | 'after', ElementContent[][]>,
): Element {
  const compared = compareLines(splitLines(before), splitLines(after)).flatMap((line, index) => {
    const content = lines[line.side === 'before' ? 'before' : 'after'][line.at] ?? [];
    return index === 0 ? [renderDiffLine(line, content)] : [text('\n'), renderDiffLine(line, content)];
  });
  return wrapCode(compared, lang, 'fb-diff');
}

/** `del` and `ins` mean the same to eyes, ears and a page without styles; the gutter is drawn by style rules. */
function renderDiffLine({ side }: DiffLine, content: readonly ElementContent[]): Element {
  const tagName = side === 'both' ? 'span' : side === 'before' ? 'del' : 'ins';
  return element(tagName, { className: ['fb-line'] }, content);
}

export interface CodeBlock {
  readonly lang: string;
  readonly code: string;
}

/** The blocks of a node that are highlighted. */
export function codeBlocksIn(node: Nodes): CodeBlock[] {
  if (node.type === 'code') return [{ lang: node.lang ?? '', code: node.value }];
  if (node.type === 'captionedCode') return [{ lang: node.lang, code: node.value }];
  if (node.type !== 'snippetPair') return [];
  const { lang, before, after, whole } = node;
  return [before, after, whole].flatMap((code) => (code === undefined ? [] : [{ lang, code }]));
}

/** Beyond so many lines a block is folded: a dump must not bury what stands below it. */
const MOST_LINES = 40;

/** A block of code that scrolls on its own and can be reached by keyboard; a long one opens on demand. */
export function renderCode(highlighter: Highlighter, code: string, lang: string): Element {
  const lines = highlighter.lines(code, lang);
  const block = renderLines(lines, lang);
  if (lines.length <= MOST_LINES) return block;
  const summary = element('summary', {}, [plural(lines.length, 'line')]);
  return element('details', { className: ['fb-data'] }, [summary, block]);
}

/** A block of lines that are highlighted already. */
function renderLines(lines: readonly ElementContent[][], lang: string): Element {
  return wrapCode(
    lines.flatMap((line, index) => (index === 0 ? line : [text('\n'), ...line])),
    lang,
  );
}

/** The block around highlighted content; the language is shown only where there is one. */
function wrapCode(content: readonly ElementContent[], lang: string, kind?: string): Element {
  const className = kind ? ['fb-code', kind] : ['fb-code'];
  const properties = { className, tabIndex: 0, ...(lang ? { dataLang: lang } : {}) };
  return element('pre', properties, [element('code', {}, content)]);
}

/** A block with its caption; the caption is part of no copy of the code. */
function renderFigure(caption: string, block: Element): Element {
  return element('figure', { className: ['fb-figure'] }, [element('figcaption', {}, [caption]), block]);
}

/** A line of a comparison; `at` is its 0-based index in the side it comes from (`after` for a line of both). */
export interface DiffLine {
  readonly side: 'both' | 'before' | 'after';
  readonly at: number;
}

/** Beyond this many edits two blocks have nothing to compare: all of one, then all of the other. */
const MOST_EDITS = 2_000;

/** The lines of two texts in reading order: what went before what came. */
export function compareLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  const changes = diffArrays([...before], [...after], { maxEditLength: MOST_EDITS });
  if (!changes) return [...count('before', 0, before.length), ...count('after', 0, after.length)];
  const lines: DiffLine[] = [];
  let beforeAt = 0;
  let afterAt = 0;
  for (const { value, added, removed } of changes) {
    const side = added ? 'after' : removed ? 'before' : 'both';
    lines.push(...count(side, side === 'before' ? beforeAt : afterAt, value.length));
    if (side !== 'after') beforeAt += value.length;
    if (side !== 'before') afterAt += value.length;
  }
  return lines;
}

function count(side: DiffLine['side'], from: number, length: number): DiffLine[] {
  return Array.from({ length }, (_, index) => ({ side, at: from + index }));
}
