import type { Place } from '../../core/place.ts';
import { type Section, sequencesOf } from './outline.ts';
import type { Plain } from './plain.ts';

/** One sentence, label line, heading or table cell, with what it stands under. */
export interface Statement {
  readonly text: string;
  readonly plain: Plain;
  /** Offset of `text` in its block. */
  readonly start: number;
  /** What stands before the first colon of a `Label: value` line, without marks; empty where there is none. */
  readonly label: string;
  /** The headings above and the items around, outermost first. */
  readonly trail: readonly string[];
  /** How many of the trail are headings. */
  readonly kind: 'heading' | 'text' | 'cell';
  /** The sections that it stands in, such as `2.1.`; empty before the first and in summaries, which speak for the whole. */
  readonly section: string;
  place(start: number, end: number): Place;
}

/** All statements of a document in reading order, those of fences left out. */
export function readStatements(document: Section): Statement[] {
  const paths = pathsOf(document);
  const statements: Statement[] = [];
  for (const { blocks, trail, section } of sequencesOf(document)) {
    const path = paths.get(section) ?? '';
    const above = trail.map(({ text }) => text);
    if (section.heading && section.blocks === blocks) {
      statements.push(...split(section.heading, 'heading', above.slice(0, -1), path));
    }
    for (const block of blocks) {
      if (block.kind === 'text')
        statements.push(...split(block.plain, 'text', withoutOwn(above, block.plain), path));
      if (block.kind !== 'table') continue;
      for (const row of block.rows) {
        const name = row[0]?.text ?? '';
        for (const [i, cell] of row.entries()) {
          const under = [...above, block.head[i]?.text ?? '', ...(i === 0 ? [] : [name])];
          statements.push(...split(cell, 'cell', under, path));
        }
      }
    }
  }
  return statements;
}

function withoutOwn(trail: readonly string[], plain: Plain): readonly string[] {
  return trail.at(-1) === plain.text ? trail.slice(0, -1) : trail;
}

/** Headings of sections that speak for the whole document. */
const SUMMARY =
  /\b(?:summary|overview|conclusions?|current status|final status|overall|at a glance|tl;?dr|key figures|numbers|metrics|dashboard|what we counted|highlights|bottom line|health)\b/iu;

/** Every section's path. */
export function pathsOf(document: Section): Map<Section, string> {
  const paths = new Map<Section, string>();
  const visit = (section: Section, path: string): void => {
    paths.set(section, path);
    for (const [i, child] of section.children.entries()) {
      // The title's section is the whole document.
      const isTitle = section === document && child.depth === 1 && document.children.length === 1;
      const speaksForAll = isTitle || (path === '' && SUMMARY.test(child.heading?.text ?? ''));
      visit(child, speaksForAll ? '' : `${path}${i + 1}.`);
    }
  };
  visit(document, '');
  return paths;
}

/** Whether two statements may be of one thing: one speaks for the whole, or for a section around the other. */
export function areRelated(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a);
}

const LABEL = /^[^\p{L}\p{N}▪]*([^:\n]{1,60}?)\s*:(?=\s|$)/u;

/** The label of a line: bold before a colon, or a few words before one. */
function labelOf(text: string): string {
  const label = LABEL.exec(text)?.[1] ?? '';
  return /[.!?]\s/.test(label) ? '' : label;
}

function split(
  plain: Plain,
  kind: Statement['kind'],
  trail: readonly string[],
  section: string,
): Statement[] {
  return spans(plain).map(([start, end]) => {
    const text = plain.text.slice(start, end).replaceAll('\n', ' ');
    return {
      text,
      plain,
      start,
      label: kind === 'cell' ? '' : labelOf(text),
      trail,
      kind,
      section,
      place: (from: number, to: number) => plain.place(start + from, start + to),
    };
  });
}

/** Ends of sentences: a full stop before a capital; not in `e.g.`, `v1.2` or `approx. 5`. */
const SENTENCE =
  /(?<!\b(?:e\.g|i\.e|vs|approx|ca|No|nr|incl|etc|resp))(?<=[.!?])\s+(?=["'“]?[\p{Lu}\p{N}\p{So}])/u;

function spans({ text, breaks, strong }: Plain): [number, number][] {
  const found: [number, number][] = [];
  let lineStart = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const isEnd = at === text.length;
    if (!isEnd && (text[at] !== '\n' || !(breaks.has(at) || opensLine(text, at + 1, strong)))) continue;
    found.push(...sentences(text.slice(lineStart, at), lineStart));
    lineStart = at + 1;
  }
  return found;
}

/** Whether a soft line break begins a line of its own: a label in bold, or a mark before text. */
function opensLine(text: string, start: number, strong: Plain['strong']): boolean {
  if (strong.some((span) => span.start === start)) return true;
  return /^(?:\p{Extended_Pictographic}|[•→–-]\s)/u.test(text.slice(start, start + 4));
}

function sentences(line: string, offset: number): [number, number][] {
  const found: [number, number][] = [];
  let start = 0;
  for (const match of line.matchAll(new RegExp(SENTENCE, 'gu'))) {
    found.push([offset + start, offset + match.index]);
    start = match.index + match[0].length;
  }
  if (line.slice(start).trim() !== '') found.push([offset + start, offset + line.length]);
  return found;
}
