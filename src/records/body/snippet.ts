/** A line whose comment starts with AFTER, in the comment styles of the languages that records use. */
const AFTER_LINE = /^\s*(?:\/\/|#|--|;|\/\*|<!--|%)\s*AFTER\b/;

/**
 * Splits one block that holds the code before and after a fix, at its first line whose comment starts with AFTER.
 * Undefined where there is no such line, or nothing before it.
 */
export function splitAtAfter(code: string): { readonly before: string; readonly after: string } | undefined {
  const lines = code.split('\n');
  const at = lines.findIndex((line) => AFTER_LINE.test(line));
  if (at <= 0) return undefined;
  return {
    before: lines
      .slice(0, at)
      .join('\n')
      .replace(/(?<!\n)\n+$/, ''),
    after: lines.slice(at).join('\n'),
  };
}

/** The words of a fence's meta that mark its part in a pair. */
export function snippetRoles(meta: string | null | undefined): {
  readonly before: boolean;
  readonly after: boolean;
} {
  const words = new Set((meta ?? '').split(/\s+/));
  return { before: words.has('before'), after: words.has('after') };
}
