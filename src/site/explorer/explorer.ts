import { printQuery, printTerm, readQuery, sameTerm, type Term } from '../../pages/issue-query.ts';
import { explorerWords as words } from '../../pages/words/explorer.ts';
import type { DataOf } from '../../records/published/data-schemas.ts';
import { make } from '../elements.ts';
import { type Columns, IssueList, type Problem, SORTS, type Sort, toggle } from './filter.ts';
import { makePanel } from './panel.ts';
import { makeTable } from './rows.ts';

const PAGE_ROWS = 100;
/** As in frame.css: from here on the filters stand beside the list. */
const WIDE = '(min-width: 64rem)';

/** What a list shows, as its address says it. */
interface View {
  readonly text: string;
  readonly sort: Sort;
  /** From 1. */
  readonly page: number;
}

/** Puts what filters a list in its place. Whatever comes from the data was written by somebody, so it enters as text. */
export async function startExplorer(root: HTMLElement): Promise<void> {
  const bar = root.querySelector('.fb-explorer-bar');
  const place = root.querySelector('.fb-explorer-list');
  if (!bar || !place) return;
  const field = make('input');
  field.type = 'search';
  field.ariaLabel = words.field;
  field.placeholder = words.placeholder;
  field.autocomplete = 'off';
  field.spellcheck = false;
  field.enterKeyHint = 'search';
  const status = make('div', '', words.loading);
  status.role = 'status';
  const sorts = make('select', '', ...SORTS.map((sort) => new Option(words.sorts[sort], sort)));
  const filters = make('details', 'fb-explorer-filters', make('summary', '', words.filters));
  const beside = document.querySelector<HTMLElement>('.fb-facets');
  const wide = matchMedia(WIDE);
  const isBeside = () => beside !== null && wide.matches;
  filters.hidden = isBeside();
  bar.append(
    field,
    filters,
    make('div', 'fb-explorer-state', status, make('label', '', words.sort, sorts), help()),
  );

  // The browser itself tells why in its console.
  const list = await load(root).catch(() => {
    status.textContent = words.notLoaded;
  });
  if (!list) return;
  const table = makeTable(list, (id) =>
    (root.dataset.issue ?? '').replace(/ID(?=\/?$)/, () => id.toLowerCase()),
  );
  const panel = makePanel(list.columns.facets, (facet, value) => {
    const query = toggle(readQuery(view.text), facet, value);
    go({ ...view, text: printQuery(query), page: 1 });
  });
  const problems = make('div', 'fb-explorer-problems');
  const pager = make('nav', 'fb-explorer-pages');
  pager.ariaLabel = words.pages;
  place.replaceChildren(problems, table.element, pager);
  putPanel();

  let view = viewOf(location.search);
  /** Whether the newest entry of the history is of what is being typed. */
  let isTyping = false;
  field.value = view.text;
  show();

  function show(): void {
    const query = readQuery(view.text);
    const found = list?.filter(query, view.sort);
    if (!list || !found) return;
    const { rows, counts } = found;
    const first = Math.min((view.page - 1) * PAGE_ROWS, Math.max(0, rows.length - 1));
    const start = first - (first % PAGE_ROWS);
    const shown = rows.slice(start, start + PAGE_ROWS);
    const said = query.flatMap(({ key, value, not }) => (key === '' && !not ? [value.toLowerCase()] : []));
    table.show(shown, view.sort, said);
    panel.show(query, counts);
    problems.replaceChildren(...found.problems.map((problem) => problemLine(problem, query)));
    if (rows.length === 0 && view.text !== '') problems.append(choice(words.clear, ''));
    pager.replaceChildren(...pageButtons(start / PAGE_ROWS + 1, Math.ceil(rows.length / PAGE_ROWS)));
    status.textContent = words.found(rows.length, list.size, start + 1, start + shown.length);
    sorts.value = view.sort;
  }

  /** @param isNew whether the way back leads to what was shown before. */
  function go(next: View, isNew = true): void {
    view = next;
    if (field.value !== view.text) field.value = view.text;
    const address = addressOf(view);
    if (isNew) history.pushState(null, '', address);
    else history.replaceState(null, '', address);
    isTyping = false;
    show();
  }

  /** Leads to another query. */
  function choice(label: string, text: string): HTMLElement {
    const button = make('button', '', label);
    button.type = 'button';
    button.addEventListener('click', () => {
      go({ ...view, text, page: 1 });
      field.focus();
    });
    return button;
  }

  function problemLine({ kind, term, instead }: Problem, query: readonly Term[]): HTMLElement {
    const says = words.problems;
    const label = words.facets[term.key as keyof typeof words.facets];
    const said = {
      key: () => says.key(term.key),
      value: () => says.value(label, term.value),
      empty: () => says.empty(term.key),
      date: () => says.date(term.value),
    }[kind]();
    const replace = (other: Term) =>
      choice(printTerm(other), printQuery(query.map((one) => (sameTerm(one, term) ? other : one))));
    const asWords: Term = { key: '', value: `${term.key}:${term.value}`, ...(term.not && { not: true }) };
    return make(
      'p',
      '',
      said,
      ...(instead ? [' ', says.instead, replace(instead), says.end] : []),
      ...(kind === 'key' ? [' ', says.asWords, replace(asWords), says.end] : []),
    );
  }

  function pageButtons(page: number, pages: number): (Node | string)[] {
    if (pages < 2) return [];
    const to = (label: string, other: number) => {
      const button = make('button', '', label);
      button.type = 'button';
      button.disabled = other < 1 || other > pages;
      button.addEventListener('click', () => {
        go({ ...view, page: other });
        root.scrollIntoView();
        links()[0]?.focus({ preventScroll: true });
      });
      return button;
    };
    return [
      to(words.previous, page - 1),
      make('span', '', words.page(page, pages)),
      to(words.next, page + 1),
    ];
  }

  const links = () => [...table.element.querySelectorAll<HTMLElement>('tbody a')];

  function putPanel(): void {
    filters.hidden = isBeside();
    if (beside) beside.hidden = !isBeside();
    if (beside && isBeside()) beside.replaceChildren(panel.element);
    else filters.append(panel.element);
  }

  wide.addEventListener('change', putPanel);
  window.addEventListener('popstate', () => {
    view = viewOf(location.search);
    field.value = view.text;
    isTyping = false;
    show();
  });
  field.addEventListener('input', () => {
    go({ ...view, text: field.value, page: 1 }, !isTyping);
    isTyping = true;
  });
  field.addEventListener('change', () => {
    isTyping = false;
  });
  sorts.addEventListener('change', () => {
    go({ ...view, sort: SORTS.find((sort) => sort === sorts.value) ?? 'impact', page: 1 });
  });
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      if (event.target === field && field.value !== '') go({ ...view, text: '', page: 1 });
      field.focus();
      event.preventDefault();
    }
    const stops = [field, ...links()];
    const at = stops.findIndex((stop) => stop.matches(':focus'));
    const step = { ArrowDown: 1, ArrowUp: -1, Enter: event.target === field ? 1 : 0 }[event.key] ?? 0;
    // Enter within an input method ends a word.
    if (at < 0 || step === 0 || event.isComposing) return;
    event.preventDefault();
    stops[at + step]?.focus();
  });
}

/** @throws where there is no data. */
async function load({ dataset: { home = '/', scope = '' } }: HTMLElement): Promise<IssueList> {
  const read = async (name: string) => {
    const answer = await fetch(`${home.replace(/\/?$/, '/')}data/v1/${name}.json`);
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    return answer.json();
  };
  const columns: Columns = await read('issue-columns');
  const all = new IssueList(columns);
  const terms = readQuery(scope);
  const pattern = terms.find(({ key }) => key === 'pattern')?.value;
  if (pattern === undefined) return scope === '' ? all : all.pick(all.filter(terms).rows);
  const { patterns }: DataOf<'patterns'> = await read('patterns');
  const own = new Set(patterns.find(({ id }) => id === pattern)?.issues);
  return all.pick(all.filter([]).rows.filter((row) => own.has(columns.id[row] ?? '')));
}

function viewOf(search: string): View {
  const asked = new URLSearchParams(search);
  return {
    text: asked.get('q') ?? '',
    sort: SORTS.find((sort) => sort === asked.get('sort')) ?? 'impact',
    page: Math.max(1, Math.trunc(Number(asked.get('page'))) || 1),
  };
}

function addressOf({ text, sort, page }: View): string {
  const asked = new URLSearchParams();
  if (text !== '') asked.set('q', text);
  if (sort !== 'impact') asked.set('sort', sort);
  if (page > 1) asked.set('page', String(page));
  const search = asked.toString();
  return location.pathname + (search === '' ? '' : `?${search}`);
}

function help(): HTMLElement {
  const { title, lines, keys } = words.help;
  const rows = lines.flatMap(([query, meaning]) => [
    make('dt', '', make('code', '', query)),
    make('dd', '', meaning),
  ]);
  return make(
    'details',
    'fb-explorer-help',
    make('summary', '', title),
    make('dl', '', ...rows),
    make('p', '', keys),
  );
}
