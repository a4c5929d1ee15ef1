import { suitesTables } from './blocks/suites.ts';
import { fact, heading, list, page, paragraph } from './blocks/tree.ts';
import type { BookAt } from './book-at.ts';
import type { Document, DocumentEntry } from './document.ts';
import { composeIssues } from './report/issues.ts';
import { fitScreen } from './report/screen.ts';
import { bottomLine, composeChanges, composeFiguresChanged } from './report/summary.ts';
import { statusCounts, summaryView } from './report/view.ts';
import { composePlan, composeQuestions } from './report/work.ts';
import { bookReportRoute, ROUTES } from './routes.ts';
import { words } from './words/words.ts';

const { bookReport: says, report } = words;

export function bookReportEntry({ settings, asOf }: BookAt): DocumentEntry {
  const { title } = settings;
  return {
    route: bookReportRoute(asOf.text),
    kind: 'report',
    title: report.title(title, asOf.text, 'brief'),
    description: says.description(title, asOf.text),
    facets: { Kind: ['Report'] },
  };
}

/**
 * The dated summary of a book of several suites, with the parts of a suite's report. It has no full form: that would
 * repeat the full reports of the suites, to which its table of suites leads.
 */
export function composeBookReport(book: BookAt, previous: BookAt | undefined): Document {
  const view = summaryView(book, previous, 'brief');
  const entry = bookReportEntry(book);
  const { figures, rows } = view;
  const scope = says.scope(book.suiteIds.length, rows.length, figures.testsUnresolved.value);
  const head = [
    heading(1, entry.title),
    ...bottomLine(view),
    paragraph(scope),
    list(fact(report.head.status, statusCounts(view))),
  ];
  return page(
    entry,
    fitScreen([
      { blocks: head, whole: ROUTES.home },
      { blocks: composeChanges(view), whole: ROUTES.changes },
      { blocks: composeQuestions(view), whole: ROUTES.decisions },
      { blocks: [heading(2, words.suites.title), ...suitesTables(book)], whole: ROUTES.suites },
      { blocks: composePlan(view), whole: ROUTES.plan },
      { blocks: composeIssues(view), whole: ROUTES.issues },
      { blocks: composeFiguresChanged(view), whole: ROUTES.changes },
    ]),
  );
}
