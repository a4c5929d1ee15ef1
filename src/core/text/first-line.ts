/**
 * The first line that says something, without the spaces around it; empty where there is none.
 * @param length characters (UTF-16 code units) at the most; a longer line is cut, never within a character.
 */
export function firstLine(text: string, length = 160): string {
  const line = SAYING.exec(text)?.[0].trimEnd() ?? '';
  if (line.length <= length) return line;
  const start = line.slice(0, length - 1);
  return `${start.isWellFormed() ? start : start.slice(0, -1)}…`;
}

/** From what is no space to the end of its line. */
const SAYING = /\S[^\r\n\u2028\u2029]*/;
