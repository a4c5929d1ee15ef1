import type { RootContent } from 'mdast';
import { type SectionKind, sectionsOf } from '../records/body/section.ts';
import { RELATIONS } from '../records/issue/issue.ts';
import { decisionBlocks } from './blocks/decision-parts.ts';
import { diagnosisBlocks } from './blocks/diagnosis.ts';
import { besideMark } from './blocks/evidence-marks.ts';
import {
  causesTable,
  fixBlocks,
  type IssueView,
  partHeading,
  sectionBlocks,
  statusLine,
  testsTable,
} from './blocks/issue-parts.ts';
import { plainText, prose, proseBlocks } from './blocks/prose.ts';
import { inlineReference } from './blocks/references.ts';
import { timelineTable } from './blocks/timeline-table.ts';
import { code, heading, type Inlines, list, paragraph, recordLink, text } from './blocks/tree.ts';
import type { BookAt } from './context.ts';
import type { Document, DocumentEntry } from './document.ts';
import { glance } from './issue-glance.ts';
import type { IssueAt } from './questions.ts';
import { issueRoute } from './routes.ts';
import { contradiction, issueRunsSection, standingMark } from './runs/issue-section.ts';
import { capitalise, statusLabel, termLabel } from './words/format.ts';

export function issueEntry(context: BookAt, reading: IssueAt): DocumentEntry {
  const { issue, leading, status } = reading;
  const { book } = context;
  const cause =
    leading?.claim ?? (leading ? context.patternTitle(leading.cause.pattern) : 'no cause known yet');
  const described = plainText(cause);
  return {
    route: issueRoute(issue.id),
    kind: 'issue',
    title: `${issue.id}: ${plainText(issue.title)}`,
    description: `${statusLabel(status, book)}. ${capitalise(described)}${/[.!?]$/.test(described) ? '' : '.'}`,
    facets: {
      Status: [statusLabel(status, book)],
      Suite: [context.suiteHead(issue.suite)?.title ?? issue.suite],
      ...(issue.impact === undefined ? {} : { Impact: [termLabel(book.impacts, issue.impact)] }),
      ...(leading ? { Pattern: [context.patternTitle(leading.cause.pattern)] } : {}),
    },
    updated: reading.updated,
  };
}

/** An issue's page. It does not print the date of reading, so that a day that brings it nothing leaves it as it is. */
export function composeIssue(context: BookAt, reading: IssueAt): Document {
  const { issue } = reading;
  const body = context.body(issue.file);
  const runs = context.issueRuns(reading.issue.id);
  const home = { file: issue.file, issue: issue.id };
  const view: IssueView = { context, reading, body, home, depth: 2, suffix: '' };
  const children: RootContent[] = [
    heading(1, `${issue.id}: `, prose(context, issue.title, home)),
    paragraph(statusLine(view), runs === undefined ? [] : standingMark(runs)),
    ...(runs === undefined ? [] : contradiction(context, runs)),
    glance(view, runs),
    ...proseBlocks(context, body.preamble, home),
    partHeading(view, 'Tests'),
    testsTable(view),
    ...part(view, 'Symptom', 'symptom'),
    ...titled(view, 'Root cause', [
      ...diagnosisBlocks(context, reading, home),
      ...causesTable(view),
      ...sectionBlocks(view, sectionsOf(body, 'root-cause')),
    ]),
    ...part(view, 'Evidence', 'evidence'),
    ...fixes(view),
    ...part(view, 'Verification', 'verification'),
    ...(runs === undefined ? [] : issueRunsSection(context, runs)),
    ...decisions(view),
    ...signatures(view),
    partHeading(view, 'Timeline'),
    timelineTable(view),
    ...related(view),
    ...part(view, 'Notes', 'notes'),
    ...sectionsOf(body, 'other').flatMap(({ heading: words, content }) => [
      heading(2, words),
      ...proseBlocks(context, content, home),
    ]),
  ];
  return { ...issueEntry(context, reading), root: { type: 'root', children } };
}

function part(view: IssueView, words: string, kind: SectionKind): RootContent[] {
  return titled(view, words, sectionBlocks(view, sectionsOf(view.body, kind)));
}

function titled(view: IssueView, words: string, blocks: readonly RootContent[]): RootContent[] {
  return blocks.length === 0 ? [] : [partHeading(view, words), ...blocks];
}

function fixes(view: IssueView): RootContent[] {
  const { context, reading, home } = view;
  const loose = sectionsOf(view.body, 'fix').filter(
    ({ id }) => id === undefined && reading.fixes.length === 0,
  );
  if (reading.fixes.length === 0) return titled(view, 'Fix', sectionBlocks(view, loose));
  return [
    partHeading(view, reading.fixes.length === 1 ? 'Fix' : 'Fixes'),
    ...reading.fixes.flatMap((fix) => [heading(3, prose(context, fix.title, home)), ...fixBlocks(view, fix)]),
  ];
}

function decisions(view: IssueView): RootContent[] {
  const shown = view.context.decisionsAbout(view.reading.issue.id);
  return titled(
    view,
    shown.length === 1 ? 'Question' : 'Questions',
    shown.flatMap((decision) => decisionBlocks(view.context, decision, 3)),
  );
}

function signatures(view: IssueView): RootContent[] {
  const items = view.reading.issue.signatures.flatMap(({ text: words, regex }): Inlines[] => [
    ...(words === undefined ? [] : [[text('text '), code(words)]]),
    ...(regex === undefined ? [] : [[text('pattern '), code(regex)]]),
  ]);
  return items.length === 0
    ? []
    : [partHeading(view, 'Signatures'), paragraph('A failure of this issue says:'), list(items)];
}

function related(view: IssueView): RootContent[] {
  const { context, reading } = view;
  const items: Inlines[] = [];
  for (const kind of RELATIONS) {
    for (const { issue } of reading.issue.related.filter((entry) => entry.kind === kind)) {
      items.push([text(`${capitalise(kind.replaceAll('-', ' '))} `), recordLink(issueRoute(issue), issue)]);
    }
  }
  for (const other of context.namedBy(reading.issue.id)) {
    items.push([
      text('Named by '),
      recordLink(issueRoute(other.id), other.id),
      text(`: ${plainText(other.title)}`),
    ]);
  }
  for (const entry of reading.issue.references) items.push(referenceItem(view, entry));
  return items.length === 0 ? [] : [partHeading(view, 'Related'), list(items)];
}

function referenceItem({ context, reading: { issue } }: IssueView, entry: string): Inlines {
  const commit = /^commit:(.+)$/s.exec(entry)?.[1];
  const mark =
    commit === undefined
      ? besideMark(context, issue, { kind: 'reference', of: entry })
      : besideMark(context, issue, { kind: 'commit', of: 'references', what: commit });
  return [...inlineReference(context, entry, context.suiteHead(issue.suite)), ...mark];
}
