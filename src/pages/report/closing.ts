import type { RootContent } from 'mdast';
import { figuresTable } from '../blocks/figures-table.ts';
import { referenceLine } from '../blocks/references.ts';
import { code, heading, type Inlines, list, strong, text } from '../blocks/tree.ts';
import { enumerate, formatFigure, plural } from '../words/format.ts';
import type { ReportView } from './report.ts';
import { statusCounts } from './summary.ts';

/** All figures, related documentation, and the state in a few lines. */
export function composeClosing(view: ReportView): RootContent[] {
  return [
    heading(2, 'Figures'),
    figuresTable(view.context, view.figures),
    ...documentation(view),
    heading(2, 'Closing status'),
    list(closingLines(view)),
  ];
}

function documentation({ context, reading }: ReportView): RootContent[] {
  const groups = reading.suite.references.flatMap(
    (id) => context.references.find((group) => group.id === id) ?? [],
  );
  if (groups.length === 0) return [];
  return [
    heading(2, 'Related documentation'),
    ...groups.flatMap((group) => [
      heading(3, group.title),
      list(group.items.map((item) => referenceLine(context, item, reading.suite))),
    ]),
  ];
}

function closingLines(view: ReportView): Inlines[] {
  const { context, reading, figures, issues } = view;
  const newest = reading.runs.filter(({ passed }) => passed !== undefined).at(-1);
  const ofWhom = new Set(
    [...issues.flatMap(({ issue }) => context.decisionsAbout(issue.id)), ...reading.decisions].flatMap(
      ({ state, decision }) => (state === 'open' && decision.of !== undefined ? [decision.of] : []),
    ),
  );
  const waiting =
    figures.decisionsOpen.value === 0
      ? 'no question is open'
      : `${plural(figures.decisionsOpen.value, 'open question')}${ofWhom.size === 0 ? '' : ` for ${enumerate([...ofWhom])}`}`;
  return [
    [strong('Status'), text(`: ${statusCounts(view)}, of ${plural(figures.issues.value, 'issue')}`)],
    ...(figures.stable === undefined
      ? []
      : [[strong('Stable tests'), text(`: ${formatFigure(figures.stable)}`)]]),
    [strong('Next steps'), text(`: ${waiting}`)],
    ...(reading.suite.source?.branch === undefined
      ? []
      : [[strong('Branch'), text(': '), code(reading.suite.source.branch)]]),
    ...(newest === undefined
      ? []
      : [
          [
            strong('Newest run'),
            text(
              `: ${newest.passed} of ${newest.ran ?? newest.of ?? 'unknown'} passed (${newest.id}); one green run does not show that a flake is gone`,
            ),
          ],
        ]),
  ];
}
