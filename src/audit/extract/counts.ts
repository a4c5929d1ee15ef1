import type { CountClaim } from '../claim.ts';
import { NUMBER, readNumber } from '../read/numbers.ts';
import type { Statement } from '../read/statements.ts';
import { isLoose, predicateOf, unitOf } from '../read/vocabulary.ts';
import { aroundOf, saidAt } from './shares.ts';
import { subjectOf } from './subject.ts';

const STATUS =
  'fixed|resolved|triaged|open|remaining|unresolved|quarantined|stable|flaky|passing|passed|failing|failed|skipped|pending|closed|done';
/** Words between a number and its noun. */
const BETWEEN = String.raw`(?:\s+(?!(?:of|in|and|or|for|to|with|by|on|at|per|out|from|than|the|are|is|were|was|minutes?|hours?|days?|runs?)\b)[\p{L}'’▪-]+){0,5}?`;
const NOUN = 'tests?|specs?|test cases?|testcases?|issues?|flakes|problems?|bugs?';
const COUNT = String.raw`(${NUMBER})(?:${BETWEEN}\s+(?:${NOUN})\b|\s+(?:${STATUS})\b)`;
const LABELLED = String.raw`^[^:]{2,60}:\s*(${NUMBER})(?=\s*(?:$|[(,;.–—✅⏳❌⚠🔴🟡🟢]))`;

/** Counts of issues and tests in one statement. */
export function readCounts(statement: Statement): CountClaim[] {
  const { text } = statement;
  const noun = [...text.matchAll(new RegExp(COUNT, 'giu'))];
  const labelled =
    statement.label !== '' && unitOf(statement.label) + predicateOf(statement.label) !== ''
      ? [...text.matchAll(new RegExp(LABELLED, 'giu'))]
      : [];
  const found = noun.length > 0 ? noun : labelled;
  const isWholeLine = text.match(/(?<![\p{L}\p{N}-])\d+/gu)?.length === found.length;
  return found.flatMap((match): CountClaim[] => {
    const [whole, digits = ''] = match;
    const start = match.index + (noun.length > 0 ? 0 : whole.length - digits.length);
    if (isLoose(text.slice(0, start)) || isPartOfShare(text, start, start + digits.length)) return [];
    const words = noun.length > 0 ? whole.slice(digits.length) : '';
    const around = aroundOf(text, { start, end: start + digits.length + words.length });
    const subject = subjectOf(statement, { ...around, own: `${words} ${around.own}` });
    const said = saidAt(statement, { start, end: start + digits.length + words.length });
    return [{ kind: 'count', ...said, value: readNumber(digits), subject, isWholeLine }];
  });
}

function isPartOfShare(text: string, start: number, end: number): boolean {
  return (
    /\d\S*(?:\s+[\p{L}-]+){0,3}?\s+(?:out )?of\s+(?:the |all |our |its |these |those )?$/iu.test(
      text.slice(0, start),
    ) ||
    /\/\s?$/.test(text.slice(0, start)) ||
    /^(?:\s+[\p{L}-]+){0,3}\s+(?:out )?of\s+(?:the |all )?\d/iu.test(text.slice(end))
  );
}
