import type { PhrasingContent, RootContent } from 'mdast';
import { isStanding } from '../../asof/reading/causes.ts';
import type { FixReading } from '../../asof/snapshot.ts';
import { groupOf } from '../../core/status.ts';
import { type SectionKind, sectionsOf } from '../../records/body/section.ts';
import {
  causesTable,
  diagnosisBlocks,
  fixBlocks,
  type IssueView,
  sectionBlocks,
  statusLine,
  testsTable,
  viewIssue,
} from '../blocks/issue.ts';
import { inlineReference, mechanism } from '../blocks/links.ts';
import { prose, proseBlocks } from '../blocks/prose.ts';
import {
  bullets,
  fact,
  heading,
  type Inlines,
  joined,
  list,
  paragraph,
  recordLink,
  section,
  strong,
  table,
  text,
} from '../blocks/tree.ts';
import { trialItems } from '../blocks/trials.ts';
import { type IssueAt, idWithTests } from '../questions.ts';
import { issueRoute, patternRoute } from '../routes.ts';
import { contradictionMark } from '../runs/issue-section.ts';
import { formatEffort, formatFigure, GROUP_MARKS, termLabel } from '../words/format.ts';
import { words as all } from '../words/words.ts';
import { impactOf, type ReportView } from './view.ts';

const words = all.report.triage;
const labels = all.issue;
const causes = all.report.causes;

/** Every issue in full: symptom, root cause, evidence, fixes with their snippets and trade-offs, verification. */
export function composeTriage(view: ReportView): RootContent[] {
  if (view.issues.length === 0) return [];
  return [heading(2, words.heading), ...view.issues.flatMap((reading) => issueBlocks(view, reading))];
}

function issueBlocks({ book, reading: { suite } }: ReportView, reading: IssueAt): RootContent[] {
  const { issue, status } = reading;
  const view = viewIssue(book, reading);
  const { body, home } = view;
  const part = (title: string, kinds: readonly SectionKind[], before: readonly RootContent[] = []) => {
    const sections = kinds.flatMap((kind) => sectionsOf(body, kind));
    const blocks = [...before, ...sectionBlocks(view, sections)];
    return blocks.length === 0 ? [] : [heading(4, words.of(title, issue.id)), ...blocks];
  };
  const impact = impactOf(book, issue);
  const references = issue.references.map((entry) => inlineReference(book, entry, suite));
  return [
    heading(3, `${GROUP_MARKS[groupOf(status)]} ${idWithTests(reading)}: `, prose(book, issue.title, home)),
    paragraph(
      statusLine(view),
      contradictionMark(book.isContradicted(issue.id)),
      ...(impact === '' ? [] : [words.impact, prose(book, impact, home)]),
    ),
    ...proseBlocks(book, body.preamble, home),
    testsTable(view),
    ...part(labels.symptom, ['symptom']),
    ...part(labels.rootCause, ['root-cause'], [...diagnosisBlocks(view), ...causesTable(view)]),
    ...part(labels.evidence, ['evidence']),
    ...reading.fixes.flatMap((fix) => [heading(4, fixHeading(view, fix)), ...fixBlocks(view, fix)]),
    ...section(4, words.of(labels.trials.heading, issue.id), bullets(trialItems(view))),
    ...part(labels.verification, ['verification']),
    ...part(labels.notes, ['notes', 'other']),
    ...fact(words.documentation, joined(references, '; ')).map((one) => paragraph(one)),
  ];
}

function fixHeading({ book, reading: { issue } }: IssueView, fix: FixReading): PhrasingContent[] {
  const { state, kind, title, effort } = fix;
  return [
    text(words.fix(state, kind, issue.id)),
    ...prose(book, title, { file: issue.file }),
    text(effort === undefined ? '' : words.effort(formatEffort(effort))),
  ];
}

/** The root cause table, and what the patterns behind it have in common. */
export function composeCauses(view: ReportView): RootContent[] {
  if (view.issues.length === 0) return [];
  return [
    heading(2, causes.heading),
    causeTable(view),
    heading(3, causes.patterns),
    patternTable(view),
    ...themes(view),
  ];
}

function patternName({ book }: ReportView, id: string): Inlines {
  return recordLink(patternRoute(id), book.patternTitle(id));
}

function causeTable(view: ReportView): RootContent {
  const { book, issues } = view;
  const rows = issues.map((reading): Inlines[] => {
    const { issue, leading } = reading;
    const home = { file: issue.file, issue: issue.id };
    return [
      recordLink(issueRoute(issue.id), idWithTests(reading)),
      leading === undefined ? all.report.unknown : mechanism(book, leading),
      leading?.claim === undefined ? '' : prose(book, leading.claim, home),
      issue.impact === undefined ? '' : termLabel(book.settings.impacts, issue.impact),
    ];
  });
  return table(causes.columns, rows);
}

function patternTable(view: ReportView): RootContent {
  const rows = [...view.figures.byPattern].map(([id, figure]) => [
    id === '' ? all.report.unknown : patternName(view, id),
    formatFigure(figure),
  ]);
  return table(causes.patternColumns, rows);
}

/** Themes and solutions of every pattern that some issue still suspects, in the order of the issues. */
function themes(view: ReportView): RootContent[] {
  const { book, issues } = view;
  const suspected = issues.flatMap((reading) => reading.causes.filter(isStanding));
  const ids = new Set(suspected.flatMap(({ pattern }) => pattern ?? []));
  const patterns = [...ids].flatMap((id) => book.pattern(id) ?? []);
  const common = patterns.flatMap(({ id, file, theme }): Inlines[] =>
    theme === undefined
      ? []
      : [[...prose(book, theme, { file }), ' (', ...joined([patternName(view, id)]), ')']],
  );
  const solutions = patterns.flatMap(({ title, file, solution, solutionFor = title }) =>
    fact(causes.solutionFor(solutionFor), solution && prose(book, solution, { file })),
  );
  const listed = (title: string, items: readonly Inlines[]) =>
    items.length === 0 ? [] : [paragraph(strong(title)), list(items, { ordered: true })];
  return [...listed(causes.themes, common), ...listed(causes.solutions, solutions)];
}
