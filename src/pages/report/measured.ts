import type { RootContent } from 'mdast';
import type { FixConfidence } from '../../confirm/measure-fixes.ts';
import { heading, type Inlines, list, paragraph, recordLink, strong, table } from '../blocks/tree.ts';
import { issueRoute } from '../routes.ts';
import { STANDINGS, type TestRuns } from '../runs/issue-runs.ts';
import { redLines } from '../runs/suite-section.ts';
import { momentWords, percent, rateFigure } from '../words/run-format.ts';
import { words as all } from '../words/words.ts';
import { issuesOf, type ReportView } from './view.ts';

const words = all.report.runs;

/** What the measured runs say of the suite, of claimed fixes and of what is unresolved; nothing where there are none. */
export function composeMeasured(view: ReportView): RootContent[] {
  const { book, reading } = view;
  const suite = book.suiteSummary(reading.suite.id);
  if (!suite) return [];
  const moments = momentWords(book);
  const tests = issuesOf(view).flatMap(({ issue, group }): MeasuredTest[] =>
    (book.issueRuns(issue)?.tests ?? []).map((test) => ({
      ...test,
      isUnresolved: group === 'unresolved' && test.state.group === 'unresolved',
      link: recordLink(issueRoute(issue.id), test.state.id, 'runs'),
    })),
  );
  const fixes = tests
    .flatMap(({ fix, link }) => (fix === undefined ? [] : [{ fix, link }]))
    .sort((a, b) => STANDINGS.indexOf(a.fix.standing) - STANDINGS.indexOf(b.fix.standing));
  const contradicted = fixes.filter(({ fix }) => isContradicted(fix));
  return [
    heading(2, words.heading),
    ...(contradicted.length === 0
      ? []
      : [
          paragraph(strong(words.contradict(contradicted.length))),
          list(contradicted.map(({ fix, link }) => [strong(link), `: ${all.claims.reason(fix, moments)}`])),
        ]),
    paragraph(all.runs.counted(suite.runs, moments), ` ${all.runs.interval}`),
    list(redLines(suite)),
    ...fixesTable(fixes),
    ...ratesTable(tests.filter(({ isUnresolved }) => isUnresolved)),
  ];
}

interface MeasuredTest extends TestRuns {
  readonly isUnresolved: boolean;
  readonly link: Inlines;
}

function fixesTable(fixes: readonly Required<Pick<MeasuredTest, 'fix' | 'link'>>[]): RootContent[] {
  if (fixes.length === 0) return [];
  const rows = fixes.map(({ fix, link }): Inlines[] => [
    link,
    all.claims.badge(fix.standing),
    fix.before === undefined ? words.noRateBefore : words.rateBefore(rateFigure(fix.before), fix.before.runs),
    words.passes(fix.passes, fix.days),
    fix.luck === undefined || isContradicted(fix) ? noLuck(fix) : percent(fix.luck),
    fix.needed === undefined || isContradicted(fix) ? '' : String(Math.max(0, fix.needed - fix.passes)),
  ]);
  return [
    heading(3, words.fixes),
    paragraph(words.luck),
    table(words.fixColumns, rows, ['left', 'left', 'left', 'right', 'right', 'right']),
  ];
}

/** Why there is no luck to work out. */
function noLuck(fix: FixConfidence): string {
  const { passes, relapses, otherFailures } = fix;
  const since = passes + relapses.length + otherFailures;
  return isContradicted(fix) ? words.failedSince(relapses.length, since) : words.luckUnknown;
}

function isContradicted({ standing }: FixConfidence): boolean {
  return standing === 'contradicted';
}

function ratesTable(tests: readonly MeasuredTest[]): RootContent[] {
  if (tests.length === 0) return [];
  const rows = tests.map(({ link, history }): Inlines[] => [
    link,
    history === undefined ? words.notMeasured : all.verdicts.badge(history.verdict),
    String(history?.runs ?? 0),
    history?.rate === undefined ? words.noRate : rateFigure(history.rate),
  ]);
  return [heading(3, words.unresolved), table(words.unresolvedColumns, rows, ['left', 'left', 'right'])];
}
