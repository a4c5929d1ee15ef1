import type { RootContent } from 'mdast';
import type { DecisionReading } from '../asof/snapshot.ts';
import { compareText } from '../core/finding.ts';
import { decisionBlocks } from './blocks/decisions.ts';
import { issueLinks } from './blocks/links.ts';
import { homeOf, prose } from './blocks/prose.ts';
import {
  bar,
  chart,
  heading,
  type Inlines,
  overviewPage,
  paragraph,
  region,
  section,
  table,
} from './blocks/tree.ts';
import type { BookAt } from './book-at.ts';
import type { Document } from './document.ts';
import { waitingLine } from './report/summary.ts';
import { ROUTES } from './routes.ts';
import { words } from './words/words.ts';

const { decisions: says } = words;

/** All decisions of a book, the longest waiting first. */
export function composeDecisions(book: BookAt): Document {
  const decisions = book.decisions.toSorted(
    (a, b) => (b.ageDays ?? -1) - (a.ageDays ?? -1) || compareText(a.key, b.key),
  );
  const open = decisions.filter(({ state }) => state === 'open');
  const answered = decisions.filter(({ state }) => state === 'answered');
  const rows = open.map(({ decision, home, issues, ageDays, overdue }): Inlines[] => {
    const { ask, of, asked, due } = decision;
    return [
      prose(book, ask, homeOf(home)),
      issueLinks(issues),
      of ?? '',
      asked === undefined || ageDays === undefined ? says.undated : says.age(ageDays, asked),
      due === undefined ? '' : says.due(due, overdue),
    ];
  });
  return overviewPage(ROUTES.decisions, 'decisions', says, [
    ...region('lead', [paragraph(waitingLine(book, book.figures()))]),
    paragraph(says.asOf(book.asOf.text)),
    ...(open.length === 0
      ? []
      : [
          ...region('text', [
            heading(2, says.waiting),
            table(says.table, rows),
            ...decisionBlocks(book, open),
          ]),
          ...region('site', desk(book, open)),
        ]),
    ...section(2, says.answered, decisionBlocks(book, answered)),
  ]);
}

/** Open questions on sheets, by the person who is asked, the longest waiting first. */
function desk(book: BookAt, open: readonly DecisionReading[]): RootContent[] {
  const persons = [...Map.groupBy(open, ({ decision }) => decision.of ?? '')];
  const [busiest = '', { length: most } = open] =
    persons.toSorted(([, a], [, b]) => b.length - a.length)[0] ?? [];
  const rows = persons.map(([person, own]): Inlines[] => [
    person === '' ? says.nobody : person,
    bar({ share: own.length / most, stage: 'held' }),
    says.waits(own.length, Math.max(...own.map(({ ageDays }) => ageDays ?? 0))),
  ]);
  return [
    ...(persons.length === 1
      ? []
      : chart(says.deskTitle(open.length, busiest, most), { kind: 'table' }, table(says.deskTable, rows))),
    ...persons.flatMap(([person, own]) => [
      heading(2, person === '' ? says.ofNobody : says.askedOf(person)),
      ...own.flatMap((reading) => region('sheet', decisionBlocks(book, [reading], { holdsUp: true }))),
    ]),
  ];
}
