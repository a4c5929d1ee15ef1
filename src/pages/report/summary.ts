import type { RootContent } from 'mdast';
import type { Figures, PlannedWork } from '../../asof/figures.ts';
import { sumOf } from '../../asof/plan.ts';
import { createCalendar, type When } from '../../core/calendar.ts';
import { newestDate } from '../../records/check/newest-date.ts';
import { changedFiguresTable, describeDifference } from '../blocks/difference.ts';
import { issueLinks } from '../blocks/links.ts';
import { horizonName, horizonSum } from '../blocks/plan.ts';
import {
  bullets,
  code,
  fact,
  heading,
  type Inlines,
  list,
  paragraph,
  recordLink,
  section,
  strong,
} from '../blocks/tree.ts';
import { overdueItem } from '../blocks/trials.ts';
import type { BookAt } from '../book-at.ts';
import { reportRoute } from '../routes.ts';
import { describeRunChanges, readRunChanges } from '../runs/run-changes.ts';
import { capitalise, formatDate, sizeWords } from '../words/format.ts';
import { words as all } from '../words/words.ts';
import { type ReportView, type SummaryView, statusCounts } from './view.ts';

const words = all.report;

/** The bottom line, where the other form is, and what it is about. */
export function composeHead(view: ReportView, title: string): RootContent[] {
  const { book, reading, detail } = view;
  const other = detail === 'full' ? 'brief' : 'full';
  const { before, link, after } = words.head.other[other];
  return [
    heading(1, title),
    ...bottomLine(view),
    paragraph(before, recordLink(reportRoute(book.asOf.text, reading.suite.id, other), link), after),
    list(headFacts(view)),
  ];
}

/** What is stable, what is planned and what waits, and what must not be overlooked. */
export function bottomLine(view: SummaryView): RootContent[] {
  return [list([stableLine(view), planLine(view), waitingLine(view.book, view.figures), ...warnings(view)])];
}

function stableLine({ figures, rows, suite }: SummaryView): Inlines {
  const { stable, testsUnresolved, testless, byStatus, fixesFallen } = figures;
  const { head } = words;
  if (rows.length === 0) return words.issues.none;
  const open = rows.filter(({ group }) => group === 'unresolved').length;
  return [
    stable === undefined ? '' : [strong(head.stable(stable)), head.share(stable)],
    open === 0
      ? stable === undefined
        ? capitalise(head.noneUnresolved)
        : head.noneUnresolved
      : head.unresolved(testsUnresolved.value, open - testless.value, testless.value),
    stable === undefined ? head.sizeUnknown(suite !== undefined) : '',
    '. ',
    head.claims(
      byStatus.get('fixed')?.value ?? 0,
      byStatus.get('verified')?.value ?? 0,
      rows.filter(({ isContradicted, group }) => isContradicted && group === 'resolved').length,
      fixesFallen.value,
    ),
  ];
}

/** What the next planned work is expected to give: that of the first horizon that changes anything, without what changes nothing. */
export function planLine({
  book: { settings },
  figures: { plan, expected, stable, masked },
}: Pick<SummaryView, 'book' | 'figures'>): string {
  const { head } = words;
  const giving = expected.filter((step, i) => {
    const before = expected[i - 1] ?? { stable, masked };
    return step.stable.value !== before.stable?.value || step.masked.value !== before.masked?.value;
  });
  const steps = new Map(giving.map((step) => [step.fix.key, step]));
  const stepOf = (work: PlannedWork) => (work.kind === 'fix' ? steps.get(work.fix.key) : undefined);
  const next = plan.find(({ work }) => work.some(stepOf));
  const pieces = next === undefined ? plan.flatMap(({ work }) => work) : next.work.filter(stepOf);
  const last = pieces.map(stepOf).at(-1);
  if (pieces.length === 0) return head.nothingPlanned;
  const own = sumOf(pieces, settings.work);
  const sum = horizonSum(own, settings);
  const isWhole = own.unestimated === 0;
  if (next === undefined || last === undefined) return head.planned(sum, isWhole);
  // Where there is other work, the sentence says of which horizon this is.
  const isAll = plan.length === 1 || next.horizon === '';
  const horizon = isAll ? undefined : horizonName(settings, next.horizon);
  return head.wouldGive(last, { now: stable?.value ?? 0, sum, isWhole, horizon });
}

/** How many questions wait for an answer, and how long. */
export function waitingLine(
  book: BookAt,
  { decisionsOpen, decisionsOverdue, oldestDecisionDays }: Figures,
): string {
  const oldest = oldestDecisionDays?.value;
  return words.head.questions(decisionsOpen.value, decisionsOverdue.value, oldest, book.asOf.text);
}

/** What must not be overlooked; nothing as a rule. */
function warnings(view: SummaryView): Inlines[] {
  const { book, rows, figures } = view;
  const contradicted = rows.filter(({ isContradicted }) => isContradicted);
  return [
    ...fact(words.head.contradicted, issueLinks(contradicted.map(({ id }) => id))),
    ...figures.mitigationsPastUntil.flatMap((one) => fact(words.head.overdue, overdueItem(book, one))),
    ...silence(view),
  ];
}

/** Beyond so many days without an entry, what a report says is not of its day. */
const QUIET_DAYS = 30;

/** That the records had fallen silent by the date of the report. */
function silence({ book, suite, rows }: SummaryView): Inlines[] {
  const calendar = createCalendar(book.settings.timeZone);
  const daysSince = (date: When | undefined) =>
    date === undefined ? 0 : calendar.daysBetween(date, book.asOf.text);
  const ofIssues = calendar.newest(rows.map(({ updated }) => updated));
  if (daysSince(ofIssues) < QUIET_DAYS) return [];
  const ofSuites = (suite === undefined ? book.suiteIds : [suite]).flatMap((id) => [
    newestDate(book.suiteAlone(id)?.suite, calendar) ?? [],
    book.measuredRuns(id).at(-1)?.at ?? [],
  ]);
  const newest = calendar.newest([ofIssues ?? [], ...ofSuites].flat());
  return newest === undefined || daysSince(newest) < QUIET_DAYS
    ? []
    : [words.head.silent(newest, daysSince(newest))];
}

function headFacts(view: ReportView): Inlines[] {
  const { reading, figures, known } = view;
  const { suite, size, impossible } = reading;
  const { head } = words;
  const { branch } = suite.source ?? {};
  return [
    ...fact(head.scope, head.scopeOf(figures.issues.value, figures.testsAffected.value, suite.title)),
    ...fact(head.status, statusCounts(view)),
    ...fact(head.size, sizeWords(size, impossible) ?? head.unknownSize),
    ...fact(head.branch, branch === undefined ? undefined : code(branch)),
    ...fact(
      head.known,
      known && [
        formatDate(known.knownAt),
        known.commit === undefined ? '' : [head.inCommit, code(known.commit.slice(0, 10))],
      ],
    ),
  ];
}

/** What changed since the report before this one; nothing where this is the first. */
export function composeChanges({ book, suite, previous, difference }: SummaryView): RootContent[] {
  if (previous === undefined || difference === undefined) return [];
  const runChanges = readRunChanges(previous, book, suite);
  const changes = [...describeRunChanges(book, runChanges), ...describeDifference(book, difference)].flatMap(
    ({ title, items }) => items.flatMap(({ said }) => fact(title, said)),
  );
  return [
    heading(2, words.since.heading),
    paragraph(words.since.last(previous.asOf.text, runChanges.runs)),
    ...(changes.length === 0 ? [paragraph(all.difference.nothing)] : bullets(changes)),
  ];
}

/** The figures that are not what they were at the last report. */
export function composeFiguresChanged({ book, difference }: SummaryView): RootContent[] {
  if (difference === undefined) return [];
  return section(2, all.difference.figures, changedFiguresTable(book, difference));
}
