import { compareFindings, type Finding } from '../core/finding.ts';
import { FILE_START, type Place } from '../core/place.ts';
import { placeIn, placeOfEntry, type Source } from '../records/check/parse-source.ts';
import { nodesIn, ofType, placeOf } from '../records/check/texts.ts';
import { shortCommit } from '../records/evidence/evidence.ts';
import { finding } from './rules.ts';
import type { VerifiedClaim } from './world.ts';

/**
 * What of the records the code does not have, or has elsewhere.
 * @param commit the commit that they were held against.
 * @param sourceOf the file of the record that says so.
 */
export function codeFindings(
  claims: readonly VerifiedClaim[],
  commit: string,
  sourceOf: (claim: VerifiedClaim) => Source,
): Finding[] {
  return claims
    .flatMap((claim): Finding[] => {
      const { outcome, what, to = '', why } = claim;
      if (outcome !== 'not-found' && outcome !== 'moved') return [];
      const source = sourceOf(claim);
      const place = placeOfClaim(claim, source);
      const subject = subjectOf(claim);
      const found =
        outcome === 'moved'
          ? finding('code-moved', place, {
              subject: `${isDated(claim) ? 'date of ' : ''}${subject}`,
              what,
              to,
              why,
            })
          : finding('code-not-found', place, {
              ...{ subject, what, commit: shortCommit(commit) },
              why: why ?? 'it is not there',
            });
      return [{ ...found, file: source.file }];
    })
    .sort(compareFindings);
}

/** Where a commit is there, the day that the record gives it can be wrong. */
function isDated({ kind }: VerifiedClaim): boolean {
  return kind === 'commit' || kind === 'run';
}

/** What a record speaks of: `location (a)`, `commit (fixed 2026-03-05)`, `fix: own-queues`. */
export function subjectOf({ kind, of }: Pick<VerifiedClaim, 'kind' | 'of'>): string {
  if (of === undefined) return kind;
  return kind === 'snippet' ? of : `${kind} (${of})`;
}

function placeOfClaim({ kind, of = '', what }: VerifiedClaim, source: Source): Place {
  switch (kind) {
    case 'location':
      return placeIn(source, ['tests', of, 'at']);
    case 'name':
      return placeIn(source, ['tests', of, 'name']);
    case 'commit': {
      const [word = '', at = ''] = of.split(' ');
      return placeOfEntry(source, word, at, 'commit');
    }
    case 'reference':
      return placeIn(source, ['items', of, 'path']);
    case 'run':
      return placeIn(source, ['runs', of, 'commit']);
    case 'snippet': {
      const blocks = source.body ? ofType(nodesIn(source.body), 'code') : [];
      const block = blocks.find(({ value }) => value.includes(what));
      return block ? placeOf(block) : FILE_START;
    }
  }
}
