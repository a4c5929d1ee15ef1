import type { Element, ElementContent } from 'hast';
import type { ListItem, Parents } from 'mdast';
import { defaultHandlers, type State } from 'mdast-util-to-hast';
import { element } from '../hast.ts';

/** A list item; the box of a task is a picture with a name, since nobody can tick it on the page. */
export function toHast(state: State, node: ListItem, parent: Parents | undefined): Element {
  const item = defaultHandlers.listItem(state, node, parent);
  if (typeof node.checked === 'boolean') item.children = item.children.map(replaceBox);
  return item;
}

function replaceBox(child: ElementContent): ElementContent {
  if (child.type !== 'element') return child;
  if (child.tagName === 'p') return { ...child, children: child.children.map(replaceBox) };
  if (child.tagName !== 'input') return child;
  const done = child.properties.checked === true;
  return element('span', { className: ['fb-check'], role: 'img', ariaLabel: done ? 'done' : 'to do' }, [
    done ? '☑' : '☐',
  ]);
}
