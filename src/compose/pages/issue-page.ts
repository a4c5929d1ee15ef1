import type { RootContent } from 'mdast';
import type { IssueReading } from '../../derive/snapshot.ts';
import type { Document, DocumentEntry } from '../../model/document.ts';
import { RELATIONS } from '../../model/issue.ts';
import type { BodySource } from '../../model/knowledge-base.ts';
import { type SectionKind, sectionsOf } from '../../model/section.ts';
import { type ComposeContext, patternTitle, suiteOf } from '../context.ts';
import { decisionBlocks } from '../decision-parts.ts';
import { diagnosisBlocks } from '../diagnosis.ts';
import { besideMark, causeStateWords, checkedWords, evidenceOf } from '../evidence-marks.ts';
import {
  causesTable,
  fixBlocks,
  type IssueView,
  partHeading,
  sectionBlocks,
  statusLine,
  testsTable,
} from '../issue-parts.ts';
import { plainText, prose, proseBlocks } from '../prose.ts';
import { inlineReference } from '../references.ts';
import { issueRoute, patternRoute, suiteRoute } from '../routes.ts';
import { type IssueRuns, issueRuns } from '../runs/issue-runs.ts';
import { issueRunsSection, measuredLine } from '../runs/issue-section.ts';
import { contradiction, standingMark } from '../runs/standing-marks.ts';
import { timelineTable } from '../timeline-table.ts';
import { code, heading, type Inlines, list, paragraph, recordLink, strong, table, text } from '../tree.ts';
import { capitalise, plural, statusLabel, termLabel } from '../words.ts';

export function issueEntry(context: ComposeContext, reading: IssueReading): DocumentEntry {
  const { issue, leading, status } = reading;
  const { book } = context;
  const cause =
    leading?.claim ?? (leading ? patternTitle(context, leading.cause.pattern) : 'no cause known yet');
  const described = plainText(cause);
  return {
    route: issueRoute(issue.id),
    kind: 'issue',
    title: `${issue.id}: ${plainText(issue.title)}`,
    description: `${statusLabel(status, book)}. ${capitalise(described)}${/[.!?]$/.test(described) ? '' : '.'}`,
    facets: {
      Status: [statusLabel(status, book)],
      Suite: [suiteOf(context, issue)?.title ?? issue.suite],
      ...(issue.impact === undefined ? {} : { Impact: [termLabel(book.impacts, issue.impact)] }),
      ...(leading ? { Pattern: [patternTitle(context, leading.cause.pattern)] } : {}),
    },
    updated: reading.updated,
  };
}

/** An issue's page. It does not print the date of reading, so that a day that brings it nothing leaves it as it is. */
export function composeIssue(context: ComposeContext, reading: IssueReading, bodies: BodySource): Document {
  const { issue } = reading;
  const body = bodies(issue.file);
  const runs = issueRuns(context, reading, bodies);
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

/** What one wants to know before reading on, as a table of two columns. */
function glance({ context, reading, home }: IssueView, runs: IssueRuns | undefined): RootContent {
  const { issue, leading } = reading;
  const { book } = context;
  const suite = suiteOf(context, issue);
  const planned = reading.fixes.filter(({ state }) => state === 'planned');
  const applied = reading.fixes.filter(({ state }) => state === 'applied');
  const rows: [string, Inlines][] = [
    ['Suite', recordLink(suiteRoute(issue.suite), suite?.title ?? issue.suite)],
  ];
  if (issue.impact !== undefined) {
    const affects =
      issue.affects === undefined ? [] : [text(': affects '), ...prose(context, issue.affects, home)];
    rows.push(['Impact', [termLabel(book.impacts, issue.impact), ...affects]]);
  }
  if (issue.locus !== undefined) rows.push(['Defect in', `the ${issue.locus.replaceAll('-', ' ')}`]);
  if (reading.group === 'resolved' && reading.daysToSettle !== undefined) {
    rows.push([
      'Time to fix',
      reading.daysToSettle === 0 ? 'within a day' : plural(reading.daysToSettle, 'day'),
    ]);
  }
  if (issue.owner !== undefined) rows.push(['Owner', issue.owner]);
  if (leading) {
    const claim = leading.claim === undefined ? [] : [text(': '), ...prose(context, leading.claim, home)];
    rows.push([
      'Root cause',
      [
        recordLink(patternRoute(leading.cause.pattern), patternTitle(context, leading.cause.pattern)),
        ...claim,
        text(` (${causeStateWords(context, issue, leading.state)})`),
      ],
    ]);
  }
  for (const fix of applied) rows.push(['Applied', prose(context, fix.title, home)]);
  for (const fix of planned)
    rows.push([
      'Planned',
      [...prose(context, fix.title, home), text(fix.kind === 'fix' ? '' : ` (${fix.kind})`)],
    ]);
  const measured = runs === undefined ? undefined : measuredLine(issue.id, runs);
  if (measured !== undefined) rows.push(['Measured', measured]);
  const evidence = evidenceOf(context, issue);
  if (evidence) rows.push(['Held against the code', checkedWords(context, evidence, suite)]);
  for (const field of book.fields) {
    const value = issue.fields[field.id];
    if (value !== undefined) rows.push([field.label, prose(context, value, home)]);
  }
  return table(
    ['At a glance', ''],
    rows.map(([name, value]): Inlines[] => [strong(name), value]),
  );
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
  const shown = view.context.backlinks.decisions.get(view.reading.issue.id) ?? [];
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
  for (const other of context.backlinks.byIssue.get(reading.issue.id) ?? []) {
    items.push([
      text('Named by '),
      recordLink(issueRoute(other.issue.id), other.issue.id),
      text(`: ${plainText(other.issue.title)}`),
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
  return [...inlineReference(context, entry, suiteOf(context, issue)), ...mark];
}
