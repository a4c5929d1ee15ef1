import { differenceBlocks } from './blocks/difference.ts';
import { figureCards } from './blocks/figures.ts';
import { issuesTable } from './blocks/issue-fields.ts';
import { horizonSum, horizonTitle } from './blocks/plan.ts';
import { plainText } from './blocks/prose.ts';
import { suitesTables } from './blocks/suites.ts';
import { bullets, heading, type Inlines, page, paragraph, recordLink, section } from './blocks/tree.ts';
import { overdueBlocks } from './blocks/trials.ts';
import type { BookAt } from './book-at.ts';
import type { Document, DocumentEntry } from './document.ts';
import { LIST_SIZES } from './lists.ts';
import { bookReportRoute, ROUTES } from './routes.ts';
import { words } from './words/words.ts';

const { bookReport: says, report } = words;

export function bookReportEntry({ settings, asOf }: BookAt): DocumentEntry {
  const title = plainText(settings.title);
  return {
    route: bookReportRoute(asOf.text),
    kind: 'report',
    title: report.title(title, asOf.text, 'brief'),
    description: says.description(title, asOf.text),
    facets: { Kind: ['Report'] },
    updated: asOf.text,
  };
}

/** The dated summary of a book of several suites: its suites, what moved since the report before, the worst. */
export function composeBookReport(book: BookAt, previous: BookAt | undefined): Document {
  const { settings, rows } = book;
  const figures = book.figures();
  const unresolved = rows.filter(({ group }) => group === 'unresolved');
  const plan = figures.plan.map(
    (horizon): Inlines => [`${horizonTitle(settings, horizon.horizon)}: `, horizonSum(horizon, settings)],
  );
  const entry = bookReportEntry(book);
  return page(entry, [
    heading(1, entry.title),
    paragraph(
      says.scope(book.suiteIds.length, rows.length, figures.testsUnresolved.value),
      figures.decisionsOpen.value === 0
        ? ''
        : [' ', recordLink(ROUTES.decisions, says.decisions(figures.decisionsOpen.value)), '.'],
    ),
    { type: 'figureCards', cards: figureCards(figures, settings) },
    ...(previous === undefined
      ? []
      : [
          heading(2, report.since.heading),
          paragraph(report.since.last(previous.asOf.text, 0)),
          ...differenceBlocks(book, book.differenceSince(previous.moment), 3, report.since.suffix),
        ]),
    heading(2, words.suites.title),
    ...suitesTables(book, LIST_SIZES.page),
    ...section(2, words.plan.overdue, overdueBlocks(book, figures)),
    heading(2, says.worst),
    ...(unresolved.length === 0
      ? [paragraph(words.home.noneUnresolved)]
      : [
          issuesTable(book, unresolved.slice(0, LIST_SIZES.head), true),
          paragraph(
            words.home.shown(Math.min(LIST_SIZES.head, unresolved.length), unresolved.length),
            recordLink(ROUTES.issues, words.home.allIssues),
            '.',
          ),
        ]),
    ...section(2, words.home.plan, bullets(plan)),
  ]);
}
