/** A line of code without white space and comment; `line` is 1-based. */
export interface CodeLine {
  readonly text: string;
  readonly line: number;
  /** White space before it, in characters. */
  readonly indent: number;
}

interface SnippetLine {
  /** As written, for readers. */
  readonly shown: string;
  /** Text between elisions (`...`): one piece where nothing is left out. */
  readonly pieces: readonly string[];
  /** How many lines of code may stand between the line before and this one. */
  readonly gap: number;
}

/** Lines without an empty one between them: they stand in this order in one file. */
export type SnippetPart = readonly SnippetLine[];

/** A line or two that the author left out without a sign still make the same snippet. */
const SILENT_GAP = 5;

const ELISION = /\.{3,}|…/;

/** The lines of code of a file: empty lines, comments and lone brackets are left out, as they are of a snippet. */
export function codeLines(lines: readonly string[], style: CommentStyle): CodeLine[] {
  return lines.flatMap((line, i) => {
    if (isComment(line, style)) return [];
    const text = squeeze(withoutComment(line, style));
    return isTelling(text) ? [{ text, line: i + 1, indent: line.search(/\S|$/) }] : [];
  });
}

/** Cuts a snippet at its empty lines. A comment or `...` on a line of its own stands for any number of lines. */
export function snippetParts(code: string, style: CommentStyle): SnippetPart[] {
  const parts: SnippetLine[][] = [];
  let isOpen = false;
  let gap = SILENT_GAP;
  for (const line of withoutBlocks(code.split(/\r\n|\n|\r/), style)) {
    const bare = isComment(line, style) ? '' : withoutComment(line, style).trim();
    if (line.trim() === '') isOpen = false;
    else if (bare === '' || !isTelling(squeeze(bare).replace(ELISION, ''))) {
      if (bare === '' || ELISION.test(bare)) gap = Number.POSITIVE_INFINITY;
    } else {
      if (!isOpen) parts.push([]);
      isOpen = true;
      parts.at(-1)?.push({ shown: bare, pieces: squeeze(bare).split(ELISION), gap });
      gap = SILENT_GAP;
    }
  }
  return parts;
}

/** Where a part of a snippet stands in a file. */
export interface FoundPart {
  /** 1-based. */
  readonly line: number;
  /** The position behind it. */
  readonly end: number;
  /** Lines between its lines that the author left out without a sign. */
  readonly skipped: readonly number[];
}

/** Where a part stands in a file, at or behind a position; undefined where it does not. */
export function findPart(
  [first, ...rest]: SnippetPart,
  file: readonly CodeLine[],
  from = 0,
): FoundPart | undefined {
  if (first === undefined) return undefined;
  for (let start = from; start < file.length; start += 1) {
    if (!isSame(first, file[start])) continue;
    const found = followOn(rest, file, start);
    if (found) return { line: file[start]?.line ?? 1, ...found };
  }
  return undefined;
}

function followOn(
  rest: readonly SnippetLine[],
  file: readonly CodeLine[],
  start: number,
): Pick<FoundPart, 'end' | 'skipped'> | undefined {
  const skipped: number[] = [];
  let position = start + 1;
  for (const { gap, ...wanted } of rest) {
    const from = position;
    while (!isSame(wanted, file[position])) {
      const line = file[position];
      if (!line || position - from >= gap) return undefined;
      // Nobody leaves out silently that a block ends and another one begins.
      if (gap === SILENT_GAP && line.indent < (file[start]?.indent ?? 0)) return undefined;
      if (gap === SILENT_GAP) skipped.push(line.line);
      position += 1;
    }
    position += 1;
  }
  return { end: position, skipped };
}

/** Where all parts stand in one file: in their order, or else in any. */
export function findParts(
  parts: readonly SnippetPart[],
  file: readonly CodeLine[],
): readonly FoundPart[] | undefined {
  const all: FoundPart[] = [];
  for (const part of parts) {
    const found = findPart(part, file, all.at(-1)?.end) ?? findPart(part, file);
    if (!found) return undefined;
    all.push(found);
  }
  return all;
}

function isSame({ pieces }: Pick<SnippetLine, 'pieces'>, line: CodeLine | undefined): boolean {
  if (line === undefined) return false;
  const [first = '', ...others] = pieces;
  const last = others.pop();
  if (last === undefined) return line.text === first;
  if (!line.text.startsWith(first)) return false;
  let position = first.length;
  for (const piece of others) {
    const at = line.text.indexOf(piece, position);
    if (at === -1) return false;
    position = at + piece.length;
  }
  return line.text.endsWith(last) && line.text.length >= position + last.length;
}

/** Two characters of a word: a lone bracket stands everywhere. */
function isTelling(text: string): boolean {
  return /[\p{L}\p{N}_]{2}/u.test(text);
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}

/** How a language writes a comment to the end of a line. */
export type CommentStyle = 'slashes' | 'hash' | 'dashes';

const HASH =
  /^(?:py|python|rb|ruby|sh|bash|zsh|shell|console|yaml|yml|toml|make|makefile|dockerfile|elixir|ex|exs|r|perl|pl|powershell|ps1|hcl|tf|nix)$/;
const DASHES = /^(?:sql|lua|haskell|hs|elm|ada)$/;

export function commentStyle(lang: string): CommentStyle {
  const name = lang.toLowerCase();
  return HASH.test(name) ? 'hash' : DASHES.test(name) ? 'dashes' : 'slashes';
}

const WHOLE_LINE: Readonly<Record<CommentStyle, RegExp>> = {
  slashes: /^\s*(?:\/\/|\/\*|\*[\s/]|\*$|<!--)/,
  hash: /^\s*#(?!!)/,
  dashes: /^\s*(?:--|\/\*)/,
};

/** What a line that lies within a comment of several lines is read as. */
const COMMENTS: Readonly<Record<CommentStyle, string>> = { slashes: '//', hash: '#', dashes: '--' };

/**
 * Lines with comments in place of those that continue a comment or docstring which begins a line. Other texts of several lines
 * are followed to their end. Where one never ends, nothing is known, and all is left as it is.
 */
export function withoutBlocks(lines: readonly string[], style: CommentStyle): readonly string[] {
  const opening = style === 'hash' ? /"""|'''/ : /^\s*\/\*/;
  if (!lines.some((line) => opening.test(line))) return lines;
  let open: { readonly end: string; readonly isComment: boolean } | undefined;
  const read = lines.map((line) => {
    const isWithin = open?.isComment ?? false;
    let rest = open === undefined && style === 'hash' && isComment(line, style) ? '' : line;
    for (let at = 0; at !== -1; ) {
      if (open === undefined) {
        const [sign = ''] = opening.exec(rest) ?? [];
        at = sign === '' ? -1 : rest.indexOf(sign);
        if (at === -1) break;
        const before = line.slice(0, line.length - rest.length + at);
        open = { end: style === 'hash' ? sign : '*/', isComment: /^\s*[bfru]{0,2}$/i.test(before) };
        rest = rest.slice(at + sign.length);
      } else {
        at = rest.indexOf(open.end);
        if (at === -1) break;
        rest = rest.slice(at + open.end.length);
        open = undefined;
      }
    }
    return isWithin ? COMMENTS[style] : line;
  });
  return open === undefined ? read : lines;
}

const TRAILING: Readonly<Record<CommentStyle, RegExp>> = {
  slashes: /\s(?:\/\/.*|\/\*.*\*\/\s*)$/,
  hash: /\s#(?:\s.*|\s*[←⬅👈].*)?$/u,
  dashes: /\s--(?:\s.*|\s*[←⬅👈].*)?$/u,
};

/** An arrow that points at a line: nobody writes one into code. */
const ARROW = /\s+[←⬅👈].*$/u;

function isComment(line: string, style: CommentStyle): boolean {
  return WHOLE_LINE[style].test(line);
}

/** A line's code without the comment behind it. */
function withoutComment(line: string, style: CommentStyle): string {
  return line.replace(TRAILING[style], '').replace(ARROW, '');
}
