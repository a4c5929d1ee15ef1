import type { Claim, ClaimOf, Contradiction, RateClaim, ShareClaim } from '../claim.ts';
import { formatPercent, printsAs } from '../read/numbers.ts';
import { areRelated } from '../read/statements.ts';
import { auditSaidRemaining, fromRoster, remainingOf } from './remaining.ts';
import type { Roster } from './roster.ts';

type StateClaim = ShareClaim | RateClaim;

/** Stable tests against those that remain flaky, and one state's figures against each other. */
export function* auditStability(
  claims: readonly Claim[],
  roster: Roster | undefined,
): Generator<Contradiction> {
  const states = claims.flatMap((claim): StateClaim[] =>
    claim.kind === 'share' || claim.kind === 'rate' ? [claim] : [],
  );
  yield* auditRemaining(claims, roster);
  const listed = fromRoster(roster);
  if (listed) yield* auditSaidRemaining(claims, listed);
  yield* auditSameState(states.filter(isState));
}

function isState({ subject }: StateClaim): boolean {
  const isKind = subject.predicate === 'stable' || subject.predicate === 'passing';
  return isKind && subject.unit === 'tests' && !subject.isRun && subject.tense === 'now';
}

function* auditRemaining(claims: readonly Claim[], roster: Roster | undefined): Generator<Contradiction> {
  const remaining = remainingOf(claims, roster);
  if (!remaining) return;
  for (const claim of claims) {
    if (claim.kind !== 'share' || !isState(claim) || claim.subject.predicate !== 'stable') continue;
    const { part, whole, subject } = claim;
    if (subject.scope !== remaining.scope || !areRelated(subject.section, remaining.section)) continue;
    if (subject.after !== '' && subject.after !== remaining.after) continue;
    const stable = whole - remaining.value;
    if (part === stable || stable < 0 || part > whole) continue;
    yield {
      ruleId: 'audit-stable',
      place: claim.place,
      said: claim.text,
      expected: `${stable}/${whole} (${formatPercent(stable, whole)})`,
      because: `${remaining.value} tests remain: ${remaining.names}`,
      reasoning: [
        `\`${claim.text}\` leaves ${whole - part} of ${whole} tests flaky.`,
        ...remaining.reasoning,
        `${whole} - ${remaining.value} = ${stable}.`,
      ],
      related: remaining.related,
    };
  }
}

/** Two values for one state: after the same fixes, or both of now and with the same words. */
function* auditSameState(states: readonly StateClaim[]): Generator<Contradiction> {
  for (const [i, later] of states.entries()) {
    const earlier = states.slice(0, i).find((other) => isSameState(other, later) && !agree(other, later));
    if (!earlier) continue;
    yield {
      ruleId: 'audit-same',
      place: later.kind === 'share' && later.percent ? later.percent.place : later.place,
      said: show(later),
      expected: show(earlier),
      because: `as line ${earlier.place.start.line} says of the same state`,
      reasoning: [
        `Line ${earlier.place.start.line} says \`${show(earlier)}\`, line ${later.place.start.line} \`${show(later)}\`.`,
        later.subject.after === ''
          ? 'Both tell of the present.'
          : `Both tell of the state after ${later.subject.after}.`,
      ],
      related: [{ place: earlier.place, message: 'The other value' }],
    };
  }
}

function isSameState(a: StateClaim, b: StateClaim): boolean {
  if (
    a.subject.scope !== b.subject.scope ||
    a.subject.level !== b.subject.level ||
    a.subject.after !== b.subject.after
  )
    return false;
  if (a.subject.after !== '') return true;
  if (!areRelated(a.subject.section, b.subject.section)) return false;
  const isNow = ({ subject }: StateClaim) =>
    subject.predicate === 'stable' &&
    /\b(?:stab|reliab|status|current|now|overall|health)/u.test(subject.label);
  return isNow(a) && isNow(b);
}

function agree(a: StateClaim, b: StateClaim): boolean {
  if (a.kind === 'share' && b.kind === 'share') {
    // Another size is the sizes' finding.
    return a.part === b.part || a.whole !== b.whole;
  }
  if (a.kind === 'share') return b.kind !== 'rate' || printsAs(a.part, a.whole, b.percent);
  if (b.kind === 'share') return printsAs(b.part, b.whole, a.percent);
  const scale = 10 ** Math.min(a.percent.decimals, b.percent.decimals);
  return Math.abs(a.percent.value - b.percent.value) * scale < 1;
}

/** `155/157 (98.7%)`. */
function show(claim: StateClaim): string {
  if (claim.kind === 'rate') return claim.text;
  const { part, whole, percent } = claim satisfies ClaimOf<'share'>;
  return `${part}/${whole} (${percent?.text ?? formatPercent(part, whole)})`;
}
