import type { IssueReading } from '../asof/snapshot.ts';
import type { Calendar, When } from '../core/calendar.ts';
import type { Run } from '../records/suite/suite.ts';
import type { SourceTree, TreeCommit } from './source-tree.ts';
import { CONFIRMED, notCheckable, notFound, type Verdict, type VerifiedClaim } from './world.ts';

/** Commits that the timeline, the references and the counted runs of an issue name: they exist, and on the day that is said. */
export function verifyCommits(
  { issue }: IssueReading,
  tree: SourceTree,
  calendar: Calendar,
): VerifiedClaim[] {
  const claim = (of: string, what: string | undefined, judge?: Judge): VerifiedClaim[] =>
    what === undefined
      ? []
      : [{ record: issue.id, kind: 'commit', of, what, ...commitVerdict(what, tree, judge) }];
  const counted = [issue.observed, ...issue.tests.map(({ observed }) => observed)].flat();
  return [
    ...issue.timeline.flatMap(({ word, at, commit, listed }) =>
      claim(`${word} ${at}`, commit, listed ? undefined : sameDay(at, calendar)),
    ),
    ...issue.references.flatMap((entry) => claim('references', /^commit:(.+)$/s.exec(entry)?.[1])),
    ...counted.flatMap(({ date, commit }) => claim(observedName(date), commit, noYounger(date, calendar))),
  ];
}

/** Where the commit of runs that somebody counted stands. */
export function observedName(date: When): string {
  return `observed ${date}`;
}

/** The commit that a run had: it exists, and is no younger than the run. */
export function verifyRun(suite: string, run: Run, tree: SourceTree, calendar: Calendar): VerifiedClaim[] {
  if (run.commit === undefined) return [];
  const verdict = commitVerdict(run.commit, tree, noYounger(run.date, calendar));
  return [{ record: suite, kind: 'run', of: run.id, what: run.commit, ...verdict }];
}

/** A run can have no commit that was made after it. */
function noYounger(date: When, calendar: Calendar): Judge {
  return ({ committed }) => {
    const day = calendar.day(committed);
    return calendar.daysBetween(day, date) >= 0
      ? CONFIRMED
      : { outcome: 'moved', to: day, why: 'the commit is younger than the run' };
  };
}

/** What the dates of a commit say; one without a date in the record is right when it exists. */
type Judge = (commit: TreeCommit) => Verdict;

function commitVerdict(id: string, tree: SourceTree, judge: Judge = () => CONFIRMED): Verdict {
  if (!/^[0-9a-f]{4,64}$/i.test(id)) return notCheckable('it is not a commit id');
  const commit = tree.findCommit(id.toLowerCase());
  if (commit === 'ambiguous') return notCheckable('several objects have ids that start with it');
  if (commit) return judge(commit);
  return tree.isShallow
    ? notCheckable('the repository is a shallow clone, which lacks older commits')
    : notFound('the repository has no such commit');
}

/** A commit has two dates: when it was written, and when it was put where it is. Either may be the one that is meant. */
function sameDay(at: When, calendar: Calendar): Judge {
  return ({ authored, committed }) => {
    const [written, put] = [calendar.day(authored), calendar.day(committed)];
    const day = calendar.day(at);
    if (day === written || day === put) return CONFIRMED;
    const dates = written === put ? `the commit is from ${written}` : `written ${written}, committed ${put}`;
    return { outcome: 'moved', to: written, why: `${dates}, but the entry says ${day}` };
  };
}
