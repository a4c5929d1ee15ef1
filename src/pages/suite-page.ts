import type { RootContent } from 'mdast';
import { formatLongDate } from '../core/calendar.ts';
import { sectionsOf } from '../records/body/section.ts';
import { decisionBlocks } from './blocks/decision-parts.ts';
import { suiteEvidence } from './blocks/evidence-marks.ts';
import { figureCards } from './blocks/figure-cards.ts';
import { figuresTable } from './blocks/figures-table.ts';
import { issuesTable, planSections } from './blocks/lists.ts';
import { plainText, prose, proseBlocks } from './blocks/prose.ts';
import { runBlocks } from './blocks/run-parts.ts';
import {
  code,
  heading,
  type Inlines,
  link,
  list,
  paragraph,
  recordLink,
  strong,
  text,
} from './blocks/tree.ts';
import type { BookAt } from './context.ts';
import type { Document, DocumentEntry } from './document.ts';
import type { SuiteAt } from './questions.ts';
import { reportRoute, suiteRoute } from './routes.ts';
import { suiteRunsSection } from './runs/suite-section.ts';

export function suiteEntry(reading: SuiteAt): DocumentEntry {
  const { suite } = reading;
  return {
    route: suiteRoute(suite.id),
    kind: 'suite',
    title: plainText(suite.title),
    description: `Flaky tests, planned work and runs of the suite ${plainText(suite.title)}.`,
    facets: { Kind: ['Suite'] },
  };
}

export function composeSuite(context: BookAt, reading: SuiteAt): Document {
  const { suite, issues } = reading;
  const body = context.body(suite.file);
  const measured = context.suiteRuns(suite.id);
  const { book } = context;
  const home = { file: suite.file };
  const figures = context.figures(suite.id);
  const others = body.sections.filter(({ kind }) => kind !== 'run');
  const children: RootContent[] = [
    heading(1, prose(context, suite.title, home)),
    list([...facts(reading), ...suiteEvidence(context, suite.id)]),
    paragraph(
      `As of ${formatLongDate(context.asOf.text)}: `,
      recordLink(reportRoute(context.asOf.text, suite.id), 'report of that day'),
      '.',
    ),
    { type: 'figureCards', cards: figureCards(figures, book) },
    ...proseBlocks(context, body.preamble, home),
    heading(2, 'Figures'),
    figuresTable(context, figures),
    heading(2, 'Issues'),
    issues.length === 0
      ? paragraph('None.')
      : issuesTable(
          context,
          issues.flatMap(({ issue }) => context.row(issue.id) ?? []),
        ),
    ...(measured === undefined ? [] : suiteRunsSection(context, measured)),
    ...(figures.plan.length === 0
      ? []
      : [heading(2, 'Planned work'), ...planSections(context, figures.plan, 3)]),
    ...(reading.runs.length === 0
      ? []
      : [
          heading(2, 'Runs'),
          ...reading.runs.flatMap((run) => runBlocks(context, run, sectionsOf(body, 'run', run.id), 3, home)),
        ]),
    ...(reading.decisions.length === 0
      ? []
      : [
          heading(2, 'Questions'),
          ...reading.decisions.flatMap((decision) => decisionBlocks(context, decision, 3)),
        ]),
    ...others.flatMap((section) => [
      heading(2, section.heading),
      ...proseBlocks(context, section.content, home),
    ]),
  ];
  return { ...suiteEntry(reading), root: { type: 'root', children } };
}

function facts({ suite, size }: SuiteAt): Inlines[] {
  const { repository, branch } = suite.source ?? {};
  return [
    ...(size === undefined
      ? []
      : [[strong('Size'), text(`: ${size.tests} tests on ${formatLongDate(size.date)}`)]]),
    ...(suite.framework === undefined ? [] : [[strong('Framework'), text(`: ${suite.framework}`)]]),
    ...(suite.command === undefined ? [] : [[strong('Command'), text(': '), code(suite.command)]]),
    ...(repository === undefined ? [] : [[strong('Source'), text(': '), link(repository, repository)]]),
    ...(branch === undefined ? [] : [[strong('Branch'), text(': '), code(branch)]]),
  ];
}
