import type { ListItem, RootContent } from 'mdast';
import { addEffort, effortMinutes, NO_EFFORT } from '../../core/effort.ts';
import { decisionItems } from '../blocks/decisions.ts';
import {
  horizonSum,
  horizonTitle,
  type Work,
  type WorkSum,
  workEffort,
  workHome,
  workProse,
  workTitle,
} from '../blocks/plan.ts';
import { homeOf, prose } from '../blocks/prose.ts';
import { fact, heading, type Inlines, list, listItem, paragraph, strong } from '../blocks/tree.ts';
import type { IssueAt } from '../questions.ts';
import { enumerate } from '../words/format.ts';
import { words as all } from '../words/words.ts';
import { impactOf, type ReportView } from './view.ts';

const words = all.report.work;
const labels = all.issue;
const recommendations = all.report.recommendations;

/** Done or planned work of one horizon. */
interface Stage extends WorkSum {
  readonly horizon: string;
  readonly isDone: boolean;
}

/** All work: the horizons in the order of the book, in each what is done before what is planned. */
function stagesOf({ book, figures, issues }: ReportView): Stage[] {
  const { settings } = book;
  const done = doneWork(issues);
  return [...settings.horizons.map(({ id }) => id), ''].flatMap((horizon): Stage[] => {
    const applied = done.filter(({ fix }) => (fix.horizon ?? '') === horizon);
    const efforts = applied.flatMap(({ fix }) => fix.effort ?? []);
    const plan = figures.plan.find((candidate) => candidate.horizon === horizon);
    const sum = efforts.reduce(
      (total, own) => addEffort(total, effortMinutes(own, settings.work)),
      NO_EFFORT,
    );
    const unestimated = applied.length - efforts.length;
    return [
      ...(applied.length === 0 ? [] : [{ horizon, isDone: true, work: applied, effort: sum, unestimated }]),
      ...(plan ? [{ ...plan, isDone: false }] : []),
    ];
  });
}

/** Applied fixes, each once, with the issues that share it. */
function doneWork(issues: readonly IssueAt[]) {
  const applied = issues.flatMap((reading) =>
    reading.fixes.filter(({ state }) => state === 'applied').map((fix) => ({ fix, reading })),
  );
  return [...Map.groupBy(applied, ({ fix }) => fix.key).values()].flatMap((same) =>
    same.slice(0, 1).map(({ fix }) => ({
      kind: 'fix' as const,
      fix,
      issues: same.map(({ reading }) => reading),
    })),
  );
}

/** Work by horizon: what is done, then what is planned, each with its sum. Items are numbered through. */
export function composePriority(view: ReportView): RootContent[] {
  const stages = stagesOf(view);
  let start = 1;
  const blocks = stages.flatMap((stage, i) => {
    const title = horizonTitle(view.book.settings, stage.horizon);
    const items = list(
      stage.work.map((work) => workItem(view, work, stage, stages.slice(i + 1))),
      { ordered: true, start },
    );
    start += stage.work.length;
    const heads = stage.isDone ? words.done : words.planned;
    return [heading(3, heads(title, horizonSum(stage, view.book.settings))), items];
  });
  return [heading(2, words.heading), ...(blocks.length === 0 ? [paragraph(words.none)] : blocks)];
}

function workItem(view: ReportView, work: Work, { isDone }: Stage, later: readonly Stage[]): ListItem {
  const { book } = view;
  const { does, gain, cost } = work.kind === 'fix' ? work.fix : work.task;
  const said = (sentence: string | undefined) => sentence && prose(book, sentence, workProse(work));
  const kind = work.kind === 'fix' ? work.fix.kind : work.kind;
  const ofFix = work.kind === 'fix' ? work.issues : [];
  const impacts = new Set(ofFix.map(({ issue }) => impactOf(book, issue)).filter((one) => one !== ''));
  return listItem([
    paragraph(strong(workHome(book, work)), ': ', workTitle(book, work), words.kind(kind, isDone)),
    list([
      ...fact(labels.fields.timeToFix, workEffort(work)),
      ...fact(labels.fields.impact, prose(book, [...impacts].join('; '), workProse(work))),
      ...fact(labels.fix.solution, said(does)),
      ...fact(labels.fix.gain, said(gain)),
      ...fact(labels.fix.cost, said(cost)),
      ...(isDone ? fact(labels.verification, runsAfter(view, ofFix)) : laterFacts(view, ofFix, later)),
    ]),
  ]);
}

/** What is planned for the same issues at a later horizon. */
function laterFacts({ book }: ReportView, issues: readonly IssueAt[], later: readonly Stage[]): Inlines[] {
  const ids = new Set(issues.map(({ issue }) => issue.id));
  return later
    .filter(({ isDone }) => !isDone)
    .flatMap(({ horizon, work }) =>
      work
        .filter((other) => other.kind === 'fix' && other.issues.some(({ issue }) => ids.has(issue.id)))
        .flatMap((other) => {
          const terms = words.laterTerms(horizonTitle(book.settings, horizon), workEffort(other));
          return fact(words.later, workTitle(book, other), terms);
        }),
    );
}

/** The runs that had the fixes of all these issues. */
function runsAfter({ reading }: ReportView, issues: readonly IssueAt[]): string {
  const ids = issues.map(({ issue }) => issue.id);
  const { passed: passedOf, verifiedBy } = all.report.closing;
  return enumerate(
    reading.suite.runs.flatMap(({ id, after, passed, ran, of }) =>
      passed !== undefined && ids.every((issue) => after.includes(issue))
        ? [verifiedBy(passedOf(passed, ran ?? of), id)]
        : [],
    ),
  );
}

/** What to do as a checklist by horizon, then the open decisions with their options. */
export function composeRecommendations(view: ReportView): RootContent[] {
  const { book } = view;
  const stages = stagesOf(view);
  const lists = [...Map.groupBy(stages, ({ horizon }) => horizon)].flatMap(([horizon, own]) => [
    heading(3, recommendations.actions(horizonTitle(book.settings, horizon))),
    list(
      own.flatMap(({ work, isDone }) =>
        work.map((one) => {
          const line = [workHome(book, one), workTitle(book, one), workEffort(one)] as const;
          return listItem([paragraph(...recommendations.action(...line))], isDone);
        }),
      ),
    ),
  ]);
  return [
    heading(2, recommendations.heading),
    ...(lists.length === 0 ? [paragraph(all.plan.nothing)] : lists),
    ...openDecisions(view),
  ];
}

function openDecisions({ book, reading, issues }: ReportView): RootContent[] {
  const decisions = [...issues.flatMap(({ issue }) => book.decisionsAbout(issue.id)), ...reading.decisions];
  const open = [...new Map(decisions.map((decision) => [decision.key, decision])).values()].filter(
    ({ state }) => state === 'open',
  );
  if (open.length === 0) return [];
  const items = open.map((decision) =>
    listItem([
      paragraph(strong(prose(book, decision.decision.ask, homeOf(decision.home)))),
      list(decisionItems(book, decision)),
    ]),
  );
  return [heading(3, recommendations.decisions), list(items, { ordered: true })];
}
