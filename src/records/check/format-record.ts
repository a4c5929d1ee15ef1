import type { Nodes } from 'mdast';
import { parseMarkdown } from '../../text/body.ts';
import { splitFrontMatter } from '../../text/front-matter.ts';
import { isMap, isScalar, openYaml, toData } from '../../text/yaml.ts';
import { jsonSchemaOf } from '../json-schema.ts';
import type { SourceKind } from './parse-source.ts';
import { nodesIn, ofType } from './texts.ts';

/** A kind of record that people write. */
type FormattedKind = Exclude<SourceKind, 'evidence' | 'runs' | 'roster'>;

export function isFormatted(kind: SourceKind): kind is FormattedKind {
  return kind !== 'evidence' && kind !== 'runs' && kind !== 'roster';
}

/** Does something to a text that should change nothing of what it says. */
type Step = (text: string) => string;

/**
 * A record in the usual order of keys and the usual style of Markdown. A step that would change what the record says is left
 * out, so that no other byte depends on how well this knows YAML and Markdown.
 * @param text as it lies on disk; its ends of lines stay.
 * @returns undefined for a file that is too broken to be read.
 */
export function formatRecord(kind: FormattedKind, text: string): string | undefined {
  const read = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const ending = text.includes('\r\n') ? '\r\n' : '\n';
  const formatted =
    kind === 'book' || kind === 'references' ? formatYaml(kind, read) : formatMarkdown(kind, read);
  return formatted?.replaceAll('\n', ending);
}

function formatYaml(kind: FormattedKind, yaml: string): string | undefined {
  const said = sayYaml(yaml);
  if (said === undefined) return undefined;
  return apply(yaml, [(text) => orderKeys(kind, text), trimYaml, endOnce], (text) => sayYaml(text) === said);
}

function formatMarkdown(kind: FormattedKind, text: string): string | undefined {
  const { yaml, bodyOffset } = splitFrontMatter(text);
  const front = yaml === undefined ? undefined : formatYaml(kind, yaml);
  if (front === undefined) return undefined;
  const body = text.slice(bodyOffset);
  const said = sayBody(body);
  const steps = [dashes, hashes, trimMarkdown, oneBlankLine, endOnce];
  const formatted = apply(body, steps, (changed) => sayBody(changed) === said).replace(/^\n+/, '');
  return `---\n${front}---\n${formatted === '' ? '' : `\n${formatted}`}`;
}

function apply(text: string, steps: readonly Step[], saysTheSame: (text: string) => boolean): string {
  return steps.reduce((before, step) => {
    const after = step(before);
    return after !== before && saysTheSame(after) ? after : before;
  }, text);
}

/** What a YAML text says, its comments included; the order of its first keys says nothing. */
function sayYaml(yaml: string): string | undefined {
  const doc = openYaml(yaml);
  if (doc.errors.length > 0 || !isMap(doc.contents)) return undefined;
  const data = Object.entries(toData(doc) as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1));
  const comments = yaml.split('\n').filter((line) => line.includes('#'));
  return JSON.stringify([data, comments.map((line) => line.trim()).sort()]);
}

/** A body without the places of its nodes. */
function sayBody(body: string): string {
  return JSON.stringify(parseMarkdown(body), (key, value: unknown) =>
    key === 'position' ? undefined : value,
  );
}

/** The line by which editors find a schema stays the first one. */
const MODELINE = /^# yaml-language-server:.*\n/;

/** Puts the first keys in the order of the schema, each with the comment above it; a key of the book's own stays behind the one before it. */
function orderKeys(kind: FormattedKind, yaml: string): string {
  const head = MODELINE.exec(yaml)?.[0] ?? '';
  const { contents } = openYaml(yaml);
  if (!isMap(contents) || contents.flow) return yaml;
  const known = Object.keys(jsonSchemaOf(kind).properties ?? {});
  const starts = contents.items.map(({ key }) => (isScalar(key) ? (key.range?.[0] ?? -1) : -1));
  if (starts.some((at) => at < 0 || (at > 0 && yaml[at - 1] !== '\n'))) return yaml;
  const cuts = starts.map((at) => Math.max(head.length, commentAbove(yaml, at)));
  let place = -1;
  const parts = contents.items.map(({ key }, i) => {
    const at = known.indexOf(isScalar(key) ? String(key.value) : '');
    if (at !== -1) place = at;
    return { place, text: ended(yaml.slice(cuts[i], cuts[i + 1])) };
  });
  const ordered = parts.toSorted((a, b) => a.place - b.place).map(({ text }) => text);
  return yaml.slice(0, cuts[0]) + ordered.join('');
}

/** Where the lines of comments begin that stand directly above a line. */
function commentAbove(yaml: string, start: number): number {
  let at = start;
  while (at > 0) {
    const before = yaml.lastIndexOf('\n', at - 2) + 1;
    if (yaml[before] !== '#') break;
    at = before;
  }
  return at;
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

function trimYaml(yaml: string): string {
  return yaml.replace(/[ \t]+$/gm, '');
}

/** Two blanks at the end of a line of Markdown break it: they stay. */
function trimMarkdown(body: string): string {
  return body.replace(/(?<=\S)[ \t]$|^[ \t]+$/gm, '');
}

function endOnce(text: string): string {
  const trimmed = text.replace(/\n+$/, '');
  return trimmed === '' ? '' : `${trimmed}\n`;
}

function oneBlankLine(body: string): string {
  return body.replace(/\n{3,}/g, '\n\n');
}

/** Lists begin their items with `-`. */
function dashes(body: string): string {
  return replaceAt(body, 'listItem', (item) => {
    const at = item.position?.start.offset ?? 0;
    return /[*+]/.test(body[at] ?? '') ? [at, at + 1, '-'] : undefined;
  });
}

/** Headings begin with `#`. */
function hashes(body: string): string {
  return replaceAt(body, 'heading', ({ depth, position }) => {
    const [start = 0, end = 0] = [position?.start.offset, position?.end.offset];
    const [, words] = /^([^#\n][^\n]*)\n[ \t]*(?:=+|-+)[ \t]*$/.exec(body.slice(start, end)) ?? [];
    return words === undefined ? undefined : [start, end, `${'#'.repeat(depth)} ${words.trim()}`];
  });
}

type Replacement = readonly [start: number, end: number, text: string];

function replaceAt<Type extends 'listItem' | 'heading'>(
  body: string,
  type: Type,
  replacementOf: (node: Extract<Nodes, { type: Type }>) => Replacement | undefined,
): string {
  return ofType(nodesIn(parseMarkdown(body)), type)
    .flatMap((node) => {
      const replacement = replacementOf(node);
      return replacement ? [replacement] : [];
    })
    .toSorted(([a], [b]) => b - a)
    .reduce((text, [start, end, put]) => text.slice(0, start) + put + text.slice(end), body);
}
