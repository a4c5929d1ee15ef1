import type { Element, ElementContent } from 'hast';
import type { Code, RootContent } from 'mdast';
import type { State as HastState } from 'mdast-util-to-hast';
import type { Handle } from 'mdast-util-to-markdown';
import { plural } from '../../core/text.ts';
import { paragraph, strong } from '../../pages/blocks/tree.ts';
import type { SnippetPair, TextRange } from '../../pages/document.ts';
import { type Highlighter, MOST_MARKED_LINES, splitLines } from '../highlight.ts';
import { element, type HtmlPage, text } from '../page.ts';
import { changedWords, compareLines, type DiffLine, stretchesOf } from './compare.ts';

type Line = readonly ElementContent[];

interface Sides {
  readonly before: readonly Line[];
  readonly after: readonly Line[];
}

/** A caption as a bold paragraph, and the fence. */
function captionAndFence(caption: string | undefined, lang: string, value: string): RootContent[] {
  const fence: RootContent = { type: 'code', lang: lang || null, value };
  if (!caption) return [fence];
  return [paragraph(strong(caption)), fence];
}

/** Two fences with their captions, or the one block that holds both, to the byte. */
export const snippetPairToMarkdown: Handle = (node: SnippetPair, _, state, info) => {
  const { lang, before, between = [], after, whole, told } = node;
  const caption = (words: string) => (told === 'marked' ? words : undefined);
  const children =
    whole === undefined
      ? [
          ...captionAndFence(caption('Before'), lang, before),
          ...between,
          ...captionAndFence(caption('After'), lang, after),
        ]
      : captionAndFence(caption('Before and after'), lang, whole);
  return state.containerFlow({ type: 'root', children }, info);
};

/** Views to choose from without a script: radio buttons, and style rules that show what is chosen. Without styles, all is shown. */
export function snippetPairToHast(page: HtmlPage) {
  return (state: HastState, node: SnippetPair): Element => {
    page.pairs += 1;
    // A heading's slug has no colon: these ids can meet none.
    const name = `fb:${page.pairs}`;
    const { before, after, whole, lang, between = [], told } = node;
    const sides = { before: page.highlight(before, lang), after: page.highlight(after, lang) };
    const views: [id: string, label: string][] = [
      ['diff', 'Diff'],
      // The same lines, laid out in two columns.
      ['sides', 'Side by side'],
      ...(whole === undefined ? [] : [['whole', 'As written'] satisfies [string, string]]),
    ];
    return element('fieldset', { className: ['fb-pair'] }, [
      element('legend', {}, [told ? 'Before and after' : 'Two versions']),
      ...state.all({ type: 'root', children: [...between] }),
      ...views.flatMap(([id, label], index) => renderChoice(id, label, name, index === 0)),
      element('div', { className: ['fb-panel', 'fb-diff'], dataPanel: 'diff' }, renderDiff(node, sides)),
      // The same code again would only make the search index bigger.
      ...(whole === undefined
        ? []
        : [
            element('div', { className: ['fb-panel'], dataPanel: 'whole', dataPagefindIgnore: '' }, [
              renderBlock(whole, linesOfBoth(whole, sides), lang),
            ]),
          ]),
    ]);
  };
}

function renderChoice(id: string, label: string, name: string, checked: boolean): Element[] {
  const choice = `${name}:${id}`;
  return [
    element('input', {
      type: 'radio',
      className: ['fb-view'],
      dataView: id,
      name,
      id: choice,
      checked,
    }),
    element('label', { htmlFor: [choice] }, [label]),
  ];
}

/** Both sides as they were written in one block, with the empty lines between them. */
function linesOfBoth(whole: string, { before, after }: Sides): readonly Line[] {
  const between = Math.max(0, splitLines(whole).length - before.length - after.length);
  return [...before, ...Array<Line>(between).fill([]), ...after];
}

/** The comparison in blocks of code, with a fold for each long stretch in which nothing changed. */
function renderDiff({ before, after, lang }: SnippetPair, lines: Sides): Element[] {
  const texts = { before: splitLines(before), after: splitLines(after) };
  const sideOf = ({ side }: DiffLine) => (side === 'before' ? 'before' : 'after');
  const isLong = texts.before.length + texts.after.length > MOST_MARKED_LINES;
  const one = (line: DiffLine, words: readonly TextRange[] = []): Element => {
    const tagName = line.side === 'both' ? 'span' : line.side === 'before' ? 'del' : 'ins';
    const content = markRanges(lines[sideOf(line)][line.at] ?? [], words);
    return element(tagName, { className: ['fb-line'], dataN: line.at + 1 }, [...content, '\n']);
  };
  /** All lines of one side in one element. */
  const atOnce = (stretch: readonly DiffLine[]): Element[] =>
    (['both', 'before', 'after'] as const).flatMap((side) => {
      const own = stretch.filter((line) => line.side === side);
      const words = own.map((line) => `${texts[sideOf(line)][line.at] ?? ''}\n`).join('');
      const tagName = side === 'both' ? 'span' : side === 'before' ? 'del' : 'ins';
      return own.length === 0 ? [] : [element(tagName, { className: ['fb-line'] }, [words])];
    });
  const changed = (stretch: readonly DiffLine[]): Element => {
    if (isLong) return element('span', { className: ['fb-hunk'] }, atOnce(stretch));
    const went = stretch.filter(({ side }) => side === 'before');
    const came = stretch.filter(({ side }) => side === 'after');
    const words = went.map((line, i) =>
      changedWords(texts.before[line.at] ?? '', texts.after[came[i]?.at ?? -1] ?? ''),
    );
    return element('span', { className: ['fb-hunk'] }, [
      ...went.map((line, i) => one(line, words[i]?.before)),
      ...came.map((line, i) => one(line, words[i]?.after)),
    ]);
  };
  const blocks: Element[] = [];
  let shown: Element[] = [];
  const endBlock = () => {
    if (shown.length > 0) blocks.push(wrapCode(shown, lang));
    shown = [];
  };
  for (const { kind, lines: stretch } of stretchesOf(compareLines(texts.before, texts.after))) {
    if (kind === 'changed') shown.push(changed(stretch));
    else if (kind === 'same') shown.push(...(isLong ? atOnce(stretch) : stretch.map((line) => one(line))));
    else {
      endBlock();
      const summary = element('summary', {}, [plural(stretch.length, 'unchanged line')]);
      blocks.push(element('details', { className: ['fb-fold'] }, [summary, wrapCode(atOnce(stretch), lang)]));
    }
  }
  endBlock();
  return blocks;
}

/** A line with some of its words marked, whatever tokens they are in. */
function markRanges(content: readonly ElementContent[], ranges: readonly TextRange[]): ElementContent[] {
  if (ranges.length === 0) return [...content];
  let at = 0;
  return content.flatMap((token) => {
    const value = token.type === 'text' ? token.value : token.type === 'element' ? wordOf(token) : '';
    const from = at;
    at += value.length;
    const pieces = splitAt(
      value,
      ranges.flatMap((range) => [range.from - from, range.to - from]),
    ).map(({ text: piece, start }) =>
      ranges.some((range) => range.from <= from + start && from + start < range.to)
        ? element('span', { className: ['fb-word'] }, [piece])
        : text(piece),
    );
    return token.type === 'element' ? [{ ...token, children: pieces }] : pieces;
  });
}

function wordOf({ children: [child] }: Element): string {
  return child?.type === 'text' ? child.value : '';
}

function splitAt(value: string, cuts: readonly number[]): { text: string; start: number }[] {
  const inside = [...new Set(cuts.filter((cut) => cut > 0 && cut < value.length))].sort((a, b) => a - b);
  const starts = [0, ...inside];
  return starts.map((start, i) => ({ text: value.slice(start, starts[i + 1]), start }));
}

/** Beyond so many lines a block is folded: a dump must not bury what stands below it. */
const MOST_LINES = 40;

/** A block of code that scrolls on its own and can be reached by keyboard; a long one opens on demand. */
export function renderCode(highlight: Highlighter, { value, lang, data }: Code): Element {
  const block = renderBlock(value, highlight(value, lang ?? ''), lang ?? '', data?.marked);
  const { length } = splitLines(value);
  if (length <= MOST_LINES) return block;
  const summary = element('summary', {}, [plural(length, 'line')]);
  return element('details', { className: ['fb-data'] }, [summary, block]);
}

function renderBlock(
  code: string,
  lines: readonly Line[],
  lang: string,
  marked: readonly TextRange[] = [],
): Element {
  if (lines.length > MOST_MARKED_LINES) return wrapCode([text(code)], lang);
  const content = lines.flatMap((line, index) => (index === 0 ? line : [text('\n'), ...line]));
  return wrapCode(markRanges(content, marked), lang);
}

/** The block around highlighted content; the language is shown only where there is one. */
function wrapCode(content: readonly ElementContent[], lang: string): Element {
  const properties = { className: ['fb-code'], tabIndex: 0, ...(lang ? { dataLang: lang } : {}) };
  return element('pre', properties, [element('code', {}, content)]);
}
