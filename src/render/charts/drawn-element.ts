import type { Element, ElementContent } from 'hast';
import { element, text } from '../hast.ts';

/** As much of the DOM as a drawing is read through. */
interface DrawnNode {
  readonly nodeType: number;
  readonly textContent: string | null;
  readonly childNodes: Iterable<DrawnNode>;
  readonly localName?: string;
  readonly attributes?: Iterable<{ readonly name: string; readonly value: string }>;
}

const [ELEMENT, TEXT] = [1, 3];

/** Shapes and texts, and nothing that would style or run: a drawing's own `<style>` is left out. */
const SHAPES: ReadonlySet<string> = new Set([
  'svg',
  'g',
  'path',
  'line',
  'circle',
  'rect',
  'text',
  'tspan',
  'title',
]);
/** Names of the parts are for developers; a drawing is one picture with one name. */
const DROPPED = /^(?:aria-|class$|style$|id$|font-family$|width$|height$|on)/;

/** An SVG of a chart library as a picture of a page, with a name and a description. */
export function drawnElement(drawn: unknown, title: string, summary: string): Element {
  const [svg] = readNode(drawn as DrawnNode, true);
  if (svg?.type !== 'element') throw new Error('Expected a drawing');
  return {
    ...svg,
    properties: { ...svg.properties, className: ['fb-drawn'], role: 'img', focusable: 'false' },
    children: [element('title', {}, [title]), element('desc', {}, [summary]), ...svg.children],
  };
}

function readNode(node: DrawnNode, isRoot = false): ElementContent[] {
  if (node.nodeType === TEXT) return [text(node.textContent ?? '')];
  const { localName = '' } = node;
  if (node.nodeType !== ELEMENT || !SHAPES.has(localName)) return [];
  const attributes = [...(node.attributes ?? [])].filter(
    ({ name }) => !DROPPED.test(name) || (!isRoot && /^(?:width|height)$/.test(name)),
  );
  const properties = Object.fromEntries(attributes.map(({ name, value }) => [name, shorten(value)]));
  return [
    element(
      localName,
      properties,
      [...node.childNodes].flatMap((child) => readNode(child)),
    ),
  ];
}

/** No eye tells a hundredth of a pixel. */
function shorten(value: string): string {
  return value.replace(/\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100));
}
