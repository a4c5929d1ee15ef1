import type { Code, Html, RootContent } from 'mdast';
import type { FileFinding } from '../../core/finding.ts';
import { shorten } from '../../core/text.ts';
import { unsafeScheme } from '../../core/url.ts';
import { walk } from '../../text/walk.ts';
import { wordsOfPasted } from '../body/pasted-html.ts';
import { snippetRoles, splitAtAfter } from '../body/snippet.ts';
import { figureNames, findFigureReferences } from '../book/figure-name.ts';
import { suggest } from '../fields/suggest.ts';
import type { SnippetRole } from '../rules/body.ts';
import { finding } from '../rules.ts';
import type { FileContext } from './context.ts';
import { placeOf } from './texts.ts';

/** What stands in a body and in the sentences of the front matter: HTML, images, links, figures, blocks of code. */
export function* checkBody(context: FileContext): Iterable<FileFinding> {
  const { html, code } = context.texts;
  yield* checkHtml(html);
  for (const node of code) {
    if (!node.lang)
      yield finding('fence-language', placeOf(node), { form: isIndented(node) ? 'indented' : 'fenced' });
    if (isUnclosed(node)) yield finding('unclosed-fence', placeOf(node));
  }
  yield* checkSnippets(context, code);
  yield* checkTargets(context);
  yield* checkFigures(context);
}

/** What was pasted from a tracker loses nothing, and is told once. */
function* checkHtml(html: readonly Html[]): Iterable<FileFinding> {
  const { pasted = [], other = [] } = Object.groupBy(html, ({ value }) =>
    wordsOfPasted(value) === undefined ? 'other' : 'pasted',
  );
  for (const node of other)
    yield finding('raw-html', placeOf(node), { html: shorten(node.value), form: 'other' });
  const [first, ...more] = pasted;
  if (!first) return;
  const found = finding('raw-html', placeOf(first), { html: shorten(first.value), form: 'pasted' });
  yield { ...found, severity: 'warning', ...(more.length > 0 ? { more: more.length } : {}) };
}

/** An indented block has as many lines as its text; a fenced one has more. */
function isIndented(node: Code): boolean {
  const { start, end } = placeOf(node);
  return node.value.split('\n').length === end.line - start.line + 1;
}

/** A closed block has two lines more than its text, and ends behind a fence; an indented one has as many as its text. */
function isUnclosed({ value, position, lang }: Code): boolean {
  if (!position) return false;
  const { start, end } = position;
  const lines = end.line - start.line + 1;
  const textLines = value === '' ? 0 : value.split('\n').length;
  return end.column === 1 || lines === textLines + 1 || (lines === 1 && Boolean(lang));
}

function checkSnippets({ body }: FileContext, code: readonly Code[]): FileFinding[] {
  const found: FileFinding[] = [];
  // Most bodies have no pair at all, and need no walk that knows of siblings.
  if (!body || !code.some((node) => snippetRole(node) !== undefined)) return found;
  walk(body, (node, siblings, i) => {
    const role = node.type === 'code' ? snippetRole(node) : undefined;
    if (node.type !== 'code' || role === undefined || isPaired(node, role, (step) => siblings[i + step]))
      return;
    found.push(finding('unpaired-snippet', placeOf(node), { role }));
  });
  return found;
}

/** What the words behind a fence's language make of it; undefined for a fence that is no part of a pair. */
function snippetRole({ meta }: Code): SnippetRole | undefined {
  const { before, after } = snippetRoles(meta);
  return before && after ? 'whole' : before ? 'before' : after ? 'after' : undefined;
}

function isPaired(
  node: Code,
  role: SnippetRole,
  sibling: (step: number) => RootContent | undefined,
): boolean {
  if (role === 'whole') return splitAtAfter(node.value) !== undefined;
  const step = role === 'before' ? 1 : -1;
  // A caption may stand between the two.
  const other = sibling(sibling(step)?.type === 'paragraph' ? 2 * step : step);
  if (other?.type !== 'code' || other.lang !== node.lang) return false;
  return snippetRole(other) === (role === 'before' ? 'after' : 'before');
}

function* checkTargets({ texts: { links } }: FileContext): Iterable<FileFinding> {
  for (const { node, place } of links) {
    if (node.type === 'image' || node.type === 'imageReference') yield finding('image', place);
    if (!('url' in node)) continue;
    const scheme = unsafeScheme(node.url);
    if (scheme !== undefined) yield finding('unsafe-link', place, { scheme });
  }
}

function* checkFigures({ book, texts: { prose } }: FileContext): Iterable<FileFinding> {
  const known = figureNames(book);
  for (const { text, placeOf: placeIn } of prose) {
    for (const { name, index, length } of findFigureReferences(text)) {
      if (known.includes(name) || name.startsWith('pattern.')) continue;
      yield finding('unknown-figure', placeIn(index, length), { name, suggestion: suggest(name, known) });
    }
  }
}
