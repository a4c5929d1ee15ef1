import { RE2JS } from 're2js';
import { remembered } from '../../core/kept.ts';

/** A regular expression whose search takes time in proportion to the text, whoever wrote it. */
export interface Regex {
  /** Whether it matches a part of the text; `^` and `$` are the ends of lines. */
  test(text: string): boolean;
  /** The first part that it matches, in UTF-16 code units. */
  find(text: string): { readonly from: number; readonly to: number } | undefined;
}

const MOST_COMPILED = 1000;

/**
 * The expressions of signatures: RE2's syntax, and JavaScript's `\uXXXX`. They come from many hands and search texts that
 * nobody has seen, so an engine that may take for ever is out of the question.
 * They are remembered: the schema, the rules and the matcher ask for the same ones.
 * @returns the expression, or what is wrong with it, in words and without the expression itself.
 * @see https://github.com/google/re2/wiki/Syntax
 */
export const readRegex = remembered(compile, MOST_COMPILED);

type ReadRegex = { readonly regex: Regex } | { readonly problem: string };

/** Characters of an expression: the time to compile it grows with them. */
const MAX_LENGTH = 2000;

function compile(source: string): ReadRegex {
  if (source.length > MAX_LENGTH) return { problem: `at most ${MAX_LENGTH} characters` };
  try {
    const expression = RE2JS.compile(RE2JS.translateRegExp(source), RE2JS.MULTILINE);
    return { regex: createRegex(expression) };
  } catch (error) {
    return { problem: problemOf(String(error)) };
  }
}

/** Characters of a text, and first searches of an expression, for which the engine's automaton is not worth building. */
const [SHORT, FEW] = [500, 10];

/** Most expressions are tried on a few short texts: there the way that also says where is ten times as fast. */
function createRegex(expression: RE2JS): Regex {
  let searches = 0;
  const find = (text: string) => {
    const matcher = expression.matcher(text);
    return matcher.find() ? { from: matcher.start(), to: matcher.end() } : undefined;
  };
  return {
    find,
    test: (text) => {
      searches += 1;
      return searches > FEW || text.length > SHORT ? expression.test(text) : find(text) !== undefined;
    },
  };
}

/** What people write that RE2 leaves out, in words; all else in the engine's own. */
const LEFT_OUT: readonly (readonly [RegExp, string])[] = [
  [/`\(\?<?[=!]|invalid named capture: `\(\?<[=!]/, 'look-around is left out: it has no bound in time'],
  [
    /invalid escape sequence: `\\(?:[1-9]|k)/,
    'references to a group are left out: they have no bound in time',
  ],
  [/invalid repeat count/, 'repetitions of more than 1000 are left out'],
  [/`\(\?>|[*+?}]\+`/, 'possessive and atomic groups are left out'],
];

function problemOf(words: string): string {
  const known = LEFT_OUT.find(([pattern]) => pattern.test(words));
  if (known) return known[1];
  const said = /error parsing regexp: ([^`]*?)(?:: `[\s\S]*)?$/.exec(words)?.[1];
  return said ?? 'it cannot be read';
}
