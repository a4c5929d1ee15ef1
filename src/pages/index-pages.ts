import type { RootContent } from 'mdast';
import type { When } from '../core/calendar.ts';
import { formatLongDate } from '../core/calendar.ts';
import { issuesTable } from './blocks/lists.ts';
import { prose } from './blocks/prose.ts';
import { heading, type Inlines, list, paragraph, recordLink, table, text } from './blocks/tree.ts';
import type { BookAt } from './context.ts';
import type { Document, DocumentEntry } from './document.ts';
import { suitesTable } from './home-page.ts';
import { archiveRoute, patternRoute, ROUTES } from './routes.ts';
import { capitalise, formatDate, GROUP_MARKS, plural, statusLabel, statusOrder } from './words/format.ts';

/** Pages that list other pages. */
const GROUPS = ['unresolved', 'resolved', 'closed'] as const;

export const ISSUES_ENTRY: DocumentEntry = {
  route: ROUTES.issues,
  kind: 'index',
  title: 'Issues',
  description: 'All flaky-test issues by status.',
  facets: {},
};

export function composeIssuesIndex(context: BookAt): Document {
  const { book, rows } = context;
  const figures = context.figures();
  const children: RootContent[] = [heading(1, 'Issues')];
  if (rows.length === 0) children.push(paragraph('No issue is recorded yet.'));
  else {
    const counts = statusOrder([...figures.byStatus.keys()]).map(
      (status) => `${figures.byStatus.get(status)?.value} ${statusLabel(status, book).toLowerCase()}`,
    );
    children.push(
      paragraph(
        `${plural(rows.length, 'issue')} with ${plural(figures.testsAffected.value, 'test')}: ${counts.join(', ')}. As of ${formatLongDate(context.asOf.text)}.`,
      ),
    );
  }
  for (const group of GROUPS) {
    const issues = rows.filter((row) => row.group === group);
    if (issues.length > 0)
      children.push(
        heading(2, `${GROUP_MARKS[group]} ${capitalise(group)}`),
        issuesTable(context, issues, context.suiteIds.length > 1),
      );
  }
  return { ...ISSUES_ENTRY, root: { type: 'root', children } };
}

export const PATTERNS_ENTRY: DocumentEntry = {
  route: ROUTES.patterns,
  kind: 'index',
  title: 'Root-cause patterns',
  description: 'Mechanisms that make tests flaky, with signals, cures and what only looks like a cure.',
  facets: {},
};

export function composePatternsIndex(context: BookAt): Document {
  const patterns = context.patternIds.flatMap((id) => context.pattern(id) ?? []);
  const rows = patterns.map((pattern): Inlines[] => [
    recordLink(patternRoute(pattern.id), pattern.title),
    prose(context, pattern.summary, { file: pattern.file }),
    String(context.withPattern(pattern.id).length),
  ]);
  const children: RootContent[] = [
    heading(1, PATTERNS_ENTRY.title),
    paragraph(
      'A pattern is the mechanism behind a flaky test. The last column counts the issues that have it as a standing cause.',
    ),
    table(['Pattern', 'What happens', 'Issues'], rows, ['left', 'left', 'right']),
  ];
  return { ...PATTERNS_ENTRY, root: { type: 'root', children } };
}

export const SUITES_ENTRY: DocumentEntry = {
  route: ROUTES.suites,
  kind: 'index',
  title: 'Suites',
  description: 'Test suites with their size, stable tests and reports.',
  facets: {},
};

export function composeSuitesIndex(context: BookAt): Document {
  const children: RootContent[] = [
    heading(1, 'Suites'),
    paragraph(`As of ${formatLongDate(context.asOf.text)}.`),
    suitesTable(context),
  ];
  return { ...SUITES_ENTRY, root: { type: 'root', children } };
}

export const REPORTS_ENTRY: DocumentEntry = {
  route: ROUTES.reports,
  kind: 'index',
  title: 'Reports',
  description: 'Dated summary reports.',
  facets: {},
};

/**
 * @param reports entries of the reports, newest first.
 * @param archived dates at which the whole book has pages, newest first.
 */
export function composeReportsIndex(reports: readonly DocumentEntry[], archived: readonly When[]): Document {
  const children: RootContent[] = [
    heading(1, 'Reports'),
    reports.length === 0
      ? paragraph('No suite is recorded yet, so there is nothing to report.')
      : list(
          reports.map(
            (report): Inlines => [recordLink(report.route, report.title), text(`: ${report.description}`)],
          ),
        ),
    ...(archived.length === 0
      ? []
      : [
          heading(2, 'The book at past dates'),
          list(
            archived.map(
              (date): Inlines => [recordLink(archiveRoute(date, ROUTES.home), `As of ${formatDate(date)}`)],
            ),
          ),
        ]),
  ];
  return { ...REPORTS_ENTRY, root: { type: 'root', children } };
}
