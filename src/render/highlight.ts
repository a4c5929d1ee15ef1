import type { ElementContent } from 'hast';
import type { GrammarState, HighlighterCore } from 'shiki/core';
import shiki from 'shiki/package.json' with { type: 'json' };
import { atKey } from '../core/kept.ts';
import { element, text } from './page.ts';

/** Part of every cache key: tokens may differ after an upgrade, or when the shape of the cached value does. */
const HIGHLIGHT_VERSION = `shiki-${shiki.version}-2`;

/** Longer code stays plain: highlighting must not be what a build waits for. */
const LONGEST_CODE_CHARACTERS = 100_000;
const LONGEST_LINE_CHARACTERS = 2_000;

const THEME = 'flakebook';
const VARIABLE = '--tok-';
const PLAIN: ReadonlySet<string> = new Set(['', 'text', 'txt', 'plain', 'plaintext', 'ansi']);

/** Fetches what these blocks need that the cache does not hold, and gives what shows them: on an unchanged page that is nothing. */
export type Highlighter = (blocks: Iterable<CodeBlock>) => Promise<Highlighted>;

export interface CodeBlock {
  readonly lang: string;
  readonly code: string;
}

/** The lines of one of the blocks with their tokens, without line ends. */
export type Highlighted = (code: string, lang: string) => ElementContent[][];

/** A highlighter that imports engine and grammars only when a block needs them; one that no grammar exists for is shown plain. */
export function createHighlighter(cache?: HighlightCache): Highlighter {
  const grammars = new Map<string, Promise<Tokenizer | undefined>>();
  const highlight = async (key: string, code: string, lang: string): Promise<Token[][]> => {
    const isPlain = PLAIN.has(lang) || code.length > LONGEST_CODE_CHARACTERS;
    const known = isPlain ? undefined : parseLines(cache?.get(key));
    if (known) return known;
    const tokenize = isPlain ? undefined : await atKey(grammars, lang, loadGrammar);
    const lines = tokenize?.(code) ?? splitLines(code).map(plainLine);
    if (tokenize) cache?.set(key, JSON.stringify(lines));
    return lines;
  };
  return async (blocks) => {
    const all = new Map<string, Token[][]>();
    for (const { code, lang } of blocks) {
      const key = keyOf(code, lang);
      if (!all.has(key)) all.set(key, await highlight(key, code, normalise(lang)));
    }
    return (code, lang) => {
      const lines = all.get(keyOf(code, lang));
      if (!lines) throw new Error(`Unexpected code in ${JSON.stringify(lang)}: it is none of the blocks`);
      return lines.map(toHast);
    };
  };
}

async function createEngine(): Promise<HighlighterCore> {
  const [{ createCssVariablesTheme, createHighlighterCore }, { createOnigurumaEngine }] = await Promise.all([
    import('shiki/core'),
    import('shiki/engine/oniguruma'),
  ]);
  return createHighlighterCore({
    themes: [createCssVariablesTheme({ name: THEME, variablePrefix: VARIABLE, fontStyle: false })],
    langs: [],
    warnings: false,
    // Its patterns cost as much as they are used. As expressions of JavaScript, those of C++ alone take a second to compile.
    engine: await createOnigurumaEngine(import('shiki/wasm')),
  });
}

/**
 * Each language has an engine of its own. In a shared one, a language that comes later changes those that may embed it: code
 * would look different after other code, and the states that were kept would belong to no grammar any more.
 */
async function loadGrammar(lang: string): Promise<Tokenizer | undefined> {
  const { bundledLanguages } = await import('shiki/langs');
  const loader = Object.entries(bundledLanguages).find(([name]) => name === lang)?.[1];
  if (!loader) return undefined;
  const core = await createEngine();
  await core.loadLanguage(loader);
  return createTokenizer(core, lang);
}

type Tokenizer = (code: string) => Token[][];

/** So many lines are remembered: those of a book that repeats itself. */
const MOST_LINES = 20_000;

/** What a line looks like in a state of its grammar, and the state after it. */
interface KnownLine {
  readonly tokens: Token[];
  readonly next: LineState;
}

interface LineState {
  readonly grammar: GrammarState | undefined;
  readonly lines: Map<string, KnownLine>;
}

/** Tokenises line by line. Much code repeats its lines, and a line that begins in the same state looks the same. */
function createTokenizer(core: HighlighterCore, lang: string): Tokenizer {
  const start: LineState = { grammar: undefined, lines: new Map() };
  const states = [start];
  let count = 0;
  const keep = (line: string, state: LineState, known: KnownLine) => {
    count += 1;
    if (count > MOST_LINES) {
      for (const { lines } of states.splice(1)) lines.clear();
      start.lines.clear();
      count = 0;
    }
    state.lines.set(line, known);
    return known;
  };
  const stateAfter = (grammar: GrammarState | undefined): LineState => {
    const stack = grammar?.getInternalStack();
    const known = states.find((state) => stack && state.grammar?.getInternalStack()?.equals(stack));
    if (known) return known;
    const state = { grammar, lines: new Map() };
    states.push(state);
    return state;
  };
  const tokenizeLine = (line: string, state: LineState): KnownLine => {
    const tokens = core.codeToTokensBase(line, {
      lang,
      theme: THEME,
      grammarState: state.grammar,
      // The time limit would make the result depend on the machine; the length limit does not.
      tokenizeTimeLimit: 0,
      tokenizeMaxLineLength: LONGEST_LINE_CHARACTERS,
    });
    return {
      tokens: mergeTokens(tokens[0]?.map(({ content, color }) => [content, kindOf(color)]) ?? []),
      next: stateAfter(core.getLastGrammarState(tokens)),
    };
  };
  return (code) => {
    let state = start;
    return splitLines(code).map((line) => {
      const known = state.lines.get(line) ?? keep(line, state, tokenizeLine(line, state));
      state = known.next;
      return known.tokens;
    });
  };
}

/** Joins neighbours of one kind; white space takes the kind before it, since it shows none. */
function mergeTokens(tokens: readonly (readonly [string, string | undefined])[]): Token[] {
  const merged: { value: string; kind: string | undefined }[] = [];
  for (const [value, kind] of tokens) {
    const last = merged.at(-1);
    if (last && (last.kind === kind || value.trim() === '')) last.value += value;
    else merged.push({ value, kind });
  }
  return merged.map(({ value, kind }) => (kind === undefined ? [value] : [value, kind]));
}

/** `var(--tok-token-string-expression)` is `string-expression`; other colours (the foreground) are no kind. */
function kindOf(color: string | undefined): string | undefined {
  const kind = color?.startsWith(`var(${VARIABLE}token-`) ? color.slice(VARIABLE.length + 10, -1) : undefined;
  return kind !== undefined && isKind(kind) ? kind : undefined;
}

function toHast(line: readonly Token[]): ElementContent[] {
  return line.map(([value, kind]) =>
    kind ? element('span', { className: [`tok-${kind}`] }, [value]) : text(value),
  );
}

function plainLine(line: string): Token[] {
  return line === '' ? [] : [[line]];
}

export function splitLines(code: string): string[] {
  return code.split(/\r?\n/);
}

function keyOf(code: string, lang: string): string {
  return `${HIGHLIGHT_VERSION}\n${normalise(lang)}\n${code}`;
}

/** Only the first word of an info string names the language. */
function normalise(lang: string): string {
  return lang.trim().split(/\s/)[0]?.toLowerCase() ?? '';
}

/** A stretch of a line of one class: `['const', 'keyword']`, or `[' x = ']` where nothing is marked. */
type Token = readonly [text: string, kind?: string];

/** A store for highlighted blocks, kept by whoever owns a disk. Keys are long: hash them. */
interface HighlightCache {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
}

/** The lines behind a cached value; undefined where it is none, so that a damaged cache costs time only. */
function parseLines(serialised: string | undefined): Token[][] | undefined {
  if (serialised === undefined) return undefined;
  try {
    const lines: unknown = JSON.parse(serialised);
    return Array.isArray(lines) && lines.every(isLine) ? lines : undefined;
  } catch {
    return undefined;
  }
}

function isLine(line: unknown): line is Token[] {
  return Array.isArray(line) && line.every(isToken);
}

function isToken(token: unknown): token is Token {
  if (!Array.isArray(token) || typeof token[0] !== 'string') return false;
  return token.length === 1 || (token.length === 2 && typeof token[1] === 'string' && isKind(token[1]));
}

/** Whether a word can be a class name as it is. */
function isKind(word: string): boolean {
  return /^[a-z][a-z-]*$/.test(word);
}
