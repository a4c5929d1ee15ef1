import type { IssueReading } from '../asof/snapshot.ts';
import type { Calendar, When } from '../core/calendar.ts';

import type { Run } from '../records/suite/suite.ts';
import type { SourceTree, TreeCommit } from './source-tree.ts';
import { CONFIRMED, notCheckable, notFound, type Verdict, type VerifiedClaim } from './world.ts';

/** Commits that the timeline and the references of an issue name: they exist, and on the day that the entry says. */
export function verifyCommits(
  { issue }: IssueReading,
  tree: SourceTree,
  calendar: Calendar,
): VerifiedClaim[] {
  const claims = issue.timeline.flatMap(({ word, at, commit, listed }): VerifiedClaim[] =>
    commit === undefined
      ? []
      : [
          {
            ...claimOf(issue.id, `${word} ${at}`, commit),
            ...commitVerdict(commit, tree, listed ? undefined : sameDay(at, calendar)),
          },
        ],
  );
  const named = issue.references.flatMap((entry): VerifiedClaim[] => {
    const id = /^commit:(.+)$/s.exec(entry)?.[1];
    return id === undefined ? [] : [{ ...claimOf(issue.id, 'references', id), ...commitVerdict(id, tree) }];
  });
  const counted = [issue.observed, ...issue.tests.map(({ observed }) => observed)].flat();
  const ran = counted.flatMap(({ date, commit }): VerifiedClaim[] =>
    commit === undefined
      ? []
      : [
          {
            ...claimOf(issue.id, observedName(date), commit),
            ...commitVerdict(commit, tree, noYounger(date, calendar)),
          },
        ],
  );
  return [...claims, ...named, ...ran];
}

/** Where the commit of runs that somebody counted stands. */
export function observedName(date: When): string {
  return `observed ${date}`;
}

function claimOf(record: string, of: string, what: string) {
  return { record, kind: 'commit' as const, of, what };
}

/** The commit that a run had: it exists, and is no younger than the run. */
export function verifyRun(suite: string, run: Run, tree: SourceTree, calendar: Calendar): VerifiedClaim[] {
  if (run.commit === undefined) return [];
  const verdict = commitVerdict(run.commit, tree, noYounger(run.date, calendar));
  return [{ record: suite, kind: 'run', of: run.id, what: run.commit, ...verdict }];
}

/** A run can have no commit that was made after it. */
function noYounger(date: When, calendar: Calendar) {
  return ({ committed }: TreeCommit): Verdict => {
    const day = calendar.day(committed);
    return calendar.daysBetween(day, date) >= 0
      ? CONFIRMED
      : { outcome: 'moved', to: day, why: 'the commit is younger than the run' };
  };
}

/** @param judge what its dates say; a commit without a date in the record is right when it exists. */
function commitVerdict(
  id: string,
  tree: SourceTree,
  judge: (commit: TreeCommit) => Verdict = () => CONFIRMED,
): Verdict {
  if (!/^[0-9a-f]{4,64}$/i.test(id)) return notCheckable('it is not a commit id');
  const commit = tree.findCommit(id.toLowerCase());
  if (commit === 'ambiguous') return notCheckable('several objects have ids that start with it');
  if (commit) return judge(commit);
  return tree.isShallow
    ? notCheckable('the repository is a shallow clone, which lacks older commits')
    : notFound('the repository has no such commit');
}

/** A commit has two dates: when it was written, and when it was put where it is. Either may be the one that is meant. */
function sameDay(at: When, calendar: Calendar) {
  return ({ authored, committed }: TreeCommit): Verdict => {
    const [written, put] = [calendar.day(authored), calendar.day(committed)];
    const day = calendar.day(at);
    if (day === written || day === put) return CONFIRMED;
    const dates = written === put ? `the commit is from ${written}` : `written ${written}, committed ${put}`;
    return { outcome: 'moved', to: written, why: `${dates}, but the entry says ${day}` };
  };
}
