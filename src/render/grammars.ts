import type { HLJSApi } from 'highlight.js';
import hljs from 'highlight.js/lib/common';
import { once } from '../core/kept.ts';

/** A stretch of a line of one kind; without a kind it looks as all text does. */
export interface Token {
  readonly value: string;
  readonly kind?: Kind | undefined;
}

/** Languages that look as another does, by the names that people give them. */
const ALSO_CALLED: Readonly<Record<string, string[]>> = {
  bash: ['fish', 'shellscript'],
  json: ['jsonl', 'ndjson'],
  julia: ['jl'],
  lisp: ['common-lisp', 'elisp', 'emacs-lisp'],
  markdown: ['mdx'],
  objectivec: ['objective-c', 'objective-cpp'],
  properties: ['dotenv'],
  scheme: ['racket'],
  scss: ['postcss', 'sass'],
  sql: ['pgsql', 'plsql', 'postgres', 'postgresql'],
  verilog: ['system-verilog'],
  vim: ['viml', 'vimscript'],
  xml: ['svelte', 'vue'],
};
/** The languages of most code. They stand apart, since others change what may be embedded: code looks the same whatever came before it. */
const common = prepared(hljs.newInstance());
for (const name of hljs.listLanguages()) {
  const { rawDefinition } = hljs.getLanguage(name) ?? {};
  if (rawDefinition) common.registerLanguage(name, rawDefinition);
}

/** Loaded only for a language that is not common: it takes five times as long. */
const all = once(async () => prepared((await import('highlight.js')).default));

function prepared(grammars: HLJSApi): HLJSApi {
  // A body whose language nobody names would be read in each of them. That of a function in PostgreSQL is one, at any depth.
  grammars.configure({ classPrefix: '', languages: [] });
  grammars.unregisterLanguage('pgsql');
  for (const [languageName, names] of Object.entries(ALSO_CALLED))
    grammars.registerAliases(names, { languageName });
  return grammars;
}

/** The scopes of highlight.js, as it writes them: https://highlightjs.readthedocs.io/en/latest/css-classes-reference.html */
const SCOPES = {
  comment: ['comment', 'quote'],
  constant: ['literal', 'number', 'symbol', 'variable constant_'],
  deleted: ['deletion'],
  function: [
    'built_in',
    'meta',
    'section',
    'selector-attr',
    'selector-class',
    'selector-id',
    'selector-pseudo',
    'title',
  ],
  inserted: ['addition'],
  keyword: ['keyword', 'name', 'operator', 'selector-tag', 'template-tag', 'type', 'variable language_'],
  link: ['link'],
  parameter: ['attr', 'attribute', 'template-variable', 'variable'],
  punctuation: ['bullet', 'meta prompt_', 'punctuation', 'tag'],
  string: ['code', 'formula', 'regexp', 'string'],
  none: ['params', 'subst'],
};

type Kind = Exclude<keyof typeof SCOPES, 'none'>;

const KINDS: ReadonlyMap<string, Kind | undefined> = new Map(
  Object.entries(SCOPES).flatMap(([kind, scopes]) =>
    scopes.map((scope) => [scope, kind === 'none' ? undefined : (kind as Kind)]),
  ),
);

/** Gives the lines of code with their tokens. The code has no other line end than `\n`. */
export type Tokenizer = (code: string) => Token[][];

/** Undefined for a language without a grammar. */
export async function tokenizerOf(language: string): Promise<Tokenizer | undefined> {
  const grammars = common.getLanguage(language) ? common : await all();
  return grammars.getLanguage(language) && ((code) => tokensIn(grammars.highlight(code, { language }).value));
}

function tokensIn(html: string): Token[][] {
  const [start = '', ...tags] = html.split('<');
  const lines: Token[][] = [[]];
  const around: (Kind | undefined)[] = [];
  addText(lines, start, undefined);
  for (const tag of tags) {
    const end = tag.indexOf('>');
    if (tag.startsWith('/')) around.pop();
    else around.push(kindOf(tag.slice(START.length, end - 1), around.at(-1)));
    addText(lines, tag.slice(end + 1), around.at(-1));
  }
  return lines;
}

/** How all tags of highlight.js begin that end none. */
const START = 'span class="';

/** What has no kind of its own looks as what it stands in: an escape as its string. */
function kindOf(scope: string, around: Kind | undefined): Kind | undefined {
  const known = [scope, scope.split(' ')[0] ?? ''].find((name) => KINDS.has(name));
  return known === undefined ? around : KINDS.get(known);
}

/** @param html of a text, which has no tags. */
function addText(lines: Token[][], html: string, kind: Kind | undefined): void {
  const text = html.includes('&') ? html.replaceAll(/&([^;]+);/g, decode) : html;
  const [first = '', ...others] = text.split('\n');
  addToLine(lines.at(-1) ?? [], first, kind);
  for (const value of others) {
    const line: Token[] = [];
    addToLine(line, value, kind);
    lines.push(line);
  }
}

/** Joins neighbours of one kind; white space takes the kind before it, since it shows none. */
function addToLine(line: Token[], value: string, kind: Kind | undefined): void {
  const last = line.at(-1);
  if (last && (last.kind === kind || value.trim() === ''))
    line[line.length - 1] = { value: last.value + value, kind: last.kind };
  else if (value !== '') line.push({ value, kind });
}

/** What highlight.js writes for the signs that HTML reads. */
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };

function decode(entity: string, name: string): string {
  return ENTITIES[name] ?? entity;
}
