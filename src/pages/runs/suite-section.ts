import type { RootContent } from 'mdast';
import { compareText } from '../../core/finding.ts';
import type { FlakeGroup, SuiteRuns, TestHistory, Verdict } from '../../runs/verdict/suite-runs.ts';
import {
  code,
  heading,
  type Inline,
  type Inlines,
  joined,
  list,
  paragraph,
  recordLink,
  table,
  text,
} from '../blocks/tree.ts';
import type { BookAt } from '../context.ts';
import { issueRoute } from '../routes.ts';
import { plural } from '../words/format.ts';
import { countedRuns } from './counted-runs.ts';
import { momentWords, runCode } from './moments.ts';
import { INTERVAL_NOTE, percent, rateFigure, rateWords } from './rates.ts';
import { verdictBadge } from './verdict-words.ts';

/** So many tests a table shows; the command shows them all. */
const SHOWN_TESTS = 50;

const SECTIONS: readonly (readonly [
  title: string,
  kind: Verdict['kind'],
  isShown?: (verdict: Verdict) => boolean,
])[] = [
  ['Flaky tests', 'flaky'],
  ['Broken tests', 'broken'],
  ['Regressions', 'regression'],
  ['Failed once', 'failed-once'],
  ['Failed set-ups', 'infrastructure'],
];

/** The section of a suite's page about its measured runs. */
export function suiteRunsSection(context: BookAt, runs: SuiteRuns): RootContent[] {
  const moments = momentWords(context);
  const histories = [...runs.tests.values()];
  return [
    heading(2, 'Measured runs'),
    paragraph(...countedRuns(runs.runs, moments), ` ${INTERVAL_NOTE}`),
    list(redLines(runs)),
    ...SECTIONS.flatMap(([title, kind]) =>
      testsSection(
        context,
        title,
        histories.filter(({ verdict }) => verdict.kind === kind),
      ),
    ),
    ...groupsSection(context, runs),
  ];
}

/** How often the suite is red, and how often it would be by its flaky tests alone. */
export function redLines({ red, redByFlake, tests }: SuiteRuns): Inlines[] {
  const flaky = [...tests.values()].filter(({ verdict }) => verdict.kind === 'flaky').length;
  return [
    red === undefined
      ? 'Red runs: not known, since no whole run counts'
      : `Red runs: ${rateWords(red, 'were red')}`,
    ...(flaky === 0
      ? []
      : [
          `Red by flaky tests alone: a chance of ${percent(redByFlake)} a run, from ${plural(flaky, 'flaky test')}${flaky === 1 ? '' : ', if each fails by itself'}`,
        ]),
  ];
}

function testsSection(context: BookAt, title: string, histories: readonly TestHistory[]): RootContent[] {
  if (histories.length === 0) return [];
  const ranked = histories.toSorted(
    (a, b) => b.failures - a.failures || (b.rate?.low ?? 0) - (a.rate?.low ?? 0) || compareText(a.key, b.key),
  );
  const shown = ranked.slice(0, SHOWN_TESTS);
  const rows = shown.map((history): Inlines[] => [
    issuesOf(context, history),
    history.rate === undefined ? 'none' : rateFigure(history.rate),
    String(history.runs),
    verdictBadge(history.verdict),
    nameOf(context, history),
  ]);
  const isUnknown = shown.some(({ issues }) => issues.length === 0);
  return [
    heading(3, title),
    table(['Issue', 'Failure rate', 'Runs', 'Verdict', 'Test'], rows, ['left', 'left', 'right']),
    ...(ranked.length > shown.length
      ? [paragraph(`The ${shown.length} that failed most often of ${ranked.length}.`)]
      : []),
    ...(isUnknown && title === 'Flaky tests'
      ? [paragraph('Tests without an issue, with their evidence: ', code('flakebook detect'), '.')]
      : []),
  ];
}

/** As its record calls it today, else as the runs do: a renamed test has several names. */
function nameOf(context: BookAt, { names, issues, key }: TestHistory): Inline {
  const recorded = issues.flatMap((id) => context.issue(id)?.issue.tests.map(({ name }) => name) ?? []);
  return runCode(names.find((name) => recorded.includes(name)) ?? names.at(-1) ?? key);
}

function issuesOf(context: BookAt, { issues }: TestHistory): Inlines {
  if (issues.length === 0) return 'no issue yet';
  return joined(issues.map((id) => (context.hasIssue(id) ? recordLink(issueRoute(id), id) : text(id))));
}

function groupsSection(context: BookAt, { groups, tests }: SuiteRuns): RootContent[] {
  if (groups.length === 0) return [];
  const name = (key: string): Inlines => {
    const history = tests.get(key);
    const [issue] = history?.issues ?? [];
    return issue !== undefined && context.hasIssue(issue)
      ? [recordLink(issueRoute(issue), key === issue || key.startsWith(issue) ? key : issue)]
      : runCode(key);
  };
  const rows = groups.map(({ tests: keys, together, runs }: FlakeGroup): Inlines[] => [
    joined(keys.map(name)),
    `${together} of ${plural(runs, 'run')}`,
  ]);
  return [
    heading(3, 'Tests that flake together'),
    paragraph(
      'They fail in the same runs more often than chance would have it: one cause may lie behind each group. The second column counts the runs in which at least two of them failed, of those in which any did.',
    ),
    table(['Tests', 'Together'], rows),
  ];
}
