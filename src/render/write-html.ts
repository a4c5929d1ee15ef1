import type { Element, Nodes, Properties } from 'hast';
import { find, html, type Info, type Schema, svg } from 'property-information';
import { visibleLines } from '../core/text.ts';

/** A tree as HTML. Texts and values in it stay texts and values, and show what an editor or a terminal would act on. */
export function writeHtml(tree: Nodes): string {
  return visibleLines(write(tree, html));
}

/** HTML Standard, 13.1.2: elements that have no content and no end. */
const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
]);

function write(node: Nodes, schema: Schema): string {
  if (node.type === 'text') return escapeText(node.value);
  if (node.type === 'element') return writeElement(node, schema);
  // No tree of ours has comments, or HTML that is written already.
  return node.type === 'root' ? writeAll(node.children, schema) : '';
}

function writeAll(nodes: readonly Nodes[], schema: Schema): string {
  let written = '';
  for (const node of nodes) written += write(node, schema);
  return written;
}

function writeElement({ tagName, properties, children }: Element, around: Schema): string {
  const schema = tagName === 'svg' ? svg : around;
  const start = `<${tagName}${writeAttributes(properties, schema)}>`;
  if (schema === html && VOID.has(tagName)) return start;
  return `${start}${writeAll(children, schema)}</${tagName}>`;
}

function writeAttributes(properties: Properties, schema: Schema): string {
  let written = '';
  for (const name in properties) {
    const value = properties[name];
    if (value === null || value === undefined || value === false) continue;
    const { attribute, boolean, overloadedBoolean, commaSeparated } = infoOf(schema, name);
    written += ` ${attribute}`;
    if (value === true || (value === '' && (boolean || overloadedBoolean))) continue;
    const text = Array.isArray(value) ? value.join(commaSeparated ? ', ' : ' ') : String(value);
    written += `="${escapeValue(text)}"`;
  }
  return written;
}

/** By name, for each of the two schemas: they know some hundreds of names, and are asked a million times. */
const infos = { html: new Map<string, Info>(), svg: new Map<string, Info>() };

function infoOf(schema: Schema, name: string): Info {
  const known = infos[schema === svg ? 'svg' : 'html'];
  const info = known.get(name) ?? find(schema, name);
  known.set(name, info);
  return info;
}

function escapeText(text: string): string {
  return /[<&]/.test(text) ? text.replaceAll('&', '&#x26;').replaceAll('<', '&#x3C;') : text;
}

/** In quotation marks. Some readers of HTML that are none would end a value at another sign. */
function escapeValue(text: string): string {
  return /["&'`]/.test(text) ? text.replace(/["&'`]/g, asReference) : text;
}

function asReference(sign: string): string {
  return `&#x${sign.charCodeAt(0).toString(16).toUpperCase()};`;
}
