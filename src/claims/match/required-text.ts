/**
 * A text that every match of a regular expression has in it: the longest run of plain signs outside of groups, classes
 * and repetitions. Nothing where the expression has a choice at its top, ignores case, or uses what is not known here: such
 * an expression is tried on every message.
 * @returns one text, or none.
 */
export function requiredText(source: string): readonly string[] {
  if (/\(\?[a-zA-Z-]*[ix]|\\Q/.test(source)) return [];
  const runs: string[] = [];
  let run = '';
  const end = () => {
    runs.push(run);
    run = '';
  };
  let at = 0;
  while (at < source.length) {
    const { sign, length } = readSign(source, at);
    if (sign === '|') return [];
    at += length;
    const isRepeated = /^(?:[?*]|\{)/.test(source.slice(at, at + 1));
    if (sign === undefined || isRepeated) end();
    else run += sign;
    if (sign !== undefined && source[at] === '+') end();
    at += /^(?:[?*+]\??|\{[\d,]*\}\??)/.exec(source.slice(at, at + 20))?.[0].length ?? 0;
  }
  end();
  // White space is compared in one line, where there is never more than one space.
  const parts = runs.flatMap((text) => text.split(/\s{2,}|[^\S ]/)).map((text) => text.trim());
  const longest = parts.reduce((best, text) => (text.length > best.length ? text : best), '');
  return longest === '' ? [] : [longest];
}

/** What stands at a position: one plain sign, `|` for a choice, or undefined for what may be several texts. */
function readSign(source: string, at: number): { readonly sign?: string; readonly length: number } {
  const char = source[at] ?? '';
  if (char === '\\') {
    const next = source[at + 1] ?? '';
    if (next !== '' && !/[A-Za-z0-9]/.test(next)) return { sign: next, length: 2 };
    return { length: escapeLength(source, at) };
  }
  if (char === '(') return { length: groupLength(source, at) };
  if (char === '[') return { length: classLength(source, at) };
  if (char === '.' || char === '^' || char === '$' || char === '{') return { length: 1 };
  return { sign: char, length: 1 };
}

function escapeLength(source: string, at: number): number {
  const rest = source.slice(at + 1, at + 60);
  return (
    1 + (/^(?:[pPxu]\{[^}]*\}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[0-7]{1,3}|.)/s.exec(rest)?.[0].length ?? 0)
  );
}

function classLength(source: string, at: number): number {
  let end = at + (/^\[\^?\]?/.exec(source.slice(at, at + 3))?.[0].length ?? 1);
  while (end < source.length && source[end] !== ']') {
    const inner = source.startsWith('[:', end) ? source.indexOf(':]', end) : -1;
    end = inner === -1 ? end + (source[end] === '\\' ? 2 : 1) : inner + 2;
  }
  return end + 1 - at;
}

function groupLength(source: string, at: number): number {
  let depth = 0;
  let end = at;
  while (end < source.length) {
    const char = source[end];
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (char === '\\') end += escapeLength(source, end);
    else if (char === '[') end += classLength(source, end);
    else end += 1;
    if (depth === 0) break;
  }
  return end - at;
}
