import type { RootContent } from 'mdast';
import { heading, type Inlines, joined, paragraph, recordLink, text } from '../blocks/tree.ts';
import type { BookAt } from '../context.ts';
import { issueRoute } from '../routes.ts';
import { countedRuns } from './counted-runs.ts';
import type { IssueRuns } from './issue-runs.ts';
import { momentWords } from './moments.ts';
import { INTERVAL_NOTE, rateWords } from './rates.ts';
import { testBlocks } from './test-blocks.ts';
import { verdictBadge } from './verdict-words.ts';

const TITLE = 'Runs';
const ANCHOR = 'runs';

/** The section of an issue's page about its measured runs. */
export function issueRunsSection(context: BookAt, { suite, tests }: IssueRuns): RootContent[] {
  const moments = momentWords(context);
  const isMeasured = tests.some(({ history, fix }) => history !== undefined || fix !== undefined);
  if (!isMeasured)
    return [heading(2, TITLE), paragraph('No measured run of the suite shows a test of this issue.')];
  return [
    heading(2, TITLE),
    paragraph(...countedRuns(suite.runs, moments), ` ${INTERVAL_NOTE}`),
    ...tests.flatMap((test) => [
      ...(tests.length > 1 ? [heading(3, `Runs of ${test.state.id}`)] : []),
      ...testBlocks(test, suite, moments),
    ]),
  ];
}

/** Rates and verdicts in a line, for the table at the top of the page; undefined where nothing was measured. */
export function measuredLine(issue: string, { tests }: IssueRuns): Inlines | undefined {
  const parts = tests.flatMap(({ state, history }): Inlines[] => {
    if (history?.rate === undefined) return [];
    const name = tests.length > 1 ? `${state.id} ` : '';
    return [[text(name), verdictBadge(history.verdict), text(`, ${rateWords(history.rate)}`)]];
  });
  return parts.length === 0
    ? undefined
    : [...joined(parts, '; '), text(', see '), recordLink(issueRoute(issue), 'the runs', ANCHOR)];
}
