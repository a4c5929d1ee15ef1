import type { PhrasingContent, RootContent } from 'mdast';
import type { FixConfidence } from '../../confirm/measure-fixes.ts';
import { headlineOf } from '../../match/headline.ts';
import type { MeasuredRun } from '../../records/runs/run-schema.ts';
import { cleanName, cleanText } from '../../runs/read/locate/names.ts';
import { isCounted } from '../../runs/verdict/rate-windows.ts';
import { type ClaimRecord, holds } from '../../runs/verdict/statistics.ts';
import type { Circumstance, Observation, TestHistory } from '../../runs/verdict/suite-runs.ts';
import type { IssueView } from '../blocks/issue.ts';
import { idLink } from '../blocks/links.ts';
import {
  badge,
  code,
  heading,
  type Inlines,
  joined,
  link,
  paragraph,
  recordLink,
  region,
  strong,
  table,
  text,
} from '../blocks/tree.ts';
import { type BookAt, found } from '../book-at.ts';
import type { ConfidenceGauge } from '../document.ts';
import { issueRoute } from '../routes.ts';
import {
  commitText,
  type MomentWords,
  momentWords,
  percent,
  rateWords,
  runCode,
} from '../words/run-format.ts';
import { words as all } from '../words/words.ts';
import { courseChart, failureGroups } from './issue-course.ts';
import { type IssueRuns, type ObservedTest, observeTest } from './issue-runs.ts';
import { olderRuns, rateChart, runStrip } from './strip.ts';
import { circumstanceCells } from './suite-section.ts';

const { runs: words, claims, verdicts } = all;
const ANCHOR = 'runs';

/** A run or a commit as code, linked where somebody knows how. */
type LinkTo = (scheme: string, id: string, label: string) => PhrasingContent;

/** The section of an issue's page about its measured runs. */
export function issueRunsSection(view: IssueView, runs: IssueRuns): RootContent[] {
  const { book, reading } = view;
  const suite = found(book.suiteSummary(reading.issue.suite), reading.issue.suite);
  const head = book.suiteHead(suite.suite);
  const linkTo: LinkTo = (scheme, id, label) => idLink(book, head, scheme, id, label);
  const moments = momentWords(book);
  const isMeasured = runs.tests.some(({ history, fix }) => history !== undefined || fix !== undefined);
  if (!isMeasured) return [heading(2, words.title), paragraph(words.notShown)];
  const tests = runs.tests.map((test) => observeTest(test, suite));
  return [
    heading(2, words.title),
    ...region('site', courseChart(view, tests, runs.worst)),
    ...region('site', failureGroups(view, tests)),
    paragraph(words.counted(suite.runs, moments), ` ${words.interval}`),
    ...tests.flatMap((test) => [
      ...(tests.length > 1 ? [heading(3, words.titleOf(test.state.id))] : []),
      ...testBlocks(test, book.claimRecord, moments, linkTo),
    ]),
  ];
}

/** Rates and verdicts in a line, for the table at the top of the page; undefined where nothing was measured. */
export function measuredLine(issue: string, { tests }: IssueRuns): Inlines | undefined {
  const parts = tests.flatMap(({ state, history }): Inlines[] => {
    if (history?.rate === undefined) return [];
    const name = tests.length > 1 ? `${state.id} ` : '';
    return [[name, verdicts.badge(history.verdict), `, ${rateWords(history.rate)}`]];
  });
  return parts.length === 0
    ? undefined
    : words.seeRuns(parts, (said) => recordLink(issueRoute(issue), said, ANCHOR));
}

/** Beside the status of an issue's page: how the claim stands, whichever way. */
export function standingMark({ worst }: IssueRuns): PhrasingContent[] {
  return worst === undefined ? [] : [text(' '), claims.badge(worst.standing)];
}

/** Below it: a contradiction in full. */
export function contradiction(book: BookAt, { worst, tests }: IssueRuns): RootContent[] {
  if (worst?.standing !== 'contradicted') return [];
  const which = tests.length > 1 ? worst.testId : undefined;
  const said = claims.contradiction(which, claims.reason(worst, momentWords(book)));
  return [paragraph(strong(said), claims.odds(worst))];
}

/** Beside the status in a list: only that runs contradict the claim. Other standings wait on the issue's page. */
export function contradictionMark(isContradicted: boolean): PhrasingContent[] {
  return isContradicted ? [text(' '), claims.badge('contradicted')] : [];
}

/** What the runs show of one test: verdict, rate, how a claimed fix stands, strip, course, dates, newest failures. */
function testBlocks(
  test: ObservedTest,
  record: ClaimRecord,
  moments: MomentWords,
  linkTo: LinkTo,
): RootContent[] {
  const { state, history, fitsSeveral, circumstances, fix, observations } = test;
  const gauge = fix === undefined ? [] : [fixGauge(fix, record, moments)];
  if (!history) return [paragraph(notMeasured(state.test.name, fitsSeveral)), ...gauge];
  const older = olderRuns(observations);
  return [
    paragraph(verdicts.badge(history.verdict), ': ', verdicts.reason(history, moments)),
    ...(history.rate === undefined
      ? []
      : [paragraph(strong(rateWords(history.rate)), `. ${words.setAside(history.setAside)}`.trimEnd())]),
    ...gauge,
    ...region('text', [runStrip(state.id, observations)]),
    ...(older === undefined ? [] : [paragraph(older)]),
    ...rateChart(state.id, observations, moments),
    factsTable(history, moments),
    ...circumstancesTable(circumstances),
    ...failuresTable(history, observations, moments, linkTo),
  ];
}

function notMeasured(name: string | undefined, fitsSeveral: boolean): Inlines {
  const label = badge('calm', words.notMeasured, 'unsure');
  if (name === undefined) return [label, words.nameless];
  return [label, ...joined(fitsSeveral ? words.severalFit(code(name)) : words.noneFits(code(name)), '')];
}

/** The gauge of one claimed fix: passes since and still needed, failures, and how likely it holds. */
export function fixGauge(fix: FixConfidence, record: ClaimRecord, moments: MomentWords): ConfidenceGauge {
  const { luck, passes, days, relapses, otherFailures, standing } = fix;
  // After a failure no number of passes is on its way to anything.
  const needed = standing === 'contradicted' ? undefined : fix.needed;
  const card = (label: string, value: string, note: string) => [{ label, value, note }];
  return {
    type: 'confidenceGauge',
    title: claims.gauge(fix.testId),
    standing: claims.badge(standing),
    reason: `${claims.reason(fix, moments)}${claims.odds(fix)}`,
    passes,
    goals: needed === undefined ? [] : [{ at: needed, label: claims.goal }],
    facts: [
      card(claims.passes, String(passes), claims.passesNote(days)),
      needed === undefined
        ? []
        : card(claims.needed, String(Math.max(0, needed - passes)), claims.neededNote(needed)),
      relapses.length > 0 ? card(claims.failures, String(relapses.length), claims.failuresNote) : [],
      otherFailures > 0 ? card(claims.otherFailures, String(otherFailures), claims.otherFailuresNote) : [],
      luck === undefined || needed === undefined
        ? []
        : card(claims.holds, percent(holds(luck, record)), claims.holdsNote(record)),
    ].flat(),
  };
}

function factsTable(history: TestHistory, { day }: MomentWords): RootContent {
  const { facts } = words;
  const dates = (['firstSeen', 'lastSeen', 'firstFailure', 'lastFailure'] as const).flatMap((key) => {
    const at = history[key];
    return at === undefined ? [] : [[strong(facts[key]), day(at)]];
  });
  const counts = (['flakyPasses', 'skipped', 'absent', 'unfinished'] as const).flatMap((key) =>
    history[key] === 0 ? [] : [[strong(facts[key]), facts.runs(history[key])]],
  );
  const { names, onBranches } = history;
  const branches = onBranches ? [[strong(facts.onBranches), facts.onBranchesFailed(onBranches)]] : [];
  return table(
    [facts.head, ''],
    [...dates, ...counts, ...branches, [strong(facts.names(names.length)), joined(names.map(runCode))]],
  );
}

function circumstancesTable(circumstances: readonly Circumstance[]): RootContent[] {
  if (circumstances.length === 0) return [];
  const { head, note } = words.circumstances;
  return [
    paragraph(note),
    table(head, circumstances.map(circumstanceCells), ['left', 'right', 'right', 'right']),
  ];
}

/** So many failures a page lists. */
const SHOWN_FAILURES = 10;

function failuresTable(
  { verdict, setAside }: TestHistory,
  observations: readonly Observation[],
  moments: MomentWords,
  linkTo: LinkTo,
): RootContent[] {
  const failures = observations.filter(
    (observation) => isCounted(observation) && observation.outcome !== 'passed',
  );
  if (failures.length === 0) return [];
  const shown = failures.slice(-SHOWN_FAILURES).reverse();
  const isCountedKind = verdict.kind !== 'infrastructure';
  const rows = shown.map(({ reading: { run }, outcome, message }): Inlines[] => [
    moments.minute(run.at),
    runCell(run, linkTo),
    run.commit === '' ? '' : linkTo('commit', run.commit, commitText(run.commit)),
    [shownLine(message), outcome === 'flaky' ? words.failures.passedOnRetry : ''],
  ]);
  return [
    paragraph(words.failures.caption(shown.length, failures.length, setAside, isCountedKind)),
    table(words.failures.head, rows),
  ];
}

function runCell({ run, url, environment }: MeasuredRun, linkTo: LinkTo): Inlines {
  const named = url === '' ? linkTo('run', run, cleanName(run)) : link(url, runCode(run));
  return environment === '' ? named : [named, words.failures.inEnvironment, runCode(environment)];
}

function shownLine(message: string) {
  const line = headlineOf(cleanText(message));
  return line === '' ? words.failures.noMessage : code(line);
}
