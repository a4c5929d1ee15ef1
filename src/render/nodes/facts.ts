import type { Element } from 'hast';
import type { State as HastState } from 'mdast-util-to-hast';
import type { Handle } from 'mdast-util-to-markdown';
import { fact, list } from '../../pages/blocks/tree.ts';
import type { Facts } from '../../pages/document.ts';
import { element } from '../hast.ts';

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
