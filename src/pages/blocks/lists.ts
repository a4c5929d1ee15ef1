import type { RootContent } from 'mdast';
import type { HorizonPlan, PlannedWork } from '../../asof/figures.ts';
import type { FixReading } from '../../asof/snapshot.ts';
import type { Book } from '../../records/book/book.ts';
import type { BookAt } from '../context.ts';
import type { IssueAt, IssueRow } from '../questions.ts';
import { idWithTests } from '../questions.ts';
import { issueRoute, patternRoute, suiteRoute } from '../routes.ts';
import { contradictionMark } from '../runs/issue-section.ts';
import { formatEffort, formatMinutes, KIND_LABELS, plural, statusBadge, termLabel } from '../words/format.ts';
import { fixHome, homeOf, type ProseHome, prose } from './prose.ts';
import { heading, type Inlines, joined, paragraph, recordLink, strong, table, text } from './tree.ts';

/** Tables that several pages share. */

/** Planned work, or a fix that is applied, with the issues that share it. */
export type Work =
  | Extract<PlannedWork, { kind: 'task' }>
  | { readonly kind: 'fix'; readonly fix: FixReading; readonly issues: readonly IssueAt[] };

/** Work of one horizon with the sum of its estimates. */
export type WorkSum = Pick<HorizonPlan, 'effort' | 'unestimated'> & { readonly work: readonly Work[] };

export function issuesTable(context: BookAt, issues: readonly IssueRow[], withSuite = false): RootContent {
  const { book } = context;
  const rows = issues.map((row): Inlines[] => [
    recordLink(issueRoute(row.id), row.label),
    prose(context, row.title, { file: row.file, issue: row.id }),
    [statusBadge(row.status, book), ...contradictionMark(row.isContradicted)],
    row.impact === undefined ? '' : termLabel(book.impacts, row.impact),
    row.pattern === undefined
      ? 'unknown'
      : recordLink(patternRoute(row.pattern), context.patternTitle(row.pattern)),
    ...(withSuite ? [recordLink(suiteRoute(row.suite), context.suiteTitle(row.suite))] : []),
    row.updated.slice(0, 10),
  ]);
  return table(
    ['Issue', 'Title', 'Status', 'Impact', 'Root cause', ...(withSuite ? ['Suite'] : []), 'Last entry'],
    rows,
  );
}

export function horizonTitle(book: Book, horizon: string): string {
  return horizon === '' ? 'Without a horizon' : termLabel(book.horizons, horizon);
}

/** The sum of a horizon's work, with what is not in it. */
export function horizonSum(plan: WorkSum, book: Book): string {
  const estimated = plan.work.length - plan.unestimated;
  const sum = estimated === 0 ? 'no estimates' : formatMinutes(plan.effort, book.work.dayMinutes);
  return plan.unestimated === 0 || estimated === 0
    ? sum
    : `${sum} and ${plural(plan.unestimated, 'piece')} of work without an estimate`;
}

/** Planned work of a horizon, one line a fix or task. */
function planTable(context: BookAt, plan: HorizonPlan): RootContent {
  const rows = plan.work.map((work): Inlines[] => [
    workTitle(context, work),
    workHome(context, work),
    work.kind === 'fix' ? KIND_LABELS[work.fix.kind] : 'task',
    workEffort(work),
    workEffect(context, work),
  ]);
  return table(['Work', 'For', 'Kind', 'Effort', 'Gain and cost'], rows);
}

export function planSections(context: BookAt, plans: readonly HorizonPlan[], depth: 2 | 3): RootContent[] {
  return plans.flatMap((plan) => [
    heading(depth, horizonTitle(context.book, plan.horizon)),
    paragraph(`${plural(plan.work.length, 'piece')} of work, `, strong(horizonSum(plan, context.book)), '.'),
    planTable(context, plan),
  ]);
}

export function workTitle(context: BookAt, work: Work): Inlines {
  return prose(context, work.kind === 'fix' ? work.fix.title : work.task.title, workProse(work));
}

/** Where the words of a piece of work stand. */
export function workProse(work: Work): ProseHome {
  return work.kind === 'fix' ? fixHome(work.fix) : homeOf(work.home);
}

/** The issues or the suite that work is for. */
export function workHome(context: BookAt, work: Work): Inlines {
  if (work.kind === 'fix')
    return joined(
      work.issues.map((reading) => recordLink(issueRoute(reading.issue.id), idWithTests(reading))),
    );
  const { kind, id } = work.home;
  return kind === 'issue'
    ? recordLink(issueRoute(id), id)
    : recordLink(suiteRoute(id), context.suiteTitle(id));
}

export function workEffort(work: Work): string {
  const effort = work.kind === 'fix' ? work.fix.effort : work.task.effort;
  return effort === undefined ? 'not estimated' : formatEffort(effort);
}

function workEffect(context: BookAt, work: Work): Inlines {
  const { gain, cost } = work.kind === 'fix' ? work.fix : work.task;
  const home = workProse(work);
  return joined(
    [
      ...(gain === undefined ? [] : [[text('+ '), ...prose(context, gain, home)]]),
      ...(cost === undefined ? [] : [[text('− '), ...prose(context, cost, home)]]),
    ],
    '; ',
  );
}
