import { type Line, type Section, sectionsAround, trailOf } from './blocks.ts';
import { type Contradiction, type Said, say, sayCount } from './contradiction.ts';
import { formatPercent, type Quantity } from './quantities.ts';
import { mentionsIn } from './roster.ts';
import { isKnown, STATUSES, TENSES, UNITS } from './words.ts';

/** A figure of a whole suite or book that documents say: the rule that it may break, and what it is. */
const FIGURES = {
  stable: ['audit-stable', 'size minus unresolved tests'],
  size: ['audit-size', 'tests of the suite'],
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
  /** What it is a part of, where it says so. */
  readonly whole?: number;
  /** Issues whose fixes a share is after, in order; else empty. */
  readonly after: string;
  readonly said: Said;
}

/** What a book says, or a document elsewhere, of what sentences may say. Plain data. */
export interface KnownFigures {
  /** What a figure may be, the likeliest first, and what says so. */
  readonly figures: Partial<
    Record<FigureKind, { readonly values: readonly number[]; readonly against?: readonly Said[] }>
  >;
  /** Ids of the issues that are resolved, in order. */
  readonly resolved: string;
}

const DATED =
  /\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.? \d|\b(?:week|sprint|q[1-4]|20\d\d)\b/iu;
const LATER = /^\W*(?:after|with|once)\b/iu;

/** Whether a line is about what is: not about what was, is planned, or held on another day. */
function isNow(line: Line): boolean {
  const [near = '', ...around] = trailOf(line);
  // The title of a document may have its own date.
  const isDated = [line.text, near, ...around.slice(0, -1)].some((words) => DATED.test(words));
  return !isDated && !TENSES.first(`${line.text} ${near}`) && !LATER.test(line.label);
}

/** Issues whose fixes the numbers of a line are said to be after: `after A-1 and A-2 fixes`. */
function stateOf({ text }: Line): string {
  const from = text.search(/\b(?:after|with)\b/iu);
  const named = from === -1 ? [] : mentionsIn(text.slice(from)).flatMap(({ issues }) => issues);
  return [...new Set(named.map(({ id }) => id))].sort().join(' ');
}

/** A ratio of tests that are stable or passed. */
function isShareOfTests({ kind, unit, status }: Quantity): boolean {
  return kind === 'ratio' && (unit ?? 'tests') === 'tests' && (status === 'stable' || status === 'passed');
}

function isAll({ text }: Line, { start }: Quantity): boolean {
  return /\ball(?: the)?\s*$/iu.test(text.slice(0, start));
}

/** What lines say of a whole suite or book as it is now: anything else no figure can contradict. */
export function readFigures(lines: readonly Line[]): SaidFigure[] {
  return lines.flatMap((line) =>
    line.quantities.flatMap((quantity): SaidFigure[] => {
      const kind = figureOf(line, quantity);
      const said = quantity.kind === 'count' ? sayCount(line, quantity) : say(line, quantity);
      const whole = quantity.kind === 'ratio' ? { whole: quantity.whole } : {};
      return kind
        ? [{ kind, value: quantity.value, ...whole, after: kind === 'stable' ? stateOf(line) : '', said }]
        : [];
    }),
  );
}

const STATES = new Map<string, 'fixed' | 'remaining'>([
  ['fixed', 'fixed'],
  ['triaged', 'remaining'],
  ['open', 'remaining'],
  ['remaining', 'remaining'],
]);

function figureOf(line: Line, quantity: Quantity): FigureKind | undefined {
  const { kind, value, whole, sure, unit, status, tail } = quantity;
  const { text, label } = line;
  if (sure !== 'exact' || (kind !== 'count' && kind !== 'ratio') || !isNow(line)) return undefined;
  const isStable = status === 'stable' || STATUSES.all(label).includes('stable');
  if (isShareOfTests(quantity) && isStable && isKnown(label) && value <= whole) return 'stable';
  if (
    /^\W*(?:current |overall |issue )?status\W*$/iu.test(label) ||
    (kind === 'ratio' && unit === 'issues')
  ) {
    const states = line.quantities.map((one) => STATES.get(one.status ?? ''));
    // What is neither resolved nor open may be counted among either, and several numbers of open ones are parts.
    const isPart = states.includes(undefined) || states.filter((state) => state === 'remaining').length > 1;
    return isPart || unit === 'tests' || unit === 'runs' ? undefined : STATES.get(status ?? '');
  }
  if (kind !== 'count' || mentionsIn(text).length > 0) return undefined;
  const isSize = /^\W*(?:test suite|(?:test )?suite size|total (?:tests|specs)|tests total)\W*$/iu.test(
    label,
  );
  if (isSize && (unit ?? 'tests') === 'tests') return 'size';
  const isScope = /^\W*scope\W*$/iu.test(label);
  if (isScope || isAll(line, quantity)) {
    if (unit === 'issues') return status === 'flaky' || !status ? 'issues' : undefined;
    return unit === 'tests' && (status === 'flaky' || (isScope && !status)) ? 'tests' : undefined;
  }
  const isLeft = /^\W*(?:remaining|unresolved|still flaky)\b/iu.test(label);
  return unit === 'tests' && (isLeft || (isKnown(label) && /\b(?:remain(?:ing)?|still)\b/iu.test(tail)))
    ? 'left'
    : undefined;
}

/** What a document says of the tests that remain, where nothing else is known of them. */
export function ownFigures(figures: readonly SaidFigure[]): KnownFigures {
  const [only, ...more] = figures.filter(({ kind }) => kind === 'left');
  const isOne = only && more.every(({ value }) => value === only.value);
  return { figures: isOne ? { left: { values: [only.value], against: [only.said] } } : {}, resolved: '' };
}

/** What is known of a figure: it is one of the values, the likeliest first. */
interface Fact {
  readonly is: number;
  readonly values: readonly number[];
  readonly against?: readonly Said[];
  readonly what: string;
}

function factsOf({ kind, value, whole = 0, after }: SaidFigure, { figures, resolved }: KnownFigures): Fact[] {
  const { stable, left, issues, size } = figures;
  const all = kind === 'stable' ? size : issues;
  if (kind === 'stable' && after !== '' && after !== resolved) return [];
  if (whole > 0 && all && !all.values.includes(whole))
    // Of a book, another part may be meant.
    return kind !== 'stable' && all.against ? [{ ...all, is: whole, what: FIGURES.issues[1] }] : [];
  const known = figures[kind];
  const [, what] = FIGURES[kind];
  if (kind !== 'stable' || stable || !left) return known ? [{ ...known, is: value, what }] : [];
  const [remaining = 0] = left.values;
  // More tests than the known ones may be unstable.
  const isLess = value <= whole - remaining || whole < remaining;
  return isLess
    ? []
    : [{ is: value, values: [whole - remaining], against: left.against, what: `${whole} - ${remaining}` }];
}

/** What a document says against what is known. Right is what fits any of the suites and books that it may mean. */
export function* auditFigures(
  all: readonly SaidFigure[],
  known: readonly KnownFigures[],
  by: string,
): Generator<Contradiction> {
  // Several lines may make up a sum.
  const left = all.reduce((sum, { kind, value }) => (kind === 'left' ? sum + value : sum), 0);
  for (const figure of all) {
    const { kind, whole = 0, said } = figure;
    const facts = known.flatMap((one) => factsOf(figure, one));
    const [likeliest] = facts;
    const right = likeliest?.values[0];
    if (!likeliest || right === undefined) continue;
    if (facts.some(({ is, values }) => values.includes(is) || (kind === 'left' && values.includes(left))))
      continue;
    const share = kind === 'stable' ? ` (${formatPercent(right, whole)})` : '';
    const because = `${likeliest.what} ${/\d$/.test(likeliest.what) ? '=' : `${by}:`} ${right}${share}`;
    yield { ruleId: FIGURES[kind][0], said, against: likeliest.against ?? [], because };
  }
}

/** What a number is a number of, by its whole label or by the fixes that it is after; empty where that is not known. */
function subjectOf(line: Line, quantity: Quantity): string {
  const { kind, unit, status, tail, sure } = quantity;
  const { label, lead } = line;
  const state = stateOf(line);
  if (sure !== 'exact') return '';
  if (state !== '' && isShareOfTests(quantity)) return `after ${state}`;
  const isCounted =
    kind !== 'count' || STATUSES.first(tail) !== undefined || UNITS.first(label) !== undefined;
  if (label === '' || status === undefined || !isCounted || !isKnown(label) || !isNow(line)) return '';
  return [label.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' '), lead, kind, unit, status].join('|');
}

/** Two values under one label, or after the same fixes (three are a series, not a slip); and a part that is larger than its suite. */
export function* auditSame(lines: readonly Line[], figures: readonly SaidFigure[]): Generator<Contradiction> {
  const all = lines.flatMap((line) =>
    line.quantities.map((quantity) => ({ line, quantity, subject: subjectOf(line, quantity) })),
  );
  for (const [subject, group] of Map.groupBy(all, (one) => one.subject)) {
    const values = Map.groupBy(group, ({ quantity: { value, whole } }) => `${value}/${whole}`);
    const [[first] = [], others = []] = values.values();
    if (subject === '' || !first || values.size !== 2) continue;
    for (const { line, quantity } of others) {
      const isOne = subject.startsWith('after ') || isOneScope(first.line, line);
      if (line === first.line || !isOne) continue;
      const against = [say(first.line, first.quantity)];
      yield {
        ruleId: 'audit-same',
        said: say(line, quantity),
        against,
        because: 'both are values of one thing',
      };
    }
  }
  const [size, ...sizes] = figures.filter(({ kind }) => kind === 'size');
  const hasGrown = lines.some(({ text }) => /\b(?:added|grew|grown|new tests?)\b/iu.test(text));
  if (!size || hasGrown || sizes.some(({ value }) => value !== size.value)) return;
  for (const { line, quantity } of all) {
    const isDated =
      trailOf(line)
        .slice(0, -1)
        .some((words) => DATED.test(words)) || TENSES.all(line.text).includes('past');
    const isWhole =
      isShareOfTests(quantity) ||
      (quantity.kind === 'count' && quantity.unit === 'tests' && isAll(line, quantity));
    if (
      isDated ||
      !isWhole ||
      quantity.whole <= size.value ||
      !(isKnown(line.label) || LATER.test(line.label))
    )
      continue;
    const because = `the suite has ${size.value} tests`;
    yield { ruleId: 'audit-size', said: say(line, quantity), against: [size.said], because };
  }
}

/** What headings call the parts in which a document speaks of its whole. */
const WHOLE =
  /\b(?:executive|summary|overview|conclusions?|outlook|verification|status|results?|closing|final|report|triage|metrics|numbers)\b/giu;

/** Whether no heading between two lines says that one of them is about a part. */
function isOneScope(a: Line, b: Line): boolean {
  const [of = [], other = []] = [a, b].map(sectionsAround);
  const isWhole = ({ heading, depth }: Section) =>
    depth < 2 || isKnown(heading?.text.replaceAll(WHOLE, '') ?? '');
  return [...of, ...other].every(
    (section) => isWhole(section) || (of.includes(section) && other.includes(section)),
  );
}
