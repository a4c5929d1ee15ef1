import type { Route } from './document.ts';

/**
 * The language in which lists of issues are filtered: `status:reopened owner:"web team" -impact:low timed out`. The browser
 * loads this file, so it imports nothing but types.
 */

/** One condition. Terms of one key are joined by `or`, all others, and those that say `not`, by `and`. */
export interface Term {
  /** In lower case; the empty string for words that must occur. */
  readonly key: string;
  readonly value: string;
  readonly not?: boolean;
}

/** `key:` begins a filter, unless it is the beginning of an address or of a name such as `std::map`. */
const KEY = /^([A-Za-z][\w-]*):(?![/:])/;

/** Every text is a query: what is no filter is words, and quotes that do not end reach to the end. */
export function readQuery(text: string): Term[] {
  const terms: Term[] = [];
  let rest = text.trimStart();
  while (rest !== '') {
    const not = /^-\S/.test(rest);
    if (not) rest = rest.slice(1);
    const [start = '', key = ''] = KEY.exec(rest) ?? [];
    rest = rest.slice(start.length);
    const [whole = '', quoted] = /^"((?:\\["\\]|[^"])*)(?:"|$)/.exec(rest) ?? /^\S*/.exec(rest) ?? [];
    const value = quoted?.replace(/\\(["\\])/g, '$1') ?? whole;
    if (key !== '' || value !== '') terms.push({ key: key.toLowerCase(), value, ...(not ? { not } : {}) });
    rest = rest.slice(whole.length).trimStart();
  }
  return terms;
}

/** The shortest text that reads as these terms. */
export function printQuery(terms: readonly Term[]): string {
  return terms.map(printTerm).join(' ');
}

export function printTerm({ key, value, not }: Term): string {
  const isPlain =
    key === '' ? value !== '' && !/^["-]|\s/.test(value) && !KEY.test(value) : !/^["/:]|\s/.test(value);
  const printed = isPlain ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
  return `${not ? '-' : ''}${key === '' ? '' : `${key}:`}${printed}`;
}

export function sameTerm(one: Term, other: Term): boolean {
  return one.key === other.key && one.value === other.value && Boolean(one.not) === Boolean(other.not);
}

/** The list of issues, filtered. Where an output has no filters, the link leads to all issues. */
export function issuesWhere(terms: readonly Term[]): { readonly to: Route; readonly query: string } {
  return { to: 'issues', query: printQuery(terms) };
}
