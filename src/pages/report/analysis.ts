import type { RootContent } from 'mdast';
import type { Pattern } from '../../records/pattern/pattern.ts';
import { prose } from '../blocks/prose.ts';
import {
  heading,
  type Inlines,
  joined,
  list,
  paragraph,
  recordLink,
  strong,
  table,
  text,
} from '../blocks/tree.ts';
import { idWithTests } from '../questions.ts';
import { issueRoute, patternRoute } from '../routes.ts';
import { formatFigure, termLabel } from '../words/format.ts';
import type { ReportView } from './report.ts';

/** The root cause table, and what the patterns behind it have in common. */
export function composeAnalysis(view: ReportView): RootContent[] {
  if (view.issues.length === 0) return [];
  return [
    heading(2, 'Root cause summary'),
    causeTable(view),
    heading(3, 'Pattern analysis'),
    patternTable(view),
    ...themes(view),
  ];
}

function causeTable({ context, issues }: ReportView): RootContent {
  const rows = issues.map((reading): Inlines[] => {
    const { issue, leading } = reading;
    return [
      recordLink(issueRoute(issue.id), idWithTests(reading)),
      leading
        ? recordLink(patternRoute(leading.cause.pattern), context.patternTitle(leading.cause.pattern))
        : 'Unknown',
      leading?.claim === undefined
        ? ''
        : prose(context, leading.claim, { file: issue.file, issue: issue.id }),
      issue.impact === undefined ? '' : termLabel(context.book.impacts, issue.impact),
    ];
  });
  return table(['Issue', 'Root cause category', 'Specific cause', 'Impact'], rows);
}

function patternTable({ context, figures }: ReportView): RootContent {
  const rows = [...figures.byPattern].map(([pattern, figure]): Inlines[] => [
    pattern === '' ? 'Unknown' : recordLink(patternRoute(pattern), context.patternTitle(pattern)),
    formatFigure(figure),
  ]);
  return table(['Pattern', 'Issues'], rows);
}

/** Themes and solutions of every pattern that stands in some issue's ledger, in the order of the issues. */
function themes(view: ReportView): RootContent[] {
  const patterns = patternsInUse(view);
  const { context } = view;
  const withTheme = patterns.filter(({ theme }) => theme !== undefined);
  const withSolution = patterns.filter(({ solution }) => solution !== undefined);
  const named = (pattern: Pattern): Inlines => [
    text(' ('),
    recordLink(patternRoute(pattern.id), pattern.title),
    text(')'),
  ];
  return [
    ...(withTheme.length === 0
      ? []
      : [
          paragraph(strong('Common themes')),
          list(
            withTheme.map(
              (pattern): Inlines => [
                ...prose(context, pattern.theme ?? '', { file: pattern.file }),
                ...joined([named(pattern)]),
              ],
            ),
            { ordered: true },
          ),
        ]),
    ...(withSolution.length === 0
      ? []
      : [
          paragraph(strong('Solutions')),
          list(
            withSolution.map(
              (pattern): Inlines => [
                strong(`For ${pattern.solutionFor ?? pattern.title}`),
                text(': '),
                ...prose(context, pattern.solution ?? '', { file: pattern.file }),
              ],
            ),
            { ordered: true },
          ),
        ]),
  ];
}

function patternsInUse({ context, issues }: ReportView): Pattern[] {
  const ids = new Set(
    issues.flatMap(({ causes }) =>
      causes
        .filter(({ state }) => state === 'proposed' || state === 'supported')
        .map(({ cause }) => cause.pattern),
    ),
  );
  return [...ids].flatMap((id) => context.pattern(id) ?? []);
}
