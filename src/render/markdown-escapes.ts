import type { Nodes, Root } from 'mdast';
import type { ConstructName, Unsafe } from 'mdast-util-to-markdown';

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
  pattern('+', /(?<=[\r\n][\t ]*)[+*](?=[ \t\r\n]|$)/g),
  pattern('.', /(?<=[\r\n][\t ]*\d{1,9})[.)](?=[ \t\r\n]|$)/g),
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

/** The library's patterns with the refined ones in place of its own. */
export function refineUnsafe(unsafe: readonly Unsafe[], root: Root): Unsafe[] {
  const bracketsAreText = !hasDefinitions(root);
  const kept = unsafe.filter((p) => !isRefined(p) && !(bracketsAreText && isOpenBracketInText(p)));
  return [...kept, ...REFINED_PATTERNS, ...(bracketsAreText ? [BRACKET_AT_BREAK] : [])];
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
  return 'children' in node && node.children.some(hasDefinitions);
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
