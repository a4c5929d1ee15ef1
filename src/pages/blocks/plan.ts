import type { RootContent } from 'mdast';
import type { HorizonPlan, PlannedWork } from '../../asof/figures.ts';
import { type FixReading, isAhead } from '../../asof/snapshot.ts';
import type { Book } from '../../records/book/book.ts';
import type { BookAt } from '../book-at.ts';
import { type IssueAt, idWithTests } from '../questions.ts';
import { formatEffort, formatMinutes, KIND_LABELS, termLabel } from '../words/format.ts';
import { words } from '../words/words.ts';
import { issueLink, suiteLink } from './links.ts';
import { fixHome, homeOf, type ProseHome, prose } from './prose.ts';
import { heading, type Inlines, joined, paragraph, strong, table } from './tree.ts';

const { plan: says } = words;

/** Planned work, or a fix that is applied, with the issues that share it. */
export type Work =
  | Extract<PlannedWork, { kind: 'task' }>
  | { readonly kind: 'fix'; readonly fix: FixReading; readonly issues: readonly IssueAt[] };

/** Work of one horizon with the sum of its estimates. */
export type WorkSum = Pick<HorizonPlan, 'effort' | 'unestimated'> & { readonly work: readonly Work[] };

export function horizonTitle(book: Book, horizon: string): string {
  return horizon === '' ? words.figures.noHorizon : termLabel(book.horizons, horizon);
}

/** The sum of a horizon's work, with what is not in it. */
export function horizonSum(plan: WorkSum, book: Book): string {
  const estimated = plan.work.length - plan.unestimated;
  const sum = estimated === 0 ? says.noEstimates : formatMinutes(plan.effort, book.work.dayMinutes);
  return plan.unestimated === 0 || estimated === 0 ? sum : says.withoutEstimate(sum, plan.unestimated);
}

export function planSections(book: BookAt, plans: readonly HorizonPlan[], depth: 2 | 3): RootContent[] {
  return plans.flatMap((plan) => [
    heading(depth, horizonTitle(book.settings, plan.horizon)),
    paragraph(says.work(plan.work.length), strong(horizonSum(plan, book.settings)), '.'),
    table(
      says.table,
      plan.work.map((work) => workCells(book, work)),
    ),
  ]);
}

export function workTitle(book: BookAt, work: Work): Inlines {
  return prose(book, work.kind === 'fix' ? work.fix.title : work.task.title, workProse(work));
}

/** Where the words of a piece of work stand. */
export function workProse(work: Work): ProseHome {
  return work.kind === 'fix' ? fixHome(work.fix) : homeOf(work.home);
}

/** The issues or the suite that work is for: of planned work, which of their tests wait for it. */
export function workHome(book: BookAt, work: Work): Inlines {
  if (work.kind === 'fix') {
    const label = (reading: IssueAt) => (isAhead(work.fix.state) ? idWithTests(reading) : undefined);
    return joined(work.issues.map((reading) => issueLink(reading.issue.id, label(reading))));
  }
  const { kind, id } = work.home;
  return kind === 'issue' ? issueLink(id) : suiteLink(book, id);
}

export function workEffort(work: Work): string {
  const effort = work.kind === 'fix' ? work.fix.effort : work.task.effort;
  return effort === undefined ? says.notEstimated : formatEffort(effort);
}

/** A piece of work as a row of a table: what, for whom, kind, effort, what it gives and costs. */
export function workCells(book: BookAt, work: Work): Inlines[] {
  return [
    workTitle(book, work),
    workHome(book, work),
    workKind(work),
    workEffort(work),
    effect(book, work.kind === 'fix' ? work.fix : work.task, workProse(work)),
  ];
}

export function workKind(work: Work): string {
  return work.kind === 'fix' ? KIND_LABELS[work.fix.kind] : says.task;
}

/** What work gives and what it costs: `+ Simple; − Slow`. */
export function effect(
  book: BookAt,
  { gain, cost }: Pick<FixReading, 'gain' | 'cost'>,
  home: ProseHome,
): Inlines {
  const signed = (sign: string, sentence: string | undefined): Inlines[] =>
    sentence === undefined ? [] : [[sign, prose(book, sentence, home)]];
  return joined([...signed('+ ', gain), ...signed('− ', cost)], '; ');
}
