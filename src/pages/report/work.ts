import type { RootContent } from 'mdast';
import type { FixReading } from '../../asof/snapshot.ts';
import { createCalendar } from '../../core/calendar.ts';
import { addEffort, effortMinutes, NO_EFFORT } from '../../core/effort.ts';
import { decisionItems, waitingWords } from '../blocks/decisions.ts';
import { horizonSum, horizonTitle, type Work, type WorkSum, workCells } from '../blocks/plan.ts';
import { homeOf, prose } from '../blocks/prose.ts';
import { heading, type Inlines, list, listItem, paragraph, strong, table } from '../blocks/tree.ts';
import type { DecisionAt } from '../questions.ts';
import { capitalise, fixBadge } from '../words/format.ts';
import { words as all } from '../words/words.ts';
import type { ReportView } from './view.ts';

const words = all.report.work;

/** Open questions with their options, in the order in which they were asked. */
export function composeQuestions(view: ReportView): RootContent[] {
  const { book } = view;
  const open = openQuestions(view);
  if (open.length === 0) return [];
  const [waiting, ...others] = new Set(open.map(waitingWords));
  const isOne = open.length > 1 && others.length === 0;
  const items = open.map((decision) =>
    listItem([
      paragraph(strong(prose(book, decision.decision.ask, homeOf(decision.home)))),
      list(decisionItems(book, decision, !isOne)),
    ]),
  );
  return [
    heading(2, all.report.questions),
    ...(isOne ? [paragraph(`${capitalise(waiting ?? '')}.`)] : []),
    list(items, { ordered: true }),
  ];
}

/** Those of one day stand as in the records: the issues' first, then the suite's. */
function openQuestions({ book, reading, issues }: ReportView): DecisionAt[] {
  const ofIssues = issues.flatMap(({ issue }) => book.decisionsAbout(issue.id));
  const all = [...ofIssues.filter(({ home }) => home.kind === 'issue'), ...ofIssues, ...reading.decisions];
  const { instantMs } = createCalendar(book.settings.timeZone);
  const asked = ({ decision }: DecisionAt) =>
    decision.asked === undefined ? Number.POSITIVE_INFINITY : instantMs(decision.asked);
  return [...new Map(all.map((decision) => [decision.key, decision])).values()]
    .filter(({ state }) => state === 'open')
    .sort((a, b) => (asked(a) === asked(b) ? 0 : asked(a) - asked(b)));
}

/** The plan as one table: what was done since the last report and what is planned, by horizon, with sums. */
export function composePlan(view: ReportView): RootContent[] {
  const { book, figures } = view;
  const done = newlyDone(view);
  const horizons = [...book.settings.horizons.map(({ id }) => id), ''];
  const rows = horizons.flatMap((horizon): Inlines[][] => {
    const applied = done.filter(({ fix }) => (fix.horizon ?? '') === horizon);
    const plan = figures.plan.find((one) => one.horizon === horizon);
    if (applied.length === 0 && plan === undefined) return [];
    const sums = [
      ...(applied.length === 0 ? [] : [words.done(horizonSum(sumOf(view, applied), book.settings))]),
      ...(plan === undefined ? [] : [words.planned(horizonSum(plan, book.settings))]),
    ];
    return [
      ['', strong(horizonTitle(book.settings, horizon)), '', '', strong(capitalise(sums.join('; '))), ''],
      ...applied.map((work) => row(view, work, true)),
      ...(plan?.work ?? []).map((work) => row(view, work, false)),
    ];
  });
  return [
    heading(2, words.heading),
    rows.length === 0 ? paragraph(all.plan.nothing) : table(words.table, rows),
  ];
}

function row({ book }: ReportView, work: Work, isDone: boolean): Inlines[] {
  const { label } = fixBadge(work.kind === 'fix' ? work.fix.state : 'planned');
  const [title = '', home = '', ...terms] = workCells(book, work);
  const isOfSuite = work.kind === 'task' && work.home.kind === 'suite';
  return [words.box(isDone, label), title, isOfSuite ? words.wholeSuite : home, ...terms];
}

type DoneWork = Extract<Work, { kind: 'fix' }>;

/** Fixes applied since the last report, each once, with the issues that share it. */
function newlyDone({ issues, previous }: ReportView): DoneWork[] {
  const wasApplied = (issue: string, { key }: FixReading) =>
    previous?.issue(issue)?.fixes.some((fix) => fix.key === key && fix.state === 'applied') ?? false;
  const applied = issues.flatMap((reading) =>
    reading.fixes
      .filter((fix) => fix.state === 'applied' && !wasApplied(reading.issue.id, fix))
      .map((fix) => ({ fix, reading })),
  );
  return [...Map.groupBy(applied, ({ fix }) => fix.key).values()].flatMap((same) =>
    same.slice(0, 1).map(({ fix }) => ({
      kind: 'fix' as const,
      fix,
      issues: same.map(({ reading }) => reading),
    })),
  );
}

function sumOf({ book }: ReportView, work: readonly DoneWork[]): WorkSum {
  const efforts = work.flatMap(({ fix }) => fix.effort ?? []);
  const minutes = efforts.map((effort) => effortMinutes(effort, book.settings.work));
  return {
    work,
    effort: minutes.reduce(addEffort, NO_EFFORT),
    unestimated: work.length - efforts.length,
  };
}
