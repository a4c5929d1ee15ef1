import { atKey } from '../../core/kept.ts';
import { escapeRegex } from '../../core/text.ts';
import { tieOf } from './name-ties.ts';
import { readName, type TestName } from './test-name.ts';

/** What tools put between containers, and before a test. */
const BREAK = /( (?:::|[>›»|]) |::)/;
/** Nobody nests tests deeper, and no locator is longer. */
const MAX_PARTS = 40;
const MAX_LENGTH = 2000;
/** What tools and people put between the words of a name. */
const BETWEEN = /[\s.:/\\>›»|#]+/g;

/** A row of data, behind its test: `[x]`, `(1)[2]`, `{p0=1}`, `<Int32>(3)`, `/1`; PHPUnit names the row. */
const ROW = / with data set ["#].*$|(?<=[^\s`])`?\s?[[({<]\S.*$|\/\d+$/su;
/** Marks before a name. */
const MARKS = /^(?:\[[^\]]*\]\s*)*/;
/** What is a row where no test has the name before it: `: 3 a`, ` - Example #1.1`, ` -- @1.2`, `_0_empty`, `/small`, `$1`, `::case_2`. */
const LIKELY_ROW =
  /(?:: |\s*#| [-–—]{1,2} @?)(?:\p{L}+ ?#?)?["'\d].*$|_\d+(?:_.*)?$|(?<=\w)(?:\/\w+|\$\d+)$/su;
const ROW_ALONE = /^\p{L}+[_#]\d+(?:_.*)?$/su;
/** What kind of test it is, before its name: Elixir's `test adds`, Gherkin's `Scenario: pays`. */
const KIND = /^(?:test|it|property|doctest|feature|scenario(?: outline)?|example)(?::\s*|\s+)(?=\S)/i;
/** What the source has in place of a value: `%s`, `$name`, `${name}`, `#{name}`, `{0}`, Gherkin's `<name>`. */
const PLACEHOLDER =
  /%(?:\d+\$)?[A-Za-z#](?!\w)|[$#]\{[^{}]*\}|\$[A-Za-z_][\w.]*|(?<!\w)\{\w*\}(?!\w)|(?<!\S)<[A-Za-z][\w ]*>(?!\w)/g;
const ANY_VALUE = '\0';

/** `[Flaky]`, `[Slow]` at the end of a name. */
export function withoutLabels(name: string): string {
  return name.slice(0, MAX_LENGTH).replace(/(?:\s+\[[A-Za-z][\w:-]*\])+$/, '');
}

/**
 * What a name may be a row or a part of, the nearest first: without its labels, without the values of a row, then without
 * its last containers.
 */
export function wholesOf(name: string): string[] {
  const plain = withoutLabels(name);
  const bare = partsOf(plain, (part) => withoutRow(part));
  const ends = bare.flatMap((_, i) => (i % 2 === 0 ? bare.slice(0, bare.length - i).join('') : []));
  return [...new Set([plain, ...ends])];
}

/** What no test has the name of, and a name is a row of, or in: its test, and what is around it: a file, a class, a suite. */
function unseenWholesOf(name: string): string[] {
  const bare = partsOf(withoutLabels(name), (part) => withoutRow(part).replace(KIND, ''));
  const last = bare.pop() ?? '';
  const row = ROW_ALONE.test(last) ? '' : last.replace(LIKELY_ROW, '');
  const test = [...bare.slice(0, row === '' ? -1 : undefined), row].join('');
  return [test, ...bare.flatMap((_, i) => (i % 2 === 0 ? bare.slice(0, i + 1).join('') : []))];
}

function withoutRow(part: string): string {
  const [marks = ''] = MARKS.exec(part) ?? [];
  return marks + part.slice(marks.length).replace(ROW, '');
}

function partsOf(name: string, edit: (part: string) => string): string[] {
  const parts = name.split(BREAK).slice(0, MAX_PARTS);
  return parts.map((part, i) => (i % 2 === 1 ? part : edit(part)));
}

interface Whole {
  readonly root: TestName;
  readonly name: TestName;
}

/** Names of tests, each of which a name of many tests may cover. */
export class CoveredNames {
  readonly #roots: readonly TestName[];
  readonly #byLastWord = new Map<string, Whole[]>();

  constructor(roots: Iterable<TestName>) {
    this.#roots = [...roots];
    for (const root of this.#roots)
      for (const text of unseenWholesOf(root.text)) {
        const name = readName(text);
        atKey(this.#byLastWord, lastWord(name), () => []).push({ root, name });
      }
  }

  /**
   * The tests that a name covers: all of a class or file; those that a wildcard fits (`*` for any text); the rows of a test
   * with their values left out, or as the source writes them. `several`: rows of more tests than one.
   */
  find(name: string, at = ''): readonly TestName[] | 'several' {
    const wildcard = wildcardOf(name);
    if (wildcard) return this.#roots.filter(({ text }) => wildcard.test(plainText(text)));
    const wanted = readName(partsOf(withoutLabels(name), (part) => part.replace(KIND, '')).join(''), at);
    const wholes = new Map<TestName, TestName>();
    for (const whole of this.#byLastWord.get(lastWord(wanted)) ?? []) {
      const tie = wholes.has(whole.root) ? undefined : tieOf(wanted, whole.name);
      if (tie && tie.kind !== 'loose') wholes.set(whole.root, whole.name);
    }
    const [first, ...more] = wholes.values();
    const isOne = more.every((whole) => first !== undefined && tieOf(first, whole) !== undefined);
    return isOne ? [...wholes.keys()] : 'several';
  }
}

/** Finds the texts that a name with a `*` or with placeholders stands for; undefined for another name. */
function wildcardOf(name: string): RegExp | undefined {
  const parts = name.slice(0, MAX_LENGTH).split(BREAK);
  const last = parts.pop() ?? '';
  const text = parts.join('') + last.replace(PLACEHOLDER, ANY_VALUE);
  // A value alone says nothing.
  if (!text.includes('*') && (!text.includes(ANY_VALUE) || !/\w/.test(text))) return undefined;
  const escaped = escapeRegex(plainText(text));
  const expression = escaped.replace(/(?:\\\*)+/g, '.*').replaceAll(ANY_VALUE, '[^$%]+');
  return new RegExp(`(?:^| )${expression}$`, 'su');
}

/** A name with `*` for what the source has in place of a value; one that is nothing else stays as it is. */
export function withAnyValues(name: string): string {
  const text = name.replace(PLACEHOLDER, '*');
  return /\w/.test(text) ? text : name;
}

/** Whether a name is what a title of the source gives with values in its places; false for a title without any. */
export function fillsPlaceholders(title: string, name: string): boolean {
  return (
    title.search(PLACEHOLDER) !== -1 &&
    !title.includes('*') &&
    (wildcardOf(title)?.test(plainText(name)) ?? false)
  );
}

function plainText(text: string): string {
  return text.replace(BETWEEN, ' ').trim();
}

function lastWord({ words }: TestName): string {
  return words.at(-1) ?? '';
}
