import type { Root } from 'mdast';
import type { Snapshot } from '../asof/snapshot.ts';
import type { When } from '../core/calendar.ts';
import type { Finding } from '../core/finding.ts';
import { comparePlaces, type Place } from '../core/place.ts';
import { deepLine, depthOf, MAX_DEPTH, parseBody } from '../text/body.ts';
import {
  type Block,
  readBlocks,
  rowsOf,
  type Section,
  type Sentence,
  sectionsBelow,
  sentencesOf,
} from './blocks.ts';
import type { Contradiction, Said } from './contradiction.ts';
import { auditAnnounced, auditHeading, auditInlineList } from './lists.ts';
import { auditRoster, readRoster } from './roster.ts';
import { finding } from './rules.ts';
import { auditRates, auditShares } from './shares.ts';
import { auditStrength } from './strength.ts';
import { auditSuite } from './suite.ts';
import { auditEfforts, auditFormulas, auditLabelled, auditSentenceParts } from './sums.ts';
import { auditTable } from './tables.ts';
import {
  auditFigures,
  figuresMeant,
  type Knowledge,
  type KnownFigures,
  readFigures,
  type SaidFigure,
  tieToBook,
} from './with-book.ts';

export { dateOf } from './date.ts';
export { type Knowledge, type KnownFigures, knowFigures, type SaidFigure } from './with-book.ts';

/**
 * Holds the numbers of a document against each other, and against a knowledge base as far as the document is about it:
 * it names an issue, a suite or its title. In reading order, one finding a place.
 * @param file the name that findings give it.
 */
export function auditDocument(file: string, text: string, knowledge?: Knowledge): Finding[] {
  const front = /^---\r?\n[\s\S]*?\n---\r?\n/.exec(text)?.[0].length ?? 0;
  // Deeper than a document nests.
  if (deepLine(text, front) !== undefined) return [];
  const root = parseBody(text, front);
  if (depthOf(root) > MAX_DEPTH) return [];
  const { found, figures } = readProse(root, text, knowledge?.snapshot);
  const about = knowledge && figures.length > 0 ? tieToBook(text, knowledge) : undefined;
  const all = about
    ? [...auditFigures(figures, figuresMeant(about), about.snapshot.asOf.text), ...found]
    : found;
  return inOrder(all).map((contradiction) => toFinding(file, contradiction));
}

/**
 * What is wrong in a text by itself, and what it says that figures may contradict.
 * @param text the file that the tree is of. @param book knows how many tests the issues have that the text names.
 */
export function readProse(
  root: Root,
  text: string,
  book?: Snapshot,
): { found: Contradiction[]; figures: SaidFigure[] } {
  const document = readBlocks(root, text);
  const sentences = [...sectionsBelow(document)].flatMap((section) => [...sentencesOf(section)]);
  return { found: inOrder([...auditAlone(document, sentences, book)]), figures: readFigures(sentences) };
}

function* auditAlone(
  document: Section,
  sentences: readonly Sentence[],
  book: Snapshot | undefined,
): Generator<Contradiction> {
  for (const sentence of sentences) {
    if (sentence.quantities.length === 0) continue;
    yield* auditShares(sentence);
    yield* auditRates([sentence]);
    yield* auditSentenceParts(sentence);
    yield* auditFormulas(sentence);
    yield* auditInlineList(sentence);
  }
  for (const section of sectionsBelow(document)) {
    yield* auditHeading(section);
    for (const row of rowsOf(section.blocks)) {
      yield* auditAnnounced(row);
      yield* auditEfforts(row === section.blocks ? section.heading : undefined, row);
      for (const block of row) yield* auditBlock(block);
    }
  }
  const roster = readRoster(document, book);
  if (roster) yield* auditRoster(sentences, roster);
  yield* auditSuite(sentences, roster);
  yield* auditStrength(document);
}

function* auditBlock(block: Block): Generator<Contradiction> {
  if (block.kind === 'table') yield* auditTable(block);
  else if (block.kind === 'output') {
    yield* auditRates(block.lines);
    for (const line of block.lines) yield* auditShares(line);
  } else if (block.kind === 'text') yield* auditLabelled(block.sentences.map((sentence) => [sentence]));
  else yield* auditLabelled(block.items.map(({ sentences }) => sentences.slice(0, 1)));
}

/** Contradictions in reading order. Of several at one number the first stands: the book's, then the place's own. */
function inOrder(found: readonly Contradiction[]): Contradiction[] {
  // In order and apart from each other: another one can overlap only its neighbours.
  const kept: { readonly place: Place; readonly contradiction: Contradiction }[] = [];
  for (const contradiction of found) {
    const { place } = contradiction.said;
    let [low, high] = [0, kept.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = kept[middle];
      if (other && comparePlaces(other.place, place) < 0) low = middle + 1;
      else high = middle;
    }
    if (kept.slice(Math.max(low - 1, 0), low + 1).some((other) => overlap(other.place, place))) continue;
    kept.splice(low, 0, { place, contradiction });
  }
  return kept.map(({ contradiction }) => contradiction);
}

function overlap(a: Place, b: Place): boolean {
  return (
    comparePlaces(a, { start: b.end, end: b.end }) < 0 && comparePlaces(b, { start: a.end, end: a.end }) < 0
  );
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
  return auditProse(file, auditFigures(figures, [known], asOf));
}

function toFinding(file: string, { ruleId, said, against, because }: Contradiction): Finding {
  return {
    ...finding(ruleId, said.place, { said: said.words, against: wordAgainst(said, against), because }),
    file,
    related: against.map(({ place, words }) => ({ file, place, message: words })),
    reasoning: [
      `Read: ${[said, ...against].map(({ place, words }) => `${words} (line ${place.start.line})`).join(', ')}.`,
      `Reckoned: ${because}.`,
    ],
  };
}

/** What cannot be true at the same time as the number: the first three, with the lines of those elsewhere. */
function wordAgainst({ place }: Said, against: readonly Said[]): string {
  const line = place.start.line;
  const words = against
    .slice(0, 3)
    .map(
      (other) => other.words + (other.place.start.line === line ? '' : ` (line ${other.place.start.line})`),
    );
  if (against.length > 3) words.push(`${against.length - 3} more`);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
