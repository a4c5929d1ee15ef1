import { derive, scopeOf } from '../asof/derive.ts';
import type { Snapshot } from '../asof/snapshot.ts';
import { isWhen, type When } from '../core/calendar.ts';
import type { Block, Line, Section } from './blocks.ts';
import { formatPercent, type Quantity } from './quantities.ts';
import { issuesIn } from './roster.ts';
import type { Found, Said } from './rules.ts';
import { sum } from './sums.ts';
import { isKnown, STATUSES, TENSES, UNITS } from './words.ts';

/** Figures of a whole suite or book that documents say, as messages call them. */
const FIGURES = {
  stable: 'size minus unresolved tests',
  size: 'tests of the suite',
  issues: 'issues',
  tests: 'tests that issues make flaky',
  left: 'tests that remain flaky',
  fixed: 'fixed issues',
  remaining: 'unresolved issues',
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
const ALL = /\ball(?: the)?\s*$/iu;
const SIZE = /^\W*(?:test suite|(?:test )?suite size|total (?:tests|specs)|tests total)\W*$/iu;

/** Whether a line is about another day; the title of a document may have a date of its own. */
function isPast({ text, section: { around } }: Line): boolean {
  const isDated = around.some(({ depth, heading }) => depth > 1 && heading && DATED.test(heading.text));
  return isDated || TENSES.all(text).includes('past');
}

/** Whether a line is about what is: not about what was, is planned, or held on another day. */
function isNow(line: Line): boolean {
  const { text, label, lead, section } = line;
  if (LATER.test(label) || DATED.test(`${text} ${lead}`) || isPast(line)) return false;
  return !TENSES.first(`${text} ${lead || section.heading?.text}`);
}

/** Issues whose fixes the numbers of a line are said to be after: `after A-1 and A-2 fixes`. */
function stateOf({ text }: Line): string {
  const behind = text.slice(/\b(?:after|with)\b|$/iu.exec(text)?.index);
  return [...new Set(issuesIn(behind).map(({ id }) => id))].sort().join(' ');
}

function isShareOfTests({ kind, unit = 'tests', status }: Quantity): boolean {
  return kind === 'ratio' && unit === 'tests' && (status === 'stable' || status === 'passed');
}

function stateOfIssues({ status }: Quantity): 'fixed' | 'remaining' | undefined {
  if (status === 'fixed') return status;
  return status === 'triaged' || status === 'open' || status === 'remaining' ? 'remaining' : undefined;
}

/** The figure that a number is, of a whole suite or book as it is now. */
function figureOf(line: Line, quantity: Quantity): FigureKind | undefined {
  const { kind, value, whole, isExact, unit, status, tail, head } = quantity;
  const { text, label, quantities } = line;
  if (!isExact || (kind !== 'count' && kind !== 'ratio')) return undefined;
  const isStable = status === 'stable' || STATUSES.all(label).includes('stable');
  if (isStable && isShareOfTests(quantity) && isKnown(label) && value <= whole) return 'stable';
  const isOfIssues = kind === 'ratio' && unit === 'issues';
  if (isOfIssues || /^\W*(?:current |overall |issue )?status\W*$/iu.test(label)) {
    const states = quantities.map(stateOfIssues);
    // What is neither resolved nor open may be counted among either, and several numbers of open ones are parts.
    const isPart =
      states.includes(undefined) || states.indexOf('remaining') !== states.lastIndexOf('remaining');
    return isPart || unit === 'tests' || unit === 'runs' ? undefined : stateOfIssues(quantity);
  }
  if (kind === 'ratio' || issuesIn(text).length > 0) return undefined;
  if (SIZE.test(label) && (unit ?? 'tests') === 'tests') return 'size';
  if (unit !== 'tests' && unit !== 'issues') return undefined;
  const isScope = /^\W*scope\W*$/iu.test(label);
  if (isScope || ALL.test(head))
    return status === 'flaky' || (!status && (isScope || unit === 'issues')) ? unit : undefined;
  const isRest = LEFT.test(label) || (isKnown(label) && /\b(?:remain(?:ing)?|still)\b/iu.test(tail));
  return unit === 'tests' && isRest ? 'left' : undefined;
}

/** What sentences and lists say of a whole suite or book, which figures can contradict. */
export function readFigures(sections: readonly Section[]): SaidFigure[] {
  return sections.flatMap(({ lines, blocks }) => [...lines.flatMap(figuresIn), ...blocks.flatMap(leftIn)]);
}

function figuresIn(line: Line): SaidFigure[] {
  return line.quantities.flatMap((quantity) => {
    const { value, place, words } = quantity;
    const kind = figureOf(line, quantity);
    if (!kind || !isNow(line)) return [];
    const whole = quantity.kind === 'ratio' ? quantity.whole : 0;
    return { kind, value, whole, after: kind === 'stable' ? stateOf(line) : '', said: { place, words } };
  });
}

/** `Remaining:` over entries with `(2 tests)` each. */
function leftIn({ tellers, rows }: Block): SaidFigure[] {
  const teller = tellers.find((line) => LEFT.test(line.text) && isKnown(line.text) && isNow(line));
  const counts = rows.map(([item]) => item?.quantities.filter(({ unit }) => unit === 'tests') ?? []);
  if (!teller || counts.some(({ length }) => length !== 1)) return [];
  const value = sum(counts.flat());
  return [{ kind: 'left', value, whole: 0, after: '', said: teller.say() }];
}

/** The figure of a kind that a document gives, if all that it gives are the same. */
export function onlyFigure(figures: readonly SaidFigure[], kind: FigureKind): SaidFigure | undefined {
  const [one, ...others] = figures.filter((figure) => figure.kind === kind);
  return others.every(({ value }) => value === one?.value) ? one : undefined;
}

/** Tests of the suite, planned ones too, that are more than the only size that a document gives; unless it tells of growth. */
export function* auditSize(lines: readonly Line[], figures: readonly SaidFigure[]): Found {
  const size = onlyFigure(figures, 'size');
  if (!size || lines.some(({ text }) => /\b(?:added|grew|grown|new tests?)\b/iu.test(text))) return;
  for (const line of lines.filter((one) => (isKnown(one.label) || LATER.test(one.label)) && !isPast(one)))
    for (const quantity of line.quantities) {
      const isAll = quantity.unit === 'tests' && ALL.test(quantity.head);
      const because = `tests of the suite: ${size.value}`;
      if (quantity.whole > size.value && (isShareOfTests(quantity) || isAll))
        yield { ruleId: 'audit-same', said: quantity, against: [size.said], because };
    }
}

/** What a figure should be by what is known; undefined where that says nothing of it. */
function expected({ kind, value, whole, after }: SaidFigure, { figures, resolved }: KnownFigures) {
  const { stable, left, issues, size } = figures;
  const all = kind === 'stable' ? size : issues;
  if (whole > 0 && all && !all.values.includes(whole))
    // Of a book, another part may be meant.
    return kind !== 'stable' && all.against ? { ...all, is: whole, what: `${FIGURES.issues}` } : undefined;
  if (kind === 'stable' && !stable && left) {
    const rest = whole - (left.values[0] ?? 0);
    // More tests than the known ones may be unstable.
    if (value <= rest || rest < 0) return undefined;
    return { ...left, is: value, values: [rest], what: `${whole} - ${left.values[0]}` };
  }
  const known = after === '' || after === resolved ? figures[kind] : undefined;
  return known && { ...known, is: value, what: FIGURES[kind] };
}

/** What a document says against what is known. Right is what fits any of the suites and books that it may mean. */
export function* auditFigures(all: readonly SaidFigure[], known: readonly KnownFigures[], by: string): Found {
  // Several lines may make up a sum.
  const left = sum(all.filter(({ kind }) => kind === 'left'));
  for (const figure of all) {
    const { kind, whole, said } = figure;
    const facts = known.flatMap((one) => expected(figure, one) ?? []);
    const { values: [right] = [], what = '', against = [] } = facts[0] ?? {};
    const isSum = kind === 'left' && facts.some(({ values }) => values.includes(left));
    if (isSum || right === undefined || facts.some(({ is, values }) => values.includes(is))) continue;
    const isStable = kind === 'stable';
    const share = isStable ? ` (${formatPercent(right, whole)})` : '';
    const because = `${what}${/\d$/.test(what) ? ' =' : ` ${by}:`} ${right}${share}`;
    yield { ruleId: isStable ? 'audit-stable' : 'audit-count', said, against, because };
  }
}

/** What a number is a number of, by its whole label and the parts that it is under, or by the fixes that it is after. */
function subjectOf(line: Line, quantity: Quantity): string {
  const { kind, unit, status, tail, isExact } = quantity;
  const { label, lead, section } = line;
  const state = isShareOfTests(quantity) ? stateOf(line) : '';
  if (!isExact || state !== '') return state;
  const isCounted = kind !== 'count' || STATUSES.first(tail) || UNITS.first(label);
  if (label === '' || !status || !isCounted || !isKnown(label) || !isNow(line)) return '';
  const titles = section.around.flatMap(({ depth, heading }) => (depth > 1 && heading ? heading.text : []));
  const words = label.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ');
  return [words, lead, kind, unit, status, ...titles.filter((title) => !isKnown(title))].join('|');
}

/** Two values of one thing, which is known; three are a series, not a slip. */
export function* auditSame(lines: readonly Line[]): Found {
  const all = lines.flatMap((line) => line.quantities.map((quantity) => ({ line, quantity })));
  for (const [subject, [first, ...more]] of Map.groupBy(all, (one) => subjectOf(one.line, one.quantity))) {
    const pairOf = ({ quantity: { value, whole } }: (typeof all)[number]) => `${value}/${whole}`;
    const others = more.filter((one) => first && pairOf(one) !== pairOf(first));
    if (subject === '' || !first || new Set(others.map(pairOf)).size !== 1) continue;
    const [against, because] = [[first.quantity], 'both are values of one thing'];
    for (const { line, quantity: said } of others)
      if (line !== first.line) yield { ruleId: 'audit-same', said, against, because };
  }
}

/** @param suite the whole book unless given. */
export function knowFigures(snapshot: Snapshot, suite?: string): KnownFigures {
  const derived = derive(snapshot, suite);
  const { stable, suiteSize, byStatus, byGroup } = derived;
  const known = (...figures: readonly ({ readonly value: number } | undefined)[]) => ({
    values: figures.map((figure) => figure?.value ?? 0),
  });
  const all = scopeOf(snapshot, suite).issues;
  const resolved = all.flatMap(({ group, issue }) => (group === 'resolved' ? [issue.id] : []));
  return {
    resolved: resolved.sort().join(' '),
    figures: {
      stable: stable ? known(stable) : { values: [] },
      size: suiteSize ? known(suiteSize) : { values: [] },
      issues: known(derived.issues),
      tests: known(derived.testsAffected, derived.testsUnresolved),
      left: known(derived.testsUnresolved),
      fixed: known(byStatus.get('fixed'), byGroup.get('resolved')),
      remaining: known(byGroup.get('unresolved'), byStatus.get('triaged'), byStatus.get('open')),
    },
  };
}

/**
 * The figures that a document may mean: of the suite that its issues are of or that it names, else of the book and of any
 * suite. Undefined for a document about something else: the book cannot say anything of its numbers.
 */
export function figuresMeant(text: string, snapshot: Snapshot): KnownFigures[] | undefined {
  const ids = new Set(issuesIn(text).map(({ id }) => id));
  const named = [...snapshot.issues.values()].flatMap(({ issue }) => (ids.has(issue.id) ? issue.suite : []));
  const words = text.toLowerCase();
  const titled = [...snapshot.suites.values()].flatMap(({ suite: { id, title }, issues }) =>
    issues.length > 0 && words.includes(title.toLowerCase()) ? id : [],
  );
  // One id in passing is not yet a subject; a document about one issue gives no totals.
  const about = new Set([...(named.length > 1 ? named : []), ...titled]);
  if (about.size === 0) return undefined;
  const meant = about.size === 1 ? [...about] : [undefined, ...snapshot.suites.keys()];
  return meant.map((suite) => knowFigures(snapshot, suite));
}

const SAID_DATE =
  /(?:(?:^|\n)[\s>*_#-]*(?:Report )?(?:Date|As of|Stand)[*_]*\s*:[*_\s]*|\bas of )(?:(?<iso>\d{4}-\d{2}-\d{2})|(?:(?<day>\d{1,2})\.?\s+)?(?<month>[A-Z][a-z]{2})[a-z]{0,6}\.?,?\s+(?:(?<late>\d{1,2})(?:st|nd|rd|th)?,?\s+)?(?<year>\d{4}))/giu;
const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';

/**
 * The day that a document says it is of: behind a label such as `**Date**:`, or `as of January 4, 2026`. Figures are
 * held against the book as of that day. Undefined where it says none, or several.
 */
export function dateOf(text: string): When | undefined {
  const dates = [...text.matchAll(SAID_DATE)].map(({ groups = {} }) => {
    const { iso, day, late = day, month = '', year } = groups;
    const number = MONTHS.indexOf(month.toLowerCase()) / 3 + 1;
    return iso ?? [year, `${number}`.padStart(2, '0'), late?.padStart(2, '0')].join('-');
  });
  const [only = '', ...others] = new Set(dates);
  return others.length === 0 && isWhen(only) ? only : undefined;
}
