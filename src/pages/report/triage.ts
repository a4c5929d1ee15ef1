import type { PhrasingContent, RootContent } from 'mdast';
import type { FixReading } from '../../asof/snapshot.ts';
import { groupOf } from '../../core/status.ts';
import { sectionsOf } from '../../records/body/section.ts';
import { diagnosisBlocks } from '../blocks/diagnosis.ts';
import {
  causesTable,
  fixBlocks,
  type IssueView,
  sectionBlocks,
  statusLine,
  testsTable,
} from '../blocks/issue-parts.ts';
import { prose, proseBlocks } from '../blocks/prose.ts';
import { inlineReference } from '../blocks/references.ts';
import { heading, joined, paragraph, strong, text } from '../blocks/tree.ts';
import type { BookAt } from '../context.ts';
import type { IssueAt } from '../questions.ts';
import { idWithTests } from '../questions.ts';
import { contradictionMark } from '../runs/standing-marks.ts';
import { capitalise, formatEffort, GROUP_MARKS, termLabel } from '../words/format.ts';
import type { ReportView } from './report.ts';

/** Every issue in full: symptom, root cause, evidence, fixes with their snippets and trade-offs, verification. */
export function composeTriage(view: ReportView): RootContent[] {
  if (view.issues.length === 0) return [];
  return [heading(2, 'Detailed triage'), ...view.issues.flatMap((reading) => composeOne(view, reading))];
}

function composeOne({ context, reading: suite }: ReportView, reading: IssueAt): RootContent[] {
  const { issue, status } = reading;
  const body = context.body(issue.file);
  const home = { file: issue.file, issue: issue.id };
  const view: IssueView = { context, reading, body, home, depth: 4, suffix: issue.id };
  const impact =
    issue.impact === undefined
      ? ''
      : `, impact ${termLabel(context.book.impacts, issue.impact).toLowerCase()}`;
  const titled = (words: string, blocks: readonly RootContent[]): RootContent[] =>
    blocks.length === 0 ? [] : [heading(4, `${words} of ${issue.id}`), ...blocks];
  return [
    heading(
      3,
      `${GROUP_MARKS[groupOf(status)]} ${idWithTests(reading)}: `,
      prose(context, issue.title, home),
    ),
    paragraph(
      statusLine(view),
      contradictionMark(context.isContradicted(reading.issue.id)),
      impact,
      ...(issue.affects === undefined ? [] : [' on ', prose(context, issue.affects, home)]),
    ),
    ...proseBlocks(context, body.preamble, home),
    testsTable(view),
    ...titled('Symptom', sectionBlocks(view, sectionsOf(body, 'symptom'))),
    ...titled('Root cause', [
      ...diagnosisBlocks(context, reading, home),
      ...causesTable(view),
      ...sectionBlocks(view, sectionsOf(body, 'root-cause')),
    ]),
    ...titled('Evidence', sectionBlocks(view, sectionsOf(body, 'evidence'))),
    ...reading.fixes.flatMap((fix) => [
      heading(4, fixHeading(context, reading, fix)),
      ...fixBlocks(view, fix),
    ]),
    ...titled('Verification', sectionBlocks(view, sectionsOf(body, 'verification'))),
    ...titled('Notes', sectionBlocks(view, [...sectionsOf(body, 'notes'), ...sectionsOf(body, 'other')])),
    ...(issue.references.length === 0
      ? []
      : [
          paragraph(
            strong('Documentation'),
            text(': '),
            joined(
              issue.references.map((entry) => inlineReference(context, entry, suite.suite)),
              '; ',
            ),
          ),
        ]),
  ];
}

/** A mitigation is the short-term fix and the fix beside it the long-term one; a second way to fix is an alternative. */
function fixHeading(context: BookAt, reading: IssueAt, fix: FixReading): PhrasingContent[] {
  const effort = fix.effort === undefined ? '' : ` (${formatEffort(fix.effort)})`;
  return [
    text(`${capitalise(fixRole(reading, fix))} of ${reading.issue.id}: `),
    ...prose(context, fix.title, { file: reading.issue.file }),
    text(effort),
  ];
}

function fixRole({ fixes }: IssueAt, fix: FixReading): string {
  if (fix.state === 'applied') return 'applied fix';
  if (fix.state === 'fell') return 'fallen fix';
  if (fix.state === 'rejected') return 'rejected fix';
  if (fix.kind !== 'fix') return fix.kind === 'mitigation' ? 'short-term fix' : fix.kind;
  if (fixes.some((other) => other !== fix && (other.kind !== 'fix' || other.state === 'applied')))
    return 'long-term fix';
  const planned = fixes.filter(({ state, kind }) => state === 'planned' && kind === 'fix');
  return planned.indexOf(fix) > 0 ? 'long-term alternative' : 'fix';
}
