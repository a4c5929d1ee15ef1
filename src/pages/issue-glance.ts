import type { RootContent } from 'mdast';
import { causeStateWords, checkedWords } from './blocks/evidence-marks.ts';
import type { IssueView } from './blocks/issue-parts.ts';
import { prose } from './blocks/prose.ts';
import { type Inlines, recordLink, strong, table, text } from './blocks/tree.ts';

import { patternRoute, suiteRoute } from './routes.ts';
import type { IssueRuns } from './runs/issue-runs.ts';
import { measuredLine } from './runs/issue-section.ts';
import { plural, termLabel } from './words/format.ts';

/** What one wants to know before reading on, as a table of two columns. */
export function glance({ context, reading, home }: IssueView, runs: IssueRuns | undefined): RootContent {
  const { issue, leading } = reading;
  const { book } = context;
  const suite = context.suiteHead(issue.suite);
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
        recordLink(patternRoute(leading.cause.pattern), context.patternTitle(leading.cause.pattern)),
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
  const evidence = context.issueEvidence(issue.id);
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
