import type { Line, Section } from './blocks.ts';
import { formatPercent, type Quantity } from './quantities.ts';
import { mentionsIn } from './roster.ts';
import type { Contradiction, Said } from './rules.ts';
import { sum } from './sums.ts';
import { isKnown, STATUSES, TENSES, UNITS } from './words.ts';

/** A figure of a whole suite or book that documents say: the rule that it may break, and what it is. */
const FIGURES = {
  stable: ['audit-stable', 'size minus unresolved tests'],
  size: ['audit-size', 'tests of the suite'],
  within: ['audit-size', 'tests of the suite'],
  issues: ['audit-count', 'issues'],
  tests: ['audit-count', 'tests that issues make flaky'],
  left: ['audit-count', 'tests that remain flaky'],
  fixed: ['audit-count', 'fixed issues'],
  remaining: ['audit-count', 'unresolved issues'],
} as const;

type FigureKind = keyof typeof FIGURES;

/** A figure as a document says it. Plain data: it can be kept and held against the book later. */
export interface SaidFigure {
  readonly kind: FigureKind;
  readonly value: number;
  /** What it is a part of; 0 where it does not say so. */
  readonly whole: number;
  /** Issues whose fixes it is after, in order; else empty. */
  readonly after: string;
  readonly said: Said;
}

/** What a figure may be, the likeliest first, and the entries that say so. */
interface Known {
  readonly values: readonly number[];
  readonly against?: readonly Said[];
}

/** What a book says, or a document elsewhere, of what sentences may say. Plain data. */
export interface KnownFigures {
  readonly figures: Partial<Record<FigureKind, Known>>;
  /** Ids of the issues that are resolved, in order. */
  readonly resolved: string;
}

const DATED =
  /\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.? \d|\b(?:week|sprint|q[1-4]|20\d\d)\b/iu;
const LATER = /^\W*(?:after|with|once)\b/iu;
const LEFT = /^\W*(?:remaining|unresolved|still flaky)\b/iu;

/** Whether a line is about another day; the title of a document may have a date of its own. */
function isPast({ text, section: { around } }: Line): boolean {
  const isDated = around.some(({ depth, heading }) => depth > 1 && heading && DATED.test(heading.text));
  return isDated || TENSES.all(text).includes('past');
}

/** Whether a line is about what is: not about what was, is planned, or held on another day. */
function isNow(line: Line): boolean {
  const { text, label, lead } = line;
  const isOther =
    LATER.test(label) ||
    DATED.test(`${text} ${lead}`) ||
    TENSES.first(`${text} ${line.lead || line.section.heading?.text}`);
  return !isOther && !isPast(line);
}

/** Issues whose fixes the numbers of a line are said to be after: `after fixes`. */
function stateOf({ text }: Line): string {
  const behind = text.slice(/\b(?:after|with)\b|$/iu.exec(text)?.index);
  const named = mentionsIn(behind).flatMap(({ issues }) => issues.map(({ id }) => id));
  return [...new Set(named)].sort().join(' ');
}

const ALL = /\ball(?: the)?\s*$/iu;
const SIZE = /^\W*(?:test suite|(?:test )?suite size|total (?:tests|specs)|tests total)\W*$/iu;
const STATES = new Map<string | undefined, 'fixed' | 'remaining'>([
  ['fixed', 'fixed'],
  ['triaged', 'remaining'],
  ['open', 'remaining'],
  ['remaining', 'remaining'],
]);

/** A ratio of tests that are stable or passed. */
function isShareOfTests({ kind, unit = 'tests', status }: Quantity): boolean {
  return kind === 'ratio' && unit === 'tests' && (status === 'stable' || status === 'passed');
}

/** The figure that a number is, of a whole suite or book as it is now. */
function figureOf(line: Line, quantity: Quantity): FigureKind | undefined {
  const { kind, value, whole, sure, unit, status, tail, start } = quantity;
  const { text, label, quantities } = line;
  if (sure !== 'exact' || (kind !== 'count' && kind !== 'ratio')) return undefined;
  const isStable = status === 'stable' || STATUSES.all(label).includes('stable');
  if (isStable && isShareOfTests(quantity) && isKnown(label) && value <= whole) return 'stable';
  if (
    /^\W*(?:current |overall |issue )?status\W*$/iu.test(label) ||
    (kind === 'ratio' && unit === 'issues')
  ) {
    const states = quantities.map((one) => STATES.get(one.status));
    // What is neither resolved nor open may be counted among either, and several numbers of open ones are parts.
    const isPart = states.includes(undefined) || states.filter((state) => state === 'remaining').length > 1;
    return isPart || unit === 'tests' || unit === 'runs' ? undefined : STATES.get(status);
  }
  if (kind !== 'count' || mentionsIn(text).length > 0) return undefined;
  if (SIZE.test(label) && (unit ?? 'tests') === 'tests') return 'size';
  const isScope = /^\W*scope\W*$/iu.test(label);
  if (isScope || ALL.test(text.slice(0, start))) {
    const isAny = status === 'flaky' || !status;
    if (unit === 'issues') return isAny ? 'issues' : undefined;
    return unit === 'tests' && isAny && (isScope || status) ? 'tests' : undefined;
  }
  const isRest = LEFT.test(label) || (isKnown(label) && /\b(?:remain(?:ing)?|still)\b/iu.test(tail));
  return unit === 'tests' && isRest ? 'left' : undefined;
}

/** What lines say of a whole suite or book, which figures can contradict. */
export function readFigures(lines: readonly Line[]): SaidFigure[] {
  return lines.flatMap((line) =>
    line.quantities.flatMap((quantity) => {
      const { said, value } = quantity;
      const whole = quantity.kind === 'ratio' ? quantity.whole : 0;
      const kind = figureOf(line, quantity);
      const own =
        kind && isNow(line)
          ? [{ kind, value, whole, after: kind === 'stable' ? stateOf(line) : '', said }]
          : [];
      return isOfSuite(line, quantity)
        ? [...own, { kind: 'within' as const, value: quantity.whole, whole, after: '', said }]
        : own;
    }),
  );
}

/** Whether a number is one of tests of the suite, planned ones too. */
function isOfSuite(line: Line, quantity: Quantity): boolean {
  const isAll =
    quantity.kind === 'count' && quantity.unit === 'tests' && ALL.test(line.text.slice(0, quantity.start));
  if (!isAll && !isShareOfTests(quantity)) return false;
  return (isKnown(line.label) || LATER.test(line.label)) && !isPast(line);
}

/** What a document says of its suite: the size, and the tests that remain, in a line or as a list of `(2 tests)`. */
export function ownFigures(figures: readonly SaidFigure[], sections: readonly Section[]): KnownFigures {
  const only = (all: readonly Pick<SaidFigure, 'value' | 'said'>[]): Known | undefined => {
    const [one] = all;
    const isOne = one && all.every(({ value }) => value === one.value);
    return isOne ? { values: [one.value], against: [one.said] } : undefined;
  };
  const left = figures.filter(({ kind }) => kind === 'left');
  const size = only(figures.filter(({ kind }) => kind === 'size'));
  const hasGrown = ({ text }: Line) => /\b(?:added|grew|grown|new tests?)\b/iu.test(text);
  const within = size && !sections.some(({ lines }) => lines.some(hasGrown)) ? size : undefined;
  return { figures: { left: only(left.length > 0 ? left : sections.flatMap(leftIn)), within }, resolved: '' };
}

/** `Remaining:` over entries with `(2 tests)` each. */
function leftIn({ blocks }: Section) {
  return blocks.flatMap(({ tellers, items }) => {
    const teller = tellers.find((line) => LEFT.test(line.text) && isNow(line));
    const counts = teller
      ? items.map(({ quantities }) => quantities.filter(({ unit }) => unit === 'tests'))
      : [];
    const value = sum(counts.flatMap((one) => one.map((count) => count.value)));
    return teller && counts.every(({ length }) => length === 1) ? [{ value, said: teller.say() }] : [];
  });
}

/** What a figure should be by what is known; undefined where that says nothing of it. */
function expected({ kind, value, whole, after }: SaidFigure, { figures, resolved }: KnownFigures) {
  const { stable, left, issues, size } = figures;
  const [known, [, what]] = [figures[kind], FIGURES[kind]];
  if (kind === 'within')
    return known && value > Math.max(...known.values) ? { ...known, is: value, what } : undefined;
  const all = kind === 'stable' ? size : issues;
  if (whole > 0 && all && !all.values.includes(whole))
    // Of a book, another part may be meant.
    return kind !== 'stable' && all.against ? { ...all, is: whole, what: FIGURES.issues[1] } : undefined;
  if (kind !== 'stable' || stable || !left)
    return known && (after === '' || after === resolved || kind !== 'stable')
      ? { ...known, is: value, what }
      : undefined;
  const rest = whole - (left.values[0] ?? 0);
  // More tests than the known ones may be unstable.
  const isLess = value <= rest || rest < 0;
  return isLess ? undefined : { ...left, is: value, values: [rest], what: `${whole} - ${left.values[0]}` };
}

/** What a document says against what is known. Right is what fits any of the suites and books that it may mean. */
export function* auditFigures(
  all: readonly SaidFigure[],
  known: readonly KnownFigures[],
  by: string,
): Generator<Contradiction> {
  // Several lines may make up a sum.
  const left = sum(all.map(({ kind, value }) => (kind === 'left' ? value : 0)));
  for (const figure of all) {
    const { kind, whole, said } = figure;
    const facts = known.flatMap((one) => expected(figure, one) ?? []);
    const { values: [right] = [], what = '', against = [] } = facts[0] ?? {};
    const isRight = facts.some(
      ({ is, values }) => values.includes(is) || (kind === 'left' && values.includes(left)),
    );
    if (isRight || right === undefined) continue;
    const share = kind === 'stable' ? ` (${formatPercent(right, whole)})` : '';
    const link = /\d$/.test(what) ? ' =' : kind === 'within' ? ':' : ` ${by}:`;
    const because = `${what}${link} ${right}${share}`;
    yield { ruleId: FIGURES[kind][0], said, against, because };
  }
}

/** What a number is a number of, by its whole label or by the fixes that it is after; empty where that is not known. */
function subjectOf(line: Line, quantity: Quantity): string {
  const { kind, unit, status, tail, sure } = quantity;
  const { label, lead } = line;
  const state = isShareOfTests(quantity) ? stateOf(line) : '';
  if (sure !== 'exact' || state !== '') return state && `after ${state}`;
  const isCounted = kind !== 'count' || STATUSES.first(tail) || UNITS.first(label);
  if (label === '' || !status || !isCounted || !isKnown(label) || !isNow(line)) return '';
  return [label.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' '), lead, kind, unit, status].join('|');
}

/** Two values under one label, or after the same fixes; three are a series, not a slip. */
export function* auditSame(lines: readonly Line[]): Generator<Contradiction> {
  const all = lines.flatMap((line) => line.quantities.map((quantity) => ({ line, quantity })));
  for (const [subject, group] of Map.groupBy(all, ({ line, quantity }) => subjectOf(line, quantity))) {
    const values = Map.groupBy(group, ({ quantity: { value, whole } }) => `${value}/${whole}`);
    const [[first] = [], others = []] = values.values();
    if (subject === '' || !first || values.size !== 2) continue;
    const against = [first.quantity.said];
    const isOne = (line: Line) => subject.startsWith('after ') || isOneScope(first.line, line);
    for (const {
      line,
      quantity: { said },
    } of others)
      if (line !== first.line && isOne(line))
        yield { ruleId: 'audit-same', said, against, because: 'both are values of one thing' };
  }
}

/** Whether no heading between two lines says that one of them is about a part. */
function isOneScope({ section: a }: Line, { section: b }: Line): boolean {
  return [...a.around, ...b.around].every(
    (one) =>
      one.depth < 2 || isKnown(one.heading?.text ?? '') || (a.around.includes(one) && b.around.includes(one)),
  );
}
