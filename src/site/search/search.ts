import { searchWords as words } from '../../pages/words/search.ts';
import { link, make, part } from '../elements.ts';
import type { Answer } from './answer.ts';
import { answerElements } from './answer-cards.ts';
import { takeDrops } from './drop-files.ts';
import { type Excerpt, type FacetCounts, type Found, type FoundPage, SearchIndex } from './find-pages.ts';
import { Matcher } from './matcher.ts';
import { shapeOf } from './text-shape.ts';

const PAGES_AT_ONCE = 10;
/** So long a pause in typing starts a search. */
const PAUSE_MS = 100;
/** As in search.css. */
const WIDE = '(min-width: 50rem)';
const EDITABLE = 'input, textarea, select, [contenteditable]';

/**
 * The box of a site: a button that opens a dialog, which loads the index and the matcher when it first opens. Words go
 * to the index, and what a failure printed goes to the matcher. Whatever comes out of either was written by somebody, so it
 * enters the page as text, and links lead to this site only.
 * @param script the address of the matcher.
 */
export function startSearch(root: HTMLElement, script: string): void {
  const opener = part(root, '.fb-search-open', HTMLButtonElement);
  const dialog = part(root, 'dialog', HTMLDialogElement);
  const input = part(dialog, 'textarea', HTMLTextAreaElement);
  const chooser = part(dialog, '[type="file"]', HTMLInputElement);
  const status = part(dialog, '[role="status"]', HTMLElement);
  const facetList = part(dialog, '.fb-search-facets', HTMLElement);
  const area = part(dialog, '.fb-search-found', HTMLElement);
  const answerArea = part(area, '.fb-answer', HTMLElement);
  const pageList = part(area, 'ol', HTMLElement);
  const more = part(dialog, '.fb-search-more', HTMLButtonElement);

  const addressOf = (address = '') => new URL(address, location.href).href;
  const { book, issues } = root.dataset;
  const home = addressOf(root.dataset.home);
  const matcher = new Matcher({ script, book: addressOf(book), issues: addressOf(issues) });

  let loaded: Promise<SearchIndex> | undefined;
  let facets: readonly FacetControl[] = [];
  /** Counts the searches: an older one that ends later shows nothing. */
  let newest = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let showMore: () => Promise<void> = async () => {};

  async function load(): Promise<SearchIndex> {
    const index = await SearchIndex.open(async (path) => {
      const response = await fetch(home + path);
      if (!response.ok) throw new Error(`${path} gave ${response.status}.`);
      return response.json();
    });
    facets = facetControls(index.facets(), () => void search());
    facetList.replaceChildren(...facets.map(({ element }) => element));
    return index;
  }

  function open(): void {
    dialog.showModal();
    input.select();
    if (loaded) return;
    if (import.meta.env.DEV) {
      status.textContent = words.live;
      return;
    }
    status.textContent = words.loading;
    matcher.start();
    loaded = load();
    // Until somebody searches, nobody waits for it.
    loaded.catch(() => undefined);
    void search();
  }

  async function search(work = answer): Promise<void> {
    clearTimeout(pause);
    area.setAttribute('aria-busy', 'true');
    const turn = ++newest;
    try {
      await work(turn);
    } catch (error) {
      if (turn !== newest) return;
      status.textContent = words.notLoaded;
      console.error(error);
    }
    if (turn === newest) area.setAttribute('aria-busy', 'false');
  }

  /** Shows what the matcher says; nothing where that is nothing, or not asked for. */
  function showAnswer(answer: Answer | undefined): void {
    answerArea.replaceChildren(...(answer ? answerElements(answer) : []));
  }

  /** Without pages there is nothing to filter. */
  function setAlone(isAlone: boolean): void {
    dialog.toggleAttribute('data-alone', isAlone);
    facetList.hidden = isAlone;
  }

  /** Shows an answer alone: no page has such words. */
  function showAlone(answer: Answer | undefined): void {
    showAnswer(answer);
    pageList.replaceChildren();
    more.hidden = true;
    setAlone(true);
    status.textContent = answer?.headline ?? words.notLoaded;
  }

  function sortFiles(files: readonly File[]): void {
    if (!dialog.open) open();
    if (import.meta.env.DEV) return;
    input.value = '';
    resize();
    void search(async (turn) => {
      status.textContent = words.reading(files.map(({ name }) => name));
      const answer = await matcher.ask(files);
      if (turn === newest) showAlone(answer);
    });
  }

  async function answer(turn: number): Promise<void> {
    const text = input.value.trim();
    const shape = shapeOf(text);
    const asked = text === '' ? undefined : matcher.ask(text);
    // Who searches for words finds pages without the matcher, too.
    const matched = await (shape === 'words' ? asked?.catch(() => undefined) : asked);
    if (turn !== newest) return;
    if (shape === 'lines') return showAlone(matched);
    // Words of which the matcher knows nothing are none of its own.
    const isTold = shape === 'failure' || matched?.cards.some(({ kind }) => kind !== 'new');
    setAlone(false);
    showAnswer(isTold ? matched : undefined);
    const index = await loaded;
    if (!index || turn !== newest) return;
    const ask = (asked: readonly FacetControl[]) =>
      index.search(text, new Map(asked.map(({ name, chosen }) => [name, chosen()])));
    const chosen = facets.filter((facet) => facet.chosen().length > 0);
    const found = await ask(chosen);
    // What another value of a chosen facet would find, its own choice does not limit.
    const counts = await Promise.all(
      facets.map(async (facet) => {
        const { counts } = chosen.includes(facet)
          ? await ask(chosen.filter((other) => other !== facet))
          : found;
        return [facet, counts.get(facet.name) ?? new Map()] as const;
      }),
    );
    if (turn !== newest) return;
    for (const [facet, count] of counts) facet.count(count);
    const isAsked = text !== '' || chosen.length > 0;
    const results = isAsked ? found.pages : [];
    await show(results, turn);
    if (turn !== newest) return;
    if (isTold && matched && results.length === 0 && chosen.length === 0) return showAlone(matched);
    const foundWords = isAsked ? words.found(results.length, text) : words.hint;
    status.textContent = isTold && matched ? `${matched.headline} ${foundWords}` : foundWords;
  }

  async function show(results: Found['pages'], turn: number): Promise<void> {
    let shown = 0;
    showMore = async () => {
      const next = results.slice(shown, shown + PAGES_AT_ONCE);
      const pages = await Promise.all(next.map((result) => result.load()));
      if (turn !== newest) return;
      if (shown === 0) pageList.replaceChildren();
      shown += next.length;
      pageList.append(...pages.map((page) => pageItem(page, home)));
      more.hidden = shown >= results.length;
    };
    await showMore();
  }

  const links = () => [...area.querySelectorAll('a')];
  /** As tall as its lines, up to what its style allows. */
  const resize = () => {
    input.rows = Math.min(8, input.value.split('\n').length);
  };

  opener.addEventListener('click', open);
  part(dialog, '.fb-search-close', HTMLButtonElement).addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', ({ target }) => {
    // The dialog itself is what stands around its frame. A link may lead to another place of this page.
    if (target === dialog || (target instanceof Element && target.closest('a'))) dialog.close();
  });
  input.addEventListener('input', () => {
    resize();
    clearTimeout(pause);
    area.setAttribute('aria-busy', 'true');
    pause = setTimeout(() => void search(), PAUSE_MS);
  });
  input.addEventListener('keydown', (event) => {
    // Enter within an input method ends a word.
    if (event.key !== 'Enter' || event.isComposing || event.shiftKey) return;
    event.preventDefault();
    void search().then(() => links()[0]?.click());
  });
  more.addEventListener('click', () => {
    const before = links().length;
    void showMore().then(() => links()[before]?.focus());
  });
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      // Otherwise the first one would only empty the field.
      event.preventDefault();
      dialog.close();
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    // Within a text of several lines, the arrows are those of the text.
    if (event.target === input && input.value.includes('\n')) return;
    const stops: (Element | null)[] = [input, ...links()];
    const at = stops.indexOf(document.activeElement);
    if (at === -1) return;
    event.preventDefault();
    const to = stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (to instanceof HTMLElement) to.focus();
  });
  window.addEventListener('keydown', (event) => {
    const isChord = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
    const isTyping = event.target instanceof Element && event.target.closest(EDITABLE) !== null;
    const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping;
    if (!isChord && !isSlash) return;
    event.preventDefault();
    if (!dialog.open) open();
    else if (isChord) dialog.close();
  });
  window.addEventListener('paste', ({ target, clipboardData }) => {
    const text = clipboardData?.getData('text') ?? '';
    if (text.trim() === '' || dialog.open || (target instanceof Element && target.closest(EDITABLE))) return;
    input.value = text;
    resize();
    open();
    void search();
  });
  chooser.addEventListener('change', () => {
    const files = [...(chooser.files ?? [])];
    chooser.value = '';
    if (files.length > 0) sortFiles(files);
  });
  takeDrops(part(root, '.fb-drop', HTMLElement), sortFiles);
}

/** A facet in the dialog. */
interface FacetControl {
  readonly name: string;
  readonly element: HTMLElement;
  chosen(): string[];
  /** Shows how many pages a value would find; one that would find none hides unless it is chosen. */
  count(pages: ReadonlyMap<string, number>): void;
}

function facetControls(totals: FacetCounts, onChange: () => void): FacetControl[] {
  const rank = (name: string) => (words.facets.includes(name) ? words.facets.indexOf(name) : Infinity);
  return [...totals]
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([name, values]) => facetControl(name, values, onChange));
}

function facetControl(name: string, totals: ReadonlyMap<string, number>, onChange: () => void): FacetControl {
  const rows = [...totals.keys()].map((value) => {
    const box = make('input');
    box.type = 'checkbox';
    box.addEventListener('change', onChange);
    const count = make('span', 'fb-search-count');
    return { value, box, count, element: make('label', '', box, make('span', '', value), count) };
  });
  const group = make('div', '', ...rows.map(({ element }) => element));
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', name);
  const element = make('details', '', make('summary', '', name), group);
  element.open = matchMedia(WIDE).matches;
  return {
    name,
    element,
    chosen: () => rows.filter(({ box }) => box.checked).map(({ value }) => value),
    count(pages) {
      for (const { value, box, count, element } of rows) {
        const number = pages.get(value) ?? 0;
        count.textContent = String(number);
        element.hidden = number === 0 && !box.checked;
      }
      element.hidden = rows.every((row) => row.element.hidden);
    },
  };
}

function pageItem({ title, url, intro, parts }: FoundPage, home: string): HTMLElement {
  const below = parts.map((part) =>
    make('li', 'fb-search-hit', link(home + part.url, part.title), excerpt(part.excerpt)),
  );
  return make(
    'li',
    '',
    make('div', 'fb-search-hit', link(home + url, title), ...(intro ? [excerpt(intro)] : [])),
    ...(below.length > 0 ? [make('ul', '', ...below)] : []),
  );
}

function excerpt(pieces: Excerpt): HTMLElement {
  return make('p', '', ...pieces.map(({ text, isFound }) => (isFound ? make('mark', '', text) : text)));
}
