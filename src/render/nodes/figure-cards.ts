import type { Element } from 'hast';
import type { State as HastState } from 'mdast-util-to-hast';
import type { Handle } from 'mdast-util-to-markdown';
import { fact, list, recordLink, table } from '../../pages/blocks/tree.ts';
import type { Facts, FigureCard, FigureCards } from '../../pages/document.ts';
import { drawCourse } from '../charts.ts';
import { element, type HtmlPage } from '../page.ts';

/** A table: Figure, Value, Of what. */
export const figureCardsToMarkdown: Handle = (node: FigureCards, parent, state, info) => {
  if (node.cards.length === 0) return '';
  const rows = node.cards.map(({ label, to, value, note }) => [
    to === undefined ? label : recordLink(to, label),
    value,
    note,
  ]);
  return state.handle(table(['Figure', 'Value', 'Of what'], rows), parent, state, info);
};

/** A description list of cards. */
export function figureCardsToHast(page: HtmlPage) {
  return (_: HastState, node: FigureCards): Element | undefined =>
    node.cards.length === 0
      ? undefined
      : element(
          'dl',
          { className: ['fb-cards'] },
          node.cards.map((card) => renderCard(card, page)),
        );
}

/** Beyond so many characters a value is a sentence, and no number to be seen from afar. */
const LONG = 16;

function renderCard(card: FigureCard, page: HtmlPage): Element {
  const { label, value, note, tone, to, query, share, change, course = [] } = card;
  const href = to === undefined ? undefined : page.links.href(page.from, to, undefined, query);
  const name = href === undefined ? label : element('a', { href }, [label]);
  return element('div', { className: ['fb-card'], ...(tone ? { dataTone: tone } : {}) }, [
    element('dt', {}, [name]),
    element('dd', { className: value.length > LONG ? ['fb-value', 'fb-long'] : ['fb-value'] }, [
      value,
      ...(course.length < FEWEST ? [] : [drawCourse(course)]),
    ]),
    ...(share !== undefined && Number.isFinite(share)
      ? [element('dd', { className: ['fb-share'], ariaHidden: 'true' }, [renderBar(share)])]
      : []),
    element('dd', { className: ['fb-note'] }, [note]),
    ...(change === undefined ? [] : [element('dd', { className: ['fb-note'] }, [change])]),
  ]);
}

/** Fewer values are no course. */
const FEWEST = 3;

/** A bar of `share` (0 to 1, held to that range); value and note say the same in words, so it is for eyes only. */
function renderBar(share: number): Element {
  const width = Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
  return element('svg', { viewBox: '0 0 100 4', preserveAspectRatio: 'none', focusable: 'false' }, [
    element('rect', { className: ['fb-track'], width: 100, height: 4 }),
    element('rect', { className: ['fb-fill'], width, height: 4 }),
  ]);
}

/** A list: `- **Gain**: no more waiting`. */
export const factsToMarkdown: Handle = ({ children }: Facts, parent, state, info) =>
  state.handle(list(children.flatMap(({ label, children }) => fact(label, children))), parent, state, info);

/** A description list. A label that eyes do without is still there for ears. */
export function factsToHast(state: HastState, { look, children }: Facts): Element {
  const rows = children.map((node) => {
    const isHidden = node.sign !== undefined || node.isPlain === true;
    const term = element('dt', isHidden ? { className: ['fb-hidden'] } : {}, [node.label]);
    return element('div', { dataSign: node.sign }, [term, element('dd', {}, state.all(node))]);
  });
  return element('dl', { className: [`fb-${look}`] }, rows);
}
