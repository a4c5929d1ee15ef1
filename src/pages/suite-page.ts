import type { Figures } from '../asof/figures.ts';
import { sectionsOf } from '../records/body/section.ts';
import { checkedWords } from './blocks/code-checks.ts';
import { ageChart, stateChart } from './blocks/courses.ts';
import { decisionBlocks } from './blocks/decisions.ts';
import { figureCards, figuresTable } from './blocks/figures.ts';
import { explorer, issuesTable } from './blocks/issue-fields.ts';
import { alikeRuns, runBlocks } from './blocks/noted-runs.ts';
import { planBlocks, taskList } from './blocks/plan.ts';
import { proseBlocks } from './blocks/prose.ts';
import {
  bullets,
  code,
  heading,
  type Inlines,
  link,
  page,
  paragraph,
  recordLink,
  region,
  section,
  strong,
  table,
} from './blocks/tree.ts';
import { lateItems } from './blocks/trials.ts';
import type { BookAt } from './book-at.ts';
import type { Document } from './document.ts';
import type { IssueRow } from './issue-rows.ts';
import { NOW, type SuiteAt } from './questions.ts';
import { reportRoute, suiteRoute } from './routes.ts';
import { suiteRunsSection } from './runs/suite-section.ts';
import { sizeWords } from './words/format.ts';
import { words } from './words/words.ts';

const { suite: says } = words;

export function composeSuite(book: BookAt, reading: SuiteAt): Document {
  const { suite, decisions } = reading;
  const { id, file } = suite;
  const body = book.body(file);
  const measured = book.suiteRuns(id);
  const home = { file };
  const figures = book.figures(id);
  const date = book.asOf.text;
  const rows = book.suiteRows(id);
  const known = facts(book, reading);
  const { title } = suite;
  const entry = {
    route: suiteRoute(id),
    kind: 'suite',
    title,
    description: says.description(title),
    facets: { Kind: ['Suite'] },
  } as const;
  return page(entry, [
    heading(1, title),
    ...region('lead', [paragraph(stateNow(figures, rows))]),
    paragraph(says.asOf(date), recordLink(reportRoute(date, id), says.report), '.'),
    ...region('rail', known.length === 0 ? [] : [table([words.issue.summary, ''], known)]),
    { type: 'figureCards', cards: figureCards(figures, book.settings, book.moment === NOW ? id : undefined) },
    ...region('site', [...stateChart(book, id), ...ageChart(book, figures, id)]),
    ...proseBlocks(book, body.preamble, home),
    heading(2, says.issues),
    ...(rows.length === 0
      ? [paragraph(says.noIssue)]
      : explorer(
          book,
          [{ key: 'suite', value: id }],
          [issuesTable(book, rows, 'suite')],
          words.explorer.field,
        )),
    ...(measured === undefined ? [] : suiteRunsSection(book, measured)),
    ...section(2, says.plan, planBlocks(book, figures.plan)),
    ...section(2, words.issue.tasks, taskList(book, suite.tasks, home)),
    ...section(
      2,
      says.runs,
      alikeRuns(suite.runs).flatMap((runs) =>
        runBlocks(book, runs, (run) => sectionsOf(body, 'run', run.id), home),
      ),
    ),
    ...section(2, says.decisions, decisionBlocks(book, decisions)),
    ...section(2, words.plan.overdue, bullets(lateItems(book, id))),
    heading(2, says.figures),
    ...region('folded', [figuresTable(book, figures)], says.allFigures),
    ...body.sections.flatMap(({ kind, id: of, heading: written, content }) =>
      kind === 'run' && of !== undefined ? [] : [heading(2, written), ...proseBlocks(book, content, home)],
    ),
  ]);
}

/** How many tests are stable, or how many issues are unresolved where nobody knows how many tests there are. */
export function stateNow({ stable }: Figures, rows: readonly IssueRow[]): string {
  if (rows.length === 0) return words.issues.none;
  const unresolved = rows.filter(({ group }) => group === 'unresolved').length;
  return stable === undefined ? words.charts.stateNow(unresolved) : words.home.stable(stable);
}

function facts(book: BookAt, { suite, size, impossible }: SuiteAt): Inlines[][] {
  const { repository, branch } = suite.source ?? {};
  const evidence = book.evidence(suite.id);
  const row = (label: string, value: Inlines | undefined): Inlines[][] =>
    value === undefined ? [] : [[strong(label), value]];
  return [
    ...row(says.size, sizeWords(size, impossible)),
    ...row(words.suites.project, suite.project),
    ...row(says.framework, suite.framework),
    ...row(says.command, suite.command && code(suite.command)),
    ...row(says.source, repository && link(repository, repository)),
    ...row(says.branch, branch && code(branch)),
    ...row(
      words.issue.fields.checked,
      evidence && [says.checkedAt, checkedWords(book, evidence, book.suiteHead(suite.id))],
    ),
  ];
}
