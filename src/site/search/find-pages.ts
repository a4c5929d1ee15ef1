import type { DataOf } from '../../records/published/data-schemas.ts';
import type { IndexPages, Shard } from './index-files.ts';
import { answers, shardOf, termOf, termsOf, wordsIn } from './terms.ts';

/** How many pages have a value, by facet. */
export type FacetCounts = ReadonlyMap<string, ReadonlyMap<string, number>>;

export interface Found {
  /** The best first. */
  readonly pages: readonly { load(): Promise<FoundPage> }[];
  readonly counts: FacetCounts;
}

export interface FoundPage {
  readonly title: string;
  /** Below the home of the book, as those of its parts. */
  readonly url: string;
  /** What it says at its beginning, where no part of it says more of what is asked for. */
  readonly intro?: Excerpt;
  readonly parts: readonly { readonly title: string; readonly url: string; readonly excerpt: Excerpt }[];
}

export type Excerpt = readonly { readonly text: string; readonly isFound: boolean }[];

/** What a page gains by how it says a term, from its text to its title. */
const GAINS = [1, 1.5, 3, 8];
const PARTS_OF_A_PAGE = 3;
const EXCERPT_LENGTH = 220;
const LENGTH_BEFORE = 60;

/** Gets what a JSON file below the home of the book says. */
type GetFile = <Data>(path: string) => Promise<Data>;

/** The index of a built site. Its files come when a search needs them. */
export class SearchIndex {
  readonly #index: IndexPages;
  readonly #get: GetFile;
  readonly #files = new Map<string, Promise<unknown>>();

  private constructor(index: IndexPages, get: GetFile) {
    this.#index = index;
    this.#get = get;
  }

  static async open(get: GetFile): Promise<SearchIndex> {
    return new SearchIndex(await get('search/pages.json'), get);
  }

  facets(): FacetCounts {
    return this.#count(() => true);
  }

  /**
   * The pages that have every word of a text: itself, another form of it, or one that begins so. An empty one finds all.
   * @param filters a page must have one of the values of each facet.
   */
  async search(text: string, filters: ReadonlyMap<string, readonly string[]>): Promise<Found> {
    const asked = [...new Set([...wordsIn(text)].map(([word]) => termOf(word)))];
    const gains = await Promise.all(asked.map((term) => this.#gains(term)));
    const numbers =
      text.trim() === '' ? this.#index.pages.map((_, number) => number) : [...(gains[0]?.keys() ?? [])];
    const gainOf = (number: number) => gains.reduce((sum, gain) => sum + (gain.get(number) ?? 0), 0);
    const found = numbers
      .filter((number) => gains.every((gain) => gain.has(number)) && this.#passes(number, filters))
      .map((number) => ({ number, gain: gainOf(number) }))
      .sort((a, b) => b.gain - a.gain || a.number - b.number);
    const all = new Set(found.map(({ number }) => number));
    return {
      pages: found.map(({ number }) => ({ load: () => this.#load(number, asked) })),
      counts: this.#count((number) => all.has(number)),
    };
  }

  /** What each page gains that answers a term. A term of few pages says more. */
  async #gains(asked: string): Promise<ReadonlyMap<number, number>> {
    const name = shardOf(asked);
    const gains = new Map<number, number>();
    if (!this.#index.shards.includes(name)) return gains;
    const shard = await this.#file<Shard>(`search/${name}.json`);
    for (const [term, postings] of Object.entries(shard)) {
      const fit = answers(term, asked);
      let number = 0;
      for (const posting of fit === 0 ? [] : postings) {
        number += posting >> 2;
        gains.set(number, Math.max(gains.get(number) ?? 0, fit * (GAINS[posting & 3] ?? 0)));
      }
    }
    const rarity = Math.log(1 + this.#index.pages.length / gains.size);
    return new Map([...gains].map(([number, gain]) => [number, gain * rarity]));
  }

  #passes(number: number, filters: ReadonlyMap<string, readonly string[]>): boolean {
    return this.#index.facets.every(({ name, values }) => {
      const wanted = filters.get(name);
      return !wanted || values.some(({ value, pages }) => wanted.includes(value) && pages.includes(number));
    });
  }

  #count(isCounted: (number: number) => boolean): FacetCounts {
    return new Map(
      this.#index.facets.map(({ name, values }) => [
        name,
        new Map(values.map(({ value, pages }) => [value, pages.filter(isCounted).length])),
      ]),
    );
  }

  async #load(number: number, asked: readonly string[]): Promise<FoundPage> {
    const url = this.#index.pages[number] ?? '';
    const page = await this.#file<DataOf<'page'>>(`${url.replace(/\/$/, '') || 'index'}.json`);
    const parts = [{ title: page.title, anchor: '', text: page.text }, ...page.parts]
      .map(({ title, anchor, text = '' }) => ({
        title,
        url: anchor === '' ? url : `${url}#${anchor}`,
        isIntro: anchor === '',
        ...excerptOf(text, asked),
      }))
      .filter(({ found }) => found > 0)
      .sort((a, b) => b.found - a.found)
      .slice(0, PARTS_OF_A_PAGE);
    const intro = parts.find(({ isIntro }) => isIntro)?.excerpt;
    const beginning = parts.length === 0 && page.text ? excerptOf(page.text, []).excerpt : undefined;
    return {
      title: page.title,
      url,
      intro: intro ?? beginning,
      parts: parts.filter(({ isIntro }) => !isIntro),
    };
  }

  async #file<Data>(path: string): Promise<Data> {
    const known = this.#files.get(path) ?? this.#get<Data>(path);
    this.#files.set(path, known);
    return known as Promise<Data>;
  }
}

/** A stretch of a text around the first of the words that are asked for, and how many different ones it has. */
function excerptOf(
  text: string,
  asked: readonly string[],
): { readonly excerpt: Excerpt; readonly found: number } {
  const isAnswer = (word: string, term: string) => termsOf(word).some((own) => answers(own, term) > 0);
  const words = [...wordsIn(text)].map(({ 0: word, index }) => ({
    from: index,
    to: index + word.length,
    word,
  }));
  const found = words.filter(({ word }) => asked.some((term) => isAnswer(word, term)));
  const start = Math.max(0, (found[0]?.from ?? 0) - LENGTH_BEFORE);
  const from = words.find((word) => word.from >= start)?.from ?? 0;
  const end = Math.min(text.length, from + EXCERPT_LENGTH);
  const to = words.findLast((word) => word.to <= end)?.to ?? end;
  const pieces = [{ text: start > 0 ? '… ' : '', isFound: false }];
  let at = start > 0 ? from : 0;
  for (const word of found.filter((one) => one.from >= at && one.to <= to)) {
    pieces.push({ text: text.slice(at, word.from), isFound: false }, { text: word.word, isFound: true });
    at = word.to;
  }
  pieces.push({ text: text.length - to > 1 ? `${text.slice(at, to)} …` : text.slice(at), isFound: false });
  return {
    excerpt: pieces.filter((piece) => piece.text !== ''),
    found: asked.filter((term) => found.some(({ word }) => isAnswer(word, term))).length,
  };
}
