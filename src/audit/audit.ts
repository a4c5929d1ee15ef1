import type { Root } from 'mdast';
import type { When } from '../core/calendar.ts';
import type { Finding } from '../core/finding.ts';
import { comparePlaces } from '../core/place.ts';
import { deepLine, depthOf, MAX_DEPTH, parseBody } from '../text/body.ts';
import { type Block, blocksIn, linesOf, readSections, rowsOf, type Section } from './blocks.ts';
import { type Contradiction, type Said, say } from './contradiction.ts';
import {
  auditFigures,
  auditSame,
  type KnownFigures,
  ownFigures,
  readFigures,
  type SaidFigure,
} from './figures.ts';
import { framesOf } from './frames.ts';
import { auditLists } from './lists.ts';
import { auditNamed, readRoster } from './roster.ts';
import { finding } from './rules.ts';
import { auditPercents, auditRates, auditRatios } from './shares.ts';
import { auditStrength } from './strength.ts';
import { auditFormulas, auditPartition, auditTable, type Column } from './sums.ts';
import { figuresMeant, type Knowledge, tieToBook } from './with-book.ts';

export type { KnownFigures, SaidFigure } from './figures.ts';
export { dateOf, type Knowledge, knowFigures } from './with-book.ts';

/**
 * Holds the numbers of a document against each other, and against a knowledge base if the document is about it: it names
 * issues, a suite or its title. Else against its own entries. In reading order, one finding a place.
 * @param file the name that findings give it.
 */
export function auditDocument(file: string, text: string, knowledge?: Knowledge): Finding[] {
  const front = /^---\r?\n[\s\S]*?\n---\r?\n/.exec(text)?.[0].length ?? 0;
  // Deeper than a document nests.
  if (deepLine(text, front) !== undefined) return [];
  const root = parseBody(text, front);
  if (depthOf(root) > MAX_DEPTH) return [];
  const about = knowledge && tieToBook(text, knowledge);
  const { found, figures } = readProse(root, text, about === undefined);
  const byBook = about
    ? auditFigures(figures, figuresMeant(about), `by the records as of ${about.snapshot.asOf.text}`)
    : [];
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
  const lines = sections.flatMap((section) => linesOf(section));
  const figures = readFigures(lines);
  const found = [
    ...auditFigures(
      figures,
      [(isAlone ? readRoster(sections) : undefined) ?? ownFigures(figures)],
      'by the entries',
    ),
    ...auditSame(lines, figures),
    ...sections.flatMap((section) => [...auditSection(section)]),
    ...auditStrength(sections),
  ];
  return { found: inOrder(found), figures };
}

function* auditSection(section: Section): Generator<Contradiction> {
  for (const line of linesOf(section)) {
    if (line.quantities.length === 0) continue;
    yield* auditFormulas(line);
    yield* auditNamed(line);
  }
  for (const blocks of rowsOf(section.blocks))
    yield* auditLists(blocks === section.blocks ? section.heading : undefined, blocks);
  for (const block of blocksIn(section.blocks)) yield* auditBlock(block);
}

function* auditBlock(block: Block): Generator<Contradiction> {
  if (block.kind !== 'quotation') for (const line of block.lines) yield* auditRatios(line);
  for (const frame of framesOf(block)) {
    yield* auditPartition(frame);
    yield* auditRates(frame);
  }
  const columns = columnsOf(block);
  if (columns.length === 0) return;
  yield* auditTable(block, columns);
  for (const column of columns) yield* auditPercents(column, columns);
}

/** More rows or columns than a table has that people sum up. */
const MOST = 60;

function columnsOf({ head, rows }: Block): Column[] {
  if (Math.max(head.length, rows.length) > MOST) return [];
  return head.map((_, i) =>
    rows.map((row) => {
      const [cell, [quantity, more] = []] = [row[i], row[i]?.quantities];
      if (!cell || !quantity || more || quantity.sure === 'bound') return undefined;
      const rest = cell.text.slice(0, quantity.start) + cell.text.slice(quantity.end);
      return /[\p{L}\p{N}/+]/u.test(rest) ? undefined : { said: say(cell, quantity), quantity };
    }),
  );
}

/** Contradictions in reading order. Of several at one number the first stands: the book's, then the place's own. */
function inOrder(found: readonly Contradiction[]): Contradiction[] {
  const byStart = new Map<string, Contradiction>();
  for (const one of found) {
    const { line, column } = one.said.place.start;
    const key = `${line}:${column}`;
    if (!byStart.has(key)) byStart.set(key, one);
  }
  return [...byStart.values()].sort((a, b) => comparePlaces(a.said.place, b.said.place));
}

/** Findings in the prose of a record are warnings: prose is undated, so a sentence may be right about another day. */
export function auditProse(file: string, found: Iterable<Contradiction>): Finding[] {
  return inOrder([...found]).map((one) => {
    const { reasoning: _, ...rest } = toFinding(file, one);
    return { ...rest, severity: 'warning' };
  });
}

/** Figures that records' prose says, as they were kept, against those of its suite. */
export function auditKept(
  file: string,
  figures: readonly SaidFigure[],
  known: KnownFigures,
  asOf: When,
): Finding[] {
  return auditProse(file, auditFigures(figures, [known], `by the records as of ${asOf}`));
}

function toFinding(file: string, { ruleId, said, against, because }: Contradiction): Finding {
  const read = [said, ...against].map(({ place, words }) => `${words} (line ${place.start.line})`).join(', ');
  return {
    ...finding(ruleId, said.place, { said: said.words, against: wordAgainst(said, against), because }),
    file,
    related: against.map(({ place, words }) => ({ file, place, message: words })),
    reasoning: [`Read: ${read}.`, `Calculated: ${because}.`],
  };
}

/** What cannot be true at the same time as the number: the first three, with the lines of those elsewhere. */
function wordAgainst({ place }: Said, against: readonly Said[]): string {
  const words = against.slice(0, 3).map((other) => {
    const { line } = other.place.start;
    return line === place.start.line ? other.words : `${other.words} (line ${line})`;
  });
  if (against.length > 3) words.push(`${against.length - 3} more`);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
