import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeAsOf } from '../../src/asof/reading/as-of-view.ts';
import { composeBookReport } from '../../src/pages/book-report-page.ts';
import { composeDecisions } from '../../src/pages/decisions-page.ts';
import { composeHome } from '../../src/pages/home-page.ts';
import { composeIssuesIndex, composeSuitesIndex } from '../../src/pages/index-pages.ts';
import { composeIssue } from '../../src/pages/issue-page.ts';
import { LIST_SIZES, listPagesOf } from '../../src/pages/lists.ts';
import { composePage, composeWhole, listPages, readKey } from '../../src/pages/pages.ts';
import { composePlan } from '../../src/pages/plan-page.ts';
import { composeReport } from '../../src/pages/report/report.ts';
import { REPORT_DETAILS } from '../../src/pages/routes.ts';
import { composeSuite } from '../../src/pages/suite-page.ts';
import type { KnowledgeBase } from '../../src/records/knowledge-base.ts';
import type { RunHistory } from '../../src/records/runs/run-history.ts';
import { siteLinks } from '../../src/render/links.ts';
import { renderMarkdown, renderStandalone } from '../../src/render/markdown.ts';
import { arbitraryBase, arbitraryWhen } from '../asof/arbitrary.ts';
import { addLater } from '../asof/later.ts';
import { assemble } from '../support/assemble.ts';
import { type BookParts, bookAt, ROOT, readerOf, readFiles, SEALS } from '../support/book.ts';

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

/** Pages of the site, and reports, that show a book at a date before that of reading. */
function sitePagesAt(parts: BookParts, date: string): ReadonlyMap<string, string> {
  const read = readerOf(parts, '2026-12-01');
  const whole = (key: string) => composeWhole(read, key, SEALS);
  const specs = [...listPages(read, 'site', (key) => listPagesOf(whole(key), LIST_SIZES))];
  const dated = specs.filter(({ key }) => readKey(key).moment === date);
  return new Map(
    dated.map(({ route, key }) => [route, renderMarkdown(composePage(read, key, whole), siteLinks(''))]),
  );
}

function withReportsUntil(kb: KnowledgeBase, date: string): KnowledgeBase {
  return { ...kb, book: { ...kb.book, reports: kb.book.reports.filter((one) => one < date).concat(date) } };
}

it('leaves the pages of a date on the site as they are', () => {
  const property = fc.property(arbitraryBase(), arbitraryWhen(), (base, when) => {
    const kb = withReportsUntil(base, when);
    const pages = sitePagesAt({ kb }, when);
    expect([...pages.keys()].some((route) => route.startsWith('at/'))).toBe(true);
    expect(sitePagesAt({ kb: addLater(kb, makeAsOf(kb.book, when)) }, when)).toEqual(pages);
  });
  fc.assert(property, { numRuns: 30 });
});

/** With another run, in which whatever the last one found failed again. */
function withLaterRun(history: RunHistory): RunHistory {
  const more = history.runs.slice(-1).map((run) => ({ ...run, run: 'later', at: '2026-06-01T00:00:00Z' }));
  return { ...history, runs: [...history.runs, ...more] };
}

it('leaves those of the golden book as they are', () => {
  const files = [...readFiles(join(ROOT, 'test/golden/book'))];
  const parts = assemble(new Map(files));
  expect(parts.kb.book.reports.length).toBeGreaterThan(1);
  for (const date of parts.kb.book.reports) {
    // A later check against the code takes the place of an earlier one, and adds nothing to it.
    const { evidence } = parts.kb;
    const later = { ...addLater(parts.kb, makeAsOf(parts.kb.book, date)), evidence };
    const runs = new Map([...parts.runs].map(([suite, history]) => [suite, withLaterRun(history)]));
    expect(sitePagesAt({ ...parts, kb: later, runs }, date)).toEqual(sitePagesAt(parts, date));
  }
});

it('does not change by a byte when anything is added that is dated later', () => {
  const property = fc.property(arbitraryBase(), arbitraryWhen(), (base, asOf) => {
    const later = addLater(base, makeAsOf(base.book, asOf));
    expect(pagesOf(later, asOf)).toEqual(pagesOf(base, asOf));
  });
  fc.assert(property, { numRuns: 60 });
});
