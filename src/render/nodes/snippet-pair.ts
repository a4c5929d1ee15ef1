import type { Element, ElementContent } from 'hast';
import type { Parents } from 'mdast';
import type { State as HastState } from 'mdast-util-to-hast';
import type { Info, State } from 'mdast-util-to-markdown';
import type { SnippetPair } from '../../pages/document.ts';
import { renderCode, renderFigure, renderLines, wrapCode } from '../code-blocks.ts';
import { element, text } from '../hast.ts';
import { type Highlighter, splitLines } from '../highlight.ts';
import { compareLines, type DiffLine } from '../line-diff.ts';
import type { HtmlPage } from '../page.ts';
import { captionAndFence } from './captioned-code.ts';

interface View {
  readonly id: string;
  readonly label: string;
  readonly content: Element[];
}

/** Two captioned fences, or the one block that holds both, to the byte. */
export function toMarkdown(node: SnippetPair, _: Parents | undefined, state: State, info: Info): string {
  const children =
    node.whole === undefined
      ? [
          ...captionAndFence('Before', node.lang, node.before),
          ...captionAndFence('After', node.lang, node.after),
        ]
      : captionAndFence('Before and after', node.lang, node.whole);
  return state.containerFlow({ type: 'root', children }, info);
}

/** Views to choose from without a script: radio buttons, and style rules that show the chosen panel. Without styles, all are shown. */
export function toHast(page: HtmlPage) {
  return (_: HastState, node: SnippetPair): Element => {
    page.pairs += 1;
    const views = viewsOf(node, page.highlighter);
    // A heading's slug has no colon: these ids can meet none.
    const name = `fb:${page.pairs}`;
    return element('fieldset', { className: ['fb-pair', 'not-content'] }, [
      element('legend', {}, ['Before and after']),
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
