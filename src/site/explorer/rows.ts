import { explorerWords as words } from '../../pages/words/explorer.ts';
import { make } from '../elements.ts';
import { type IssueList, type Sort, splitAt } from './filter.ts';
import { labelOf } from './panel.ts';

/** The table of the issues that were found. */
export interface RowTable {
  readonly element: HTMLElement;
  /** @param said what the rows were searched for, in lower case. */
  show(rows: Uint32Array, sort: Sort, said: readonly string[]): void;
}

const longDate = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });

/** @param hrefOf the address of an issue by its id. */
export function makeTable(list: IssueList, hrefOf: (id: string) => string): RowTable {
  const { columns } = list;
  const facet = new Map(columns.facets.map((one) => [one.key, one]));
  const hasRates = columns.rate.some((rate) => rate !== null);
  const hasImpacts = facet.get('impact')?.values.some(({ value }) => value !== 'none') ?? false;
  const hasSuites = new Set(facet.get('suite')?.of).size > 1;
  const date = make('th', '', words.columns.updated);
  const head = make('tr', '');
  const { issue, status, impact, cause, rate } = words.columns;
  const heads = [issue, status, ...(hasImpacts ? [impact] : []), cause, ...(hasRates ? [rate] : [])].map(
    (name) => make('th', '', name),
  );
  for (const cell of [...heads, date]) {
    cell.scope = 'col';
    head.append(cell);
  }
  const body = make('tbody');
  const element = make(
    'div',
    'fb-table fb-issues fb-explorer-rows',
    make('table', '', make('thead', '', head), body),
  );
  const pool: RowElements[] = [];

  const facetOf = (key: string, row: number) => {
    const { values, of } = facet.get(key) ?? {};
    return values?.[of?.[row] ?? 0];
  };

  function write(cells: RowElements, row: number, sort: Sort, said: readonly string[]): void {
    const own = columns.id[row] ?? '';
    const name = columns.title[row] ?? '';
    cells.link.replaceChildren(...marked(name, said));
    cells.link.href = hrefOf(own);
    // What the title does not show: why the issue was found.
    const shown = `${own}\n${name}`.toLowerCase();
    const line = list.lineWith(
      row,
      said.filter((word) => !shown.includes(word)),
    );
    const suite = hasSuites ? ` · ${facetOf('suite', row)?.label ?? ''}` : '';
    cells.id.replaceChildren(...marked(own, said));
    cells.suite.textContent = suite;
    cells.line.replaceChildren(...(line === undefined ? [] : marked(around(line, said), said)));
    cells.line.hidden = line === undefined;
    const state = facetOf('status', row);
    const contradicted = columns.contradicted[row]
      ? [' ', labelOf({ value: '', label: words.contradicted, tone: 'bad', mark: 'cross' })]
      : [];
    cells.status.replaceChildren(...(state ? [labelOf(state)] : []), ...contradicted);
    cells.impact.textContent = unlessNone(facetOf('impact', row));
    cells.cause.textContent = facetOf('cause', row)?.label ?? '';
    const failing = columns.rate[row] ?? null;
    cells.rate.textContent = failing === null ? '' : words.share(failing);
    const day = (sort === 'age' ? columns.opened : columns.updated)[row]?.slice(0, 10) ?? '';
    cells.date.textContent = longDate.format(new Date(day));
  }

  return {
    element,
    show(rows, sort, said) {
      date.textContent = sort === 'age' ? words.columns.opened : words.columns.updated;
      while (pool.length < rows.length) pool.push(makeRow(hasImpacts, hasRates));
      for (const [i, row] of rows.entries()) {
        const cells = pool[i];
        if (cells) write(cells, row, sort, said);
      }
      body.replaceChildren(...pool.slice(0, rows.length).map(({ row }) => row));
      element.hidden = rows.length === 0;
    },
  };
}

type RowElements = ReturnType<typeof makeRow>;

function makeRow(hasImpacts: boolean, hasRates: boolean) {
  const link = make('a');
  const id = make('code');
  const suite = make('span');
  const line = make('p', 'fb-explorer-said');
  link.dir = 'auto';
  suite.dir = 'auto';
  line.dir = 'auto';
  const cells = {
    status: make('td'),
    impact: make('td'),
    cause: make('td'),
    rate: make('td'),
    date: make('td'),
  };
  const issue = make('td', '', link, make('p', 'fb-explorer-issue', id, suite), line);
  const impact = hasImpacts ? [cells.impact] : [];
  const rate = hasRates ? [cells.rate] : [];
  const shown = [cells.status, ...impact, cells.cause, ...rate, cells.date];
  const row = make('tr', '', issue, ...shown);
  return { ...cells, row, id, suite, link, line };
}

function unlessNone(value: { readonly value: string; readonly label: string } | undefined): string {
  return value === undefined || value.value === 'none' ? '' : value.label;
}

/** So much of a line one needs to see what it says of a word. */
const LINE_LENGTH = 140;
const BEFORE_MATCH = 40;

function around(line: string, said: readonly string[]): string {
  const lower = line.toLowerCase();
  const at = Math.min(...said.map((word) => lower.indexOf(word)).filter((place) => place >= 0));
  const start =
    line.length <= LINE_LENGTH ? 0 : Math.max(0, Math.min(at - BEFORE_MATCH, line.length - LINE_LENGTH));
  const part = line.slice(start, start + LINE_LENGTH).toWellFormed();
  return `${start > 0 ? '… ' : ''}${part}${start + LINE_LENGTH < line.length ? ' …' : ''}`;
}

/** A text with the words in it that were searched for. */
function marked(text: string, said: readonly string[]): (Node | string)[] {
  return splitAt(text, said).map((part, i) => (i % 2 === 1 ? make('mark', '', part) : part));
}
