import type { RootContent } from 'mdast';
import { compareText } from '../core/finding.ts';
import { figureCards } from './blocks/figure-cards.ts';
import { horizonSum, horizonTitle, issuesTable } from './blocks/lists.ts';
import { prose } from './blocks/prose.ts';
import { heading, type Inlines, joined, list, paragraph, recordLink, table, text } from './blocks/tree.ts';
import type { BookAt } from './context.ts';
import type { Document, DocumentEntry } from './document.ts';
import type { IssueRow } from './questions.ts';
import { ROUTES, reportRoute, suiteRoute } from './routes.ts';
import { runCards } from './runs/run-cards.ts';
import { formatFigure } from './words/format.ts';
import { words as all } from './words/words.ts';

const words = all.home;

export function homeEntry({ book }: BookAt): DocumentEntry {
  return {
    route: ROUTES.home,
    kind: 'home',
    title: book.title,
    description: book.summary ?? words.description,
    facets: {},
  };
}

/** The state at a glance. */
export function composeHome(context: BookAt): Document {
  const { book, rows } = context;
  const figures = context.figures();
  const unresolved = rows.filter(({ group }) => group === 'unresolved');
  const children: RootContent[] = [
    heading(1, book.title),
    ...(book.summary === undefined ? [] : [paragraph(prose(context, book.summary, { file: '' }), '.')]),
    paragraph(words.asOf(context.asOf.text)),
    paragraph(
      joined(
        words.ways.map(([route, name]) => recordLink(route, name)),
        ' · ',
      ),
    ),
    { type: 'figureCards', cards: [...figureCards(figures, book), ...runCards(context)] },
    ...contradictedFixes(context),
    heading(2, words.unresolved),
    ...(unresolved.length === 0
      ? [paragraph(words.noneUnresolved)]
      : [
          issuesTable(context, mostPressing(context, unresolved).slice(0, SHOWN)),
          ...moreLine(unresolved.length),
        ]),
    heading(2, words.suites),
    suitesTable(context),
    ...(figures.plan.length === 0
      ? []
      : [
          heading(2, words.plan),
          list([
            ...figures.plan.map(
              (plan): Inlines => [`${horizonTitle(book, plan.horizon)}: `, horizonSum(plan, book)],
            ),
            [recordLink(ROUTES.plan, words.wholePlan)],
          ]),
        ]),
  ];
  return { ...homeEntry(context), root: { type: 'root', children } };
}

/** What is called fixed and is not: nobody looks for it among what is flaky. */
function contradictedFixes(context: BookAt): RootContent[] {
  const issues = context.rows.filter(({ isContradicted }) => isContradicted);
  return issues.length === 0 ? [] : [heading(2, words.contradicted), issuesTable(context, issues)];
}

/** So many issues stand on the home page; the rest is one link away. */
const SHOWN = 12;

function moreLine(count: number): RootContent[] {
  return count <= SHOWN
    ? []
    : [paragraph(words.shown(SHOWN, count), recordLink(ROUTES.issues, words.allIssues), '.')];
}

/** By impact as the book orders it, then the newest entry first. */
function mostPressing({ book }: BookAt, issues: readonly IssueRow[]): IssueRow[] {
  const rank = (id: string | undefined) => {
    const at = book.impacts.findIndex((term) => term.id === id);
    return at === -1 ? book.impacts.length : at;
  };
  return issues.toSorted(
    (a, b) => rank(a.impact) - rank(b.impact) || compareText(b.updated, a.updated) || compareText(a.id, b.id),
  );
}

export function suitesTable(context: BookAt): RootContent {
  const rows = context.suiteIds.map((id): Inlines[] => {
    const figures = context.figures(id);
    return [
      recordLink(suiteRoute(id), context.suiteTitle(id)),
      figures.stable === undefined ? 'size unknown' : formatFigure(figures.stable),
      String(figures.testsUnresolved.value),
      String(figures.issues.value),
      recordLink(reportRoute(context.asOf.text, id), text('Report')),
    ];
  });
  return table(['Suite', 'Stable tests', 'Unresolved tests', 'Issues', 'Newest report'], rows);
}
