import type { Code, Html, RootContent } from 'mdast';
import type { FileFinding } from '../../core/finding.ts';
import { shorten } from '../../core/text.ts';
import { unsafeScheme } from '../../core/url.ts';
import { walk } from '../../text/walk.ts';
import { wordsOfPasted } from '../body/pasted-html.ts';
import { pairsIn, snippetRoles } from '../body/snippet.ts';
import { figureNames, findFigureReferences } from '../book/figure-name.ts';
import { suggest } from '../fields/suggest.ts';
import type { SnippetRole } from '../rules/body.ts';
import { finding } from '../rules.ts';
import type { FileContext } from './facts.ts';
import { placeOf } from './texts.ts';

/** What stands in a body and in the sentences of the front matter: HTML, images, links, figures, blocks of code. */
export function* checkBody(context: FileContext): Iterable<FileFinding> {
  const { html, code } = context.texts;
  yield* checkHtml(html);
  yield* checkLanguages(code.filter(({ lang }) => !lang));
  for (const node of code)
    if (isUnclosed(node))
      yield finding('unclosed-fence', placeOf(node), { fence: fenceOf(node, context.source.text) });
  yield* checkSnippets(context, code);
  yield* checkTargets(context);
  yield* checkFigures(context);
}

/** A page shows them as text, so each form is told once. */
function* checkLanguages(code: readonly Code[]): Iterable<FileFinding> {
  const forms = Map.groupBy(code, (node) => (isIndented(node) ? ('indented' as const) : ('fenced' as const)));
  for (const [form, [first, ...more]] of forms)
    if (first) yield { ...finding('fence-language', placeOf(first), { form }), ...moreOf(more) };
}

function moreOf({ length }: readonly unknown[]): { readonly more?: number } {
  return length > 0 ? { more: length } : {};
}

/** What was pasted from a tracker loses nothing, and is told once. */
function* checkHtml(html: readonly Html[]): Iterable<FileFinding> {
  const { pasted = [], other = [] } = Object.groupBy(html, ({ value }) =>
    wordsOfPasted(value) === undefined ? 'other' : 'pasted',
  );
  const opened = new Set<string>();
  for (const node of other) {
    const [, slash, name = ''] = /^<(\/?)([a-z][a-z0-9-]*)/i.exec(node.value) ?? [];
    // Who mends the tag that opens mends the one that closes.
    if (slash === '/' && opened.delete(name)) continue;
    if (slash === '') opened.add(name);
    yield finding('raw-html', placeOf(node), { html: shorten(node.value), form: 'other' });
  }
  const [first, ...more] = pasted;
  if (!first) return;
  const found = finding('raw-html', placeOf(first), { html: shorten(first.value), form: 'pasted' });
  yield { ...found, severity: 'warning', ...moreOf(more) };
}

/** An indented block has as many lines as its text; a fenced one has more. */
function isIndented(node: Code): boolean {
  const { start, end } = placeOf(node);
  return node.value.split('\n').length === end.line - start.line + 1;
}

/** What begins a block, and so ends it. */
function fenceOf({ position }: Code, text = ''): string {
  return /^(?:`+|~+)/.exec(text.slice(position?.start.offset))?.[0] ?? '```';
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
  const pairs = new Map<readonly RootContent[], ReadonlySet<number>>();
  walk(body, (node, siblings, i) => {
    const role = node.type === 'code' ? snippetRole(node) : undefined;
    if (role === undefined) return;
    const paired =
      pairs.get(siblings) ?? new Set(pairsIn(siblings, false).flatMap(({ first, last }) => [first, last]));
    pairs.set(siblings, paired);
    if (!paired.has(i)) found.push(finding('unpaired-snippet', placeOf(node), { role }));
  });
  return found;
}

/** What the words behind a fence's language make of it; undefined for a fence that is no part of a pair. */
function snippetRole({ meta }: Code): SnippetRole | undefined {
  const { before, after } = snippetRoles(meta);
  return before && after ? 'whole' : before ? 'before' : after ? 'after' : undefined;
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
