const SIDES = {
  before: ['before', 'old', 'wrong'],
  after: ['after', 'new', 'right', 'fixed'],
} as const;

/**
 * A line whose comment begins the code after a fix, in the comment styles of the languages that records use: one of the
 * words in capitals, or in any case before a colon, a bracket or the end.
 */
const AFTER_LINE = new RegExp(
  String.raw`^\s*(?:\/\/|#|--|;|\/\*|<!--|%)[\s=*-]*(?:${SIDES.after.map((word) => `(?:${word.toUpperCase()})`).join('|')})\b`,
);
const SPOKEN_LINE = new RegExp(
  String.raw`^\s*(?:\/\/|#|--|;|\/\*|<!--|%)[\s=*-]*(?:${SIDES.after.join('|')})\s*(?:[:(]|(?:\*\/|-->|[=*-]+)?\s*$)`,
  'i',
);

/**
 * Splits one block that holds the code before and after a fix, at its first line whose comment begins the code after it.
 * Undefined where there is no such line, or nothing before it.
 */
export function splitAtAfter(code: string): { readonly before: string; readonly after: string } | undefined {
  const lines = code.split('\n');
  const at = lines.findIndex((line) => AFTER_LINE.test(line) || SPOKEN_LINE.test(line));
  if (at <= 0) return undefined;
  return {
    before: lines
      .slice(0, at)
      .join('\n')
      .replace(/(?<!\n)\n+$/, ''),
    after: lines.slice(at).join('\n'),
  };
}

/** The words of a fence's meta that mark its part in a pair, in any case. */
export function snippetRoles(meta: string | null | undefined): {
  readonly before: boolean;
  readonly after: boolean;
} {
  const words = (meta ?? '').toLowerCase().split(/\s+/);
  const has = (side: keyof typeof SIDES) => SIDES[side].some((word) => words.includes(word));
  return { before: has('before'), after: has('after') };
}
