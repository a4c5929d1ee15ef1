import { plural } from '../../core/text.ts';
import type { FailureCount } from '../../runs/verdict/statistics.ts';
import type {
  Circumstance,
  Observation,
  RedCause,
  RedCauses,
  RunReading,
} from '../../runs/verdict/suite-runs.ts';
import { code, type Inlines, joined } from '../blocks/tree.ts';
import type { RunMark } from '../document.ts';
import { enumerate, someOf } from './format.ts';
import { type MomentWords, percent, runCode } from './run-format.ts';

/** Branches and tests that a sentence names. */
const NAMED_BRANCHES = 5;
const NAMED_TESTS = 3;

/** Why a run was red, the worst first. */
export const RED_CAUSES = [
  'regression',
  'unexplained',
  'flaky',
  'broken',
] as const satisfies readonly RedCause[];

const redCauses: Readonly<Record<RedCause, string>> = {
  regression: 'with a regression',
  unexplained: 'with a failure that nothing explains yet',
  flaky: 'by flaky tests alone',
  broken: 'only by tests that never pass',
};

/** Measured runs: on the pages of issues and suites, in reports, and in what `detect` prints. */
export const runsWords = {
  title: 'Runs',
  titleOf: (testId: string) => `Runs of ${testId}`,
  notShown: 'No measured run of the suite has a test of this issue.',
  /** How many runs there are, which of them count, and why the others do not. */
  counted(runs: readonly RunReading[], moments: MomentWords): Inlines {
    const ofKind = (kind: RunReading['kind']) => runs.filter((reading) => reading.kind === kind);
    const [counted, stress, branch, infrastructure] = [
      ofKind('counted'),
      ofKind('stress').length,
      ofKind('branch').map(({ run }) => run.branch),
      ofKind('infrastructure').length,
    ];
    const partial = counted.filter(({ isPartial }) => isPartial).length;
    const span = moments.span(runs[0]?.run.at ?? '', runs.at(-1)?.run.at ?? '');
    return [
      `${plural(runs.length, 'measured run')}, ${span}; ${countedWords(counted.length, runs.length)}.`,
      ...(branch.length === 0
        ? []
        : [
            ` Not counted: ${plural(branch.length, 'run')} of ${new Set(branch).size === 1 ? 'another branch' : 'other branches'} (`,
            ...branchNames(branch),
            ').',
          ]),
      stress === 0
        ? ''
        : ` Not counted in rates: ${plural(stress, 'stress run')}, whose repetitions count for fixes.`,
      infrastructure === 0
        ? ''
        : ` Not counted: ${plural(infrastructure, 'infrastructure failure')}, where more than 80% of the tests failed, or the set-up failed and no test ran.`,
      partial === 0
        ? ''
        : ` ${plural(partial, 'counted run')} ${partial === 1 ? 'is partial: its' : 'are partial: their'} tests count, but not whether ${partial === 1 ? 'it was' : 'they were'} red.`,
    ];
  },
  interval: 'The brackets after a rate are its 95% interval, in per cent.',
  /** In the table at the top of an issue's page. */
  seeRuns: (measured: readonly Inlines[], link: (words: string) => Inlines): Inlines => [
    ...joined(measured, '; '),
    ', see ',
    ...joined([link('the runs')]),
  ],
  notMeasured: 'Not measured',
  nameless: ': The record does not give the name under which the runner reports this test.',
  severalFit: (name: Inlines): Inlines[] => [
    ': Several tests of the runs fit the name ',
    name,
    '. Its full name would tell them apart.',
  ],
  noneFits: (name: Inlines): Inlines[] => [': No measured run has a test named ', name, '.'],
  /** Failures of a flaky test that its flakiness does not explain; empty where there are none. */
  setAside: (count: number) =>
    count === 0
      ? ''
      : `${plural(count, 'more failure')} ${count === 1 ? 'is' : 'are'} left out: a regression or a broken environment explains ${count === 1 ? 'it' : 'them'}.`,
  facts: {
    head: 'In the runs',
    firstSeen: 'First seen',
    lastSeen: 'Last seen',
    firstFailure: 'First failure',
    lastFailure: 'Last failure',
    flakyPasses: 'Passed on retry',
    skipped: 'Skipped',
    absent: 'Absent',
    unfinished: 'Did not finish',
    onBranches: 'On other branches',
    onBranchesFailed: ({ failures, runs }: FailureCount) =>
      `failed in ${failures} of ${plural(runs, 'run')}, which no rate counts`,
    runs: (count: number) => plural(count, 'run'),
    names: (count: number) => (count === 1 ? 'Name in the runs' : 'Names in the runs'),
  },
  failures: {
    /** @param setAside those that the list has, and the rate above it has not. */
    caption(shown: number, all: number, setAside: number, isCounted: boolean) {
      const failures = `${plural(all, 'failure')}${isCounted ? ' in counted runs' : ''}`;
      const apart = setAside === 0 ? '' : `, ${setAside} of them not in the rate above`;
      return shown === all
        ? `${failures}${apart}, newest first:`
        : `The newest ${shown} of ${failures}${apart}:`;
    },
    head: ['When', 'Run', 'Commit', 'Message'],
    inEnvironment: ' in ',
    passedOnRetry: ' (passed on retry)',
    noMessage: 'no message',
  },
  marks: {
    passed: 'passed',
    flaky: 'passed on retry',
    failed: 'failed',
    skipped: 'skipped',
    absent: 'absent',
    'not-counted': 'not counted',
  } satisfies Readonly<Record<RunMark, string>>,
  outcomes: {
    passed: 'passed',
    flaky: 'passed on retry',
    failed: 'failed',
    errored: 'failed with an error',
    skipped: 'skipped',
    other: 'unknown outcome',
    unfinished: 'did not finish',
    absent: 'absent',
  } satisfies Readonly<Record<Observation['outcome'], string>>,
  notCounted: (outcome: string, kind: Exclude<RunReading['kind'], 'counted'>) =>
    `${outcome}, not counted: ${{ branch: 'another branch', stress: 'stress run', infrastructure: 'infrastructure failure' }[kind]}`,
  strip: (name: string, shown: number, all: number) =>
    `${shown === all ? plural(all, 'run') : `Newest ${shown} of ${all} runs`} of ${name}, oldest first`,
  stripCounts: (counts: readonly { readonly label: string; readonly count: number }[]) =>
    `${enumerate(counts.map(({ label, count }) => `${count} ${label}`))}.`,
  older: (older: number, failed: number, counted: number) =>
    `${plural(older, 'older run')} ${older === 1 ? 'is' : 'are'} not drawn. The test failed in ${failed} of the ${counted} that count.`,
  /** @param newest how many stretches are drawn, where there are older ones. */
  chart: (name: string, isByMonth: boolean, newest: number | undefined) =>
    `Failure rate of ${name} by ${isByMonth ? 'month' : 'stretch of runs'}${newest === undefined ? '' : `, the newest ${newest}`}, with its 95% interval`,
  chartPoints: (
    points: readonly { readonly when: string; readonly words: string; readonly runs: number }[],
  ) => `${points.map(({ when, words, runs }) => `${when}: ${words} of ${plural(runs, 'run')}`).join('; ')}.`,
  /** What became of an issue, above its runs. */
  course: {
    claim: (standing: string, which: string | undefined, reason: string) =>
      `${standing}${which === undefined ? '' : ` (${which})`}: ${reason}`,
    standing: (status: string, rate: string | undefined) =>
      rate === undefined ? `${status}.` : `${status}; ${rate}.`,
    claimed: 'claimed',
    alt: (span: string) => `Status and runs, ${span}`,
    table: ['When', 'Outcome', 'Run', 'Commit'],
    /** How several tests did in one run. */
    outcomes: (ofTests: readonly (readonly [tests: readonly string[], outcome: string])[]) =>
      ofTests.map(([tests, outcome]) => `${enumerate(tests)}: ${outcome}`).join('; '),
    signature: 'signature ',
    symptom: 'symptom ',
    byName: 'the name of the test alone',
    otherwise: 'nothing: they look otherwise',
    groups: (described: number, all: number) =>
      `${described} of ${plural(all, 'failure')} ${described === 1 ? 'looks' : 'look'} as the issue describes.`,
    undescribed: (all: number) =>
      `${plural(all, 'failure')}, recognised by the name of the test: the issue describes none.`,
    groupsTable: ['Recognised by', 'Failures', 'Newest'],
  },
  chartTable: ['When', 'Failures', 'Runs', 'Rate and 95% interval'],
  suite: {
    title: 'Measured runs',
    redUnknown: 'Red runs: not known, since no complete run counts',
    red: (rate: string) => `Red runs: ${rate}`,
    redByFlakes: (chance: number, flaky: number) =>
      `Red by flaky tests alone: ${percent(chance)} of runs, ${flaky === 1 ? 'by 1 flaky test' : `if the ${flaky} flaky tests fail independently`}`,
    /** Each run once; empty where no run was red. */
    redCauses(causes: RedCauses): string {
      const said = RED_CAUSES.flatMap((cause) =>
        causes[cause] === 0 ? [] : [`${causes[cause]} ${redCauses[cause]}`],
      );
      return said.length === 0 ? '' : `Red runs by cause: ${enumerate(said)}`;
    },
    why: (cause: RedCause) => `red ${redCauses[cause]}`,
    /** Over the picture of these causes; `some` of all red runs by flaky tests alone. */
    redTitle: (red: number, runs: number, some: number) =>
      `${someOf(red, runs, ['complete counted run', 'was', 'were'])} red, ${some} of them by flaky tests alone.`,
    redTable: ['A run was red', '', 'Runs', 'Newest'],
    gridTitle: (tests: number, shown: number, runs: number) =>
      `${plural(tests, 'test')} failed or passed on a retry in the counted runs among the newest ${runs}.${shown === tests ? '' : ` No other test did so more often than these ${shown}.`}`,
    gridTable: ['Issue', 'Oldest run to newest', 'Failed', 'Last in', 'Test'],
    gridLine: (test: string, failed: number, ran: number) =>
      `${test}: failed or passed on a retry in ${failed} of ${plural(ran, 'counted run')}`,
    failedOf: (failed: number, ran: number) => `${failed} of ${ran}`,
    allRuns: 'All runs',
    sections: {
      flaky: 'Flaky tests',
      broken: 'Broken tests',
      regression: 'Regressions',
      'failed-once': 'Failed once',
      infrastructure: 'Failed set-ups',
    },
    head: ['Issue', 'Failure rate', 'Runs', 'Verdict', 'Test'],
    noRate: 'not counted',
    noIssue: 'no issue yet',
    shown: (shown: number, all: number) => `${shown} of ${all} tests: no other failed more often.`,
    detect: ['For tests without an issue and their evidence, run ', code('flakebook detect'), '.'],
    groups: 'Tests that flake together',
    groupsNote:
      'These tests fail in the same runs more often than chance would have it, so one cause may lie behind each group. The second column counts the runs in which at least two of them failed, out of those in which any did.',
    groupsHead: ['Tests', 'Together'],
    together: (together: number, runs: number) => `${together} of ${plural(runs, 'run')}`,
  },
  circumstances: {
    title: 'What differs when they fail',
    note: 'These failures stand beside something else more often than chance would have it. The last column is the chance of so great a difference, times all comparisons that were made. What stands beside a failure need not be its cause.',
    head: ['What', 'Failed with it', 'Failed without it', 'Chance'],
    test: 'Test',
    what(what: Circumstance['what']): Inlines {
      switch (what.kind) {
        case 'tests': {
          const more = what.tests.length - NAMED_TESTS;
          const names = what.tests.slice(0, NAMED_TESTS).map(runCode);
          return [
            'the run also has ',
            ...joined([...names, ...(more > 0 ? [plural(more, 'more test')] : [])]),
          ];
        }
        case 'environment':
          return what.environment === ''
            ? 'the run names no environment'
            : ['the run is in ', runCode(what.environment)];
        case 'hours':
          return `the run began from ${clock(what.from)} to ${clock(what.to)}`;
      }
    },
    failed: ({ failures, runs }: FailureCount) => `${failures} of ${plural(runs, 'run')}`,
    sentence: (circumstance: Circumstance, what: string) =>
      `It failed in ${circumstance.with.failures} of ${plural(circumstance.with.runs, 'run')} where ${what}, and in ${circumstance.without.failures} of ${plural(circumstance.without.runs, 'run')} where not.`,
  },
  card: {
    title: 'Measured runs',
    note: (counted: number, suites: number, red: string | undefined) =>
      [
        `${counted} of them ${counted === 1 ? 'counts' : 'count'}`,
        ...(suites === 1 ? [] : [`in ${suites} suites`]),
        ...(red === undefined ? [] : [red]),
      ].join(', '),
    wereRed: ['was red', 'were red'] as const,
  },
  changes: {
    flaky: 'Tests found to flake',
    more: (count: number) => `and ${plural(count, 'more test')}`,
    flake: (verdict: string, rate: string | undefined) =>
      ` - ${verdict.toLowerCase()}${rate === undefined ? '' : `, ${rate}`}`,
  },
};

/** A page for each run, and the list of them. */
export const runWords = {
  listTitle: (suite: string) => `Runs of ${suite}`,
  listDescription: (suite: string) => `Measured runs of ${suite}, the newest first.`,
  newest: (shown: number, all: number) =>
    shown === all
      ? `${plural(all, 'measured run')}, newest first.`
      : `The newest ${shown} of ${all} measured runs.`,
  listTable: ['Began', 'Run', 'Outcome', 'Failed', 'Passed on retry', 'Tests', 'Commit'],
  title: (run: string) => `Run ${run}`,
  description: (run: string, suite: string) =>
    `What failed in run ${run} of ${suite}, and which issues that belongs to.`,
  green: 'Green',
  uncoloured: 'Not counted',
  partial: 'Partial',
  facts: {
    head: 'This run',
    suite: 'Suite',
    began: 'Began',
    commit: 'Commit',
    branch: 'Branch',
    environment: 'Environment',
    log: 'Log',
    formats: 'Result files',
  },
  counts: [
    ['passed', 'Passed', 'at once or on a retry'],
    ['failed', 'Failed', 'in the last attempt'],
    ['errored', 'Errored', 'outside of an assertion'],
    ['flaky', 'Passed on retry', 'among those that passed'],
    ['skipped', 'Skipped', 'did not run'],
    ['unfinished', 'Did not finish', 'began, without a result'],
    ['other', 'Other', "in a word of the tool's own, or because a subtest failed"],
  ] as const,
  why: {
    branch: 'It is a run of another branch than that of the suite, so no figure counts it.',
    stress: 'It is a stress run: its repetitions count for fixes, and in no rate.',
    infrastructure:
      'More than 80% of its tests failed, or its set-up failed and no test ran: that says nothing of any test, and no figure counts it.',
    counted: '',
  } satisfies Record<RunReading['kind'], string>,
  isPartial: 'A part of it is missing: its tests count, but not whether it was red.',
  failures: 'Failures',
  none: 'No test failed.',
  failureTable: ['Test', 'Failure', 'Against the issues', 'Message'],
  passedOnRetry: ' (passed on retry)',
  noIssue: 'no issue names the test or describes such a failure',
  setUps: 'Failures outside of tests',
  more: (count: number) => `${plural(count, 'more failure')} in the result files.`,
};

function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

function countedWords(counted: number, all: number): string {
  if (counted === all) return all === 1 ? 'it counts' : 'all of them count';
  if (counted === 0) return all === 1 ? 'it does not count' : 'none of them counts';
  return `${counted} of them ${counted === 1 ? 'counts' : 'count'}`;
}

function branchNames(branches: readonly string[]) {
  const names = [...new Set(branches)];
  const more = names.length - NAMED_BRANCHES;
  return joined([...names.slice(0, NAMED_BRANCHES).map(runCode), ...(more > 0 ? [`${more} more`] : [])]);
}
