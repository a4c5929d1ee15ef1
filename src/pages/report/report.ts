import type { RootContent } from 'mdast';
import type { When } from '../../core/calendar.ts';
import type { Suite } from '../../records/suite/suite.ts';
import { plainText } from '../blocks/prose.ts';
import type { BookAt } from '../book-at.ts';
import type { Document, DocumentEntry } from '../document.ts';
import type { SuiteAt } from '../questions.ts';
import { reportRoute } from '../routes.ts';
import { words } from '../words/words.ts';
import { composeClosing, composeVerification } from './ending.ts';
import { composeMeasured } from './measured.ts';
import { sealBlocks, sealReport } from './seal.ts';
import { composeSummary } from './summary.ts';
import { composeCauses, composeTriage } from './triage.ts';
import type { ReportView } from './view.ts';
import { composePriority, composeRecommendations } from './work.ts';

export function reportEntry(suite: Pick<Suite, 'id' | 'title'>, asOf: When): DocumentEntry {
  const title = plainText(suite.title);
  return {
    route: reportRoute(asOf, suite.id),
    kind: 'report',
    title: words.report.title(title, asOf),
    description: words.report.description(title, asOf),
    facets: { Kind: ['Report'], Suite: [title] },
    updated: asOf,
  };
}

/** The dated summary of one suite. Headings carry the issue's id, so that every one is unique. */
export function composeReport(book: BookAt, reading: SuiteAt, previous: BookAt | undefined): Document {
  const { knownAt, commit } = book.known;
  const known = knownAt === book.asOf.text && commit === undefined ? undefined : book.known;
  const { asOf } = book;
  const view: ReportView = {
    book,
    reading,
    issues: reading.issues,
    figures: book.figures(reading.suite.id),
    seal: sealReport(book, reading),
    known,
    previous,
  };
  const entry = reportEntry(reading.suite, asOf.text);
  const children: RootContent[] = [
    ...composeSummary(view, entry.title),
    ...composeMeasured(view),
    ...composePriority(view),
    ...composeTriage(view),
    ...composeCauses(view),
    ...composeVerification(view),
    ...composeRecommendations(view),
    ...composeClosing(view),
    ...sealBlocks(view.seal, asOf.text, reading.suite.id, previous?.asOf.text, known),
  ];
  return { ...entry, root: { type: 'root', children } };
}
