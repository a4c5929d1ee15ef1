import { derive } from '../../asof/derive.ts';
import type { Figures } from '../../asof/figures.ts';
import type { Snapshot } from '../../asof/snapshot.ts';
import type { Claim, ClaimOf, Contradiction, EffortClaim } from '../claim.ts';
import { formatDuration } from '../read/durations.ts';
import { formatPercent } from '../read/numbers.ts';
import { isTotal } from './totals.ts';

/** The knowledge base that a document is held against. */
export interface Knowledge {
  readonly snapshot: Snapshot;
  /** The suite that the document is about; without it, the whole book or any of its suites may be meant. */
  readonly suite?: string;
}

/** What a claim may be right by: one value for each suite that it may be about, the likeliest first. */
interface Known {
  readonly values: readonly number[];
  readonly shown: string;
  readonly what: string;
}

/** Whether a claim is about the whole of a suite or book, as it is now: any other is never held against figures. */
export function isAboutBook(claim: Claim): boolean {
  if (claim.kind === 'effort') return claim.source === 'said' && claim.duration.unit === 'minutes';
  if (claim.kind !== 'share' && claim.kind !== 'count') return false;
  const { unit, tense, isRun, scope, predicate } = claim.subject;
  if (tense !== 'now' || isRun || scope !== '') return false;
  if (claim.kind === 'count') return isSuiteSize(claim) || isTotal(claim) || isStatus(claim);
  return unit === 'tests' ? predicate === 'stable' : unit !== 'runs';
}

/** Claims about the whole of a suite or book, against its figures. A claim that fits any of the scopes is right. */
export function* auditWithBook(
  all: readonly Claim[],
  { snapshot, suite }: Knowledge,
): Generator<Contradiction> {
  const claims = all.filter(isAboutBook);
  if (claims.length === 0) return;
  const suites = suite === undefined ? [undefined, ...snapshot.suites.keys()] : [suite];
  const figures = suites.map((id) => derive(snapshot, id));
  const [only] = snapshot.suites.keys();
  // A book of one suite: the figures of the two are the same.
  const scopes = snapshot.suites.size === 1 && only !== undefined ? figures.slice(-1) : figures;
  for (const claim of claims) {
    const known =
      claim.kind === 'share'
        ? ofShare(claim, scopes, snapshot)
        : claim.kind === 'count'
          ? ofCount(claim, scopes)
          : undefined;
    if (known) yield* compare(claim as ClaimOf<'share' | 'count'>, known, snapshot);
    if (claim.kind === 'effort') yield* compareEffort(claim, scopes, snapshot);
  }
}

function* compare(
  claim: ClaimOf<'share' | 'count'>,
  known: Known,
  snapshot: Snapshot,
): Generator<Contradiction> {
  const value = claim.kind === 'share' ? claim.part : claim.value;
  if (known.values.length === 0 || known.values.includes(value)) return;
  yield {
    ruleId:
      claim.kind === 'share'
        ? 'audit-stable'
        : known.what === 'the size of the suite'
          ? 'audit-size'
          : 'audit-count',
    place: claim.place,
    said: claim.text,
    expected: known.shown,
    because: `${known.what} by the knowledge base as of ${snapshot.asOf.text}`,
    reasoning: [
      `\`${claim.text}\` says ${value}.`,
      `${known.what} as of ${snapshot.asOf.text}: ${known.shown}.`,
    ],
    related: [],
  };
}

function ofShare(claim: ClaimOf<'share'>, scopes: readonly Figures[], snapshot: Snapshot): Known | undefined {
  const { subject, whole } = claim;
  const { predicate, unit, after } = subject;
  if (predicate === 'stable' && unit === 'tests') {
    const resolved = [...snapshot.issues.values()]
      .filter(({ group }) => group === 'resolved')
      .map(({ issue }) => issue.id);
    if (after !== '' && after !== resolved.join(' ')) return undefined;
    const sized = scopes.filter(({ suiteSize }) => suiteSize?.value === whole);
    const [stable] = sized.flatMap((figures) => figures.stable ?? []);
    if (!stable) return undefined;
    return {
      values: sized.flatMap((figures) => figures.stable?.value ?? []),
      shown: `${stable.value}/${whole} (${formatPercent(stable.value, whole)})`,
      what: 'the size minus the unresolved tests',
    };
  }
  return ofStatus(
    predicate,
    scopes.filter(({ issues }) => issues.value === whole),
    ` of ${whole}`,
  );
}

function ofCount(claim: ClaimOf<'count'>, scopes: readonly Figures[]): Known | undefined {
  const { subject } = claim;
  const [first] = scopes;
  if (!first) return undefined;
  if (isSuiteSize(claim)) {
    const values = scopes.flatMap(({ suiteSize }) => suiteSize?.value ?? []);
    return { values, shown: `${values[0]} tests`, what: 'the size of the suite' };
  }
  if (isTotal(claim) && subject.unit === 'issues') {
    return {
      values: scopes.map(({ issues }) => issues.value),
      shown: `${first.issues.value} issues`,
      what: 'all issues',
    };
  }
  if (isTotal(claim) && subject.unit === 'tests') {
    const values = scopes.flatMap(({ testsAffected, testsUnresolved }) => [
      testsAffected.value,
      testsUnresolved.value,
    ]);
    return { values, shown: `${first.testsAffected.value} tests`, what: 'the tests that issues make flaky' };
  }
  return isStatus(claim) ? ofStatus(subject.predicate, scopes, ' issues') : undefined;
}

function isSuiteSize({ subject }: ClaimOf<'count'>): boolean {
  const { unit, label, predicate } = subject;
  const isSize = unit === 'tests' && /^\W*(?:test )?suite size\W*$/u.test(label);
  return isSize && (predicate === '' || predicate === 'total');
}

function isStatus({ subject }: ClaimOf<'count'>): boolean {
  return subject.unit !== 'tests' && /^\W*(?:(?:current|overall|issue) )?status\W*$/u.test(subject.label);
}

/** `fixed` may be the status or all that is resolved; `open` and `remaining` all that is not. */
function ofStatus(predicate: string, scopes: readonly Figures[], unit: string): Known | undefined {
  const read = ({ byStatus, byGroup }: Figures): number[] => {
    const resolved = byGroup.get('resolved')?.value ?? 0;
    const unresolved = byGroup.get('unresolved')?.value ?? 0;
    if (predicate === 'fixed') return [byStatus.get('fixed')?.value ?? 0, resolved];
    if (predicate === 'triaged') return [byStatus.get('triaged')?.value ?? 0, unresolved];
    if (predicate === 'open') return [byStatus.get('open')?.value ?? 0, unresolved];
    return predicate === 'remaining' ? [unresolved] : [];
  };
  const values = scopes.flatMap(read);
  return values.length === 0
    ? undefined
    : { values, shown: `${values[0]}${unit}`, what: `issues that are ${predicate}` };
}

/** A horizon's planned effort; a book may call its horizons otherwise, and then says nothing. */
function* compareEffort(
  claim: EffortClaim,
  scopes: readonly Figures[],
  snapshot: Snapshot,
): Generator<Contradiction> {
  const plans = scopes.flatMap(({ plan }) => plan.filter(({ horizon }) => horizon === claim.horizon));
  const { low, high } = claim.duration;
  const [first] = plans;
  if (!first || plans.some(({ effort }) => effort.lowMinutes === low && effort.highMinutes === high)) return;
  const shown = formatDuration({
    low: first.effort.lowMinutes,
    high: first.effort.highMinutes,
    unit: 'minutes',
  });
  yield {
    ruleId: 'audit-sum',
    place: claim.place,
    said: claim.text,
    expected: shown,
    because: `the planned ${claim.horizon} effort by the knowledge base as of ${snapshot.asOf.text}`,
    reasoning: [`Every planned fix counts once; ${claim.horizon} ones take ${shown} in all.`],
    related: [],
  };
}
