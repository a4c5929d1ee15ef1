import type { Root } from 'mdast';
import type { Snapshot } from '../asof/snapshot.ts';
import type { When } from '../core/calendar.ts';
import { comparePlaces, type Finding } from '../core/finding.ts';
import { deepLine, depthOf, MAX_DEPTH, parseBody } from '../text/body.ts';
import { readSections, type Section } from './blocks.ts';
import {
  auditFigures,
  auditSame,
  type KnownFigures,
  ownFigures,
  readFigures,
  type SaidFigure,
} from './figures.ts';
import { auditLists } from './lists.ts';
import { auditFrames } from './partition.ts';
import { readRoster } from './roster.ts';
import { type Contradiction, finding } from './rules.ts';
import { auditRatios } from './shares.ts';
import { auditStrength } from './strength.ts';
import { auditFormulas } from './sums.ts';
import { auditTable } from './tables.ts';
import { figuresMeant } from './with-book.ts';

export type { KnownFigures, SaidFigure } from './figures.ts';
export { dateOf, knowFigures } from './with-book.ts';

/** A report that Flakebook wrote may leave out issues that an earlier one told of: its entries are no roster. */
const SEAL = /^\[flakebook report\]:/mu;

/**
 * Holds the numbers of a document against each other, and against a knowledge base if the document is about it: it names
 * issues, a suite or its title. Else against its own entries. In reading order, one finding a place.
 * @param file the name that findings give it.
 */
export function auditDocument(file: string, text: string, book?: Snapshot): Finding[] {
  const front = /^---\r?\n[\s\S]*?\n---\r?\n/.exec(text)?.[0].length ?? 0;
  // Deeper than a document nests.
  if (deepLine(text, front) !== undefined) return [];
  const root = parseBody(text, front);
  if (depthOf(root) > MAX_DEPTH) return [];
  const meant = book && figuresMeant(text, book);
  const { found, figures } = readProse(root, text, !meant && !SEAL.test(text));
  const byBook = meant ? auditFigures(figures, meant, `by the records as of ${book.asOf.text}`) : [];
  return inOrder([...byBook, ...found]).map((contradiction) => toFinding(file, contradiction));
}

/**
 * What is wrong in a text by itself, and what it says that figures may contradict.
 * @param text the file that the tree is of.
 * @param isAlone no book knows the issues that it names: its own entries count.
 */
export function readProse(
  root: Root,
  text: string,
  isAlone = false,
): { found: Contradiction[]; figures: SaidFigure[] } {
  const sections = readSections(root, text);
  const lines = sections.flatMap((section) => section.lines);
  const figures = readFigures(lines);
  const own = ownFigures(figures, sections);
  const roster = isAlone ? readRoster(sections) : undefined;
  const known = { ...own, ...roster, figures: { ...own.figures, ...roster?.figures } };
  const found = [
    ...auditFigures(figures, [known], 'by the entries'),
    ...auditSame(lines),
    ...sections.flatMap((section) => [...auditSection(section, sections)]),
    ...auditStrength(sections, text),
  ];
  return { found: inOrder(found), figures };
}

function* auditSection(section: Section, all: readonly Section[]): Generator<Contradiction> {
  for (const line of section.lines) yield* auditFormulas(line);
  yield* auditLists(section, all);
  for (const block of section.blocks) {
    if (block.kind === 'quotation') continue;
    for (const line of block.lines) yield* auditRatios(line);
    yield* auditFrames(block);
    yield* auditTable(block);
  }
}

/** Contradictions in reading order. Of several at one number the first stands: the book's, then the place's own. */
function inOrder(found: readonly Contradiction[]): Contradiction[] {
  const byStart = Map.groupBy(found, ({ said: { place } }) => `${place.start.line}:${place.start.column}`);
  return [...byStart.values()]
    .flatMap(([first]) => first ?? [])
    .sort((a, b) => comparePlaces(a.said.place, b.said.place));
}

/** Findings in the prose of a record are warnings: prose is undated, so a sentence may be right about another day. */
export function auditProse(file: string, found: readonly Contradiction[]): Finding[] {
  return inOrder(found).map((one) => ({
    ...toFinding(file, one),
    reasoning: undefined,
    severity: 'warning',
  }));
}

/** Figures that records' prose says, as they were kept, against those of its suite. */
export function auditKept(
  file: string,
  figures: readonly SaidFigure[],
  known: KnownFigures,
  asOf: When,
): Finding[] {
  return auditProse(file, [...auditFigures(figures, [known], `by the records as of ${asOf}`)]);
}

/** Against: the first three, with the lines of those elsewhere. */
function toFinding(file: string, { ruleId, said, against, because }: Contradiction): Finding {
  const atLine = ({ words, place }: Contradiction['said']) => `${words} (line ${place.start.line})`;
  const { line } = said.place.start;
  const words = against.map((other) => (other.place.start.line === line ? other.words : atLine(other)));
  const named = words.length > 3 ? [...words.slice(0, 3), `${words.length - 3} more`] : words;
  const last = named.pop() ?? '';
  return {
    ...finding(ruleId, said.place, {
      said: said.words,
      against: named.length > 0 ? `${named.join(', ')} and ${last}` : last,
      because,
    }),
    file,
    related: against.map(({ place, words: message }) => ({ file, place, message })),
    reasoning: [`Read: ${[said, ...against].map(atLine).join(', ')}.`, `Calculated: ${because}.`],
  };
}
