import type { Element, ElementContent, Properties, Root, Text } from 'hast';

/** An HTML element; strings among the children become text. */
export function element(
  tagName: string,
  properties: Properties,
  children: readonly (ElementContent | string)[] = [],
): Element {
  return { type: 'element', tagName, properties, children: children.map(toNode) };
}

/** Some nodes beside each other. */
export function fragment(children: readonly ElementContent[]): Root {
  return { type: 'root', children: [...children] };
}

export function text(value: string): Text {
  return { type: 'text', value };
}

function toNode(child: ElementContent | string): ElementContent {
  return typeof child === 'string' ? text(child) : child;
}
