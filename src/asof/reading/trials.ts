import { isStatus } from '../../core/status.ts';
import { lettersOf, RESTING } from '../../records/issue/in-force.ts';
import type { Issue } from '../../records/issue/issue.ts';
import type { TimelineEntry } from '../../records/issue/timeline.ts';
import type { FixKind } from '../../records/issue/work.ts';
import type { FixReading, Trial } from '../snapshot.ts';

/** Statuses that say nothing of a remedy that is in place. */
const BARE: ReadonlySet<string> = new Set([
  'reopened',
  'open',
  'investigating',
  'triaged',
  'fix-proposed',
  'verified',
]);

/** Whether an entry puts the fix that it names into place. A quarantine may be a mitigation; for a fix it only waits. */
export function applies({ word }: TimelineEntry, kind: FixKind): boolean {
  return isStatus(word) && !BARE.has(word) && (word !== 'quarantined' || kind !== 'fix');
}

/** Whether something was tried in vain. A result without an outcome is a failure: what helps is applied. */
export function hasFailed({ word, result, outcome }: TimelineEntry): boolean {
  return word === 'tried' && (outcome === 'failed' || (result !== undefined && outcome !== 'helped'));
}

/** Whether an entry claims that something was done against the flake, with a fix, a commit or neither. */
export function isRemedy({ word }: TimelineEntry): boolean {
  return word === 'fixed' || word === 'partly-fixed' || word === 'mitigated';
}

/** The fix that the i-th entry of an issue is about: a `reverted` without one takes back what came last. */
export function fixOfEntry(issue: Issue, i: number): string | undefined {
  const entry = issue.timeline[i];
  if (entry === undefined || entry.word !== 'reverted' || entry.fix !== undefined) return entry?.fix;
  const letters = lettersOf(entry, issue);
  return issue.timeline
    .slice(0, i)
    .findLast((one) => RESTING.has(one.word) && lettersOf(one, issue).some((each) => letters.includes(each)))
    ?.fix;
}

/** What was tried and done, and what became of it. */
export function readTrials(issue: Issue, fixes: readonly FixReading[]): Trial[] {
  const keys = new Map(fixes.map(({ id, key }) => [id, key]));
  const trials: { entry: TimelineEntry; key: string; ended?: TimelineEntry; letters: Set<string> }[] = [];
  for (const [i, entry] of issue.timeline.entries()) {
    const letters = lettersOf(entry, issue);
    if (isRemedy(entry) || entry.word === 'tried') {
      const what = keys.get(entry.fix ?? '') ?? entry.commit ?? `${issue.id} ${i}`;
      trials.push({ entry, key: `${what} ${entry.at}`, letters: new Set(letters) });
      continue;
    }
    if (entry.word !== 'reopened' && entry.word !== 'reverted') continue;
    const inForce = trials.filter((one) => one.ended === undefined && isRemedy(one.entry));
    const taken = fixOfEntry(issue, i);
    const ended = entry.word === 'reopened' ? inForce : inForce.filter((one) => one.entry.fix === taken);
    for (const trial of ended) {
      if (letters.some((letter) => trial.letters.has(letter))) trial.ended = entry;
    }
  }
  return trials.map(({ letters: _, ...trial }) => trial);
}
