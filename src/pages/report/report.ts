import type { RootContent } from 'mdast';
import type { When } from '../../core/calendar.ts';
import type { Suite } from '../../records/suite/suite.ts';
import { plainText } from '../blocks/prose.ts';
import type { BookAt } from '../book-at.ts';
import type { Document, DocumentEntry } from '../document.ts';
import type { SuiteAt } from '../questions.ts';
import { type ReportDetail, reportRoute } from '../routes.ts';
import { words } from '../words/words.ts';
import { composeAbout, composeDocumentation, composeVerification } from './ending.ts';
import { composeIssues } from './issues.ts';
import { composeMeasured } from './measured.ts';
import { sealBlocks, sealReport } from './seal.ts';
import { composeChanges, composeFiguresChanged, composeHead } from './summary.ts';
import { composeCauses, composeTriage } from './triage.ts';
import type { ReportView } from './view.ts';
import { composePlan, composeQuestions } from './work.ts';

export function reportEntry(
  suite: Pick<Suite, 'id' | 'title'>,
  asOf: When,
  detail: ReportDetail,
): DocumentEntry {
  const title = plainText(suite.title);
  return {
    route: reportRoute(asOf, suite.id, detail),
    kind: 'report',
    title: words.report.title(title, asOf, detail),
    description: words.report.description(title, asOf),
    facets: { Kind: ['Report'], Suite: [title] },
    updated: asOf,
  };
}

/** The dated summary of one suite: the archive is the short form with more parts, and says nothing otherwise. */
export function composeReport(
  book: BookAt,
  reading: SuiteAt,
  previous: BookAt | undefined,
  detail: ReportDetail,
): Document {
  const { knownAt, commit } = book.known;
  const known = knownAt === book.asOf.text && commit === undefined ? undefined : book.known;
  const { asOf } = book;
  const view: ReportView = {
    book,
    reading,
    detail,
    issues: reading.issues,
    figures: book.figures(reading.suite.id),
    seal: sealReport(book, reading),
    known,
    previous,
  };
  const entry = reportEntry(reading.suite, asOf.text, detail);
  const inFull = (...parts: readonly ((of: ReportView) => RootContent[])[]): RootContent[] =>
    detail === 'full' ? parts.flatMap((part) => part(view)) : [];
  const children: RootContent[] = [
    ...composeHead(view, entry.title),
    ...composeChanges(view),
    ...composeQuestions(view),
    ...composePlan(view),
    ...composeIssues(view),
    ...inFull(composeTriage, composeCauses, composeMeasured, composeVerification, composeDocumentation),
    ...composeFiguresChanged(view),
    ...composeAbout(view),
    ...sealBlocks(view.seal, asOf.text, reading.suite.id, previous?.asOf.text, known),
  ];
  return { ...entry, root: { type: 'root', children } };
}
