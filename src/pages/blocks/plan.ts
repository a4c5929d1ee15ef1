import type { RootContent } from 'mdast';
import type { HorizonPlan, PlannedWork, WaitingIssue } from '../../asof/figures.ts';
import { type FixReading, isAhead } from '../../asof/snapshot.ts';
import { addEffort, effortMinutes, NO_EFFORT } from '../../core/effort.ts';
import type { Book } from '../../records/book/book.ts';
import type { BookAt } from '../book-at.ts';
import { idWithTests } from '../issue-rows.ts';
import { fixBadge, formatEffort, formatMinutes, KIND_LABELS, termLabel } from '../words/format.ts';
import { words } from '../words/words.ts';
import { issueLink, suiteLink } from './links.ts';
import { fixHome, homeOf, type ProseHome, prose } from './prose.ts';
import { type Inlines, joined, list, strong, table } from './tree.ts';

const { plan: says } = words;

/** Work that is planned or done: a fix with the issues that share it, or a task. */
export type Work =
  | Extract<PlannedWork, { kind: 'task' }>
  | { readonly kind: 'fix'; readonly fix: FixReading; readonly issues: readonly WaitingIssue[] };

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

/** What was done and what is planned: a list of each horizon's sums, then one table. Nothing where there is neither. */
export function planBlocks(
  book: BookAt,
  plans: readonly HorizonPlan[],
  done: readonly Work[] = [],
): RootContent[] {
  const { settings } = book;
  const sums: Inlines[] = [];
  const rows: Inlines[][] = [];
  for (const horizon of [...settings.horizons.map(({ id }) => id), '']) {
    const own = done.filter((work) => (itemOf(work).horizon ?? '') === horizon);
    const plan = plans.find((one) => one.horizon === horizon);
    const said = [
      ...(own.length === 0 ? [] : [says.done(horizonSum(sumOf(own, settings), settings))]),
      ...(plan === undefined ? [] : [says.planned(horizonSum(plan, settings))]),
    ];
    if (said.length > 0) sums.push([strong(horizonTitle(settings, horizon)), ', ', said.join('; ')]);
    rows.push(...own.map((work) => workRow(book, work, horizon, true)));
    rows.push(...(plan?.work ?? []).map((work) => workRow(book, work, horizon, false)));
  }
  return rows.length === 0 ? [] : [list(sums), table(says.table, rows)];
}

/** Work with the sum of its estimates. */
export function sumOf(work: readonly Work[], settings: Book): WorkSum {
  const efforts = work.flatMap((one) => {
    const { effort } = itemOf(one);
    return effort ? [effortMinutes(effort, settings.work)] : [];
  });
  return { work, effort: efforts.reduce(addEffort, NO_EFFORT), unestimated: work.length - efforts.length };
}

function itemOf(work: Work) {
  return work.kind === 'fix' ? work.fix : work.task;
}

function workRow(book: BookAt, work: Work, horizon: string, isDone: boolean): Inlines[] {
  const isFix = work.kind === 'fix';
  const item = itemOf(work);
  const home = isFix ? fixHome(work.fix) : homeOf(work.home);
  const state = isDone && !isFix ? says.isDone : fixBadge(isFix ? work.fix.state : 'planned').label;
  return [
    says.box(isDone, state, horizon),
    prose(book, item.title, home),
    workHome(book, work),
    isFix ? KIND_LABELS[work.fix.kind] : says.task,
    item.effort === undefined ? says.notEstimated : formatEffort(item.effort),
    effect(book, item, home),
  ];
}

/** The issues or the suite that work is for: of planned work, which of their tests wait for it. */
function workHome(book: BookAt, work: Work): Inlines {
  if (work.kind === 'fix') {
    const label = (reading: WaitingIssue) => (isAhead(work.fix.state) ? idWithTests(reading) : undefined);
    return joined(work.issues.map((reading) => issueLink(reading.issue.id, label(reading))));
  }
  const { kind, id } = work.home;
  return kind === 'issue' ? issueLink(id) : suiteLink(book, id);
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
