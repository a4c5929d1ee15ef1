import type { Finding } from '../core/finding.ts';
import { comparePlaces } from '../core/place.ts';
import { deepLine, depthOf, MAX_DEPTH, parseBody } from '../text/body.ts';
import type { Claim, Contradiction } from './claim.ts';
import { auditEfforts, auditEstimates } from './compare/efforts.ts';
import { readRoster } from './compare/roster.ts';
import { auditSizes } from './compare/sizes.ts';
import { auditStability } from './compare/stability.ts';
import { tieToBook } from './compare/tie.ts';
import { auditTotals } from './compare/totals.ts';
import { auditWithBook, isAboutBook, type Knowledge } from './compare/with-book.ts';
import { auditWithin } from './compare/within.ts';
import { extractClaims } from './extract/extract.ts';
import { finding } from './rules.ts';

export type { Claim, Contradiction } from './claim.ts';
export type { Knowledge } from './compare/with-book.ts';
export { extractClaims } from './extract/extract.ts';
export { dateOf } from './read/date.ts';

/** Whether figures may contradict any of the claims; else `auditClaims` says the same with a knowledge base as without. */
export function areAboutBook(claims: readonly Claim[]): boolean {
  return claims.some(isAboutBook);
}

/**
 * Holds the numbers of a document against each other, and against a knowledge base as far as the document is about it:
 * it names an issue, a suite or its title. In reading order, one finding a place, each with the steps that led to it.
 * @param file the name that findings give it.
 */
export function auditDocument(file: string, text: string, knowledge?: Knowledge): Finding[] {
  const claims = readClaims(text);
  const about = knowledge && tieToBook(text, knowledge);
  return auditClaims(claims, about).map((found) => toFinding(file, found));
}

/** The claims of a Markdown file; none where it nests deeper than a document does. */
export function readClaims(text: string): Claim[] {
  const front = /^---\n[\s\S]*?\n---\n/.exec(text)?.[0].length ?? 0;
  if (deepLine(text, front) !== undefined) return [];
  const root = parseBody(text, front);
  return depthOf(root) > MAX_DEPTH ? [] : extractClaims(root, text.split('\n'));
}

/** Contradictions in reading order. Where several concern one number, the surest stands: the book's, then the place's own. */
export function auditClaims(claims: readonly Claim[], knowledge?: Knowledge): Contradiction[] {
  const roster = readRoster(claims);
  const found = [
    ...(knowledge ? auditWithBook(claims, knowledge) : []),
    ...auditWithin(claims),
    ...auditStability(claims, roster),
    ...auditTotals(claims, roster),
    ...auditSizes(claims),
    ...auditEfforts(claims),
    ...auditEstimates(claims),
  ];
  const kept: Contradiction[] = [];
  for (const contradiction of found) {
    const same = kept.findIndex(({ place }) => overlap(place, contradiction.place));
    const first = kept[same];
    if (first) kept[same] = merge(first, contradiction);
    else kept.push(contradiction);
  }
  return kept.sort((a, b) => comparePlaces(a.place, b.place));
}

/** The first finding of a number stands; what else speaks against the number joins its reasons. */
function merge(first: Contradiction, other: Contradiction): Contradiction {
  const reasoning = [...new Set([...first.reasoning, ...other.reasoning])];
  return { ...first, reasoning, related: first.related.length > 0 ? first.related : other.related };
}

function overlap(a: Contradiction['place'], b: Contradiction['place']): boolean {
  return (
    comparePlaces(a, { start: b.end, end: b.end }) < 0 && comparePlaces(b, { start: a.end, end: a.end }) < 0
  );
}

/**
 * Numbers in the prose of a record that contradict each other or the figures. Warnings: prose is undated, so a sentence
 * may be right about another day.
 */
export function auditProse(file: string, claims: readonly Claim[], knowledge?: Knowledge): Finding[] {
  return auditClaims(claims, knowledge).map((contradiction) => {
    const { reasoning: _, ...found } = toFinding(file, contradiction);
    return { ...found, severity: 'warning' };
  });
}

function toFinding(file: string, contradiction: Contradiction): Finding {
  const { ruleId, place, said, expected, because, reasoning, related } = contradiction;
  return {
    ...finding(ruleId, place, { said, expected, because }),
    file,
    related: related.map((other) => ({ file, ...other })),
    reasoning,
  };
}
