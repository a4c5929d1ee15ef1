import { derive } from '../asof/derive.ts';
import type { Figures } from '../asof/figures.ts';
import type { Snapshot } from '../asof/snapshot.ts';
import type { When } from '../core/calendar.ts';
import type { Status, StatusGroup } from '../core/status.ts';
import type { Sentence } from './blocks.ts';
import { type Contradiction, contradiction, type Said, say, sayCount } from './contradiction.ts';
import { formatDuration, formatPercent, type Quantity } from './quantities.ts';
import { isStatusLine, isTotal, mentionsIn } from './roster.ts';
import { isNow, isSize, isStableShare, stateOf } from './suite.ts';

/** The knowledge base that a document is held against. */
export interface Knowledge {
  readonly snapshot: Snapshot;
  /** The suite that the document is about; without it, the whole book or any of its suites may be meant. */
  readonly suite?: string;
}

/** A figure that sentences say: how the rule is called, and what it is. */
const FIGURES = {
  stable: { rule: 'audit-stable', what: 'size minus unresolved tests' },
  size: { rule: 'audit-size', what: 'tests of the suite' },
  issues: { rule: 'audit-count', what: 'issues' },
  tests: { rule: 'audit-count', what: 'tests that issues make flaky' },
  fixed: { rule: 'audit-count', what: 'fixed issues' },
  triaged: { rule: 'audit-count', what: 'triaged issues' },
  open: { rule: 'audit-count', what: 'open issues' },
  remaining: { rule: 'audit-count', what: 'unresolved issues' },
  effort: { rule: 'audit-sum', what: 'planned effort' },
} as const;

/** What the records say of a suite, or of the whole book, as far as prose says it too. Plain data. */
export interface KnownFigures {
  /** What a figure may be, by its kind; an effort by its horizon. */
  readonly values: Readonly<Record<string, readonly number[]>>;
  /** Ids of the issues that are resolved, in order. */
  readonly resolved: string;
}

/** @param suite the whole book unless given. */
export function knowFigures(snapshot: Snapshot, suite?: string): KnownFigures {
  const figures = derive(snapshot, suite);
  const issues = suite === undefined ? snapshot.issues.values() : (snapshot.suites.get(suite)?.issues ?? []);
  const resolved = [...issues].flatMap(({ group, issue }) => (group === 'resolved' ? [issue.id] : []));
  return {
    values: {
      ...valuesOf(figures),
      ...Object.fromEntries(figures.plan.map(({ horizon, effort }) => [horizon, [effort.lowMinutes]])),
    },
    resolved: resolved.sort().join(' '),
  };
}

function valuesOf({ stable, suiteSize, issues, testsAffected, testsUnresolved, ...figures }: Figures) {
  const byStatus = (status: Status) => figures.byStatus.get(status)?.value ?? 0;
  const byGroup = (group: StatusGroup) => figures.byGroup.get(group)?.value ?? 0;
  return {
    stable: stable ? [stable.value] : [],
    size: suiteSize ? [suiteSize.value] : [],
    issues: [issues.value],
    tests: [testsAffected.value, testsUnresolved.value],
    fixed: [byStatus('fixed'), byGroup('resolved')],
    triaged: [byStatus('triaged'), byGroup('unresolved')],
    open: [byStatus('open'), byGroup('unresolved')],
    remaining: [byGroup('unresolved')],
  };
}

/** A figure of a suite or book as a document says it. Plain data: it can be kept and held against figures later. */
export interface SaidFigure {
  readonly kind: keyof typeof FIGURES;
  readonly value: number;
  /** What it is a part of, where it says so. */
  readonly whole?: number;
  /** A horizon of an effort; issues whose fixes a share is after; else empty. */
  readonly of: string;
  readonly said: Said;
}

/** What sentences say of a whole suite or book as it is now: anything else no figure can contradict. */
export function readFigures(sentences: readonly Sentence[]): SaidFigure[] {
  return sentences.flatMap((sentence) =>
    sentence.quantities.flatMap((quantity) => {
      const figure = readFigure(sentence, quantity);
      return figure
        ? [
            {
              value: quantity.value,
              of: '',
              said: quantity.kind === 'count' ? sayCount(sentence, quantity) : say(sentence, quantity),
              ...figure,
            },
          ]
        : [];
    }),
  );
}

function readFigure(
  sentence: Sentence,
  quantity: Quantity,
): (Pick<SaidFigure, 'kind'> & Partial<SaidFigure>) | undefined {
  const { kind, whole, sure, unit, status, start } = quantity;
  if (kind === 'minutes') {
    const horizon = /\b(immediate|short-term|long-term)\b/iu.exec(sentence.text)?.[1]?.toLowerCase();
    const isNext =
      sentence.section.heading === sentence && /\bnext\s*$/iu.test(sentence.text.slice(0, start));
    return horizon && isNext ? { kind: 'effort', of: horizon } : undefined;
  }
  if (sure !== 'exact' || !isNow(sentence)) return undefined;
  if (isStableShare(sentence, quantity)) return { kind: 'stable', whole, of: stateOf(sentence) };
  if (isSize(sentence, quantity)) return { kind: 'size' };
  if (isTotal(sentence, quantity)) return { kind: unit === 'issues' ? 'issues' : 'tests' };
  const isCounted = isStatusLine(sentence)
    ? unit !== 'tests' && unit !== 'runs'
    : kind === 'ratio' && unit === 'issues';
  if (!isCounted || (kind !== 'count' && kind !== 'ratio')) return undefined;
  if (status !== 'fixed' && status !== 'triaged' && status !== 'open' && status !== 'remaining')
    return undefined;
  return { kind: status, ...(kind === 'ratio' ? { whole } : {}) };
}

/**
 * The part of the book that a document is about: the suites of the issues that it names, or the suites that it names.
 * Undefined for a document about something else: the book cannot say anything of its numbers.
 */
export function tieToBook(text: string, { snapshot }: Knowledge): Knowledge | undefined {
  const ids = new Set(mentionsIn(text).flatMap(({ issues }) => issues.map(({ id }) => id)));
  const named = [...snapshot.issues.values()].filter(({ issue }) => ids.has(issue.id));
  // One id in passing is not yet a subject; a document about one issue gives no totals.
  const byIssue = named.length > 1 ? named.map(({ issue }) => issue.suite) : [];
  const words = text.toLowerCase();
  const byName = [...snapshot.suites.values()]
    .filter(({ suite: { title }, issues }) => issues.length > 0 && words.includes(title.toLowerCase()))
    .map(({ suite: { id } }) => id);
  const [only, ...more] = new Set([...byIssue, ...byName]);
  if (only === undefined) return undefined;
  return more.length === 0 && snapshot.suites.has(only) ? { snapshot, suite: only } : { snapshot };
}

/** The figures that a document may mean: of its suite, or of the book and of any suite. */
export function figuresMeant({ snapshot, suite }: Knowledge): KnownFigures[] {
  const suites = [...snapshot.suites.keys()];
  const scopes = suite === undefined && suites.length > 1 ? [undefined, ...suites] : [suite ?? suites[0]];
  return scopes.map((id) => knowFigures(snapshot, id));
}

/** What a document says against the figures. Right is what fits any of those that it may mean. */
export function* auditFigures(
  said: readonly SaidFigure[],
  known: readonly KnownFigures[],
  asOf: When,
): Generator<Contradiction> {
  for (const { kind, value, whole, of, said: words } of said) {
    const { rule, what } = FIGURES[kind];
    const values = known.flatMap(({ values, resolved }) => {
      const [all] = values[kind === 'stable' ? 'size' : 'issues'] ?? [];
      const isMeant = whole === undefined || all === whole;
      const isAfter = kind !== 'stable' || of === '' || of === resolved;
      return isMeant && isAfter ? (values[kind === 'effort' ? of : kind] ?? []) : [];
    });
    const [likeliest] = values;
    if (likeliest === undefined || values.includes(value)) continue;
    const shown =
      kind === 'effort'
        ? formatDuration('minutes', likeliest, likeliest)
        : whole
          ? `${likeliest}/${whole} (${formatPercent(likeliest, whole)})`
          : likeliest;
    yield contradiction(rule, words, [], `${what} by the records as of ${asOf}: ${shown}`);
  }
}
