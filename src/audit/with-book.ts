import { derive } from '../asof/derive.ts';
import type { Figures } from '../asof/figures.ts';
import type { Snapshot } from '../asof/snapshot.ts';
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

/** A figure that sentences say: how the rule is called, what it is, and what it may be by the records. */
const FIGURES = {
  stable: {
    rule: 'audit-stable' as const,
    what: 'size minus unresolved tests',
    read: ({ stable }: Figures) => [stable?.value],
  },
  size: {
    rule: 'audit-size' as const,
    what: 'tests of the suite',
    read: ({ suiteSize }: Figures) => [suiteSize?.value],
  },
  issues: { rule: 'audit-count' as const, what: 'issues', read: ({ issues }: Figures) => [issues.value] },
  tests: {
    rule: 'audit-count' as const,
    what: 'tests that issues make flaky',
    read: ({ testsAffected, testsUnresolved }: Figures) => [testsAffected.value, testsUnresolved.value],
  },
  fixed: {
    rule: 'audit-count' as const,
    what: 'fixed issues',
    read: ({ byStatus, byGroup }: Figures) => [
      byStatus.get('fixed')?.value ?? 0,
      byGroup.get('resolved')?.value ?? 0,
    ],
  },
  triaged: {
    rule: 'audit-count' as const,
    what: 'triaged issues',
    read: ({ byStatus, byGroup }: Figures) => [
      byStatus.get('triaged')?.value ?? 0,
      byGroup.get('unresolved')?.value ?? 0,
    ],
  },
  open: {
    rule: 'audit-count' as const,
    what: 'open issues',
    read: ({ byStatus, byGroup }: Figures) => [
      byStatus.get('open')?.value ?? 0,
      byGroup.get('unresolved')?.value ?? 0,
    ],
  },
  remaining: {
    rule: 'audit-count' as const,
    what: 'unresolved issues',
    read: ({ byGroup }: Figures) => [byGroup.get('unresolved')?.value ?? 0],
  },
  effort: {
    rule: 'audit-sum' as const,
    what: 'planned effort',
    read: ({ plan }: Figures, horizon: string) =>
      plan.map((part) => (part.horizon === horizon ? part.effort.lowMinutes : undefined)),
  },
};

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

/** What a document says against the figures. Right is what fits the suite, or any suite where the book is meant. */
export function* auditFigures(
  said: readonly SaidFigure[],
  { snapshot, suite }: Knowledge,
): Generator<Contradiction> {
  const suites = [...snapshot.suites.keys()];
  const scopes = suite === undefined && suites.length > 1 ? [undefined, ...suites] : [suite ?? suites[0]];
  const figures = said.length > 0 ? scopes.map((id) => derive(snapshot, id)) : [];
  const resolved = [...snapshot.issues.values()].filter(({ group }) => group === 'resolved');
  const state = resolved
    .map(({ issue }) => issue.id)
    .sort()
    .join(' ');
  for (const figure of said) {
    const { kind, value, whole, of } = figure;
    const { rule, what, read } = FIGURES[kind];
    const wholeOf = ({ suiteSize, issues }: Figures) => (kind === 'stable' ? suiteSize : issues)?.value;
    const meant = figures.filter((one) => whole === undefined || wholeOf(one) === whole);
    const values = meant.flatMap((one) => read(one, of)).filter((known) => known !== undefined);
    const [likeliest] = values;
    if (likeliest === undefined || values.includes(value) || (kind === 'stable' && of !== '' && of !== state))
      continue;
    const shown =
      kind === 'effort'
        ? formatDuration('minutes', likeliest, likeliest)
        : whole
          ? `${likeliest}/${whole} (${formatPercent(likeliest, whole)})`
          : likeliest;
    yield contradiction(
      rule,
      figure.said,
      [],
      `${what} by the records as of ${snapshot.asOf.text}: ${shown}`,
    );
  }
}
