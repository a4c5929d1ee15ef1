import type { IssueReading, Trial } from '../asof/snapshot.ts';
import { lettersOf } from '../records/issue/in-force.ts';
import type { ClaimRecord } from '../runs/verdict/statistics.ts';

/**
 * How the claimed fixes of a book fared. A claim held when somebody verified it and no run contradicts it since; it fell
 * when its tests were reopened, or when runs contradict it. A fix or commit that several issues share is one claim, and it
 * fell when it fell for one of them.
 * @param isContradicted whether runs contradict the present claim of an issue.
 */
export function readClaimRecord(
  issues: Iterable<Pick<IssueReading, 'issue' | 'trials'>>,
  isContradicted: (issue: string) => boolean,
): ClaimRecord {
  const fates = new Map<string, 'held' | 'fell'>();
  for (const reading of issues)
    for (const trial of reading.trials) {
      if (trial.entry.word !== 'fixed' || fates.get(trial.key) === 'fell') continue;
      const fate = fateOf(trial, reading, isContradicted);
      if (fate !== undefined) fates.set(trial.key, fate);
    }
  const held = [...fates.values()].filter((fate) => fate === 'held').length;
  return { judged: fates.size, held };
}

/** Undefined for a claim that nobody judged, or that was taken back. */
function fateOf(
  { entry, ended }: Trial,
  { issue }: Pick<IssueReading, 'issue'>,
  isContradicted: (issue: string) => boolean,
): 'held' | 'fell' | undefined {
  if (ended !== undefined) return ended.word === 'reopened' ? 'fell' : undefined;
  if (isContradicted(issue.id)) return 'fell';
  const letters = lettersOf(entry, issue);
  const later = issue.timeline.slice(issue.timeline.indexOf(entry) + 1);
  const isOf = (other: readonly string[]) => letters.some((letter) => other.includes(letter));
  const isVerified = later.some((one) => one.word === 'verified' && isOf(lettersOf(one, issue)));
  return isVerified ? 'held' : undefined;
}
