import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node, type Pair, Scalar } from 'yaml';
import type { FileFinding, Place } from '../core/finding.ts';
import { type OddSpace, oddSpaceAt } from './hidden.ts';
import { finding } from './rules.ts';
import type { DataPath } from './yaml.ts';

/** A scalar with how it was written, for rules about what YAML cuts. */
export interface WrittenScalar {
  /** Where it stands. */
  readonly path: DataPath;
  readonly value: string;
  /** It is a key itself; only those with escapes are here. */
  readonly isKey: boolean;
  /** The stretch of the file that it was read from. */
  source(): string;
  readonly plain: boolean;
  /** A comment that follows the value on its line: its text without `#`, and its place. */
  readonly trailingComment?: { readonly text: string; readonly place: Place };
  /** A key of a flow map without a colon: what a comma leaves of a sentence. Its place is the key's. */
  readonly loneKey?: boolean;
  readonly place: Place;
}

type PlaceAt = (start: number, end: number) => Place;

/** Walks all of the YAML once: how every scalar was written, and what no record may use. */
export function readScalars(
  doc: Document,
  text: string,
  place: PlaceAt,
): { scalars: WrittenScalar[]; findings: FileFinding[] } {
  const scalars: WrittenScalar[] = [];
  const findings: FileFinding[] = [];
  const walk = (node: unknown, path: DataPath, isKey = false): void => {
    if (isNode(node)) findings.push(...refusals(node, text, place));
    if (isScalar(node)) {
      findings.push(...oddSpaces(node, isKey));
      add(node, path, isKey);
    } else if (isSeq(node)) for (const [i, item] of node.items.entries()) walk(item, [...path, i]);
    else if (isMap(node)) {
      const known = new Set<string>();
      for (const pair of node.items) walkPair(pair, path, node.flow === true, known);
    }
  };
  const walkPair = (pair: Pair, around: DataPath, inFlowMap: boolean, known: Set<string>): void => {
    const key = isScalar(pair.key) ? String(pair.key.value) : undefined;
    const path = key === undefined ? [] : [...around, key];
    const at = place(...(rangeOf(pair.key) ?? [0, 0]));
    if (key !== undefined && known.has(key)) findings.push(twice(pair.key, key));
    if (key !== undefined) known.add(key);
    // Parsers drop it, so that it would be missed without a word.
    if (key === '__proto__') findings.push(finding('invalid-id', at, { id: key, expected: 'another key' }));
    if (isScalar(pair.key) && !pair.value && inFlowMap && isBehindComma(pair.key))
      scalars.push(loneKey(pair.key, path, at));
    walk(pair.key, path, true);
    walk(pair.value, path);
  };
  const isBehindComma = (key: Scalar) => /,\s*$/.test(text.slice(0, rangeOf(key)?.[0]));
  const twice = (node: unknown, key: string): FileFinding => {
    const [start] = rangeOf(node) ?? [0];
    return finding('duplicate-key', place(start, start + Math.max(key.length, 1)), { key });
  };
  /** A space before a key, or first on a line, was meant to indent it, or to part it from the `-` of a list. */
  const oddSpaces = (node: Scalar, isKey: boolean): FileFinding[] => {
    const [start] = rangeOf(node) ?? [0];
    const odd = node.type === Scalar.PLAIN && oddSpaceAt(text, text[start] === '-' ? start + 1 : start);
    const isFirst = text.slice(text.lastIndexOf('\n', start - 1) + 1, start).trim() === '';
    return odd && (isKey || (isFirst && odd.code === 'ODD_SPACE')) ? [oddSpace(odd, place)] : [];
  };
  const add = (node: Scalar, path: DataPath, isKey: boolean): void => {
    const range = rangeOf(node);
    if (!range || typeof node.value !== 'string' || (isKey && node.type !== Scalar.QUOTE_DOUBLE)) return;
    const comment = commentBehind(text, range[1]);
    scalars.push({
      path,
      value: node.value,
      isKey,
      source: () => text.slice(...range),
      plain: node.type === Scalar.PLAIN,
      place: place(...range),
      trailingComment: comment && { text: comment.text, place: place(...comment.range) },
    });
  };
  walk(doc.contents, []);
  return { scalars, findings };
}

export function oddSpace({ range, code, problem }: OddSpace, place: PlaceAt): FileFinding {
  return finding('yaml-syntax', place(...range), { problem, code });
}

function loneKey(key: Scalar, path: DataPath, place: Place): WrittenScalar {
  return {
    path,
    value: '',
    isKey: false,
    source: () => '',
    plain: key.type === Scalar.PLAIN,
    loneKey: true,
    place,
  };
}

/** Anchors, aliases and tags: none of them may stand in a record. */
function refusals(node: Node, text: string, place: PlaceAt): FileFinding[] {
  const { anchor, tag } = node as { anchor?: string; tag?: string };
  if (!isAlias(node) && !anchor && tag === undefined) return [];
  const [start, end] = rangeOf(node) ?? [0, 0];
  if (isAlias(node)) return [finding('yaml-anchor', place(start, end), { name: `*${node.source}` })];
  // They stand before their value, perhaps on the line above it.
  const before = (sign: string) => {
    const at = text.lastIndexOf(sign, start);
    return at === -1 ? place(start, end) : place(at, at + sign.length);
  };
  const said = tag?.replace(/^tag:yaml\.org,2002:/, '!!') ?? '';
  return [
    ...(anchor ? [finding('yaml-anchor', before(`&${anchor}`), { name: `&${anchor}` })] : []),
    ...(tag === undefined ? [] : [finding('yaml-tag', before(said), { tag: said })]),
  ];
}

/** The comment on the line of a value that ends at `end`. */
function commentBehind(
  text: string,
  end: number,
): { text: string; range: readonly [number, number] } | undefined {
  const pattern = /[ \t]*#([^\n]*)/y;
  pattern.lastIndex = end;
  const match = pattern.exec(text);
  const start = match ? text.indexOf('#', match.index) : 0;
  // `a#b` is one text.
  if (!match || !/\s/.test(text.charAt(start - 1))) return undefined;
  return { text: match[1] ?? '', range: [start, pattern.lastIndex] };
}

/** Start and value end; a block's end is where its last value ends, so that a place never runs into the next key. */
export function rangeOf(node: unknown): readonly [number, number] | undefined {
  const range = (node as Node | null | undefined)?.range;
  return range ? [range[0], range[1]] : undefined;
}
