import type { ListItem } from 'mdast';
import { type CauseReading, type FixReading, type FixState, isAhead } from '../../asof/snapshot.ts';
import type { When } from '../../core/calendar.ts';
import type { Effort } from '../../core/effort.ts';
import { groupOf } from '../../core/status.ts';
import { causeStateWords } from '../blocks/code-checks.ts';
import {
  effortWords,
  holdWords,
  type IssueView,
  openChange,
  overdueWords,
  statusDates,
  statusEntries,
  statusSince,
  viewIssue,
} from '../blocks/issue.ts';
import { issueLink, mechanism } from '../blocks/links.ts';
import { issueHome, prose } from '../blocks/prose.ts';
import { code, fact, heading, type Inlines, list, listItem, paragraph, strong } from '../blocks/tree.ts';
import { trialItems } from '../blocks/trials.ts';
import { type BookAt, found } from '../book-at.ts';
import type { Counted } from '../document.ts';
import { type IssueRow, idWithTests } from '../issue-rows.ts';
import type { IssueAt } from '../questions.ts';
import { contradictionMark } from '../runs/issue-section.ts';
import { observedLines } from '../runs/observed.ts';
import { capitalise, fixBadge, groupMark, inSentence, KIND_LABELS, statusLabel } from '../words/format.ts';
import { words as all } from '../words/words.ts';
import type { Part } from './screen.ts';
import { impactOf, oldIssues, type SummaryView } from './view.ts';

const words = all.report.issues;

/**
 * The issues: three lines for each that is unresolved, one more for what was tried last, one for each that was settled since the last report. Those that
 * were settled before are a line each in the archive, and a count in the short form.
 */
export function composeIssues(view: SummaryView): Part['blocks'] {
  const { rows, detail } = view;
  const old = oldIssues(view);
  const shown = detail === 'full' ? rows : rows.filter(({ id }) => !old.has(id));
  const groups = (['unresolved', 'resolved', 'closed'] as const).flatMap((group): Part['blocks'] => {
    const own = shown.filter((row) => row.group === group);
    const some = (count: number) => list(own.slice(0, count).map((row) => issueItem(view, row)));
    return own.length === 0 ? [] : [heading(2, words[group]), { length: own.length, some }];
  });
  return [...groups, ...(old.size === 0 ? [] : [paragraph(words.before(old.size))])];
}

/** In the archive the cause and the fix stand with all else about the issue. */
function issueItem(view: SummaryView, { id, isContradicted }: IssueRow): ListItem {
  const reading = found(view.book.issue(id), id);
  const head = paragraph(headLine(view, reading), contradictionMark(isContradicted));
  if (view.detail === 'full' || reading.group !== 'unresolved')
    return { ...listItem([head]), data: { facets: statusFacet(view.book, reading) } };
  const of = viewIssue(view.book, reading);
  const { rate, proof } = observedLines(of);
  const observed = [...fact(all.observed.title, rate), ...(proof === undefined ? [] : [proof])];
  const tried = trialItems(of).slice(-1);
  return listItem([head, list([causeLine(of, reading.leading), ...tried, nextLine(view, of), ...observed])]);
}

/** As what a long list counts an issue. */
export function statusFacet({ settings }: BookAt, { status }: IssueAt): Counted['facets'] {
  return { [all.issue.fields.status]: statusLabel(status, settings) };
}

/** `⏳ DS-FLAKY-003a/b: Graceful Shutdown DLQ, triaged since January 4, 2026`. */
function headLine({ book }: SummaryView, reading: IssueAt): Inlines {
  const { issue, status } = reading;
  const home = issueHome(issue);
  const label = inSentence(statusLabel(status, book.settings));
  const impact = impactOf(book, issue);
  return [
    groupMark(groupOf(status)),
    ' ',
    strong(issueLink(issue.id, idWithTests(reading))),
    ': ',
    prose(book, issue.title, home),
    ', ',
    label,
    statusSince(reading),
    holdWords(book, reading),
    groupOf(status) === 'closed' ? endWords(book, reading) : '',
    impact === '' || groupOf(status) === 'closed' ? '' : [words.impact, prose(book, impact, home)],
  ];
}

/** What took over from a closed issue, and why it is closed. */
function endWords(book: BookAt, reading: IssueAt): Inlines {
  const { id, file } = reading.issue;
  const said = (sentence: string) => prose(book, sentence, { file, issue: id });
  return statusEntries(reading).map(({ by, to, why }) => [
    by === undefined ? '' : [words.takenOver, said(by)],
    to === undefined ? '' : [words.movedTo, code(to)],
    why === undefined ? '' : [': ', said(why)],
  ]);
}

/** `Cause: Async Timing: the buffer is flushed late (supported since January 4, 2026)`. */
export function causeLine(view: IssueView, cause: CauseReading | undefined): Inlines {
  if (cause === undefined) return [strong(words.cause), `: ${all.issue.causeUnknown}`];
  const { book, reading } = view;
  const claim = claimOf(view, cause);
  const state = causeStateWords(book, reading.issue, cause.state, sinceWords(reading, cause.since));
  return [
    strong(words.cause),
    ': ',
    mechanism(book, cause),
    claim === '' ? '' : [': ', claim],
    ` (${state})`,
  ];
}

/** What a cause says; one that repeats another issue's names that issue. */
export function claimOf({ book, home }: IssueView, { cause, claim = '' }: CauseReading): Inlines {
  const { same, claim: own } = cause;
  if (same !== undefined && own === undefined) return [words.sameAs, issueLink(same)];
  return claim === '' ? '' : prose(book, claim, home);
}

/** A date is said once: not again where it is that of the status. */
function sinceWords(reading: IssueAt, date: When | undefined): string {
  return date === undefined || isSaid(reading, date) ? '' : all.issue.since(date);
}

function isSaid(reading: IssueAt, date: When): boolean {
  return statusDates(reading).every(({ since }) => since === date);
}

/** The next thing to do about an issue: a fix rather than a task. */
export function nextLine({ figures }: SummaryView, of: IssueView): Inlines {
  const { book, reading, home } = of;
  const { issue, fixes } = reading;
  const work = figures.plan.flatMap((plan) => plan.work);
  const next = work.find(
    (one) => one.kind === 'fix' && one.issues.some((other) => other.issue.id === issue.id),
  );
  const fix = next?.kind === 'fix' ? fixes.find(({ key }) => key === next.fix.key) : undefined;
  if (fix) return fixLine(of, fix);
  const task = work.find((one) => one.kind === 'task' && one.home.id === issue.id);
  if (task?.kind !== 'task') {
    const change = openChange(of);
    return [strong(words.fix), ': ', change ? [change, all.issue.inReview] : words.nonePlanned];
  }
  const { title, effort } = task.task;
  return [strong(words.task), ': ', prose(book, title, home), fixTerms('planned', '', effort)];
}

/** `Mitigation: Add a lock (planned, 5 minutes)`; a plan that another issue has is told there. */
export function fixLine(view: IssueView, fix: FixReading): Inlines {
  const { book, reading, home } = view;
  const { kind, title, state, since, effort, ownerIssue } = fix;
  const label = [strong(capitalise(KIND_LABELS[kind])), ': '];
  const isOwn = ownerIssue === reading.issue.id;
  if (!isOwn && isAhead(state)) return [label, words.sameAs, issueLink(ownerIssue)];
  const date = since === undefined || isSaid(reading, since) ? '' : all.issue.fixDated(fix);
  const ended = overdueWords(view, fix) ?? '';
  const owner = isOwn ? '' : [', ', words.sameAs, issueLink(ownerIssue)];
  return [label, prose(book, title, home), fixTerms(state, date + ended, effort), owner];
}

function fixTerms(state: FixState, since: string, effort: Effort | undefined): string {
  const amount = effortWords(state, effort).map((one) => `, ${one}`);
  return words.fixTerms(fixBadge(state).label, since, amount.join(''));
}
