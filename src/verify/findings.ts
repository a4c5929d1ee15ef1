import { compareFindings, FILE_START, type Finding, type Place } from '../core/finding.ts';
import { shortCommit } from '../core/text.ts';
import { placeIn, placeOfEntry, type Source } from '../records/check/parse-source.ts';
import { nodesIn, ofType, placeOf } from '../records/check/texts.ts';
import { valueAt } from '../records/fields/pruned.ts';
import { finding } from './rules.ts';
import type { VerifiedClaim } from './world.ts';

/**
 * What of the records the code does not have, or has elsewhere.
 * @param commit the commit that they were held against.
 * @param sourceOf the file of the record that says so. @param suiteSource that of the suite.
 */
export function codeFindings(
  claims: readonly VerifiedClaim[],
  commit: string,
  sourceOf: (claim: VerifiedClaim) => Source,
  suiteSource: Source,
): Finding[] {
  if (isElsewhere(claims)) {
    const { file } = suiteSource;
    const repository = valueAt(suiteSource.yaml?.data, ['source', 'repository']);
    const args = {
      count: claims.filter(isMissing).length,
      commit: shortCommit(commit),
      repository: typeof repository === 'string' ? repository : undefined,
    };
    return [{ ...finding('wrong-repository', placeIn(suiteSource, ['source', 'repository']), args), file }];
  }
  return claims
    .flatMap((claim): Finding[] => {
      const { kind, outcome, what, to = '', why } = claim;
      if (outcome !== 'not-found' && outcome !== 'moved') return [];
      const source = sourceOf(claim);
      const place = placeOfClaim(claim, source);
      const subject = subjectOf(claim);
      const found =
        outcome === 'moved'
          ? finding('code-moved', place, {
              // Where a commit is there, the day that the record gives it can be wrong.
              subject: kind === 'commit' || kind === 'run' ? `date of ${subject}` : subject,
              what,
              to,
              why,
            })
          : finding('code-not-found', place, {
              subject,
              what,
              commit: shortCommit(commit),
              why: why ?? 'it is not there',
            });
      return [{ ...found, file: source.file }];
    })
    .sort(compareFindings);
}

const isMissing = ({ outcome }: VerifiedClaim) => outcome === 'not-found';

/** So many things are not all mistyped. */
const ENOUGH = 4;

/** Whether a tree has nothing of what records say: then it is another project's, or another time's. */
export function isElsewhere(claims: readonly VerifiedClaim[]): boolean {
  return claims.filter(isMissing).length >= ENOUGH && claims.every(({ outcome }) => /^not-/.test(outcome));
}

/** What a record speaks of: `location (a)`, `commit (fixed 2026-03-05)`, `fix: own-queues`. */
export function subjectOf({ kind, of }: Pick<VerifiedClaim, 'kind' | 'of'>): string {
  if (of === undefined) return kind;
  return kind === 'snippet' || kind === 'symptom' ? of : `${kind} (${of})`;
}

/** The observation of a day, of the issue or of one of its tests. */
function placeOfObserved(source: Source, date: string): Place {
  const data = source.yaml?.data;
  const letters = Object.keys(valueAt(data, ['tests']) ?? {});
  for (const path of [['observed'], ...letters.map((letter) => ['tests', letter, 'observed'])]) {
    const entries = valueAt(data, path);
    const i = Array.isArray(entries) ? entries.findIndex((entry) => valueAt(entry, ['date']) === date) : -1;
    if (i !== -1) return placeIn(source, [...path, i, 'commit']);
  }
  return FILE_START;
}

function placeOfClaim({ kind, of = '', what }: VerifiedClaim, source: Source): Place {
  switch (kind) {
    case 'location':
      return placeIn(source, ['tests', of, 'at']);
    case 'name':
      return placeIn(source, ['tests', of, 'name']);
    case 'commit': {
      const [word = '', at = ''] = of.split(' ');
      if (word === 'observed') return placeOfObserved(source, at);
      return placeOfEntry(source, word, at, 'commit');
    }
    case 'reference':
      return placeIn(source, ['items', of, 'path']);
    case 'run':
      return placeIn(source, ['runs', of, 'commit']);
    case 'symptom':
    case 'snippet': {
      const blocks = source.body ? ofType(nodesIn(source.body), 'code') : [];
      const block = blocks.find(({ value }) => value.includes(what));
      return block ? placeOf(block) : FILE_START;
    }
  }
}
