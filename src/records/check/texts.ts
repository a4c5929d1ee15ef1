import type { Code, Definition, Html, Image, ImageReference, Link, Node, Nodes, Root } from 'mdast';
import { atMost, FILE_START, type FileFinding, type Place } from '../../core/finding.ts';
import { parseMarkdown } from '../../text/body.ts';
import { excessInSentences } from '../../text/bounds.ts';
import { hasHidden, hiddenCharacters } from '../../text/hidden.ts';
import { LineFindings } from '../../text/json/read-lines.ts';
import type { DataPath } from '../../text/yaml.ts';
import type { WrittenScalar } from '../../text/yaml-scalars.ts';
import { isProse, isSentence } from '../fields/fields.ts';
import { type Schema, schemaAt } from '../fields/inside.ts';
import { finding } from '../rules.ts';
import { placeIn, type Source } from './parse-source.ts';

/** A piece of prose of a record: a sentence of the front matter, or a text of the body outside of code. */
interface ProseText {
  readonly text: string;
  /** The place of a word in it; of the whole piece where words cannot be placed. */
  placeOf(index: number, length: number): Place;
}

/** What leads elsewhere. */
interface PlacedLink {
  readonly node: Link | Definition | Image | ImageReference;
  readonly place: Place;
}

/** All texts of a file, read in one walk: of the front matter as the schema says what they are, then of the body. */
export interface Texts {
  readonly prose: readonly ProseText[];
  readonly links: readonly PlacedLink[];
  /** Of the body. */
  readonly html: readonly Html[];
  readonly code: readonly Code[];
  /** Characters that an escape put into a value, which the bytes of the file do not show, and too many marks in sentences. */
  readonly findings: readonly FileFinding[];
}

export function readTexts(source: Source, schema: Schema): Texts {
  const prose: ProseText[] = [];
  const links: PlacedLink[] = [];
  const html: Html[] = [];
  const code: Code[] = [];
  const findings: FileFinding[] = source.lines ? hiddenInLines(source) : [];
  const showHidden = (text: string, place: Place, written: () => string): void => {
    if (hasHidden(text)) findings.push(...atMost(hiddenCharacters(text, () => place, written)));
  };
  const see = (node: Nodes, place: Place, placeIn: ProseText['placeOf']): void => {
    if (node.type === 'text') prose.push({ text: node.value, placeOf: placeIn });
    else if (LINKS.has(node.type)) links.push({ node: node as PlacedLink['node'], place });
  };
  const written: WrittenScalar[] = [];
  const sentences: WrittenScalar[] = [];
  for (const scalar of source.yaml?.scalars ?? []) {
    const { path, isKey, value, place } = scalar;
    showHidden(value, place, scalar.source);
    const of = isKey ? undefined : schemaAt(schema, path);
    if (isProse(of)) written.push(scalar);
    if (isSentence(of)) sentences.push(scalar);
  }
  const excess = excessInSentences(written.map(({ value }) => value));
  if (excess) {
    const { index, ...args } = excess;
    findings.push(finding('too-much-text', written[index]?.place ?? FILE_START, args));
  }
  for (const { value, place } of excess ? [] : sentences) {
    // Most sentences have no mark that matters here: parsing them all would be the slowest rule.
    const nodes: Nodes[] = NEEDS_PARSING.test(value)
      ? nodesIn(parseMarkdown(value))
      : [{ type: 'text', value }];
    for (const node of nodes) see(node, place, () => place);
  }
  for (const node of source.body ? nodesIn(source.body) : []) {
    const place = placeOf(node);
    const written = () => source.text?.slice(node.position?.start.offset, node.position?.end.offset) ?? '';
    for (const text of Object.values(node)) if (typeof text === 'string') showHidden(text, place, written);
    if (node.type === 'html') html.push(node);
    else if (node.type === 'code') code.push(node);
    else see(node, place, (index, length) => inside(place, index, length));
  }
  return { prose, links, html, code, findings };
}

/** A link, HTML, or code with what looks like a figure. */
const NEEDS_PARSING = /[[<]|`.*\{\{/s;

const LINKS: ReadonlySet<string> = new Set(['link', 'definition', 'image', 'imageReference']);

/** The run history keeps what tests said: strange characters in it are worth a warning. */
function hiddenInLines(source: Source): FileFinding[] {
  const findings = new LineFindings();
  for (const { line, value } of source.lines?.lines ?? []) {
    // To find the place of a value takes long, and is done for those that are shown.
    if (hides(value)) findings.add(() => [...hiddenIn(value, (path) => placeIn(source, [line, ...path]))]);
  }
  return findings.list().map((found) => ({ ...found, severity: 'warning' }));
}

/** No text of a line lies deeper. */
const DEEPEST = 6;

function hides(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return hasHidden(value);
  if (typeof value !== 'object' || value === null || depth >= DEEPEST) return false;
  return Object.entries(value).some(([key, part]) => hasHidden(key) || hides(part, depth + 1));
}

function* hiddenIn(
  value: unknown,
  placeOf: (path: DataPath) => Place,
  path: DataPath = [],
): Iterable<FileFinding> {
  if (typeof value === 'string') yield* hiddenCharacters(value, () => placeOf(path));
  else if (typeof value === 'object' && value !== null && path.length < DEEPEST) {
    for (const [key, part] of Object.entries(value)) {
      const step = Array.isArray(value) ? Number(key) : key;
      yield* hiddenCharacters(key, () => placeOf([...path, step]));
      yield* hiddenIn(part, placeOf, [...path, step]);
    }
  }
}

/** All nodes of a tree in the order of the file, the root first. */
export function nodesIn(root: Root): Nodes[] {
  const nodes: Nodes[] = [];
  const add = (node: Nodes): void => {
    nodes.push(node);
    if ('children' in node) for (const child of node.children) add(child as Nodes);
  };
  add(root);
  return nodes;
}

/** The nodes of one type, in the order of the file. */
export function ofType<Type extends Nodes['type']>(
  nodes: readonly Nodes[],
  type: Type,
): Extract<Nodes, { type: Type }>[] {
  return nodes.filter((node): node is Extract<Nodes, { type: Type }> => node.type === type);
}

/** Where a node of a body stands; the parser gives every node its place. */
export function placeOf(node: Node): Place {
  if (!node.position) return FILE_START;
  const { start, end } = node.position;
  return { start: { line: start.line, column: start.column }, end: { line: end.line, column: end.column } };
}

/** The place of a word within a text node that lies on one line; of the node where it does not. */
function inside(place: Place, index: number, length: number): Place {
  if (place.start.line !== place.end.line) return place;
  const start = { line: place.start.line, column: place.start.column + index };
  return { start, end: { line: start.line, column: start.column + length } };
}
