import type { RootContent, Table } from 'mdast';
import type { Figures, HorizonPlan, PlannedWork, WaitingIssue } from '../../asof/figures.ts';
import { itemOf, sumOf } from '../../asof/plan.ts';
import { type FixReading, isAhead } from '../../asof/snapshot.ts';
import { addEffort, type EffortMinutes, effortMinutes, NO_EFFORT } from '../../core/effort.ts';
import type { Book } from '../../records/book/book.ts';
import type { Task } from '../../records/issue/work.ts';
import type { BookAt } from '../book-at.ts';
import { idWithTests } from '../issue-rows.ts';
import {
  fixBadge,
  formatEffort,
  formatMinutes,
  formatSum,
  inSentence,
  KIND_LABELS,
  termLabel,
} from '../words/format.ts';
import { words } from '../words/words.ts';
import { issueLink, suiteLink } from './links.ts';
import { fixHome, homeOf, type ProseHome, plainText, prose } from './prose.ts';
import {
  bullets,
  chart,
  counted,
  heading,
  type Inlines,
  joined,
  list,
  paragraph,
  plain,
  region,
  strong,
  table,
  titled,
} from './tree.ts';

const { plan: says } = words;

export function horizonTitle(book: Book, horizon: string): string {
  return horizon === '' ? words.figures.noHorizon : termLabel(book.horizons, horizon);
}

/** `Now` of `Now (this week)`, for where the whole title stands elsewhere or would be too long. */
export function horizonName(book: Book, horizon: string): string {
  return horizonTitle(book, horizon).replace(/ \(.*\)$/, '');
}

/** The sum of a horizon's work, with what is not in it. */
export function horizonSum(plan: Pick<HorizonPlan, 'effort' | 'unestimated'>, book: Book): string {
  return formatSum(plan.effort, plan.unestimated, book.work.dayMinutes);
}

/** What was done and what is planned: a list of each horizon's sums, then one table. Nothing where there is neither. */
export function planBlocks(
  book: BookAt,
  plans: readonly HorizonPlan[],
  done: readonly PlannedWork[] = [],
): RootContent[] {
  const { settings } = book;
  const sums: Inlines[] = [];
  const rows: Inlines[][] = [];
  for (const horizon of [...settings.horizons.map(({ id }) => id), '']) {
    const own = done.filter((work) => (itemOf(work).horizon ?? '') === horizon);
    const plan = plans.find((one) => one.horizon === horizon);
    const said = [
      ...(own.length === 0 ? [] : [says.done(horizonSum(sumOf(own, settings.work), settings))]),
      ...(plan === undefined ? [] : [says.planned(horizonSum(plan, settings))]),
    ];
    if (said.length > 0) sums.push([strong(horizonTitle(settings, horizon)), ', ', said.join('; ')]);
    rows.push(...own.map((work) => workRow(book, work, horizon, true)));
    rows.push(...(plan?.work ?? []).map((work) => workRow(book, work, horizon, false)));
  }
  return rows.length === 0 ? [] : [list(sums), titled(says.work, table(says.table, rows))];
}

/** So many pieces of work a column shows; the table has them all. */
const SHOWN_WORK = 20;

/** Planned work as cards, a column for each horizon. */
export function planColumns(book: BookAt, plans: readonly HorizonPlan[]): RootContent[] {
  const { settings } = book;
  const columns = plans.flatMap((plan) =>
    region('site', [
      heading(2, horizonTitle(settings, plan.horizon)),
      paragraph(horizonSum(plan, settings)),
      ...plan.work.slice(0, SHOWN_WORK).flatMap((work) => workCard(book, work)),
      ...(plan.work.length > SHOWN_WORK ? [paragraph(says.moreWork(plan.work.length - SHOWN_WORK))] : []),
    ]),
  );
  return region('columns', columns);
}

function workCard(book: BookAt, work: PlannedWork): RootContent[] {
  const item = itemOf(work);
  const home = work.kind === 'fix' ? fixHome(work.fix) : homeOf(work.home);
  const terms = [
    workHome(book, work),
    work.kind === 'fix' ? KIND_LABELS[work.fix.kind] : says.task,
    item.effort === undefined ? says.notEstimated : formatEffort(item.effort),
    ...(work.kind === 'fix' && work.fix.state === 'in-review' ? [fixBadge(work.fix.state)] : []),
  ];
  const effects = effect(book, item, home);
  return region('sheet', [
    paragraph(strong(prose(book, item.title, home))),
    paragraph(joined(terms, ' · ')),
    ...(plain(effects) === '' ? [] : [paragraph(effects)]),
  ]);
}

/** What each planned fix would make stable, against the work that it takes until then; nothing where no size is known. */
export function payoffChart(book: BookAt, { stable, expected }: Figures, figures: Table): RootContent[] {
  const last = expected.at(-1);
  if (stable?.of === undefined || last === undefined) return [];
  const { settings } = book;
  const efforts = expected.map(({ fix }) =>
    fix.effort === undefined ? undefined : effortMinutes(fix.effort, settings.work),
  );
  const sums: EffortMinutes[] = [];
  for (const effort of efforts) sums.push(addEffort(sums.at(-1) ?? NO_EFFORT, effort ?? NO_EFFORT));
  const whole = sums.at(-1)?.highMinutes ?? 0;
  const sumWords = (i: number) => formatMinutes(sums[i] ?? NO_EFFORT, settings.work.dayMinutes);
  // Without estimates, the fixes lie equally far apart.
  const at = (i: number) => (whole === 0 ? (i + 1) / expected.length : (sums[i]?.highMinutes ?? 0) / whole);
  const steps = expected.map((step, i) => ({
    at: at(i),
    value: step.stable.value,
    label: says.payoffStep(
      plainText(book, step.fix.title, fixHome(step.fix)),
      step.stable.value,
      sumWords(i),
    ),
  }));
  const unestimated = efforts.filter((effort) => effort === undefined).length;
  const ends = [
    { at: 0, label: words.figures.now },
    { at: 1, label: sumWords(expected.length - 1) },
  ];
  return chart(
    says.payoff(stable.value, last.stable.value, stable.of, last.masked.value, stable.suites),
    {
      kind: 'steps',
      most: stable.of,
      axis: says.payoffAxis(expected.length, unestimated),
      ticks: whole === 0 ? ends.slice(0, 1) : ends,
      steps: [{ at: 0, value: stable.value, label: words.figures.now }, ...steps],
    },
    figures,
  );
}

function workRow(book: BookAt, work: PlannedWork, horizon: string, isDone: boolean): Inlines[] {
  const isFix = work.kind === 'fix';
  const item = itemOf(work);
  const home = isFix ? fixHome(work.fix) : homeOf(work.home);
  const name = horizon === '' ? '' : inSentence(horizonName(book.settings, horizon));
  const state = isDone && !isFix ? says.isDone : fixBadge(isFix ? work.fix.state : 'planned').label;
  return [
    says.box(isDone, state, name),
    prose(book, item.title, home),
    workHome(book, work),
    isFix ? KIND_LABELS[work.fix.kind] : says.task,
    item.effort === undefined ? says.notEstimated : formatEffort(item.effort),
    effect(book, item, home),
  ];
}

/** The issues or the suite that work is for: of planned work, which of their tests wait for it. */
function workHome(book: BookAt, work: PlannedWork): Inlines {
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

/** Tasks with how far they are, what they take, and what they give and cost. */
export function taskList(book: BookAt, tasks: readonly Task[], home: ProseHome): RootContent[] {
  return bullets(
    tasks.map(({ title, does, horizon, effort, gain, cost, done, proposed }) => {
      const gives = effect(book, { gain, cost }, home);
      const terms: Inlines[] = [
        done === undefined ? says.taskOpen(proposed) : says.taskDone(done),
        ...(horizon === undefined ? [] : [inSentence(termLabel(book.settings.horizons, horizon))]),
        ...(effort === undefined ? [] : [formatEffort(effort)]),
        ...(does === undefined ? [] : [prose(book, does, home)]),
        ...((gain ?? cost) ? [gives] : []),
      ];
      return counted([strong(prose(book, title, home)), ': ', joined(terms, '; ')], {
        [says.table[0] ?? '']: done === undefined ? says.isPlanned : says.isDone,
      });
    }),
  );
}
