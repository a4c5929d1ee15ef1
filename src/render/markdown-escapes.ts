import type { Nodes, Root } from 'mdast';
import type { ConstructName, State, Unsafe } from 'mdast-util-to-markdown';
import { atKey } from '../core/kept.ts';
import { holdsBlocks } from '../text/walk.ts';

const NOT_IN_SPANS: ConstructName[] = [
  'autolink',
  'destinationLiteral',
  'destinationRaw',
  'reference',
  'titleQuote',
  'titleApostrophe',
];
const NOT_IN_LINKS: ConstructName[] = ['autolink', 'link', 'image', 'label'];
const REFINED_IN_LINES = new Set(['#', '*', '+', '-', '.', ')']);
const REFINED_IN_TEXT = new Set(['*', '_', '~', '&', '@', '.', ':']);

/**
 * The characters that need an escape, told more exactly than the library does: it writes `flow\.go`, `R\&D` and
 * `\#4512`, which is right but hard to read in an editor, and it misses every second one of neighbouring lines, since its
 * expressions take in what they look at. Each pattern looks at what stands around the character; text that
 * ends where the next node begins counts as dangerous. `compiled` replaces the expression the library would build.
 */
const REFINED_PATTERNS: Unsafe[] = [
  // A heading or an item needs a space or the line's end after its marks.
  pattern('#', /(?<=[\r\n][\t ]*)#(?=#{0,5}(?:[ \t\r\n]|$))/g),
  pattern('+', /(?<=[\r\n][\t ]*)\+(?=[ \t\r\n]|$)/g),
  pattern('*', /(?<=[\r\n][\t ]*)\*(?=[ \t\r\n]|$)/g),
  pattern('.', /(?<=[\r\n][\t ]*\d{1,9})\.(?=[ \t\r\n]|$)/g),
  pattern(')', /(?<=[\r\n][\t ]*\d{1,9})\)(?=[ \t\r\n]|$)/g),
  // A dash may also begin a rule, an underline, or the line under a table's head.
  pattern('-', /(?<=[\r\n][\t ]*)-(?=[ \t\r\n:|-]|$)/g),
  // A mark between two spaces neither opens nor closes.
  spanPattern('*', /(?<![ \t\n])\*|\*(?![ \t\n])/g),
  spanPattern('_', /(?<![ \t\n])_|_(?![ \t\n])/g),
  // A mark after a space cannot close, and without one that closes, none opens: `~5 min`.
  spanPattern('~', /(?<![ \t\n])~/g),
  pattern('&', /&(?=#?[A-Za-z0-9]*(?:;|$))/g, {
    inConstruct: [
      'codeFencedLangGraveAccent',
      'codeFencedMetaGraveAccent',
      'destinationLiteral',
      'destinationRaw',
      'phrasing',
      'titleApostrophe',
      'titleQuote',
    ],
  }),
  // Mail addresses in angle brackets may begin with anything.
  spanPattern('<', /<(?=[^\s<>]*@)/g),
  // A mail address ends in a letter: `client-go@v0.29.1` is none.
  linkPattern('@', /(?<=[+\-.\w])@(?=[\w.-]*\.)(?=[\w.-]*(?:(?<=[A-Za-z])(?![\w.-])|$))/g),
  linkPattern('.', /(?<=(?:^|[\s(*_[\]~])[Ww]{3})\.(?=[-.\w])/g),
  // An address that needs no escape inside may be a link, which changes none of its letters.
  linkPattern(
    ':',
    /(?<=[ps]):(?=\/)(?!\/\/(?!\S{0,2000}[(_]www\.)(?:(?:[\w\-./?#=%+,;!:$']|&(?![#\w]*;))(?<!\W_|_[^\w])){1,2000}(?<![#_])\s)/gi,
  ),
];

// Without definitions a bracket is dangerous before a task's box, an alert, a definition, or where it is not closed.
const BRACKET_AT_BREAK = pattern('[', /(?<=[\r\n][\t ]*)\[(?=!|[\sxX]\]|[^\]]*(?:\]:|\]?$))/g);

/** Escapes what needs it in a document, and leaves to the library only the texts that a pattern matches. */
export function refineEscapes(state: State, root: Root): void {
  const { unsafe, find } = refinedFor(state, !hasDefinitions(root));
  // Handlers look for patterns of their own in `state.unsafe`, so that it stays whole.
  state.unsafe = unsafe;
  const { safe } = state;
  state.safe = (value, config) => {
    if (!value || /^[A-Za-z0-9]+$/.test(value)) return value ?? '';
    if (config.before?.endsWith('](') && isPlainAddress(value)) return value;
    const whole = `${config.before ?? ''}${value}${config.after ?? ''}`;
    const threats = find(whole, state.stack);
    if (threats.length === 0 && !whole.includes('\\')) return value;
    state.unsafe = threats;
    const escaped = safe.call(state, value, config);
    state.unsafe = unsafe;
    return escaped;
  };
}

/** Whether nothing in it is special behind the bracket of a link. */
export function isPlainAddress(url: string): boolean {
  return /^[\w./:%#?=-]+$/.test(url);
}

interface Refined {
  readonly unsafe: Unsafe[];
  /** The patterns that match a text within some constructs: of the library's eighty, most texts have none. */
  find(text: string, stack: readonly ConstructName[]): Unsafe[];
}

/** Made once: the library, which does not export its patterns, brings the same ones to every page. */
const refined = new Map<boolean, Refined>();

function refinedFor(state: State, bracketsAreText: boolean): Refined {
  return atKey(refined, bracketsAreText, () => {
    const kept = state.unsafe.filter((p) => !isRefined(p) && !(bracketsAreText && isOpenBracketInText(p)));
    const unsafe = [...kept, ...REFINED_PATTERNS, ...(bracketsAreText ? [BRACKET_AT_BREAK] : [])];
    return { unsafe, find: createFinder(unsafe, state.compilePattern) };
  });
}

function createFinder(unsafe: readonly Unsafe[], compile: State['compilePattern']): Refined['find'] {
  const byCode: (readonly Unsafe[] | undefined)[] = [];
  for (const [character, group] of Map.groupBy(unsafe, (p) => p.character))
    byCode[character.charCodeAt(0)] = group;
  return (text, stack) => {
    const seen: (readonly Unsafe[])[] = [];
    const found: Unsafe[] = [];
    for (let i = 0; i < text.length; i += 1) {
      const group = byCode[text.charCodeAt(i)];
      if (group === undefined || seen.includes(group)) continue;
      seen.push(group);
      for (const p of group)
        if (text.search(compile(p)) >= 0 && (!p.inConstruct || stack.some((name) => isTied(p, name))))
          found.push(p);
    }
    return found;
  };
}

function isRefined(p: Unsafe): boolean {
  if (p.atBreak) return REFINED_IN_LINES.has(p.character);
  return REFINED_IN_TEXT.has(p.character) && !isTied(p, 'autolink');
}

function isOpenBracketInText(p: Unsafe): boolean {
  return p.character === '[' && (p.atBreak === true || isTied(p, 'phrasing'));
}

function isTied(p: Unsafe, construct: ConstructName): boolean {
  const constructs = p.inConstruct ?? [];
  return typeof constructs === 'string' ? constructs === construct : constructs.includes(construct);
}

function hasDefinitions(node: Nodes): boolean {
  if (node.type === 'definition' || node.type === 'footnoteDefinition') return true;
  return holdsBlocks(node) && node.children.some(hasDefinitions);
}

function pattern(character: string, compiled: RegExp, where: Partial<Unsafe> = {}): Unsafe {
  return { character, _compiled: compiled, ...where };
}

function spanPattern(character: string, compiled: RegExp): Unsafe {
  return pattern(character, compiled, { inConstruct: 'phrasing', notInConstruct: NOT_IN_SPANS });
}

function linkPattern(character: string, compiled: RegExp): Unsafe {
  return pattern(character, compiled, { inConstruct: 'phrasing', notInConstruct: NOT_IN_LINKS });
}
