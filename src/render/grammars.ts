import type { Emitter, HLJSApi } from 'highlight.js';
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

/** A text, or the begin of a scope; neither is the end of one. */
interface Step {
  readonly text?: string;
  readonly scope?: string;
}

const END: Step = {};

/** What a grammar finds, as it goes. Written as HTML and read again, it would cost a third more. */
class Steps implements Emitter {
  readonly all: Step[] = [];
  #open = 0;

  addText(text: string): void {
    const before = this.all.at(-1)?.text;
    if (before === undefined) this.all.push({ text });
    else this.all[this.all.length - 1] = { text: before + text };
  }

  openNode(scope = ''): void {
    this.all.push({ scope });
    this.#open += 1;
  }

  closeNode(): void {
    if (this.#open === 0) return;
    this.all.push(END);
    this.#open -= 1;
  }

  startScope(scope: string): void {
    this.openNode(scope);
  }

  endScope(): void {
    this.closeNode();
  }

  __addSublanguage(inner: Emitter): void {
    this.openNode();
    if (inner instanceof Steps) for (const step of inner.all) this.all.push(step);
    this.closeNode();
  }

  /** Code of another language ends where the code around it goes on, whatever it has opened. */
  finalize(): void {
    while (this.#open > 0) this.closeNode();
  }

  toHTML(): string {
    return '';
  }
}

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
  grammars.configure({ languages: [], __emitter: Steps });
  grammars.unregisterLanguage('pgsql');
  for (const [languageName, names] of Object.entries(ALSO_CALLED))
    grammars.registerAliases(names, { languageName });
  return grammars;
}

/** The scopes of highlight.js: https://highlightjs.readthedocs.io/en/latest/css-classes-reference.html */
const SCOPES = {
  comment: ['comment', 'quote'],
  constant: ['literal', 'number', 'symbol', 'variable.constant'],
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
  keyword: ['keyword', 'name', 'operator', 'selector-tag', 'template-tag', 'type', 'variable.language'],
  link: ['link'],
  parameter: ['attr', 'attribute', 'template-variable', 'variable'],
  punctuation: ['bullet', 'meta.prompt', 'punctuation', 'tag'],
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
  if (!grammars.getLanguage(language)) return undefined;
  return (code) => {
    const { illegal, errorRaised, _emitter } = grammars.highlight(code, { language });
    return illegal || errorRaised || !(_emitter instanceof Steps) ? [] : tokensIn(_emitter.all);
  };
}

function tokensIn(steps: readonly Step[]): Token[][] {
  const lines: Token[][] = [[]];
  const around: (Kind | undefined)[] = [];
  for (const { text, scope } of steps) {
    if (text !== undefined) addText(lines, text, around.at(-1));
    else if (scope !== undefined) around.push(kindOf(scope, around.at(-1)));
    else around.pop();
  }
  return lines;
}

/** What has no kind of its own looks as what it stands in: an escape as its string. */
function kindOf(scope: string, around: Kind | undefined): Kind | undefined {
  const known = [scope, scope.split('.')[0] ?? ''].find((name) => KINDS.has(name));
  return known === undefined ? around : KINDS.get(known);
}

function addText(lines: Token[][], text: string, kind: Kind | undefined): void {
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
