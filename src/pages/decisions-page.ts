import { compareText } from '../core/finding.ts';
import { decisionBlocks } from './blocks/decisions.ts';
import { issueLinks } from './blocks/links.ts';
import { homeOf, prose } from './blocks/prose.ts';
import { heading, type Inlines, overviewPage, paragraph, section, table } from './blocks/tree.ts';
import type { BookAt } from './book-at.ts';
import type { Document } from './document.ts';
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
    paragraph(says.asOf(book.asOf.text)),
    heading(2, says.waiting),
    open.length === 0 ? paragraph(says.noneOpen) : table(says.table, rows),
    ...decisionBlocks(book, open),
    ...section(2, says.answered, decisionBlocks(book, answered)),
  ]);
}
