import type { RootContent } from 'mdast';
import type { FixConfidence } from '../../confirm/fix-confidence.ts';
import { heading, type Inlines, list, paragraph, recordLink, strong, table, text } from '../blocks/tree.ts';
import type { IssueAt } from '../questions.ts';
import { issueRoute } from '../routes.ts';
import { countedRuns } from '../runs/counted-runs.ts';
import { STANDINGS, standingBadge, standingReason } from '../runs/fix-words.ts';
import type { IssueRuns, TestRuns } from '../runs/issue-runs.ts';
import { type MomentWords, momentWords } from '../runs/moments.ts';
import { INTERVAL_NOTE, percent, rateFigure } from '../runs/rates.ts';
import { redLines } from '../runs/suite-section.ts';
import { verdictBadge } from '../runs/verdict-words.ts';
import { plural } from '../words/format.ts';
import type { ReportView } from './report.ts';

/** What the measured runs say of the suite, of claimed fixes and of what is unresolved; nothing where there are none. */
export function composeMeasured({ context, reading, issues }: ReportView): RootContent[] {
  const suite = context.suiteRuns(reading.suite.id);
  if (!suite) return [];
  const moments = momentWords(context);
  const measured = issues.flatMap((issue) => {
    const runs = context.issueRuns(issue.issue.id);
    return runs ? [{ issue, runs }] : [];
  });
  return [
    heading(2, 'What the runs say'),
    ...contradictions(measured, moments),
    paragraph(...countedRuns(suite.runs, moments), ` ${INTERVAL_NOTE}`),
    list(redLines(suite)),
    ...fixes(measured),
    ...unresolved(measured),
  ];
}

interface Measured {
  readonly issue: IssueAt;
  readonly runs: IssueRuns;
}

function contradictions(measured: readonly Measured[], moments: MomentWords): RootContent[] {
  const items = fixesOf(measured)
    .filter(({ fix }) => isContradicted(fix))
    .map(({ fix, link }): Inlines => [strong(link), text(`: ${standingReason(fix, moments)}`)]);
  return items.length === 0
    ? []
    : [
        paragraph(strong(`The runs contradict ${plural(items.length, 'claimed fix', 'claimed fixes')}:`)),
        list(items),
      ];
}

function fixesOf(measured: readonly Measured[]) {
  return measured
    .flatMap(({ issue, runs }) =>
      runs.tests.flatMap(({ state, fix }) =>
        fix === undefined ? [] : [{ fix, link: recordLink(issueRoute(issue.issue.id), state.id, 'runs') }],
      ),
    )
    .sort((a, b) => STANDINGS.indexOf(a.fix.standing) - STANDINGS.indexOf(b.fix.standing));
}

function fixes(measured: readonly Measured[]): RootContent[] {
  const rows = fixesOf(measured).map(({ fix, link }): Inlines[] => [
    link,
    standingBadge(fix.standing),
    fix.before === undefined
      ? 'none measured'
      : `${rateFigure(fix.before)} of ${plural(fix.before.runs, 'run')}`,
    `${fix.passes} on ${plural(fix.days, 'day')}`,
    fix.luck === undefined ? noFigure(fix) : percent(fix.luck),
    fix.needed === undefined || isContradicted(fix)
      ? ''
      : String(Math.max(0, fix.needed.passes - fix.passes)),
  ]);
  if (rows.length === 0) return [];
  const head = ['Claimed fix', 'Standing', 'Rate before', 'Passes since', 'Luck left', 'Passes still needed'];
  return [
    heading(3, 'How sure the fixes are'),
    paragraph(
      'Luck is the chance that a test which nothing has mended would have passed as often. A fix is supported when it is at most 5% on two days or more.',
    ),
    table(head, rows, ['left', 'left', 'left', 'right', 'right', 'right']),
  ];
}

/** Why there is no luck to work out. */
function noFigure(fix: FixConfidence): string {
  const { passes, relapses, otherFailures } = fix;
  const since = passes + relapses.length + otherFailures;
  return isContradicted(fix) ? `failed in ${relapses.length} of ${plural(since, 'run')}` : 'not known';
}

function isContradicted({ standing }: FixConfidence): boolean {
  return standing === 'contradicted';
}

function unresolved(measured: readonly Measured[]): RootContent[] {
  const rows = measured.flatMap(({ issue, runs }) =>
    issue.group === 'unresolved'
      ? runs.tests.filter(isUnresolved).map((test) => unresolvedRow(issue, test))
      : [],
  );
  return rows.length === 0
    ? []
    : [
        heading(3, 'Measured rates of unresolved tests'),
        table(['Test', 'Verdict', 'Runs', 'Failure rate'], rows, ['left', 'left', 'right']),
      ];
}

function isUnresolved({ state }: TestRuns): boolean {
  return state.group === 'unresolved';
}

function unresolvedRow({ issue }: IssueAt, { state, history }: TestRuns): Inlines[] {
  return [
    recordLink(issueRoute(issue.id), state.id, 'runs'),
    history === undefined ? 'not measured' : verdictBadge(history.verdict),
    String(history?.runs ?? 0),
    history?.rate === undefined ? 'none' : rateFigure(history.rate),
  ];
}
