import type { RootContent } from 'mdast';
import { firstLine } from '../../core/text/first-line.ts';
import type { MeasuredRun } from '../../records/runs/run-schema.ts';
import { cleanText } from '../../runs/read/locate/names.ts';
import { isCounted } from '../../runs/verdict/rate-windows.ts';
import type { Observation, SuiteRuns, TestHistory } from '../../runs/verdict/suite-runs.ts';
import { badge, code, type Inlines, joined, link, paragraph, strong, table, text } from '../blocks/tree.ts';
import { plural } from '../words/format.ts';
import { fixGauge } from './fix-words.ts';
import type { TestRuns } from './issue-runs.ts';
import { commitCode, type MomentWords, runCode } from './moments.ts';
import { rateWords } from './rates.ts';
import { olderRuns, rateChart, runStrip } from './strip.ts';
import { verdictBadge, verdictReason } from './verdict-words.ts';

/** What the runs show of one test: verdict, rate, how a claimed fix stands, strip, course, dates, newest failures. */
export function testBlocks(
  { state, history, fix }: TestRuns,
  suite: SuiteRuns,
  moments: MomentWords,
): RootContent[] {
  const gauge = fix === undefined ? [] : [fixGauge(fix, moments)];
  if (!history)
    return [paragraph(notMeasured(state.test.name, suite.ambiguous?.has(state.id) ?? false)), ...gauge];
  const observations = suite.observe(history.key);
  const older = olderRuns(observations);
  const chart = rateChart(state.id, observations, moments);
  return [
    paragraph(verdictBadge(history.verdict), ': ', verdictReason(history, moments)),
    ...(history.rate === undefined
      ? []
      : [paragraph(strong(rateWords(history.rate)), '.', setAside(history))]),
    ...gauge,
    runStrip(state.id, observations, moments),
    ...(older === undefined ? [] : [paragraph(older)]),
    ...(chart === undefined ? [] : [chart]),
    factsTable(history, moments),
    ...failuresTable(history, observations, moments),
  ];
}

function notMeasured(name: string | undefined, fitsSeveral: boolean): Inlines {
  const label = badge('calm', 'Not measured', '❓');
  if (name === undefined)
    return [label, text(': The record does not say under which name the runner reports this test.')];
  return fitsSeveral
    ? [
        label,
        text(': The name '),
        code(name),
        text(' fits several tests of the runs. Its whole name tells them apart.'),
      ]
    : [label, text(': No measured run shows a test of the name '), code(name), text('.')];
}

function setAside({ setAside: count }: TestHistory): string {
  return count === 0
    ? ''
    : ` ${plural(count, 'failure')} of a regression ${count === 1 ? 'is' : 'are'} not in it.`;
}

function factsTable(history: TestHistory, { day }: MomentWords): RootContent {
  const { firstSeen, lastSeen, firstFailure, lastFailure, names } = history;
  const dates = [
    ['First seen', firstSeen],
    ['Last seen', lastSeen],
    ['First failure', firstFailure],
    ['Last failure', lastFailure],
  ] as const;
  const counts = [
    ['Passed on retry', history.flakyPasses],
    ['Skipped', history.skipped],
    ['Absent', history.absent],
    ['Without an end', history.unfinished],
  ] as const;
  const rows: [string, Inlines][] = [
    ...dates.flatMap(([name, at]): [string, Inlines][] => (at === undefined ? [] : [[name, day(at)]])),
    ...counts.flatMap(([name, count]): [string, Inlines][] =>
      count === 0 ? [] : [[name, plural(count, 'run')]],
    ),
    [
      names.length === 1 ? 'Name in the runs' : 'Names in the runs',
      joined(names.map((name) => runCode(name))),
    ],
  ];
  return table(
    ['In the runs', ''],
    rows.map(([name, value]) => [strong(name), value]),
  );
}

/** So many failures a page lists. */
const SHOWN_FAILURES = 10;

function failuresTable(
  { verdict }: TestHistory,
  observations: readonly Observation[],
  moments: MomentWords,
): RootContent[] {
  const failures = observations.filter(
    (observation) => isCounted(observation) && observation.outcome !== 'passed',
  );
  if (failures.length === 0) return [];
  const shown = failures.slice(-SHOWN_FAILURES).reverse();
  const kind = verdict.kind === 'infrastructure' ? 'failure' : 'counted failure';
  const rows = shown.map(({ reading: { run }, outcome, message }): Inlines[] => [
    moments.minute(run.at),
    runCell(run),
    commitCode(run.commit),
    [shownLine(message), ...(outcome === 'flaky' ? [text(' (passed on retry)')] : [])],
  ]);
  return [
    paragraph(
      shown.length === failures.length
        ? `${plural(failures.length, kind)}, newest first:`
        : `The newest ${shown.length} of ${plural(failures.length, kind)}:`,
    ),
    table(['When', 'Run', 'Commit', 'What it said'], rows),
  ];
}

function runCell({ run, url, environment }: MeasuredRun): Inlines {
  const named = url === '' ? runCode(run) : link(url, runCode(run));
  return environment === '' ? named : [named, text(' in '), runCode(environment)];
}

function shownLine(message: string) {
  const line = firstLine(cleanText(message));
  return line === '' ? text('nothing') : code(line);
}
