import { ofLast } from '../../core/kept.ts';
import { STATUS_WORDS } from '../../core/status.ts';
import type { Book } from './book.ts';

/** A figure in prose: `{{suite.stable}}` is filled in with the derived value when a page is composed. */
const REFERENCE = /\{\{\s*([^{}\s]+)\s*\}\}/g;

export interface FigureReference {
  readonly name: string;
  /** Where it stands in the text, in UTF-16 code units. */
  readonly index: number;
  readonly length: number;
}

export function findFigureReferences(text: string): FigureReference[] {
  if (!text.includes('{{')) return [];
  return [...text.matchAll(REFERENCE)].map((match) => ({
    name: match[1] ?? '',
    index: match.index,
    length: match[0].length,
  }));
}

const FIXED = [
  ...['suite.size', 'suite.stable'],
  ...['tests.affected', 'tests.unresolved', 'tests.resolved', 'tests.closed'],
  ...['issues.all', 'issues.unresolved', 'issues.resolved', 'issues.closed'],
  ...['decisions.open', 'decisions.overdue', 'fixes.applied', 'fixes.fallen'],
  ...['causes.first-fallen', 'effort.without-horizon'],
];

/** All names of figures that a book's prose may use, beside `pattern.` with a pattern's id. */
export const figureNames = ofLast((book: Book): readonly string[] => [
  ...FIXED,
  ...STATUS_WORDS.map((status) => `issues.${status}`),
  ...book.impacts.map(({ id }) => `impact.${id}`),
  ...book.horizons.map(({ id }) => `effort.${id}`),
]);
