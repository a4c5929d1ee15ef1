const GAP = '\n…\n';

/**
 * Both ends of a long text, with a sign of what is left out between them, and never half a character: most tools say first
 * what failed, and those that log before say it last. A text of both ends cut again at a smaller length is what the whole
 * text would be.
 * @param length characters (UTF-16 code units) at the most, at least 5; a text that is not longer stays as it is.
 */
export function bothEnds(text: string, length: number): string {
  if (text.length <= length) return text;
  const room = (length - GAP.length) / 2;
  const start = text.slice(0, Math.ceil(room)).replace(/[\ud800-\udbff]$/, '');
  return start + GAP + text.slice(-Math.floor(room)).replace(/^[\udc00-\udfff]/, '');
}
