import type { Root } from 'mdast';
import type { Snapshot } from '../asof/snapshot.ts';
import { comparePlaces, type Finding } from '../core/finding.ts';
import { deepLine, depthOf, MAX_DEPTH, parseBody } from '../text/body.ts';
import { excessIn } from '../text/bounds.ts';
import { readSections } from './blocks.ts';
import { auditFigures, auditSame, auditSize, figuresMeant, onlyFigure, readFigures } from './figures.ts';
import { auditLists } from './lists.ts';
import { readRoster } from './roster.ts';
import { type Contradiction, finding } from './rules.ts';
import { auditRatios } from './shares.ts';
import { auditStrength } from './strength.ts';
import { auditFormulas, auditSums } from './sums.ts';

export { auditFigures, dateOf, type KnownFigures, knowFigures, type SaidFigure } from './figures.ts';

/** A report that Flakebook wrote may leave out issues that an earlier one told of: its entries are no roster. */
const SEAL = /^\[flakebook report\]:/mu;

/**
 * Holds the numbers of a document against each other, and against a knowledge base if the document is about it: it names
 * issues, a suite or its title. Else against its own entries. In reading order, one finding a place.
 * @param file the name that findings give it.
 * @returns `unread` says why it is not read: the parser would take minutes, or it nests deeper than what people write.
 */
export function auditDocument(file: string, text: string, book?: Snapshot) {
  const front = /^---\r?\n[\s\S]*?\n---\r?\n/.exec(text)?.[0].length ?? 0;
  if (excessIn(text, front, false) || deepLine(text, front) !== undefined)
    return { findings: [], unread: 'it would take too long to read' };
  const root = parseBody(text, front);
  if (depthOf(root) > MAX_DEPTH) return { findings: [], unread: `it nests deeper than ${MAX_DEPTH} levels` };
  const meant = book && figuresMeant(text, book);
  const { found, figures } = readProse(root, text, !meant && !SEAL.test(text));
  const byBook = meant ? auditFigures(figures, meant, `by the records as of ${book.asOf.text}`) : [];
  return { findings: inOrder([...byBook, ...found]).map((one) => toFinding(file, one)) };
}

/**
 * What is wrong in a text by itself, and what it says that figures may contradict.
 * @param text the file that the tree is of.
 * @param isAlone no book knows the issues that it names: its own entries count.
 */
export function readProse(root: Root, text: string, isAlone = false) {
  const sections = readSections(root, text);
  const lines = sections.flatMap((section) => section.lines);
  const blocks = sections.flatMap((section) => section.blocks.filter(({ kind }) => kind !== 'quotation'));
  const figures = readFigures(sections);
  const left = onlyFigure(figures, 'left');
  const said = left && { left: { values: [left.value], against: [left.said] } };
  const roster = isAlone ? readRoster(sections) : undefined;
  const known = { resolved: '', ...roster, figures: { ...said, ...roster?.figures } };
  const found: Contradiction[] = [
    ...auditFigures(figures, [known], 'by the entries'),
    ...auditSize(lines, figures),
    ...auditSame(lines),
    ...lines.flatMap((line) => [...auditFormulas(line)]),
    ...sections.flatMap((section) => [...auditLists(section, sections)]),
    ...blocks.flatMap((block) => block.lines.flatMap((line) => [...auditRatios(line)])),
    ...blocks.flatMap((block) => [...auditSums(block)]),
    ...auditStrength(sections),
  ];
  return { found, figures };
}

/** Contradictions in reading order. Of several at one number the first stands: the book's, then the place's own. */
function inOrder(found: Iterable<Contradiction>): Contradiction[] {
  const byStart = Map.groupBy(found, ({ said: { place } }) => `${place.start.line}:${place.start.column}`);
  const firsts = [...byStart.values()].flatMap(([first]) => first ?? []);
  return firsts.sort((a, b) => comparePlaces(a.said.place, b.said.place));
}

/** Findings in the prose of a record are warnings: prose is undated, so a sentence may be right about another day. */
export function auditProse(file: string, found: Iterable<Contradiction>): Finding[] {
  const warning = { reasoning: undefined, severity: 'warning' } as const;
  return inOrder(found).map((one) => ({ ...toFinding(file, one), ...warning }));
}

/** Against: the first three, with the lines of those elsewhere. */
function toFinding(file: string, { ruleId, said, against, because }: Contradiction): Finding {
  const atLine = ({ words, place }: Contradiction['said']) => `${words} (line ${place.start.line})`;
  const { line } = said.place.start;
  const words = against.map((other) => (other.place.start.line === line ? other.words : atLine(other)));
  const named = words.length > 3 ? [...words.slice(0, 3), `${words.length - 3} more`] : words;
  const all = [named.slice(0, -1).join(', '), ...named.slice(-1)].filter((part) => part !== '').join(' and ');
  return {
    ...finding(ruleId, said.place, { said: said.words, against: all, because }),
    file,
    related: against.map(({ place, words: message }) => ({ file, place, message })),
    reasoning: [`Read: ${[said, ...against].map(atLine).join(', ')}.`, `Calculated: ${because}.`],
  };
}
