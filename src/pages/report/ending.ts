import type { RootContent } from 'mdast';
import { sectionsOf } from '../../records/body/section.ts';
import { expectedTable, figuresTable } from '../blocks/figures.ts';
import { referenceLine } from '../blocks/links.ts';
import { runBlocks } from '../blocks/noted-runs.ts';
import { prose } from '../blocks/prose.ts';
import { code, fact, heading, type Inlines, list, paragraph, recordLink, strong } from '../blocks/tree.ts';
import { idWithTests } from '../questions.ts';
import { issueRoute } from '../routes.ts';
import { formatFigure } from '../words/format.ts';
import { words as all } from '../words/words.ts';
import { type ReportView, statusCounts } from './view.ts';

const words = all.report.verification;
const closing = all.report.closing;

/** Runs before and after, what remains, and what the planned work is expected to give. */
export function composeVerification(view: ReportView): RootContent[] {
  const { book, reading, figures } = view;
  const { file, id } = reading.suite;
  const runs = reading.suite.runs.flatMap((run) =>
    runBlocks(book, run, sectionsOf(book.body(file), 'run', run.id), 4, { file }),
  );
  const noRun = book.measuredRuns(id).length === 0 ? words.noRun : words.onlyMeasured;
  return [
    heading(2, words.heading),
    ...(runs.length === 0 ? [paragraph(noRun)] : [heading(3, words.runs), ...runs]),
    heading(3, words.remaining),
    ...remaining(view),
    ...(figures.expected.length === 0
      ? []
      : [heading(3, all.plan.carriedOut), paragraph(words.steps), expectedTable(book, figures)]),
  ];
}

function remaining({ book, issues, figures }: ReportView): RootContent[] {
  const unresolved = issues.filter(({ group }) => group === 'unresolved');
  if (unresolved.length === 0) return [paragraph(words.noneRemains)];
  const items = unresolved.map((reading): Inlines => {
    const { issue, tests } = reading;
    const open = tests.filter(({ group }) => group === 'unresolved');
    return [
      recordLink(issueRoute(issue.id), idWithTests(reading)),
      ': ',
      ...prose(book, issue.title, { file: issue.file, issue: issue.id }),
      words.testsOfIssue(open.length),
    ];
  });
  const count = strong(words.remainingTests(figures.testsUnresolved.value));
  return [paragraph(count, words.inIssues(unresolved.length)), list(items)];
}

/** All figures, related documentation, and the state in a few lines. */
export function composeClosing(view: ReportView): RootContent[] {
  const { book, figures } = view;
  return [
    heading(2, closing.figures),
    figuresTable(book, figures),
    ...documentation(view),
    heading(2, closing.heading),
    list(closingFacts(view)),
  ];
}

function documentation({ book, reading: { suite } }: ReportView): RootContent[] {
  const groups = suite.references.flatMap((id) => book.references.find((group) => group.id === id) ?? []);
  if (groups.length === 0) return [];
  return [
    heading(2, closing.documentation),
    ...groups.flatMap(({ title, items }) => [
      heading(3, title),
      list(items.map((item) => referenceLine(book, item, suite))),
    ]),
  ];
}

function closingFacts(view: ReportView): Inlines[] {
  const { book, reading, figures, issues } = view;
  const { branch } = reading.suite.source ?? {};
  const decisions = [...issues.flatMap(({ issue }) => book.decisionsAbout(issue.id)), ...reading.decisions];
  const askedOf = new Set(
    decisions.flatMap(({ state, decision }) => (state === 'open' ? (decision.of ?? []) : [])),
  );
  return [
    ...fact(all.report.header.status, closing.statusOf(statusCounts(view), figures.issues.value)),
    ...fact(all.report.status.stable, figures.stable && formatFigure(figures.stable)),
    ...fact(closing.decisions, closing.decisionsOf(figures.decisionsOpen.value, [...askedOf])),
    ...fact(all.report.header.branch, branch === undefined ? undefined : code(branch)),
    ...fact(closing.run, newestRun(view)),
  ];
}

function newestRun({ reading }: ReportView): string | undefined {
  const newest = reading.suite.runs.findLast(({ passed }) => passed !== undefined);
  if (newest?.passed === undefined) return undefined;
  const of = newest.ran ?? newest.of;
  const line = closing.passedIn(closing.passed(newest.passed, of), newest.id, newest.date);
  return newest.passed === of ? `${line}${closing.oneGreenRun}` : line;
}
