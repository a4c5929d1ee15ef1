import type { RateClaim, ShareClaim } from '../claim.ts';
import { NUMBER, PERCENT, readNumber, readPercent, WHOLE } from '../read/numbers.ts';
import type { Statement } from '../read/statements.ts';
import { ENUMERABLE, isLoose, predicateOf, unitOf } from '../read/vocabulary.ts';
import { subjectOf } from './subject.ts';

const SLASH = String.raw`(?<![\p{L}\p{N}_.,/#:▪$€£-])(\d{1,3}(?:,\d{3})+|\d{1,9})\s?\/\s?(\d{1,3}(?:,\d{3})+|\d{1,9})(?![\p{L}\p{N}_/▪]|[.,:-]\d|\s?%)`;
const OF = String.raw`(${NUMBER})(?:\s+(?:[\p{L}-]+\s+){0,3}?)(?:out )?of\s+(?:the |all |our |its |these |those )?(${NUMBER})`;
/** Words that belong to a number: up to five without punctuation, and no other number. */
const OWN =
  /^(?:\s+(?!(?:and|or|but|with|in|for|by|on|to|from|after|of|under|than|at|per|vs)\b)[\p{L}'-]+){0,5}/iu;
const COUNTED = new RegExp(String.raw`^(?:\s+[\p{L}-]+){0,2}?\s+(?:${ENUMERABLE})\b`, 'iu');
const ORDINAL =
  /\b(?:page|step|part|phase|week|day|attempt|iteration|chapter|item|shard|worker|try|retry|batch)\s*$/iu;

/** Shares and percentages of one statement. */
export function readShares(statement: Statement): (ShareClaim | RateClaim)[] {
  const { text } = statement;
  const percents = readPercents(statement);
  const taken = new Set<number>();
  const shares = fractionsOf(text).flatMap((fraction): ShareClaim[] => {
    const bound = percents.find((percent) => !taken.has(percent.start) && isBound(text, fraction, percent));
    if (!bound && !isShare(statement, fraction)) return [];
    if (bound) taken.add(bound.start);
    return [toShare(statement, fraction, bound)];
  });
  const rates = percents.flatMap((percent): RateClaim[] => {
    if (taken.has(percent.start) || shares.length > 0) return [];
    const subject = subjectOf(statement, aroundOf(text, percent));
    if (subject.predicate !== 'stable' && subject.predicate !== 'passing') return [];
    if (!/\b(?:stab|reliab|pass|success|green)/iu.test(text)) return [];
    const { start, end, ...printed } = percent;
    return [{ kind: 'rate', ...saidAt(statement, percent), percent: printed, subject }];
  });
  return [...shares, ...rates];
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Fraction extends Span {
  readonly part: number;
  readonly whole: number;
  readonly isSlash: boolean;
}

type PercentSpan = Span & NonNullable<ReturnType<typeof readPercent>>;

function fractionsOf(text: string): Fraction[] {
  const read = (pattern: string, isSlash: boolean): Fraction[] =>
    [...text.matchAll(new RegExp(pattern, 'giu'))].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      part: readNumber(match[1] ?? ''),
      whole: readNumber(match[2] ?? ''),
      isSlash,
    }));
  const found = [...read(SLASH, true), ...read(OF, false)].sort((a, b) => a.start - b.start);
  return found.filter(({ start }) => !ORDINAL.test(text.slice(0, start)) && !isLoose(text.slice(0, start)));
}

function readPercents({ text }: Statement): PercentSpan[] {
  return [...text.matchAll(new RegExp(PERCENT, 'gu'))].flatMap((match) => {
    const percent = readPercent(match[1] ?? '', text.slice(0, match.index));
    return percent ? [{ ...percent, start: match.index, end: match.index + match[0].length }] : [];
  });
}

/** Words between a share and a percentage that make it another figure's. */
const OTHER =
  /\d|\b(?:vs|versus|target|goal|from|to|than|below|above|but|threshold|coverage|increase|reduc\w*|improv\w*|drop\w*|faster|slower|confidence|of which|while|whereas|cpu|memory|slo|budget|previously|up|down)\b|[→;]/iu;

function isBound(text: string, fraction: Fraction, percent: PercentSpan): boolean {
  const isBehind = percent.start >= fraction.end;
  const between = isBehind
    ? text.slice(fraction.end, percent.start)
    : text.slice(percent.end, fraction.start);
  if (between.length > (isBehind ? 60 : 40) || OTHER.test(between)) return false;
  if (
    /\b(?:faster|slower|increase|decrease|reduction|improvement|fewer|more|less|coverage|confidence)\b/iu.test(
      text.slice(percent.end, percent.end + 25),
    )
  )
    return false;
  const opens = /[([=,:–—|]|\b(?:or|i\.e\.|is)\b/u;
  if (isBehind) return opens.test(between) || between.trim() === '' || /\s-\s/.test(between);
  return /^[\s\p{L}-]*[([=,:–—]\s*$/u.test(between) || between.trim() === '';
}

/** Without a percentage, a fraction needs words: `24/7` and `1/4` are none. */
function isShare(statement: Statement, { start, end, part, whole, isSlash }: Fraction): boolean {
  const { text, label, trail, kind } = statement;
  const own = OWN.exec(text.slice(end))?.[0] ?? '';
  const middle = isSlash
    ? ''
    : text
        .slice(start, end)
        .replace(/\bof\b.*$/isu, '')
        .replace(/^\S+/u, '');
  const near = `${own} ${middle}`;
  // `6 tests of 5 issues` are no part of them; `161 fixes of 51 projects` neither.
  const isOther =
    /\p{L}/u.test(middle) &&
    unitOf(middle) === '' &&
    predicateOf(middle) === '' &&
    !/^\s*out\s*$/iu.test(middle);
  const isOfOther =
    unitOf(middle) !== '' &&
    unitOf(own) !== unitOf(middle) &&
    predicateOf(own) === '' &&
    /^\s+\p{L}/u.test(own);
  if (isOther || isOfOther) return false;
  if (!isSlash && COUNTED.test(own)) return true;
  const unit = unitOf(near);
  const isCounted = unit === 'tests' || unit === 'issues' || predicateOf(near) !== '';
  // Backwards it may be anything: `24/7 jobs`, `10/4`.
  if (isSlash && part > whole && !isCounted) return false;
  if (isCounted || unit !== '') return true;
  if (!isSlash || part > whole) return false;
  const column = kind === 'cell' ? (trail.at(-2) ?? '') : '';
  return predicateOf(label) !== '' || predicateOf(column) !== '' || unitOf(column) !== '';
}

function toShare(statement: Statement, fraction: Fraction, percent?: PercentSpan): ShareClaim {
  const { text } = statement;
  const share = {
    kind: 'share',
    ...saidAt(statement, fraction),
    part: fraction.part,
    whole: fraction.whole,
    subject: subjectOf(statement, aroundOf(text, fraction)),
  } as const;
  if (!percent) return share;
  const { start, end, ...printed } = percent;
  const own = OWN.exec(text.slice(end))?.[0] ?? '';
  const other = predicateOf(own);
  const takesRest = other !== '' && other !== share.subject.predicate;
  return { ...share, percent: { ...printed, ...saidAt(statement, percent), takesRest } };
}

/** The words of a number: inside it (`5 tests out of 7`), behind it and before it. */
export function aroundOf(
  text: string,
  { start, end }: Span,
): { own: string; before: string; behind: string } {
  const rest = text.slice(end);
  const own = OWN.exec(rest)?.[0] ?? '';
  const inside = text.slice(start, end).replaceAll(new RegExp(WHOLE, 'gu'), ' ');
  return {
    own: `${inside} ${own}`,
    before:
      text
        .slice(0, start)
        .split(/[,;:.()]|\d/u)
        .at(-1) ?? '',
    behind: rest.slice(own.length),
  };
}

export function saidAt(statement: Statement, { start, end }: Span) {
  return { place: statement.place(start, end), text: statement.text.slice(start, end) };
}
