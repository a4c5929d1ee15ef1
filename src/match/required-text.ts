/**
 * Texts of which every match of a regular expression has one in it: of each branch of a choice at its top, the longest run
 * of plain signs outside of groups, classes and repetitions. Nothing where a branch has no such run, or the expression
 * ignores case or uses what is not known here: such an expression is tried on every message. Linear in its length.
 * @returns one text for each branch, each once, or none.
 */
export function requiredText(source: string): readonly string[] {
  if (/\(\?[a-zA-Z-]*[ix]|\\Q/.test(source)) return [];
  const branches: string[][] = [[]];
  let run = '';
  const end = () => {
    branches.at(-1)?.push(run);
    run = '';
  };
  let at = 0;
  while (at < source.length) {
    const { sign, isChoice, length } = readSign(source, at);
    at += length;
    if (isChoice) {
      end();
      branches.push([]);
      continue;
    }
    const isRepeated = /^(?:[?*]|\{)/.test(source.slice(at, at + 1));
    if (sign === undefined || isRepeated) end();
    else run += sign;
    if (sign !== undefined && source[at] === '+') end();
    at += /^(?:[?*+]\??|\{[\d,]*\}\??)/.exec(source.slice(at, at + 20))?.[0].length ?? 0;
  }
  end();
  const texts = new Set(branches.map(longestOf));
  return texts.has('') ? [] : [...texts];
}

/** White space is compared in one line, where there is never more than one space. */
function longestOf(runs: readonly string[]): string {
  const parts = runs.flatMap((text) => text.split(/\s{2,}|[^\S ]/)).map((text) => text.trim());
  return parts.reduce((best, text) => (text.length > best.length ? text : best), '');
}

interface Sign {
  /** One plain sign; absent for what may be several texts. */
  readonly sign?: string;
  readonly isChoice?: true;
  readonly length: number;
}

function readSign(source: string, at: number): Sign {
  const char = source[at] ?? '';
  if (char === '\\') {
    const next = source[at + 1] ?? '';
    if (next !== '' && !/[A-Za-z0-9]/.test(next)) return { sign: next, length: 2 };
    return { length: escapeLength(source, at) };
  }
  if (char === '(') return { length: groupLength(source, at) };
  if (char === '[') return { length: classLength(source, at) };
  if (char === '.' || char === '^' || char === '$' || char === '{') return { length: 1 };
  return char === '|' ? { isChoice: true, length: 1 } : { sign: char, length: 1 };
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
    // `[:alpha:]`; of other words in its place RE2 makes nothing.
    const named = /^\[:\^?\w*:\]/.exec(source.slice(end, end + 12))?.[0].length;
    end += named ?? (source[end] === '\\' ? 2 : 1);
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
