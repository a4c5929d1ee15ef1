import type { ListItem } from 'mdast';
import type { PassedEntry } from '../asof/diff.ts';
import { UNDATED } from '../core/calendar.ts';
import type { Status } from '../core/status.ts';
import { ageChart, causesChart, stateChart } from './blocks/courses.ts';
import { figureCards } from './blocks/figures.ts';
import { issuesTable } from './blocks/issue-fields.ts';
import { issueLink, suiteLink } from './blocks/links.ts';
import { planBlocks } from './blocks/plan.ts';
import { plainText, prose } from './blocks/prose.ts';
import { suitesTables } from './blocks/suites.ts';
import {
  bullets,
  heading,
  type Inlines,
  joined,
  list,
  page,
  paragraph,
  recordLink,
  region,
  section,
  withCode,
} from './blocks/tree.ts';
import { trendCards } from './blocks/trends.ts';
import { lateItems } from './blocks/trials.ts';
import type { BookAt } from './book-at.ts';
import type { Document } from './document.ts';
import type { IssueRow } from './issue-rows.ts';
import { LIST_SIZES } from './lists.ts';
import { NOW } from './questions.ts';
import { beginning } from './report/screen.ts';
import { bottomLine, composeChanges } from './report/summary.ts';
import { type SummaryView, summaryView } from './report/view.ts';
import { ROUTES } from './routes.ts';
import { runCards } from './runs/run-cards.ts';
import { stateNow } from './suite-page.ts';
import { fullStop } from './words/format.ts';
import { words } from './words/words.ts';

const { home: says } = words;

/** The state at a glance. @param previous the book at the report before. */
export function composeHome(book: BookAt, previous: BookAt | undefined): Document {
  const { settings, rows } = book;
  const { title, summary } = settings;
  const figures = book.figures();
  const unresolved = rows.filter(({ group }) => group === 'unresolved');
  /** What is called fixed and is not: nobody looks for it among what is flaky. */
  const contradicted = rows.filter(({ isContradicted }) => isContradicted);
  const view = summaryView(book, previous, 'brief');
  const ways = says.ways.map(([route, name]) => recordLink(route, name));
  // The site has it on every page.
  const menu = region('text', [paragraph(joined(ways, ' · '))]);
  const [sums] = planBlocks(book, figures.plan);
  const plan = sums === undefined ? [] : [sums, paragraph(recordLink(ROUTES.plan, says.wholePlan))];
  const entry = {
    route: ROUTES.home,
    kind: 'home',
    title,
    description: plainText(book, summary ?? says.description, { file: '' }),
    facets: {},
  } as const;
  const head = [
    heading(1, title),
    ...(summary === undefined ? [] : [paragraph(prose(book, summary, { file: '' }), fullStop(summary))]),
  ];
  // Before its first entry, a book has no issue and is none that begins.
  const isNew = book.asOf.text === UNDATED || book.recordedSuites.length === 0;
  if (rows.length === 0 && book.suiteIds.length === 0 && book.moment === NOW && isNew)
    return page(entry, [
      ...head,
      ...region('lead', [paragraph(words.issues.none)]),
      list(says.steps.map(withCode), { ordered: true }),
      ...menu,
    ]);
  return page(entry, [
    ...head,
    paragraph(says.asOf(book.asOf.text)),
    ...region('site', [
      ...region('lead', [paragraph(leadWords(view))]),
      { type: 'figureCards', cards: [...trendCards(book), ...runCards(book)] },
      ...section(2, says.needsYou, bullets(needs(book, contradicted))),
    ]),
    ...region('text', [
      ...menu,
      ...bottomLine(view),
      { type: 'figureCards', cards: [...figureCards(figures, settings), ...runCards(book)] },
      ...section(
        2,
        says.contradicted,
        contradicted.length === 0 ? [] : [issuesTable(book, contradicted, 'suite')],
      ),
    ]),
    ...region('site', [...stateChart(book), ...ageChart(book, figures), ...causesChart(book, rows)]),
    heading(2, says.unresolved),
    ...(unresolved.length === 0
      ? [paragraph(says.noneUnresolved)]
      : beginning(issuesTable(book, unresolved, 'suite'), SHOWN, ROUTES.issues)),
    ...composeChanges(view).flatMap((block) => beginning(block, SHOWN, ROUTES.changes)),
    ...section(2, says.suites, book.suiteIds.length === 0 ? [] : suitesTables(book, LIST_SIZES.rows.head)),
    ...section(2, says.plan, plan),
  ]);
}

/** So many issues stand on the home page; the rest is one link away. */
const SHOWN = 12;

/** What is stable now, and what became of issues since the last report. */
function leadWords({ figures, rows, difference }: SummaryView): string {
  const now = stateNow(figures, rows);
  if (difference === undefined || rows.length === 0) return now;
  const open = new Set(rows.flatMap(({ id, group }) => (group === 'unresolved' ? [id] : [])));
  // That some tests are fixed does not fix an issue of which others are not.
  const isOfAll = ({ issue, entry }: PassedEntry) => entry.tests.length === 0 || !open.has(issue);
  const entered = (word: Status, belongs: (passed: PassedEntry) => boolean = () => true) =>
    new Set(difference.entries.flatMap((one) => (one.entry.word === word && belongs(one) ? [one.issue] : [])))
      .size;
  const created = difference.issues.filter(({ from }) => from === undefined).length;
  return `${now} ${says.since(difference.from.text, created, entered('fixed', isOfAll), entered('reopened'))}`;
}

/** What somebody must do something about, what is late first. */
function needs(book: BookAt, contradicted: readonly IssueRow[]): (ListItem | Inlines)[] {
  const undone = book.suiteIds.flatMap((id): Inlines[] => {
    const flakes = (book.suiteSummary(id)?.flaky ?? []).filter(({ issues }) => issues.length === 0);
    return flakes.length === 0 ? [] : [[suiteLink(book, id), says.withoutIssue(flakes.length)]];
  });
  return [
    ...lateItems(book),
    ...contradicted.map(
      ({ id, title, file }): Inlines => [
        issueLink(id),
        ': ',
        prose(book, title, { file, issue: id }),
        says.contradictedBy,
      ],
    ),
    ...undone,
  ];
}
