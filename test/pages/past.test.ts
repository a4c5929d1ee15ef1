import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeAsOf } from '../../src/asof/reading/as-of-view.ts';
import { composeBookReport } from '../../src/pages/book-report-page.ts';
import { composeDecisions } from '../../src/pages/decisions-page.ts';
import { composeHome } from '../../src/pages/home-page.ts';
import { composeIssuesIndex, composeSuitesIndex } from '../../src/pages/index-pages.ts';
import { composeIssue } from '../../src/pages/issue-page.ts';
import { composePlan } from '../../src/pages/plan-page.ts';
import { composeReport } from '../../src/pages/report/report.ts';
import { REPORT_DETAILS } from '../../src/pages/routes.ts';
import { composeSuite } from '../../src/pages/suite-page.ts';
import type { KnowledgeBase } from '../../src/records/knowledge-base.ts';
import { renderStandalone } from '../../src/render/markdown.ts';
import { arbitraryBase, arbitraryWhen } from '../asof/arbitrary.ts';
import { addLater } from '../asof/later.ts';
import { bookAt } from '../support/book.ts';

/** What readers see of a book as of a date: its reports, lists, plan and home page, and every suite and issue. */
function pagesOf(kb: KnowledgeBase, asOf: string): readonly string[] {
  const book = bookAt({ kb }, asOf);
  const suites = book.suiteIds.flatMap((id) => book.suite(id) ?? []);
  const issues = book.issueIds.flatMap((id) => book.issue(id) ?? []);
  const documents = [
    ...suites.flatMap((suite) =>
      REPORT_DETAILS.map((detail) => composeReport(book, suite, undefined, detail)),
    ),
    ...issues.map((issue) => composeIssue(book, issue)),
    ...suites.map((suite) => composeSuite(book, suite)),
    composeSuitesIndex(book),
    composeIssuesIndex(book),
    composeDecisions(book),
    composeBookReport(book, undefined),
    composePlan(book),
    composeHome(book, undefined),
  ];
  return documents.map(renderStandalone);
}

it('does not change by a byte when anything is added that is dated later', () => {
  const property = fc.property(arbitraryBase(), arbitraryWhen(), (base, asOf) => {
    const later = addLater(base, makeAsOf(base.book, asOf));
    expect(pagesOf(later, asOf)).toEqual(pagesOf(base, asOf));
  });
  fc.assert(property, { numRuns: 60 });
});
