import type { RootContent } from 'mdast';
import type { DecisionReading } from '../asof/snapshot.ts';
import { formatLongDate } from '../core/calendar.ts';
import { compareText } from '../core/finding.ts';
import { ageWords, decisionBlocks } from './blocks/decision-parts.ts';
import { homeOf, prose } from './blocks/prose.ts';
import { heading, type Inlines, joined, paragraph, recordLink, table } from './blocks/tree.ts';
import type { BookAt } from './context.ts';
import type { Document, DocumentEntry } from './document.ts';
import { issueRoute, ROUTES } from './routes.ts';

export const DECISIONS_ENTRY: DocumentEntry = {
  route: ROUTES.decisions,
  kind: 'decisions',
  title: 'Questions',
  description: 'Open questions: what waits, for whom, since when.',
  facets: {},
};

/** All questions of a book, the longest waiting first. */
function allDecisions({ decisions }: BookAt): DecisionReading[] {
  return decisions.toSorted((a, b) => (b.ageDays ?? -1) - (a.ageDays ?? -1) || compareText(a.key, b.key));
}

export function composeDecisions(context: BookAt): Document {
  const decisions = allDecisions(context);
  const open = decisions.filter(({ state }) => state === 'open');
  const answered = decisions.filter(({ state }) => state === 'answered');
  const rows = open.map((reading): Inlines[] => [
    prose(context, reading.decision.ask, homeOf(reading.home)),
    joined(reading.issues.map((id) => recordLink(issueRoute(id), id))),
    reading.decision.of ?? 'nobody named',
    ageWords(reading),
    reading.decision.due === undefined ? '' : `${reading.decision.due}${reading.overdue ? ' (overdue)' : ''}`,
  ]);
  const children: RootContent[] = [
    heading(1, 'Questions'),
    paragraph(`As of ${formatLongDate(context.asOf.text)}.`),
    heading(2, 'What waits'),
    ...(open.length === 0
      ? [paragraph('No question is open.')]
      : [table(['Question', 'About', 'For', 'Waiting', 'Due'], rows)]),
    ...open.flatMap((reading) => decisionBlocks(context, reading, 3)),
    ...(answered.length === 0
      ? []
      : [heading(2, 'Answered'), ...answered.flatMap((reading) => decisionBlocks(context, reading, 3))]),
  ];
  return { ...DECISIONS_ENTRY, root: { type: 'root', children } };
}
