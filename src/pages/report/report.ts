import type { When } from '../../core/calendar.ts';
import type { Suite } from '../../records/suite/suite.ts';
import { page } from '../blocks/tree.ts';
import type { BookAt } from '../book-at.ts';
import type { Document, DocumentEntry } from '../document.ts';
import type { SuiteAt } from '../questions.ts';
import { type ReportDetail, reportRoute } from '../routes.ts';
import { words } from '../words/words.ts';
import { composeAbout, composeDocumentation, composeVerification } from './ending.ts';
import { composeIssues } from './issues.ts';
import { composeMeasured } from './measured.ts';
import { fitScreen, type Part, wholeParts } from './screen.ts';
import { sealBlocks } from './seal.ts';
import { composeChanges, composeFiguresChanged, composeHead } from './summary.ts';
import { composeCauses, composeTriage } from './triage.ts';
import { type ReportView, summaryView } from './view.ts';
import { composePlan, composeQuestions } from './work.ts';

export function reportEntry(
  suite: Pick<Suite, 'id' | 'title'>,
  asOf: When,
  detail: ReportDetail,
): DocumentEntry {
  const { title } = suite;
  return {
    route: reportRoute(asOf, suite.id, detail),
    kind: 'report',
    title: words.report.title(title, asOf, detail),
    description: words.report.description(title, asOf),
    facets: { Kind: ['Report'], Suite: [title] },
  };
}

/** The dated summary of one suite: the archive is the short form with more parts, and says nothing otherwise. */
export function composeReport(
  book: BookAt,
  reading: SuiteAt,
  previous: BookAt | undefined,
  detail: ReportDetail,
  isOnSite = false,
): Document {
  const { knownAt, commit } = book.known;
  const known = knownAt === book.asOf.text && commit === undefined ? undefined : book.known;
  const { asOf } = book;
  const view: ReportView = {
    ...summaryView(book, previous, detail, reading.suite.id),
    reading,
    seal: book.seal(reading.suite.id),
    known,
    isOnSite,
  };
  const entry = reportEntry(reading.suite, asOf.text, detail);
  const parts: ((of: ReportView) => Part['blocks'])[] = [
    (of) => composeHead(of, entry.title),
    composeChanges,
    composeQuestions,
    composePlan,
    composeIssues,
    ...(detail === 'full'
      ? [composeTriage, composeCauses, composeMeasured, composeVerification, composeDocumentation]
      : []),
    composeFiguresChanged,
    composeAbout,
  ];
  const whole = reportRoute(asOf.text, reading.suite.id, 'full');
  const composed = parts.map((part) => ({ blocks: part(view), whole }));
  return page(entry, [
    ...(detail === 'full' ? wholeParts(composed) : fitScreen(composed)),
    ...sealBlocks(view.seal, asOf.text, reading.suite.id, previous?.asOf.text, known),
  ]);
}
