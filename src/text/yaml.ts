import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Pair,
  type ParseOptions,
  parseDocument,
  Scalar,
  type YAMLMap,
} from 'yaml';
import { type FileFinding, MAX_OF_RULE, type Place } from '../core/finding.ts';
import { atKey } from '../core/kept.ts';
import { type OddSpace, oddSpaceAt } from './hidden.ts';
import type { Locator } from './locator.ts';
import { finding } from './rules.ts';
import { oddSpace, rangeOf, readScalars, type WrittenScalar } from './yaml-scalars.ts';

export { isMap, isScalar, isSeq, type YAMLSeq } from 'yaml';

/** A way into YAML data: keys and list positions. */
export type DataPath = readonly (string | number)[];

/** Parsed YAML in which every scalar is text and every path has a place. */
export interface YamlSource {
  /** Maps, lists and strings; undefined where the YAML has errors. */
  readonly data: unknown;
  /** The place of the value at a path, or of its key; of the nearest thing above it where the path leads nowhere. */
  place(path: DataPath, part?: 'key' | 'value'): Place;
  readonly scalars: readonly WrittenScalar[];
  readonly findings: readonly FileFinding[];
}

/** Whether YAML has more words and signs than a limit: whatever they are, each costs the parser time. */
export function hasMoreTokens(yaml: string, limit: number): boolean {
  if (yaml.length <= limit) return false;
  let count = 0;
  for (const _ of new Lexer().lex(yaml)) {
    count += 1;
    if (count > limit) return true;
  }
  return false;
}

/** Aliases are refused as findings; the bound keeps a bomb of them from being built before that. */
const MAX_ALIASES = 50;

/** A document in which every scalar is text, and no word means more than it says. */
export function openYaml(yaml: string, options: ParseOptions = {}): Document.Parsed {
  return withoutStacks(() =>
    parseDocument(yaml, {
      ...options,
      schema: 'failsafe',
      version: '1.2',
      // The parser would compare each key with all before it: `readScalars` looks them up.
      uniqueKeys: false,
      stringKeys: true,
      prettyErrors: false,
      // Else `!!binary` and its like would give bytes, sets and dates.
      resolveKnownTags: false,
    }),
  );
}

/** Each mistake in a text is an `Error` of the parser, and its unread stack is most of the cost of many. */
function withoutStacks<Made>(make: () => Made): Made {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return make();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/**
 * @param offset where the YAML begins in the file that `at` knows.
 * @throws {RangeError} if it nests deeper than the parser can follow.
 */
export function parseYaml(yaml: string, offset: number, at: Locator): YamlSource {
  const doc = openYaml(yaml);
  // How deep the parser can go depends on the stack: it tells some of what is too deep, and throws at the rest.
  if (doc.errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION')) throw new RangeError('nested too deep');
  const findings = syntaxFindings(doc, yaml, (start, end) => at.place(offset + start, offset + end));
  const written = readScalars(doc, yaml, (start, end) => at.place(offset + start, offset + end));
  return {
    data: doc.errors.length === 0 ? toTree(doc, written.findings) : undefined,
    place: (path, part = 'value') => placeOf(doc, path, part, (s, e) => at.place(offset + s, offset + e)),
    scalars: written.scalars,
    findings: [
      ...findings,
      ...written.findings.filter((one) => !findings.some((known) => isAgain(one, known))),
    ],
  };
}

function syntaxFindings(
  doc: Document,
  yaml: string,
  place: (start: number, end: number) => Place,
): FileFinding[] {
  // A tag that nobody knows is a finding of its own, and one slip often gives several errors on one line.
  const lines = new Set<number>();
  let isOver = false;
  const problems = [...doc.errors, ...doc.warnings].filter(({ code, message, pos: [start] }) => {
    const { line } = place(start, start).start;
    const isFirst = !lines.has(line) && !isOver;
    lines.add(line);
    // Behind a bracket too many, the parser finds each word wrong.
    isOver ||= message.includes(' token in YAML stream');
    return isFirst && code !== 'TAG_RESOLVE_FAILED';
  });
  const shown = problems.slice(0, MAX_OF_RULE);
  const findings = shown.map(({ code, pos: [start, end], message }) => {
    const odd = oddSpaceIn(yaml, start);
    if (odd) return oddSpace(odd, place);
    const args = { problem: message.split('\n', 1)[0] ?? message, code };
    const deeper = code === 'BLOCK_AS_IMPLICIT_KEY' ? deeperLine(yaml, start) : undefined;
    if (deeper) return finding('yaml-syntax', place(...deeper), { ...args, code: 'DEEPER_KEY' });
    const within = message.endsWith('at node end') ? requotedLine(yaml, start) : undefined;
    if (within)
      return finding('yaml-syntax', place(start, end), { ...args, code: 'QUOTE_WITHIN', quoted: within });
    const opening = neverClosed(yaml, start, code, message);
    if (opening !== undefined) return finding('yaml-syntax', place(opening, opening + 1), args);
    const isText = TO_QUOTE.has(code) || message.startsWith('Not a YAML token');
    const quoted = isText ? quotedLine(yaml, start) : undefined;
    return finding('yaml-syntax', place(start, Math.max(end, start + 1)), { ...args, quoted });
  });
  const last = findings.at(-1);
  const more = problems.length - shown.length;
  return last && more > 0 ? [...findings.slice(0, -1), { ...last, more }] : findings;
}

/** Where a bracket or a quote opens that the parser misses the other one of, lines below. */
function neverClosed(yaml: string, at: number, code: string, message: string): number | undefined {
  const [, kind] = code === 'BAD_INDENT' ? (/^Flow (seq|map)/.exec(message) ?? []) : [];
  const [, quote] = code === 'MISSING_CHAR' ? (/(["'])quote/.exec(message) ?? []) : [];
  if (quote !== undefined) {
    const opening = yaml.lastIndexOf(quote, at - 1);
    return opening === -1 ? undefined : opening;
  }
  if (kind === undefined) return undefined;
  const [open, close] = kind === 'seq' ? '[]' : '{}';
  let depth = 0;
  for (let i = at - 1; i >= 0; i -= 1) {
    if (yaml[i] === close) depth += 1;
    if (yaml[i] === open) depth -= 1;
    if (depth < 0) return i;
  }
  return undefined;
}

/** What only looks like a space where the line of a mistake has spaces: before its text, behind `-`, or behind the colon. */
function oddSpaceIn(yaml: string, at: number): OddSpace | undefined {
  const start = yaml.lastIndexOf('\n', at - 1) + 1;
  const [before = ''] = /^[ \t]*(?:- *)*(?:[\w-]+:)? */.exec(yaml.slice(start)) ?? [];
  const [indent = ''] = /^[ \t]*/.exec(before) ?? [];
  return oddSpaceAt(yaml, start + indent.length) ?? oddSpaceAt(yaml, start + before.length);
}

/** Both the parser and the look at each key may find what is wrong with the spaces of a line. */
function isAgain(one: FileFinding, known: FileFinding): boolean {
  return one.ruleId === known.ruleId && one.place.start.line === known.place.start.line;
}

/** What stands for text that YAML would read as more than text. */
const TO_QUOTE: ReadonlySet<string> = new Set(['BLOCK_AS_IMPLICIT_KEY', 'BAD_SCALAR_START']);

/** So long a line can be typed off. */
const MAX_QUOTED = 72;

/** The line of a key with quotes around its text, which typographic ones were perhaps meant to be. */
function quotedLine(yaml: string, at: number): string | undefined {
  const line = lineAround(yaml, at);
  const [, key, text = ''] = /^\s*(?:- )?([\w-]+): +([^"\\]*?)\s*$/.exec(line) ?? [];
  const plain = text.replace(/^[\u201c-\u201f\u2018](.*)[\u201c-\u201f\u2019]$/, '$1');
  return key === undefined || plain === '' || line.length > MAX_QUOTED ? undefined : `${key}: "${plain}"`;
}

/** The line of a text in quotes that has such a quote within, with its own kind of quotes around it. */
function requotedLine(yaml: string, at: number): string | undefined {
  const line = lineAround(yaml, at);
  const [, key, , text] = /^\s*(?:- )?([\w-]+): +(["'])(.*)\2\s*$/.exec(line) ?? [];
  return key === undefined || text === undefined || line.length > MAX_QUOTED
    ? undefined
    : `${key}: ${text.includes("'") ? JSON.stringify(text) : `'${text}'`}`;
}

/** The key that stands deeper than the one above it, so that YAML takes it for more of a text that has no colon itself. */
function deeperLine(yaml: string, at: number): readonly [number, number] | undefined {
  const end = yaml.indexOf('\n', at);
  if (end === -1 || /:(?: |$)/.test(yaml.slice(at, end))) return undefined;
  const key = /^([ ]*)[^\s:]+(?=:(?:\s|$))/.exec(yaml.slice(end + 1));
  const start = end + 1 + (key?.[1]?.length ?? 0);
  return key ? [start, end + 1 + key[0].length] : undefined;
}

function lineAround(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, end === -1 ? undefined : end);
}

/** `__proto__` and the like stay plain keys: nothing of a record may reach a prototype. */
export function toData(doc: Document): unknown {
  try {
    return doc.toJS({ maxAliasCount: MAX_ALIASES, mapAsMap: false });
  } catch {
    return undefined;
  }
}

/** Nothing where a key stands twice, or where an alias stands within its own value, so that data would go round in a circle. */
function toTree(doc: Document, findings: readonly FileFinding[]): unknown {
  const has = (id: string) => findings.some(({ ruleId }) => ruleId === id);
  if (has('duplicate-key') || has('yaml-syntax')) return undefined;
  const data = toData(doc);
  if (data === undefined || !has('yaml-anchor')) return data;
  try {
    return JSON.parse(JSON.stringify(data));
  } catch {
    return undefined;
  }
}

const pairs = new WeakMap<YAMLMap, Map<string, Pair>>();

/** The pairs of a map by key; the first one where a key stands twice. */
function pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
  return atKey(pairs, map, () => {
    const byKey = map.items.flatMap((pair) =>
      isScalar(pair.key) ? [[String(pair.key.value), pair] as const] : [],
    );
    return new Map(byKey.reverse());
  });
}

function placeOf(
  doc: Document,
  path: DataPath,
  part: 'key' | 'value',
  place: (s: number, e: number) => Place,
): Place {
  let node: unknown = doc.contents;
  let found: readonly [number, number] = rangeOf(node) ?? [0, 0];
  for (const [i, step] of path.entries()) {
    const isLast = i === path.length - 1;
    if (isMap(node)) {
      const pair = pairsOf(node).get(String(step));
      if (!pair) break;
      const keyRange = rangeOf(pair.key);
      const valueRange = rangeOf(pair.value);
      const wanted = isLast && part === 'key' ? keyRange : isEmpty(pair.value) ? keyRange : valueRange;
      found = wanted ?? keyRange ?? found;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      found = rangeOf(node) ?? found;
    } else break;
  }
  const [start, end] = found;
  return place(start, end);
}

function isEmpty(node: unknown): boolean {
  return !node || (isScalar(node) && node.value === '' && node.type === Scalar.PLAIN);
}
