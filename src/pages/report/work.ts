import type { RootContent } from 'mdast';
import type { PlannedWork } from '../../asof/figures.ts';
import { itemId, parseItemId } from '../../core/ids.ts';
import { decisionItems, waitingWords } from '../blocks/decisions.ts';
import { planBlocks } from '../blocks/plan.ts';
import { homeOf, prose } from '../blocks/prose.ts';
import { heading, list, listItem, paragraph, strong } from '../blocks/tree.ts';
import type { DecisionAt } from '../questions.ts';
import { words as all } from '../words/words.ts';
import type { Part } from './screen.ts';
import type { SummaryView } from './view.ts';

const words = all.report;

/** Open questions with their options, in the order in which they were asked. */
export function composeQuestions({ book, suite }: SummaryView): Part['blocks'] {
  const open = book.openDecisions(suite);
  if (open.length === 0) return [];
  const [waiting, ...others] = new Set(open.map(waitingWords));
  const isOne = open.length > 1 && others.length === 0;
  const itemOf = (decision: DecisionAt) =>
    listItem([
      paragraph(strong(prose(book, decision.decision.ask, homeOf(decision.home)))),
      list(decisionItems(book, decision, isOne ? { waits: false } : {})),
    ]);
  return [
    heading(2, words.questions),
    ...(isOne ? [paragraph(all.decisions.waitsFor(waiting ?? ''))] : []),
    { length: open.length, some: (count) => list(open.slice(0, count).map(itemOf), { ordered: true }) },
  ];
}

/** What was done since the last report and what is planned. */
export function composePlan(view: SummaryView): RootContent[] {
  const blocks = planBlocks(view.book, view.figures.plan, newlyDone(view));
  return [heading(2, words.plan), ...(blocks.length === 0 ? [paragraph(all.plan.nothing)] : blocks)];
}

/** What was done since the last report; without a report before, all that is done. */
function newlyDone(view: SummaryView): PlannedWork[] {
  return [...newlyApplied(view), ...newlyFinished(view)];
}

/** Fixes, each once, with the issues that share it. */
function newlyApplied({ book, rows, difference }: SummaryView): PlannedWork[] {
  const news = difference?.fixes.filter(({ to }) => to === 'applied');
  const keys = news && new Set(news.map(({ key }) => key));
  const issues = news && new Set(news.map(({ issue }) => issue));
  const applied = rows.flatMap(({ id }) => {
    const reading = issues === undefined || issues.has(id) ? book.issue(id) : undefined;
    const fixes = reading?.fixes.filter(
      (fix) => fix.state === 'applied' && (keys === undefined || keys.has(itemId(id, fix.id))),
    );
    return (fixes ?? []).flatMap((fix) => (reading ? [{ fix, reading }] : []));
  });
  return [...Map.groupBy(applied, ({ fix }) => fix.key).values()].flatMap((same) =>
    same
      .slice(0, 1)
      .map(({ fix }): PlannedWork => ({ kind: 'fix', fix, issues: same.map(({ reading }) => reading) })),
  );
}

function newlyFinished({ book, suite, rows, difference }: SummaryView): PlannedWork[] {
  const news = difference?.tasks.filter(({ to }) => to === 'done').map(({ key }) => key);
  const homes = news
    ? new Set(news.flatMap((key) => parseItemId(key)?.record ?? []))
    : [...rows.map(({ id }) => id), ...(suite === undefined ? book.suiteIds : [suite])];
  return [...homes].flatMap((home) => {
    const record = book.issue(home)?.issue ?? book.suiteAlone(home)?.suite;
    const done = record?.tasks.filter(
      (task) => task.done !== undefined && (news === undefined || news.includes(itemId(home, task.id))),
    );
    return (done ?? []).flatMap((task): PlannedWork[] =>
      record ? [{ kind: 'task', task, home: { kind: record.kind, id: home } }] : [],
    );
  });
}
