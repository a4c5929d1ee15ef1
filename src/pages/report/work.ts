import type { RootContent } from 'mdast';
import type { FixReading } from '../../asof/snapshot.ts';
import { createCalendar } from '../../core/calendar.ts';
import { decisionItems, waitingWords } from '../blocks/decisions.ts';
import { type DoneWork, planBlocks } from '../blocks/plan.ts';
import { homeOf, prose } from '../blocks/prose.ts';
import { heading, list, listItem, paragraph, strong } from '../blocks/tree.ts';
import type { DecisionAt } from '../questions.ts';
import { capitalise } from '../words/format.ts';
import { words as all } from '../words/words.ts';
import type { SummaryView } from './view.ts';

const words = all.report;

/** Open questions with their options, in the order in which they were asked. */
export function composeQuestions(view: SummaryView): RootContent[] {
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
    heading(2, words.questions),
    ...(isOne ? [paragraph(`${capitalise(waiting ?? '')}.`)] : []),
    list(items, { ordered: true }),
  ];
}

/** Those of one day stand as in the records: the issues' first, then the suite's. */
function openQuestions({ book, suites }: SummaryView): DecisionAt[] {
  const ofIssues = suites.flatMap(({ issues }) =>
    issues.flatMap(({ issue }) => book.decisionsAbout(issue.id)),
  );
  const ofSuites = suites.flatMap(({ decisions }) => decisions);
  const all = [...ofIssues.filter(({ home }) => home.kind === 'issue'), ...ofIssues, ...ofSuites];
  const { instantMs } = createCalendar(book.settings.timeZone);
  const asked = ({ decision }: DecisionAt) =>
    decision.asked === undefined ? Number.POSITIVE_INFINITY : instantMs(decision.asked);
  return [...new Map(all.map((decision) => [decision.key, decision])).values()]
    .filter(({ state }) => state === 'open')
    .sort((a, b) => (asked(a) === asked(b) ? 0 : asked(a) - asked(b)));
}

/** What was done since the last report and what is planned. */
export function composePlan(view: SummaryView): RootContent[] {
  const blocks = planBlocks(view.book, view.figures.plan, newlyDone(view));
  return [heading(2, words.plan), ...(blocks.length === 0 ? [paragraph(all.plan.nothing)] : blocks)];
}

/** Fixes applied since the last report, each once, with the issues that share it. */
function newlyDone({ issues, previous }: SummaryView): DoneWork[] {
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
