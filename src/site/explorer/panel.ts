import type { Term } from '../../pages/issue-query.ts';
import { explorerWords as words } from '../../pages/words/explorer.ts';
import { make } from '../elements.ts';
import { choiceOf, type FacetColumn, type Found } from './filter.ts';

/** So many values of a facet one sees before asking for more. */
const SHOWN_VALUES = 8;

/** What a list can be filtered by, as buttons with counts. */
export interface Panel {
  readonly element: HTMLElement;
  show(query: readonly Term[], counts: Found['counts']): void;
}

/** @param onChoose gets the facet and the number of its value. */
export function makePanel(
  facets: readonly FacetColumn[],
  onChoose: (facet: FacetColumn, value: number) => void,
): Panel {
  const groups = facets.map((facet) => makeGroup(facet, (value) => onChoose(facet, value)));
  return {
    element: make('div', 'fb-choices', ...groups.map(({ element }) => element)),
    show(query, counts) {
      for (const [i, group] of groups.entries()) group.show(query, counts[i] ?? new Uint32Array());
    },
  };
}

function makeGroup(facet: FacetColumn, onChoose: (value: number) => void) {
  const label = words.facets[facet.key as keyof typeof words.facets];
  const has = new Set(facet.of);
  const rows = facet.values.flatMap((value, number) => {
    if (!has.has(number)) return [];
    const count = make('span', 'fb-choices-count');
    const button = make('button', '', labelOf(value), count);
    button.type = 'button';
    button.addEventListener('click', () => onChoose(number));
    return [{ number, button, count, item: make('li', '', button) }];
  });
  const more = make('button', 'fb-choices-more', words.more(rows.length - SHOWN_VALUES));
  more.type = 'button';
  let isWhole = rows.length <= SHOWN_VALUES + 1;
  const list = make('ul', '', ...rows.map(({ item }) => item));
  const element = make('section', '', make('h2', '', label), list, more);
  const fold = () => {
    more.hidden = isWhole;
    for (const [i, { item, button }] of rows.entries())
      item.hidden = !isWhole && i >= SHOWN_VALUES && button.ariaPressed !== 'true';
  };
  more.addEventListener('click', () => {
    isWhole = true;
    fold();
    rows[SHOWN_VALUES]?.button.focus();
  });
  // Where all issues have one value, there is nothing to choose. The stages lie across the groups and the statuses.
  element.hidden = rows.length < 2 || facet.key === 'stage';
  return {
    element,
    show(query: readonly Term[], counts: Uint32Array) {
      for (const { number, button, count } of rows) {
        const choice = choiceOf(query, facet, number);
        button.ariaPressed = String(choice === 'wanted');
        button.classList.toggle('fb-choices-refused', choice === 'refused');
        button.classList.toggle('fb-choices-empty', !counts[number]);
        count.textContent = String(counts[number] ?? 0);
      }
      fold();
    },
  };
}

/** A value as lists show it: some have a mark. */
export function labelOf({ label, tone, mark }: FacetColumn['values'][number]): HTMLElement {
  if (tone === undefined) return make('span', '', label);
  const badge = make('span', 'fb-badge', label);
  badge.dataset.tone = tone;
  if (mark !== undefined) badge.dataset.mark = mark;
  return badge;
}
