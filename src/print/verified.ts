import { visible } from '../core/text.ts';
import type { VerifiedSuite } from '../pages/words/verify.ts';
import { words as all } from '../pages/words/words.ts';
import { countOutcomes, type Outcome } from '../records/evidence/evidence.ts';
import { createStyle, type Format, toJson } from './terminal.ts';

const words = all.verify;

export interface PresentedClaims extends VerifiedSuite {
  readonly titles: ReadonlyMap<string, string>;
}

const STYLES: Readonly<Record<Outcome, Format>> = {
  confirmed: 'green',
  moved: 'yellow',
  'not-found': 'red',
  'not-checkable': 'dim',
};

/** For people: claims under their record, then how many came out how. */
export function presentClaims(verified: PresentedClaims, color: boolean): string {
  const style = createStyle(color);
  const records = [...Map.groupBy(verified.claims, (claim) => claim.record)];
  const lines = records.flatMap(([record, claims]) => [
    style('bold', visible(words.record(record, verified.titles.get(record)))),
    ...claims.map(
      (claim) =>
        `  ${style(STYLES[claim.outcome], words.outcome(claim.outcome).padEnd(13))}  ${visible(words.claim(claim))}`,
    ),
    '',
  ]);
  return `${[...lines, words.sum(verified)].join('\n')}\n`;
}

/** For programs. `what` is the claim as the record says it, `to` where it stands instead, `at` where it was found. */
export function presentClaimsJson({ suite, commit, date, isShallow, claims }: PresentedClaims): string {
  return toJson({ suite, commit, date, isShallow, counts: countOutcomes(claims), claims });
}
