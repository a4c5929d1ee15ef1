import type { PhrasingContent, RootContent } from 'mdast';
import type { PlannedWork } from '../../asof/figures.ts';
import { groupOf, type StatusGroup } from '../../core/status.ts';
import { differenceBlocks } from '../blocks/difference.ts';
import { mechanismName } from '../blocks/links.ts';
import { workEffort, workTitle } from '../blocks/plan.ts';
import { prose } from '../blocks/prose.ts';
import {
  code,
  fact,
  heading,
  type Inlines,
  list,
  paragraph,
  recordLink,
  strong,
  text,
} from '../blocks/tree.ts';
import { overdueItems } from '../blocks/trials.ts';
import type { BookAt } from '../book-at.ts';
import { type IssueAt, idWithTests } from '../questions.ts';
import { issueRoute } from '../routes.ts';
import { contradictionMark } from '../runs/issue-section.ts';
import { describeRunChanges, readRunChanges } from '../runs/run-changes.ts';
import { enumerate, formatDate, formatFigure, GROUP_MARKS, sizeWords, statusLabel } from '../words/format.ts';
import { words as all } from '../words/words.ts';
import { type ReportView, statusCounts } from './view.ts';

const words = all.report;

/** Header, executive summary, current status, and what changed since the report before. */
export function composeSummary(view: ReportView, title: string): RootContent[] {
  return [
    heading(1, title),
    list(headerFacts(view)),
    heading(2, words.summary.heading),
    ...summaryGroups(view),
    heading(3, words.status.heading),
    list(statusFacts(view)),
    ...changes(view),
  ];
}

function headerFacts(view: ReportView): Inlines[] {
  const { book, reading, figures, seal } = view;
  const { suite, size, impossible } = reading;
  const { header } = words;
  const { branch } = suite.source ?? {};
  return [
    ...fact(header.date, formatDate(book.asOf.text)),
    ...fact(
      header.known,
      view.known && [
        formatDate(view.known.knownAt),
        view.known.commit === undefined ? '' : [header.inCommit, code(view.known.commit.slice(0, 10))],
      ],
    ),
    ...fact(header.scope, header.scopeOf(figures.issues.value, figures.testsAffected.value, suite.title)),
    ...fact(header.status, statusCounts(view)),
    ...fact(header.size, sizeWords(size, impossible) ?? header.sizeUnknown),
    ...fact(header.branch, branch === undefined ? undefined : code(branch)),
    ...fact(header.records, header.digest(seal.records.size), code(seal.digest.slice(0, 16))),
    ...fact(header.source, header.derived(book.known.knownAt)),
  ];
}

const GROUPS: readonly StatusGroup[] = ['resolved', 'unresolved', 'closed'];

function summaryGroups({ book, issues }: ReportView): RootContent[] {
  if (issues.length === 0) return [paragraph(words.summary.noIssue)];
  let start = 1;
  return GROUPS.flatMap((group) => {
    const members = issues.filter((reading) => reading.group === group);
    if (members.length === 0) return [];
    const items = members.map((reading) => summaryLine(book, reading));
    const numbered = list(items, { ordered: true, start });
    start += members.length;
    return [heading(3, words.summary[group]), numbered];
  });
}

function summaryLine(book: BookAt, reading: IssueAt): PhrasingContent[] {
  const { issue, leading, status } = reading;
  const home = { file: issue.file, issue: issue.id };
  const claim = leading?.claim === undefined ? [] : [text(': '), ...prose(book, leading.claim, home)];
  const cause = leading === undefined ? [] : [text(` (${mechanismName(book, leading)}`), ...claim, text(')')];
  const label = statusLabel(status, book.settings).toLowerCase();
  return [
    text(`${GROUP_MARKS[groupOf(status)]} `),
    strong(recordLink(issueRoute(issue.id), idWithTests(reading))),
    text(': '),
    ...prose(book, issue.title, home),
    ...cause,
    text(`, ${words.summary.since(label, reading.since, reading.listed)}`),
    ...contradictionMark(book.isContradicted(issue.id)),
  ];
}

function statusFacts(view: ReportView): Inlines[] {
  const { figures, issues, book } = view;
  const { status } = words;
  const { stable, testsAffected, testsUnresolved, testsResolved, testsClosed, byStatus, fixesFallen } =
    figures;
  const next = nextSteps(view);
  const idle = issues.filter((reading) => reading.group === 'unresolved' && !next.has(reading));
  const contradicted = issues.filter(({ issue }) => book.isContradicted(issue.id));
  const steps = Map.groupBy(next, ([, work]) => work);
  return [
    ...fact(status.stable, stable && status.stableOf(formatFigure(stable), testsUnresolved.value)),
    ...fact(
      status.affected,
      status.affectedOf(testsAffected.value, testsUnresolved.value, testsResolved.value, testsClosed.value),
    ),
    ...[...steps].flatMap(([work, own]) =>
      remainingFact(
        view,
        work,
        own.map(([reading]) => reading),
      ),
    ),
    ...fact(status.nothingPlanned, enumerate(idle.map(idWithTests))),
    ...overdueItems(book, figures.mitigationsPastUntil).flatMap((item) => fact(status.overdue, item)),
    ...fact(
      status.claims,
      status.claimsOf(
        byStatus.get('fixed')?.value ?? 0,
        byStatus.get('verified')?.value ?? 0,
        fixesFallen.value,
      ),
      contradicted.length === 0 ? '' : status.contradicted(contradicted.map(({ issue }) => issue.id)),
    ),
  ];
}

/** The first planned work of each unresolved issue, in the order of the plan. */
function nextSteps({ issues, figures }: ReportView): Map<IssueAt, PlannedWork> {
  const plan = figures.plan.flatMap(({ work }) => work);
  const isFor = (work: PlannedWork, id: string) =>
    work.kind === 'fix'
      ? work.issues.some(({ issue }) => issue.id === id)
      : work.home.kind === 'issue' && work.home.id === id;
  return new Map(
    issues
      .filter(({ group }) => group === 'unresolved')
      .flatMap((reading) => {
        const work = plan.find((one) => isFor(one, reading.issue.id));
        return work ? [[reading, work] as const] : [];
      }),
  );
}

function remainingFact({ book }: ReportView, work: PlannedWork, issues: readonly IssueAt[]): Inlines[] {
  const tests = issues.flatMap((reading) =>
    reading.tests.filter(({ group }) => group === 'unresolved').map(({ id }) => id),
  );
  const kind = work.kind === 'fix' ? work.fix.kind : work.kind;
  const { remaining, next, terms } = words.status;
  return fact(remaining, next(tests), workTitle(book, work), terms(workEffort(work), kind));
}

/** What changed since the report before this one; nothing where this is the first. */
function changes({ book, reading, previous }: ReportView): RootContent[] {
  if (previous === undefined) return [];
  const suite = reading.suite.id;
  const runChanges = readRunChanges(previous, book, suite);
  const { heading: title, last, suffix } = words.since;
  return [
    heading(2, title),
    paragraph(last(previous.asOf.text, runChanges.runs)),
    ...differenceBlocks(
      book,
      book.differenceSince(previous.moment, suite),
      3,
      suffix,
      describeRunChanges(book, runChanges),
    ),
  ];
}
