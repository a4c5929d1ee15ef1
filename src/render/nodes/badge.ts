import type { Element } from 'hast';
import type { Parents } from 'mdast';
import type { State as HastState } from 'mdast-util-to-hast';
import { defaultHandlers, type Info, type State } from 'mdast-util-to-markdown';
import type { Badge } from '../../pages/document.ts';
import { element } from '../hast.ts';

/** What a badge says without colour: `✅ Fixed`. */
export function badgeText({ mark, label }: Badge): string {
  return mark ? `${mark} ${label}` : label;
}

export function toMarkdown(node: Badge, parent: Parents | undefined, state: State, info: Info): string {
  return defaultHandlers.text({ type: 'text', value: badgeText(node) }, parent, state, info);
}

/** The label says it all: the tone is colour only. */
export function toHast(_: HastState, node: Badge): Element {
  return element('span', { className: ['fb-badge'], dataTone: node.tone }, [node.label]);
}
