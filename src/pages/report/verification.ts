import type { RootContent } from 'mdast';
import { sectionsOf } from '../../records/body/section.ts';
import { expectedTable } from '../blocks/expected-table.ts';
import { prose } from '../blocks/prose.ts';
import { runBlocks } from '../blocks/run-parts.ts';
import { heading, type Inlines, list, paragraph, recordLink, strong, text } from '../blocks/tree.ts';
import { issueRoute } from '../routes.ts';
import { plural } from '../words/format.ts';
import type { ReportView } from './report.ts';

/** Runs before and after, what remains, and what the planned work is expected to give. */
export function composeVerification(view: ReportView): RootContent[] {
  const { context, reading, figures } = view;
  const body = context.body(reading.suite.file);
  return [
    heading(2, 'Verification results'),
    ...(reading.runs.length === 0
      ? [paragraph(noRunWords(view))]
      : [
          heading(3, 'Test suite status'),
          ...reading.runs.flatMap((run) =>
            runBlocks(context, run, sectionsOf(body, 'run', run.id), 4, { file: reading.suite.file }),
          ),
        ]),
    heading(3, 'Remaining flaky tests'),
    ...remaining(view),
    ...(figures.expected.length === 0
      ? []
      : [
          heading(3, 'Expected after the planned work'),
          paragraph(
            'Each row adds one planned fix to those above it. A mitigation hides a failure and removes no cause, so its tests do not count as stable.',
          ),
          expectedTable(context, figures.stable, figures.expected),
        ]),
  ];
}

/** A note is what somebody wrote of a run; measured runs have a part of their own. */
function noRunWords({ context, reading: { suite } }: ReportView): string {
  return context.measuredRuns(suite.id).length === 0
    ? 'No run of the suite is noted.'
    : 'No run is noted in the record of the suite; what was measured stands under “What the runs say”.';
}

function remaining({ context, issues, figures }: ReportView): RootContent[] {
  const unresolved = issues.filter(({ group }) => group === 'unresolved');
  if (unresolved.length === 0) return [paragraph('None: no test of this suite has an unresolved issue.')];
  const items = unresolved.map(({ issue, tests }): Inlines => {
    const open = tests.filter(({ group }) => group === 'unresolved');
    const name =
      open.length === tests.length && tests.length > 1
        ? `${issue.id}${open.map(({ test }) => test.letter).join('/')}`
        : open.map(({ id }) => id).join(', ');
    return [
      recordLink(issueRoute(issue.id), name),
      text(': '),
      ...prose(context, issue.title, { file: issue.file, issue: issue.id }),
      text(` (${plural(open.length, 'test')})`),
    ];
  });
  return [
    paragraph(
      strong(plural(figures.testsUnresolved.value, 'test')),
      ` in ${plural(unresolved.length, 'issue')}:`,
    ),
    list(items),
  ];
}
