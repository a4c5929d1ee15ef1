import { escapeRegex } from '../../core/text.ts';
import { sameTerm, type Term } from '../../pages/issue-query.ts';
import { suggest } from '../../records/fields/suggest.ts';
import type { DataOf } from '../../records/published/data-schemas.ts';

export type Columns = DataOf<'issue-columns'>;
export type FacetColumn = Columns['facets'][number];

/** Issues by their number in the columns. */
export type Rows = Uint32Array;

export const SORTS = ['impact', 'age', 'rate', 'id'] as const;
export type Sort = (typeof SORTS)[number];

/** What cannot be answered as it is written, and what may have been meant. */
export interface Problem {
  readonly kind: 'key' | 'value' | 'empty' | 'date';
  readonly term: Term;
  readonly instead?: Term;
}

export interface Found {
  readonly rows: Rows;
  /** By facet: how many issues of each value the list has when the value is chosen too. */
  readonly counts: readonly Uint32Array[];
  readonly problems: readonly Problem[];
}

const DATES = ['opened', 'updated'] as const;
const ids = new Intl.Collator('en', { numeric: true });

/** Issues that can be filtered again and again. */
export class IssueList {
  readonly columns: Columns;
  readonly #orders = new Map<Sort, Rows>();
  #texts: readonly string[] | undefined;

  constructor(columns: Columns) {
    this.columns = columns;
  }

  get size(): number {
    return this.columns.id.length;
  }

  /** A list of some of its issues. */
  pick(rows: Rows): IssueList {
    const at = <Cell>(column: readonly Cell[]) => [...rows].flatMap((row) => column.slice(row, row + 1));
    const { asOf, id, title, opened, updated, rate, contradicted, lines, facets } = this.columns;
    return new IssueList({
      asOf,
      id: at(id),
      title: at(title),
      opened: at(opened),
      updated: at(updated),
      rate: at(rate),
      contradicted: at(contradicted),
      lines: at(lines),
      facets: facets.map((facet) => ({ ...facet, of: at(facet.of) })),
    });
  }

  filter(query: readonly Term[], sort: Sort = 'impact'): Found {
    const { facets } = this.columns;
    /** A bit for each facet that an issue does not fit, and one for all else. */
    const misses = new Uint16Array(this.size);
    const elsewhere = 1 << facets.length;
    const miss = (fits: (row: number) => boolean) => {
      for (let row = 0; row < misses.length; row += 1)
        if (!fits(row)) misses[row] = (misses[row] ?? 0) | elsewhere;
    };
    const problems: Problem[] = [];
    for (const [i, facet] of facets.entries()) {
      const terms = query.filter(({ key, value }) => key === facet.key && value !== '');
      if (terms.length === 0) continue;
      const fits = fitting(facet, terms);
      for (let row = 0; row < misses.length; row += 1)
        if (!fits[facet.of[row] ?? 0]) misses[row] = (misses[row] ?? 0) | (1 << i);
      problems.push(...terms.flatMap((term) => unknownValue(facet, term) ?? []));
    }
    for (const key of DATES) {
      const terms = query.filter((term) => term.key === key && term.value !== '');
      const ranges = terms.flatMap((term) => rangeOf(term) ?? []);
      problems.push(
        ...terms.filter((term) => !rangeOf(term)).map((term) => ({ kind: 'date', term }) as const),
      );
      // What is no date is no filter that an issue could fit.
      const isClear = ranges.length === terms.length;
      if (terms.length > 0) miss((row) => isClear && isWithin(this.columns[key][row] ?? '', ranges));
    }
    for (const term of query.filter(({ key }) => key === '')) {
      const text = term.value.toLowerCase();
      const texts = this.#allTexts();
      miss((row) => (texts[row] ?? '').includes(text) !== Boolean(term.not));
    }
    const keys = [...facets.map(({ key }) => key), ...DATES];
    for (const term of query.filter(({ key }) => key !== '')) {
      if (!keys.includes(term.key)) {
        problems.push(unknownKey(keys, term));
        miss(() => false);
      } else if (term.value === '') problems.push({ kind: 'empty', term });
    }
    const rows = this.#order(sort).filter((row) => misses[row] === 0);
    return { rows, counts: facets.map((facet, i) => countValues(facet, misses, 1 << i)), problems };
  }

  /** The lines of an issue, beside its title, that say one of some words. */
  lineWith(row: number, words: readonly string[]): string | undefined {
    return this.columns.lines[row]?.find((line) => words.some((word) => line.toLowerCase().includes(word)));
  }

  #allTexts(): readonly string[] {
    const { id, title, lines } = this.columns;
    this.#texts ??= id.map((own, row) => [own, title[row], ...(lines[row] ?? [])].join('\n').toLowerCase());
    return this.#texts;
  }

  #order(sort: Sort): Rows {
    const known = this.#orders.get(sort);
    if (known) return known;
    const { opened, rate, id } = this.columns;
    const compare: Record<Sort, (a: number, b: number) => number> = {
      impact: () => 0,
      age: (a, b) => ((opened[a] ?? '') < (opened[b] ?? '') ? -1 : Number(opened[a] !== opened[b])),
      rate: (a, b) => (rate[b] ?? -1) - (rate[a] ?? -1),
      id: (a, b) => ids.compare(id[a] ?? '', id[b] ?? ''),
    };
    const order = Uint32Array.from(id.keys());
    if (sort !== 'impact') order.sort((a, b) => compare[sort](a, b) || a - b);
    this.#orders.set(sort, order);
    return order;
  }
}

/** Which values a term means: the one that is written so, else those that are called so in any case of their letters. */
function valuesOf({ values }: FacetColumn, { value: written }: Term): number[] {
  const exact = values.findIndex(({ value }) => value === written);
  if (exact >= 0) return [exact];
  const wanted = written.toLowerCase();
  return values.flatMap(({ value, label }, i) =>
    value.toLowerCase() === wanted || label.toLowerCase() === wanted ? [i] : [],
  );
}

/** For each value whether it fits. */
function fitting(facet: FacetColumn, terms: readonly Term[]): boolean[] {
  const meant = (not: boolean) =>
    new Set(terms.filter((term) => Boolean(term.not) === not).flatMap((term) => valuesOf(facet, term)));
  const [wanted, refused] = [meant(false), meant(true)];
  const isOpen = terms.every(({ not }) => not);
  return facet.values.map((_, i) => (isOpen || wanted.has(i)) && !refused.has(i));
}

/** Of the issues that miss at most this facet. */
function countValues({ values, of }: FacetColumn, misses: Uint16Array, bit: number): Uint32Array {
  const counts = new Uint32Array(values.length);
  for (let row = 0; row < misses.length; row += 1) {
    const value = of[row] ?? 0;
    if (((misses[row] ?? 0) & ~bit) === 0) counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

/** The query with a value of a facet chosen, or no longer if it was. */
export function toggle(query: readonly Term[], facet: FacetColumn, value: number): Term[] {
  const term = termOf(facet, value);
  // What is called in another way, or by a name that several values have, is called by its own.
  const said = query.flatMap((one): readonly Term[] => {
    if (one.key !== facet.key) return [one];
    const meant = valuesOf(facet, one);
    return meant.length === 0 ? [one] : meant.map((i) => ({ ...one, value: termOf(facet, i).value }));
  });
  const others = said.filter(({ key, value }) => key !== term.key || value !== term.value);
  return said.some((one) => sameTerm(one, term)) ? others : [...others, term];
}

/** Whether a query asks for a value, or refuses it. */
export function choiceOf(
  query: readonly Term[],
  facet: FacetColumn,
  value: number,
): 'wanted' | 'refused' | undefined {
  const about = query.filter((term) => term.key === facet.key && valuesOf(facet, term).includes(value));
  if (about.length === 0) return undefined;
  return about.some(({ not }) => not) ? 'refused' : 'wanted';
}

function termOf({ key, values }: FacetColumn, value: number): Term {
  return { key, value: values[value]?.value ?? '' };
}

function unknownValue(facet: FacetColumn, term: Term): Problem | undefined {
  if (valuesOf(facet, term).length > 0) return undefined;
  const named = facet.values.flatMap(
    ({ value, label }) =>
      [
        [value, value],
        [label, value],
      ] as const,
  );
  const value = nearest(term.value, new Map(named));
  return { kind: 'value', term, ...(value !== undefined && { instead: { ...term, value } }) };
}

function unknownKey(keys: readonly string[], term: Term): Problem {
  const key = nearest(term.key, new Map(keys.map((key) => [key, key])));
  return { kind: 'key', term, ...(key !== undefined && { instead: { ...term, key } }) };
}

/** What a word most likely means: the only one that it begins, else the one that is written much like it. */
function nearest(word: string, named: ReadonlyMap<string, string>): string | undefined {
  const wanted = word.toLowerCase();
  const begun = [...named].flatMap(([name, meant]) => (name.toLowerCase().startsWith(wanted) ? [meant] : []));
  const [only, ...more] = new Set(begun);
  return more.length === 0 && only !== undefined ? only : named.get(suggest(word, named.keys()) ?? '');
}

interface Range {
  readonly from: string;
  readonly to: string;
  readonly not?: boolean;
}

const DATE = /^\d{4}(?:-\d\d(?:-\d\d)?)?$/;

/** `2025-03`, `2025-01..2025-03`, `..2025`; undefined for what is no date. */
function rangeOf({ value, not }: Term): Range | undefined {
  const [from = '', to = from, ...more] = value.split('..');
  const isRange =
    [from, to].every((end) => end === '' || DATE.test(end)) && more.length === 0 && value !== '..';
  return isRange ? { from, to, ...(not && { not }) } : undefined;
}

function isWithin(date: string, ranges: readonly Range[]): boolean {
  const fits = ({ from, to }: Range) => date >= from && (to === '' || date.slice(0, to.length) <= to);
  const wanted = ranges.filter(({ not }) => !not);
  return (wanted.length === 0 || wanted.some(fits)) && !ranges.some((range) => range.not && fits(range));
}

/** A text in parts, of which each second one is a word that was searched for, in any case of its letters. */
export function splitAt(text: string, said: readonly string[]): string[] {
  if (said.length === 0) return [text];
  const words = said.toSorted((a, b) => b.length - a.length).map(escapeRegex);
  return text.split(new RegExp(`(${words.join('|')})`, 'iu'));
}
