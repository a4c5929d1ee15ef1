import { atKey } from '../../core/kept.ts';
import type { Route } from '../../pages/document.ts';
import type { Links } from '../../render/page.ts';
import type { SitePage } from '../../render/site-page.ts';
import { json } from '../data-files.ts';
import { partsOf, plainWordsIn, shardOf, termOf } from './terms.ts';

/** Where the index lies below the home of a book. */
const INDEX_FOLDER = 'search';

/** What the list of the pages of an index says. A page is its number in the list. */
export interface IndexPages {
  /** Their addresses below the home of the book. */
  readonly pages: readonly string[];
  readonly facets: readonly { readonly name: string; readonly values: readonly FacetValue[] }[];
  readonly shards: readonly string[];
}

interface FacetValue {
  readonly value: string;
  readonly pages: readonly number[];
}

/**
 * The pages that have each term, in their order: four times the distance from the page before, and how the page says it,
 * from `TEXT` to `TITLE`.
 */
export type Shard = Readonly<Record<string, readonly number[]>>;

const TEXT = 0;
const OFTEN = 1;
const HEADING = 2;
const TITLE = 3;
const OFTEN_TIMES = 4;

interface Postings {
  last: number;
  readonly postings: number[];
}

/** A page as the index has it; null where it is not searched. */
export type IndexedPage = {
  readonly facets: SitePage['facets'];
  /** Each term behind a digit for how the page says it, as one text: the pages of a book have millions. */
  readonly terms: string;
} | null;

/** @param texts of its parts; none where it is not searched. */
export function indexedPage(page: SitePage, texts: ReadonlyMap<string, string> | undefined): IndexedPage {
  if (!texts) return null;
  const times = new Map<string, number>();
  const add = (word: string, number: number) => {
    const term = termOf(word);
    times.set(term, (times.get(term) ?? 0) + number);
  };
  /** Gives how many terms there are by now. */
  const count = (said: Iterable<string>): number => {
    const words = new Map<string, number>();
    for (const text of said)
      for (const word of plainWordsIn(text)) words.set(word, (words.get(word) ?? 0) + 1);
    for (const [word, number] of words) {
      add(word, number);
      for (const part of partsOf(word)) add(part, number);
    }
    return times.size;
  };
  // Terms stand in the order in which they came: first those of the title, then those of headings.
  const titleEnd = count([page.title]);
  const headingsEnd = count((page.headings ?? []).flatMap(({ text, slug }) => (texts.has(slug) ? text : [])));
  count(texts.values());
  const terms: string[] = [];
  for (const [term, number] of times) {
    const at = terms.length;
    const how = at < titleEnd ? TITLE : at < headingsEnd ? HEADING : number < OFTEN_TIMES ? TEXT : OFTEN;
    terms.push(`${how}${term}`);
  }
  return { facets: page.facets, terms: terms.join(' ') };
}

/** The files of the index that the search of a built site loads, by path. */
export function indexFiles(
  indexed: ReadonlyMap<Route, IndexedPage>,
  links: Links,
  base: string,
): Map<string, string> {
  const routes = [...indexed.keys()].filter((route) => indexed.get(route)).sort();
  const facets = new Map<string, Map<string, number[]>>();
  const all = new Map<string, Postings>();
  for (const [number, route] of routes.entries()) {
    const { facets: own = {}, terms = '' } = indexed.get(route) ?? {};
    for (const [name, values] of Object.entries(own))
      for (const value of values) atKey(atKey(facets, name, newMap<number[]>), value, newList).push(number);
    for (const said of terms === '' ? [] : terms.split(' ')) {
      const known = atKey(all, said.slice(1), newPostings);
      known.postings.push((number - known.last) * 4 + Number(said[0]));
      known.last = number;
    }
  }
  const shards = Map.groupBy(sorted(all), ([term]) => shardOf(term));
  const pages: IndexPages = {
    pages: routes.map((route) => links.href('', route).slice(base.length)),
    facets: sorted(facets).map(([name, values]) => ({
      name,
      values: sorted(values).map(([value, numbers]) => ({ value, pages: numbers })),
    })),
    shards: [...shards.keys()].sort(),
  };
  return new Map([
    [`${INDEX_FOLDER}/pages.json`, json(pages)],
    ...[...shards].map(([name, terms]): [string, string] => {
      const shard: Shard = Object.fromEntries(terms.map(([term, { postings }]) => [term, postings]));
      return [`${INDEX_FOLDER}/${name}.json`, json(shard)];
    }),
  ]);
}

const newMap = <Value>() => new Map<string, Value>();
const newList = (): number[] => [];
const newPostings = (): Postings => ({ last: 0, postings: [] });

function sorted<Value>(map: ReadonlyMap<string, Value>): [string, Value][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
