import type { RootContent } from 'mdast';
import { compareText } from '../../core/finding.ts';
import type { BookAt } from '../book-at.ts';
import { beginning } from '../report/screen.ts';
import { ROUTES, reportRoute } from '../routes.ts';
import { formatFigure } from '../words/format.ts';
import { words } from '../words/words.ts';
import { suiteLink } from './links.ts';
import { type Inlines, recordLink, table } from './tree.ts';

const { suites: says } = words;

/** Suites with their figures, the most unresolved tests first; above them their projects, where there are any. */
export function suitesTables(book: BookAt, most = Number.POSITIVE_INFINITY): RootContent[] {
  const suites = book.suiteIds
    .map((id) => ({ id, figures: book.figures(id), project: book.suiteHead(id)?.project }))
    .sort(
      (a, b) =>
        b.figures.testsUnresolved.value - a.figures.testsUnresolved.value ||
        b.figures.issues.value - a.figures.issues.value ||
        compareText(a.id, b.id),
    );
  const hasProjects = suites.some(({ project }) => project !== undefined);
  const rows = suites.map(({ id, figures, project = '' }): Inlines[] => [
    suiteLink(book, id),
    ...(hasProjects ? [project] : []),
    figures.stable === undefined ? words.figures.sizeUnknown : formatFigure(figures.stable),
    String(figures.testsUnresolved.value),
    String(figures.issues.value),
    recordLink(reportRoute(book.asOf.text, id), says.report),
  ]);
  const [first = '', ...others] = says.table;
  const projects = [...Map.groupBy(suites, ({ project }) => project ?? says.noProject)]
    .map(([project, own]) => ({
      project,
      suites: own.length,
      unresolved: sum(own.map(({ figures }) => figures.testsUnresolved.value)),
      issues: sum(own.map(({ figures }) => figures.issues.value)),
    }))
    .sort((a, b) => b.unresolved - a.unresolved || b.issues - a.issues || compareText(a.project, b.project))
    .map(({ project, suites: count, unresolved, issues }): Inlines[] => [
      project,
      String(count),
      String(unresolved),
      String(issues),
    ]);
  const ofSuites = table([first, ...(hasProjects ? [says.project] : []), ...others], rows);
  if (rows.length === 0) return [];
  const tables = hasProjects ? [table(says.projects, projects), ofSuites] : [ofSuites];
  return tables.flatMap((one) => beginning(one, most, ROUTES.suites));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
