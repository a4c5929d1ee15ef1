import type { VerifiedSuite } from '../pages/words/verify.ts';
import { words as all } from '../pages/words/words.ts';
import { type CheckOutcome, countOutcomes } from '../records/evidence/evidence.ts';
import { type Line, type Style, styled } from './lines.ts';

const words = all.verify;

export interface PresentedClaims extends VerifiedSuite {
  readonly titles: ReadonlyMap<string, string>;
}

const STYLES: Readonly<Record<CheckOutcome, Style>> = {
  confirmed: 'green',
  'line-exists': 'dim',
  moved: 'yellow',
  'not-found': 'red',
  'not-checkable': 'dim',
};

/** For people: claims under their record, then how many came out how. */
export function claimLines(verified: PresentedClaims): Line[] {
  if (verified.isElsewhere) return [words.elsewhere(verified), words.sum(verified)];
  const records = [...Map.groupBy(verified.claims, (claim) => claim.record)];
  const lines = records.flatMap(([record, claims]): Line[] => [
    styled('bold', words.record(record, verified.titles.get(record))),
    ...claims.map(
      (claim): Line => [
        '  ',
        styled(STYLES[claim.outcome], words.outcome(claim.outcome).padEnd(13)),
        `  ${words.claim(claim)}`,
      ],
    ),
    '',
  ]);
  return [...lines, words.sum(verified)];
}

/** For programs. `what` is the claim as the record says it, `to` where it stands instead, `at` where it was found. */
export function claimData({ suite, commit, date, isShallow, isElsewhere, claims }: PresentedClaims): unknown {
  return { suite, commit, date, isShallow, isElsewhere, counts: countOutcomes(claims), claims };
}
