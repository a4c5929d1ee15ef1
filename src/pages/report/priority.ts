import type { ListItem, RootContent } from 'mdast';
import type { HorizonPlan, PlannedWork } from '../../asof/figures.ts';
import type { FixReading } from '../../asof/snapshot.ts';
import { addEffort, effortMinutes, NO_EFFORT } from '../../core/effort.ts';
import { horizonSum, horizonTitle, workHome, workProse } from '../blocks/lists.ts';
import { fixHome, prose } from '../blocks/prose.ts';
import {
  heading,
  type Inlines,
  joined,
  list,
  listItem,
  paragraph,
  recordLink,
  strong,
  text,
} from '../blocks/tree.ts';
import type { IssueAt } from '../questions.ts';
import { idWithTests } from '../questions.ts';
import { issueRoute } from '../routes.ts';
import { enumerate, formatEffort, formatMinutes, KIND_LABELS, termLabel } from '../words/format.ts';
import type { ReportView } from './report.ts';

/** Work by horizon: what is done, then what is planned, each with its sum. Items are numbered through. */
export function composePriority(view: ReportView): RootContent[] {
  const { book } = view.context;
  const done = appliedByHorizon(view);
  const horizons = [...book.horizons.map(({ id }) => id), ''];
  const children: RootContent[] = [heading(2, 'Implementation priority')];
  let start = 1;
  const add = (title: string, items: ListItem[]) => {
    children.push(heading(3, title), list(items, { ordered: true, start }));
    start += items.length;
  };
  for (const horizon of horizons) {
    const applied = done.get(horizon) ?? [];
    const plan = view.figures.plan.find((candidate) => candidate.horizon === horizon);
    if (applied.length > 0)
      add(
        `${horizonTitle(book, horizon)}: done ✅, ${appliedSum(view, applied)}`,
        applied.map((work) => appliedItem(view, work)),
      );
    if (plan)
      add(
        `${horizonTitle(book, horizon)}: planned ⏳, ${horizonSum(plan, book)}`,
        plan.work.map((work) => plannedItem(view, plan, work)),
      );
  }
  if (children.length === 1) children.push(paragraph('Nothing is done or planned yet.'));
  return children;
}

interface AppliedFix {
  readonly fix: FixReading;
  readonly issues: IssueAt[];
}

function appliedByHorizon({ issues }: ReportView): Map<string, AppliedFix[]> {
  const byKey = new Map<string, AppliedFix>();
  for (const reading of issues) {
    for (const fix of reading.fixes) {
      if (fix.state !== 'applied') continue;
      const known = byKey.get(fix.key);
      if (known) known.issues.push(reading);
      else byKey.set(fix.key, { fix, issues: [reading] });
    }
  }
  const byHorizon = new Map<string, AppliedFix[]>();
  for (const work of byKey.values()) {
    const horizon = work.fix.horizon ?? '';
    byHorizon.set(horizon, [...(byHorizon.get(horizon) ?? []), work]);
  }
  return byHorizon;
}

function appliedSum({ context }: ReportView, works: readonly AppliedFix[]): string {
  const { work } = context.book;
  const sum = works.reduce(
    (total, { fix }) => (fix.effort ? addEffort(total, effortMinutes(fix.effort, work)) : total),
    NO_EFFORT,
  );
  return sum.highMinutes === 0 ? 'not estimated' : formatMinutes(sum, work.dayMinutes);
}

function appliedItem(view: ReportView, { fix, issues }: AppliedFix): ListItem {
  const { context } = view;
  const ids = joined(issues.map((reading) => recordLink(issueRoute(reading.issue.id), idWithTests(reading))));
  return listItem([
    paragraph(strong(ids), ': ', prose(context, fix.title, fixHome(fix)), ' - applied ✅'),
    list([
      ...fact('Time to fix', fix.effort === undefined ? 'not estimated' : formatEffort(fix.effort)),
      ...impactFacts(view, issues),
      ...fact('Solution', fix.does && prose(context, fix.does, fixHome(fix))),
      ...fact('Trade-off', fix.cost && prose(context, fix.cost, fixHome(fix))),
      ...fact('Verification', verificationWords(view, issues)),
    ]),
  ]);
}

function plannedItem(view: ReportView, plan: HorizonPlan, work: PlannedWork): ListItem {
  const { context } = view;
  const { title, does, gain, cost, effort } = work.kind === 'fix' ? work.fix : work.task;
  const kind = work.kind === 'fix' ? KIND_LABELS[work.fix.kind] : 'task';
  return listItem([
    paragraph(strong(workHome(context, work)), ': ', prose(context, title, workProse(work)), ` - ${kind}`),
    list([
      ...fact('Time to fix', effort === undefined ? 'not estimated' : formatEffort(effort)),
      ...(work.kind === 'fix' ? impactFacts(view, work.issues) : []),
      ...fact('Solution', does && prose(context, does, workProse(work))),
      ...fact('Gain', gain && prose(context, gain, workProse(work))),
      ...fact('Trade-off', cost && prose(context, cost, workProse(work))),
      ...(work.kind === 'fix' ? laterFacts(view, plan, work.issues) : []),
    ]),
  ]);
}

function fact(label: string, value: Inlines | undefined): Inlines[] {
  return value === undefined || value === ''
    ? []
    : [[strong(label), text(': '), ...(Array.isArray(value) ? value : [value as string])]];
}

function impactFacts({ context }: ReportView, issues: readonly IssueAt[]): Inlines[] {
  const words = new Set(
    issues.flatMap(({ issue }) => {
      if (issue.impact === undefined) return [];
      return [
        `${termLabel(context.book.impacts, issue.impact)}${issue.affects === undefined ? '' : ` (affects ${issue.affects})`}`,
      ];
    }),
  );
  return words.size === 0
    ? []
    : fact('Impact', prose(context, [...words].join('; '), { file: issues[0]?.issue.file ?? '' }));
}

/** What is planned for the same issues at a later horizon. */
function laterFacts(
  { context, figures }: ReportView,
  plan: HorizonPlan,
  issues: readonly IssueAt[],
): Inlines[] {
  const later = figures.plan.slice(figures.plan.indexOf(plan) + 1).flatMap(({ work }) => work);
  const fixes = later.flatMap((work) =>
    work.kind === 'fix' && work.issues.some((reading) => issues.includes(reading)) ? [work.fix] : [],
  );
  return fixes.flatMap((fix) =>
    fact('Long-term', [
      ...prose(context, fix.title, fixHome(fix)),
      text(fix.effort === undefined ? '' : ` (${formatEffort(fix.effort)})`),
    ]),
  );
}

function verificationWords({ reading }: ReportView, issues: readonly IssueAt[]): string | undefined {
  const ids = issues.map(({ issue }) => issue.id);
  const runs = reading.runs.filter(
    (run) => ids.every((id) => run.after.includes(id)) && run.passed !== undefined,
  );
  if (runs.length === 0) return undefined;
  return enumerate(
    runs.map((run) => `${run.passed} of ${run.ran ?? run.of ?? 'unknown'} passed in run ${run.id}`),
  );
}
