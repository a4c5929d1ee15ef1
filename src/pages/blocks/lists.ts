import type { RootContent } from 'mdast';
import type { HorizonPlan, PlannedWork } from '../../asof/figures.ts';
import type { IssueReading } from '../../asof/snapshot.ts';
import type { Book } from '../../records/book/book.ts';
import type { BodySource } from '../../records/knowledge-base.ts';
import { type ComposeContext, idWithTests, patternTitle } from '../context.ts';
import { issueRoute, patternRoute, suiteRoute } from '../routes.ts';
import { contradictionMark } from '../runs/standing-marks.ts';
import { formatEffort, formatMinutes, KIND_LABELS, plural, statusBadge, termLabel } from '../words/words.ts';
import { fixHome, homeOf, type ProseHome, prose } from './prose.ts';
import { heading, type Inlines, joined, paragraph, recordLink, strong, table, text } from './tree.ts';

/** Tables that several pages share. */

/** @param bodies a claim that runs contradict is told by what the issue's body says of its failures. */
export function issuesTable(
  context: ComposeContext,
  issues: readonly IssueReading[],
  bodies: BodySource,
  withSuite = false,
): RootContent {
  const { book, snapshot } = context;
  const rows = issues.map((reading): Inlines[] => {
    const { issue, leading } = reading;
    return [
      recordLink(issueRoute(issue.id), idWithTests(reading)),
      prose(context, issue.title, { file: issue.file, issue: issue.id }),
      [statusBadge(reading.status, book), ...contradictionMark(context, reading, bodies)],
      issue.impact === undefined ? '' : termLabel(book.impacts, issue.impact),
      leading
        ? recordLink(patternRoute(leading.cause.pattern), patternTitle(context, leading.cause.pattern))
        : 'unknown',
      ...(withSuite
        ? [recordLink(suiteRoute(issue.suite), snapshot.kb.suites.get(issue.suite)?.title ?? issue.suite)]
        : []),
      reading.updated.slice(0, 10),
    ];
  });
  return table(
    ['Issue', 'Title', 'Status', 'Impact', 'Root cause', ...(withSuite ? ['Suite'] : []), 'Last entry'],
    rows,
  );
}

export function horizonTitle(book: Book, horizon: string): string {
  return horizon === '' ? 'Without a horizon' : termLabel(book.horizons, horizon);
}

/** The sum of a horizon's planned work, with what is not in it. */
export function horizonSum(plan: HorizonPlan, book: Book): string {
  const estimated = plan.work.length - plan.unestimated;
  const sum = estimated === 0 ? 'no estimates' : formatMinutes(plan.effort, book.work.dayMinutes);
  return plan.unestimated === 0 || estimated === 0
    ? sum
    : `${sum} and ${plural(plan.unestimated, 'piece')} of work without an estimate`;
}

/** Planned work of a horizon, one line a fix or task. */
function planTable(context: ComposeContext, plan: HorizonPlan): RootContent {
  const rows = plan.work.map((work): Inlines[] => [
    workTitle(context, work),
    workHome(context, work),
    work.kind === 'fix' ? KIND_LABELS[work.fix.kind] : 'task',
    workEffort(work),
    workEffect(context, work),
  ]);
  return table(['Work', 'For', 'Kind', 'Effort', 'Gain and cost'], rows);
}

export function planSections(
  context: ComposeContext,
  plans: readonly HorizonPlan[],
  depth: 2 | 3,
): RootContent[] {
  return plans.flatMap((plan) => [
    heading(depth, horizonTitle(context.book, plan.horizon)),
    paragraph(`${plural(plan.work.length, 'piece')} of work, `, strong(horizonSum(plan, context.book)), '.'),
    planTable(context, plan),
  ]);
}

export function workTitle(context: ComposeContext, work: PlannedWork): Inlines {
  return prose(context, work.kind === 'fix' ? work.fix.title : work.task.title, workProse(work));
}

/** Where the words of a piece of work stand. */
export function workProse(work: PlannedWork): ProseHome {
  return work.kind === 'fix' ? fixHome(work.fix) : homeOf(work.home);
}

/** The issues or the suite that work is for. */
export function workHome({ snapshot }: ComposeContext, work: PlannedWork): Inlines {
  if (work.kind === 'fix')
    return joined(
      work.issues.map((reading) => recordLink(issueRoute(reading.issue.id), idWithTests(reading))),
    );
  const { kind, id } = work.home;
  return kind === 'issue'
    ? recordLink(issueRoute(id), id)
    : recordLink(suiteRoute(id), snapshot.kb.suites.get(id)?.title ?? id);
}

export function workEffort(work: PlannedWork): string {
  const effort = work.kind === 'fix' ? work.fix.effort : work.task.effort;
  return effort === undefined ? 'not estimated' : formatEffort(effort);
}

function workEffect(context: ComposeContext, work: PlannedWork): Inlines {
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
