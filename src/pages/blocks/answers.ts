import type { RootContent } from 'mdast';
import { type FixReading, type Hold, isAhead } from '../../asof/snapshot.ts';
import { observedClaim, observedOf } from '../../confirm/observed-claims.ts';
import { createCalendar } from '../../core/calendar.ts';
import { groupOf } from '../../core/status.ts';
import { inForce, lettersOf } from '../../records/issue/in-force.ts';
import type { TimelineEntry } from '../../records/issue/timeline.ts';
import type { DecisionAt } from '../questions.ts';
import { issueRoute } from '../routes.ts';
import type { IssueRuns, TestRuns } from '../runs/issue-runs.ts';
import { formatEffort, fullStop, inSentence, statusLabel, termLabel } from '../words/format.ts';
import { rateWords } from '../words/run-format.ts';
import { words } from '../words/words.ts';
import { waitingWords } from './decisions.ts';
import { type IssueView, openChange, overdueWords, statusSince } from './issue.ts';
import { fixHome, prose } from './prose.ts';
import { facts, type Inlines, joined, plain, recordLink } from './tree.ts';

const { answers: says } = words.issue;

/** What one asks an issue first: what to do if it fails now, what is planned, and what that waits for. */
export function answersOf(
  view: IssueView,
  runs: IssueRuns | undefined,
  decisions: readonly DecisionAt[],
): RootContent[] {
  const { fixes, group } = view.reading;
  if (group === 'closed') return [];
  const isResolved = group === 'resolved';
  const done = fixes.filter(({ state, kind }) => state === 'applied' && kind === 'fix');
  return facts('answers', [
    { label: says.now, value: isResolved ? againWords(view, runs) : nowWords(view, runs) },
    isResolved
      ? { label: says.done, value: titles(view, done, false) }
      : { label: says.planned, value: plannedWords(view) ?? says.nothingPlanned },
    { label: says.waits, value: waitsFor(view, runs, decisions) },
  ]);
}

function plannedWords(view: IssueView): Inlines | undefined {
  const { fixes, issue } = view.reading;
  const work = [
    ...fixes.filter(({ state }) => isAhead(state)),
    ...issue.tasks.filter((task) => task.done === undefined),
  ];
  const [change, planned] = [openChange(view), titles(view, work, true)];
  const parts = [...(change ? [[change, words.issue.inReview]] : []), ...(planned ? [planned] : [])];
  return parts.length === 0 ? undefined : joined(parts, '; ');
}

/** What holds it off, else what could, and how often it fails. */
function nowWords(view: IssueView, runs: IssueRuns | undefined): Inlines {
  const { fixes, holds, overdue } = view.reading;
  const applied = fixes.filter(
    ({ kind, state }) => state === 'in-place' || (state === 'applied' && kind !== 'fix'),
  );
  const { true: over = [], false: inForce = [] } = Object.groupBy(applied, (fix) =>
    overdueWords(view, fix) === undefined ? 'false' : 'true',
  );
  const planned = fixes.filter(({ kind, state }) => kind !== 'fix' && isAhead(state));
  const ended = overdue.map((one) => says.ended(statusLabel(one.word, view.book.settings), one));
  const held = holdSentences(
    view,
    holds.filter(({ isOver }) => !isOver),
  );
  const some = (label: string, work: readonly FixReading[]): Inlines[] => {
    const said = titles(view, work, false);
    return said === undefined ? [] : [[label, asSentence(said)]];
  };
  return joined(
    [
      ...ended,
      ...some(says.untilThen, over),
      ...held,
      ...some(says.inForce, inForce),
      ...(held.length + inForce.length === 0 ? [says.noWorkaround(over.length > 0)] : []),
      ...some(says.possible, planned),
      ...often(runs),
    ],
    ' ',
  );
}

function often(runs: IssueRuns | undefined): Inlines[] {
  const measured = (runs?.tests ?? []).flatMap(({ state, history }: TestRuns) =>
    history?.rate === undefined || history.rate.failures === 0 ? [] : [{ state, rate: history.rate }],
  );
  const [worst] = measured.toSorted((a, b) => b.rate.value - a.rate.value);
  if (!worst) return [];
  const whose = (runs?.tests.length ?? 0) > 1 ? `${worst.state.id}: ` : '';
  return [`${whose}${rateWords(worst.rate)}.`];
}

/** For somebody whose failure looks like one that was fixed. */
function againWords(view: IssueView, runs: IssueRuns | undefined): Inlines {
  if (runs?.worst?.standing === 'contradicted') return says.stillFails;
  const again = seenAgain(view);
  return `${statusWords(view)}${again === undefined ? says.again : says.seenAgain(again.at)}`;
}

/** What holds an issue off; a part that is fixed is its status. */
function holdSentences(view: IssueView, holds: readonly Hold[]): string[] {
  const { book, reading } = view;
  return [
    ...(reading.status === 'partly-fixed' ? [`${statusWords(view)}.`] : []),
    ...holds.map(
      ({ word, since, tests = [] }) =>
        `${statusLabel(word, book.settings)}${words.issue.since(since)}${words.issue.ofTests(tests)}.`,
    ),
  ];
}

function statusWords({ book, reading }: IssueView): string {
  return `${statusLabel(reading.status, book.settings)}${statusSince(reading)}`;
}

function asSentence(said: Inlines): Inlines {
  return [said, fullStop(plain(said))];
}

/** A fix of the issue or of another one, or a task of the issue. */
type Work = Pick<FixReading, 'title' | 'effort' | 'horizon'> & Partial<Pick<FixReading, 'ownerIssue'>>;

/** `Add a lock, 5 minutes, this sprint`; undefined for none. */
function titles({ book, home }: IssueView, work: readonly Work[], withTerms: boolean): Inlines | undefined {
  if (work.length === 0) return undefined;
  const titleOf = ({ title, effort, horizon, ownerIssue }: Work): Inlines => {
    const terms = [
      '',
      ...(effort === undefined ? [] : [formatEffort(effort)]),
      ...(horizon === undefined ? [] : [inSentence(termLabel(book.settings.horizons, horizon))]),
    ];
    const from = ownerIssue === undefined ? home : { ...home, ...fixHome({ ownerIssue }) };
    return [prose(book, title, from), withTerms ? terms.join(', ') : ''];
  };
  return joined(work.map(titleOf), '; ');
}

function waitsFor(view: IssueView, runs: IssueRuns | undefined, decisions: readonly DecisionAt[]): Inlines {
  const { issue, fixes, group } = view.reading;
  const open = decisions.filter(({ state }) => state === 'open');
  const [first] = open;
  const inReview = fixes.filter(({ state }) => state === 'in-review');
  const reviewed = titles(view, inReview, false) ?? openChange(view);
  const toDecisions = (said: string) =>
    recordLink(issueRoute(issue.id), said, words.issue.decisions(decisions.length).toLowerCase());
  const parts: Inlines[] = [
    ...(first && open.length === 1 ? [[toDecisions(says.decision), ` ${waitingWords(first)}.`]] : []),
    ...(open.length > 1 ? [[toDecisions(says.decisionsOpen(open.length)), '.']] : []),
    ...(reviewed ? [[says.review, asSentence(reviewed)]] : []),
    ...(group === 'resolved' ? [proofWords(view, runs)] : []),
  ];
  return parts.length === 0 ? says.nothing : joined(parts, ' ');
}

/** The newest entry that says of a resolved issue that a run showed its failure again. */
function seenAgain({ reading: { issue } }: IssueView): TimelineEntry | undefined {
  const states = inForce(issue);
  return issue.timeline.findLast(
    (entry, i) =>
      entry.word === 'seen' &&
      lettersOf(entry, issue).some((letter) => {
        const status = states.get(letter)?.status;
        return (
          status !== undefined && i > issue.timeline.indexOf(status) && groupOf(status.word) === 'resolved'
        );
      }),
  );
}

function proofWords(view: IssueView, runs: IssueRuns | undefined): Inlines {
  const { reading, book } = view;
  const counted = observedClaim(reading, observedOf(reading), createCalendar(book.settings.timeZone));
  if (runs?.worst?.standing === 'contradicted' || counted?.relapse || seenAgain(view)) return says.toReopen;
  if (runs?.worst) return [says.proof, words.claims.badge(runs.worst.standing), '.'];
  return reading.status === 'verified' ? says.verified : says.notVerified;
}
