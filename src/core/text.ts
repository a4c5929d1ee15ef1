/** `1 file`, `2 files`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `did you mean X?` where something is near, otherwise another cure. */
export function didYouMeanOr(suggestion: string | undefined, cure: string): string {
  return suggestion === undefined || suggestion === '' ? cure : `did you mean \`${suggestion}\`?`;
}

/** The cure where only these words will do: the near one first. */
export function useOneOf(expected: readonly string[], suggestion: string | undefined): string {
  const near = didYouMeanOr(suggestion, '');
  return near === '' ? `use ${list(expected)}` : `${near} (${list(expected)})`;
}

/** `one of a, b, c`; a single one stands alone. */
export function list(values: readonly string[]): string {
  const shown = values.map((value) => `\`${value}\``).join(', ');
  return values.length === 1 ? shown : `one of ${shown}`;
}

/** A value as it stands in a sentence: `nothing`, `a list` and `a map` are words, all else is shown as text. */
export function aValue(value: string): string {
  return /^(?:nothing|a map|a list(?: of \d+)?)$/.test(value) ? value : quoteText(value);
}

/** The first of the longest texts; empty where there is none. */
export function longest(texts: Iterable<string>): string {
  let best = '';
  for (const text of texts) if (text.length > best.length) best = text;
  return best;
}

/** What is wrong with the value of a key, as `aValue` takes it: the beginning of a message. */
export function invalidValue(key: string, value: string): string {
  if (value === 'nothing') return `No value in \`${key}\``;
  const said = aValue(value);
  return `${said === value ? said.replace('a ', 'A ') : `Invalid value ${said}`} in \`${key}\``;
}

/** The first line of a text, at most 40 characters of it. */
export function shorten(text: string): string {
  const [line = ''] = text.split('\n', 1);
  return line === text && line.length <= 40 ? line : `${line.slice(0, 39)}…`;
}

/** A text within a sentence of Markdown: as code, or in quotation marks where its own backticks would end that. */
export function quoteText(text: string): string {
  return text.includes('`') ? `“${text}”` : `\`${text}\``;
}

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

/** A fenced block, its fence longer than any in the text. */
export function fence(language: string, text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`{3,}/g), ([run]) => run.length));
  const ticks = '`'.repeat(Math.max(3, longest + 1));
  return `${ticks}${language}\n${text}\n${ticks}`;
}

/** A text as a regular expression that fits it alone. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\^$.|?+*()[\]{}]/g, '\\$&');
}

/** Control characters, line ends, and marks that change the direction of text. */
const CONTROL = String.raw`[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]`;
const ANY = new RegExp(CONTROL, 'u');
const EVERY = new RegExp(CONTROL, 'gu');
/** Those that stand in no line of a document: it may have tabs, and marks that only hint at a direction. All are of one unit: pages are long. */
const IN_LINES = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g;

/** Whether a text has a character that a terminal, a page or an editor acts on instead of showing it. */
export function hasControlCharacter(text: string): boolean {
  return ANY.test(text);
}

/** Replaces each such character. */
export function replaceControlCharacters(text: string, by: (character: string) => string): string {
  return text.replace(EVERY, by);
}

/** Shows such characters as escapes (`\u001b`), so that a terminal prints them instead of acting on them. One line stays one. */
export function visible(text: string): string {
  return replaceControlCharacters(text, asEscape);
}

/** The same of a document: its lines stay lines. */
export function visibleLines(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(IN_LINES, asEscape);
}

/** As one word of a POSIX shell, so that a line can be pasted whatever the word is. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A character of the basic plane as JSON escapes it. */
export function asEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * Places in what CI machines obey when a step prints it: GitHub `::` at the start of a line and `##[` anywhere (Azure also
 * `##vso[`, TeamCity `##teamcity[`), GitLab `section_start:0:`. Each begins with what it is looked for by, so that a long line costs little.
 */
const OBEYED = /(?=::)(?<=^[^\S\n]*)|(?=\[)(?<=##\w*)|(?=section_(?:start|end):\d)/gm;

/** Breaks such commands by a backslash, which Markdown does not show outside of code. */
export function unobeyed(text: string): string {
  return text.replace(OBEYED, '\\');
}

/** A commit's id as readers see it. */
export function shortCommit(id: string): string {
  return id.slice(0, 9);
}

/**
 * FNV-1a over UTF-16 code units, 32 bits, in hex (http://www.isthe.com/chongo/tech/comp/fnv/): enough to notice that a text
 * was edited, or to tell two apart.
 */
export function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/**
 * What `matchAll` finds, without the copy of the expression that it makes for each text: with a long expression, that takes
 * as long as to search a line.
 * @param pattern with the flag `g`, and without matches of nothing.
 */
export function everyMatch(pattern: RegExp, text: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) found.push(match);
  return found;
}
