import { visible } from '../core/text/control-characters.ts';
import { countOutcomes, OUTCOMES, type Outcome, shortCommit } from '../records/evidence/evidence.ts';
import { subjectOf } from '../verify/findings.ts';
import type { VerifiedClaim } from '../verify/world.ts';
import { createStyle, type Format, toJson } from './terminal.ts';

export interface PresentedClaims {
  readonly suite: string;
  readonly commit: string;
  readonly date: string;
  readonly isShallow: boolean;
  readonly claims: readonly VerifiedClaim[];
  readonly titles: ReadonlyMap<string, string>;
}

const STYLES: Readonly<Record<Outcome, Format>> = {
  confirmed: 'green',
  moved: 'yellow',
  'not-found': 'red',
  'not-checkable': 'dim',
};

/** Names of claims of no more than this are not cut. */
const MAX_SHOWN = 100;

/** For people: claims under their record, then how many came out how. */
export function presentClaims(verified: PresentedClaims, color: boolean): string {
  const style = createStyle(color);
  const lines: string[] = [];
  for (const [record, claims] of Map.groupBy(verified.claims, (claim) => claim.record)) {
    const title = verified.titles.get(record);
    lines.push(style('bold', visible(title === undefined ? record : `${record}: ${title}`)));
    for (const claim of claims)
      lines.push(
        `  ${style(STYLES[claim.outcome], outcomeWords(claim.outcome).padEnd(13))}  ${claimLine(claim)}`,
      );
    lines.push('');
  }
  const { commit, date, isShallow } = verified;
  const at = `${shortCommit(commit)} of ${date.slice(0, 10)}${isShallow ? ' (a shallow clone)' : ''}`;
  lines.push(`${verified.suite} at ${at}: ${countWords(verified.claims)}.`);
  return `${lines.join('\n')}\n`;
}

function outcomeWords(outcome: Outcome): string {
  return outcome.replaceAll('-', ' ');
}

function claimLine(claim: VerifiedClaim): string {
  const { what, to, at, why } = claim;
  const shown = what.length > MAX_SHOWN ? `${what.slice(0, MAX_SHOWN - 1)}…` : what;
  const place = to === undefined ? (at === undefined ? '' : `, at ${at}`) : ` -> ${to}`;
  return visible(`${subjectOf(claim)} \`${shown}\`${place}${why === undefined ? '' : `: ${why}`}`);
}

/** `5 confirmed, 1 moved`. */
function countWords(claims: readonly VerifiedClaim[]): string {
  const counts = countOutcomes(claims);
  const parts = OUTCOMES.filter((outcome) => counts[outcome] > 0).map(
    (outcome) => `${counts[outcome]} ${outcomeWords(outcome)}`,
  );
  return parts.length === 0 ? 'nothing to check' : parts.join(', ');
}

/** For programs. `what` is the claim as the record says it, `to` where it stands instead, `at` where it was found. */
export function presentClaimsJson({ suite, commit, date, isShallow, claims }: PresentedClaims): string {
  const counts = countOutcomes(claims);
  return toJson({ suite, commit, date, isShallow, counts, claims });
}
