import type { ExpectedStep, Figure } from '../../asof/figures.ts';
import { formatLongDate, type When } from '../../core/calendar.ts';
import { plural } from '../../core/text.ts';
import { type Inlines, strong } from '../blocks/tree.ts';
import type { ReportDetail } from '../routes.ts';
import { capitalise, formatDate, knownSuites, someOf } from './format.ts';
import { formatShare } from './share.ts';

/** Of fewer issues than these a share says nothing. */
const FEW = 20;

/** What issues say of themselves. */
function claimed(fixed: number, verified: number): string {
  if (fixed + verified === 0) return 'No issue is fixed';
  if (fixed === 0) return `${plural(verified, 'issue is', 'issues are')} fixed and verified`;
  const said = `${plural(fixed, 'issue is', 'issues are')} said to be fixed`;
  return verified === 0 ? `${said} but not verified` : `${said}, ${verified} more verified`;
}

/** The dated summary of a suite. */
export const reportWords = {
  title: (suite: string, date: When, detail: ReportDetail) =>
    `${suite}: flaky-test triage ${detail === 'full' ? 'in full ' : ''}as of ${formatDate(date)}`,
  description: (suite: string, date: When) =>
    `What is fixed, planned and undecided in ${suite}, as of ${formatDate(date)}.`,
  unknown: 'Unknown',
  affects: (affected: string) => `affects ${affected}`,

  head: {
    other: {
      brief: { before: 'The ', link: 'short report', after: ' gives the main points.' },
      full: {
        before: 'Symptoms, evidence and the code of fixes are in the ',
        link: 'full report',
        after: '.',
      },
    } satisfies Record<ReportDetail, Record<'before' | 'link' | 'after', string>>,
    stable: ({ value, of = value }: Figure) => `${someOf(value, of, ['test', 'is', 'are'])} stable`,
    share: ({ value, of = value, suites }: Figure) =>
      suites === undefined
        ? ` (${formatShare(value, of)}): `
        : ` (${formatShare(value, of)}, ${knownSuites(suites)}); in all suites `,
    /** @param issues that name the tests; `testless` name none. */
    unresolved: (tests: number, issues: number, testless: number): Inlines => {
      const are = (count: number) => ` ${count === 1 ? 'is' : 'are'} unresolved`;
      if (tests === 0) return [strong(plural(testless, 'issue')), are(testless)];
      const more = testless === 0 ? '' : `, and ${plural(testless, 'issue')} without a test`;
      return [strong(plural(tests, 'test')), ` in ${plural(issues, 'issue')}${are(tests)}${more}`];
    },
    noneUnresolved: 'no issue is unresolved',
    sizeUnknown: (isSuite: boolean) =>
      isSuite ? '; the size of the suite is not known' : '; the size of no suite is known',
    /** @param contradicted of both; `runs contradict` is what readers must know before they believe the count. */
    claims: (fixed: number, verified: number, contradicted: number, fallen: number) =>
      `${claimed(fixed, verified)}${contradicted === 0 ? '' : `, and runs contradict ${fixed + verified === 1 ? 'it' : `${contradicted} of them`}`}${fallen === 0 ? '' : `; ${plural(fallen, 'claim')} did not hold`}.`,
    nothingPlanned: 'Nothing is planned.',
    planned: (sum: string, isWhole: boolean) =>
      isWhole ? `${capitalise(sum)} of work is planned.` : `Planned work: ${sum}.`,
    /** @param now how many tests are stable. @param sum of the work. @param horizon of which it is, where there is other work. */
    wouldGive(
      { stable, masked }: Pick<ExpectedStep, 'stable' | 'masked'>,
      {
        now,
        sum,
        isWhole,
        horizon,
      }: Readonly<{ now: number; sum: string; isWhole: boolean; horizon?: string }>,
    ) {
      const isMore = stable.value > now;
      const work = isWhole ? `${capitalise(sum)} of planned work` : `Planned work (${sum})`;
      const of = isWhole ? `${sum} of work` : `work (${sum})`;
      const tests = `${stable.value} of ${plural(stable.of ?? stable.value, 'test')} stable`;
      const suites = stable.suites ? ` (${knownSuites(stable.suites)})` : '';
      const left =
        masked.value === 0 ? '' : ` and ${isMore ? 'leave ' : ''}${masked.value} masked (quiet, not fixed)`;
      return `${horizon === undefined ? work : `${horizon}: ${of}`} would ${isMore ? 'make' : 'leave'} ${tests}${suites}${left}.`;
    },
    questions: (open: number, overdue: number, oldest: number | undefined, asOf: When) => {
      if (open === 0) return 'No question waits for an answer.';
      const wait = `${open === 1 ? 'waits' : 'wait'} for an answer`;
      const which = `${plural(open, 'question')}${oldest === 0 ? ` of ${formatLongDate(asOf)}` : ''} ${wait}`;
      const since = oldest ? `; ${open === 1 ? 'it' : 'the oldest'} has waited ${plural(oldest, 'day')}` : '';
      const late = open === 1 ? 'it is overdue' : `${overdue} ${overdue === 1 ? 'is' : 'are'} overdue`;
      return `${which}${since}${overdue === 0 ? '' : `; ${late}`}.`;
    },
    contradicted: 'Runs contradict a fix of',
    overdue: 'Past its end date',
    silent: (newest: When, days: number) =>
      `Nothing was recorded in the ${plural(days, 'day')} since ${formatLongDate(newest)}.`,

    scope: 'Scope',
    scopeOf: (issues: number, tests: number, suite: string) =>
      `${plural(issues, 'issue')} of ${suite}, with ${plural(tests, 'test')}`,
    status: 'Status',
    noIssueStatus: 'no issue',
    size: 'Test suite size',
    unknownSize: 'unknown',
    branch: 'Branch',
    known: 'Known at',
    inCommit: ', commit ',
  },

  since: {
    heading: 'Since the last report',
    last: (date: When, runs: number) =>
      `The last report is from ${formatLongDate(date)}.${runs === 0 ? '' : ` ${plural(runs, 'run')} came in since then.`}`,
  },

  questions: 'Open questions',

  plan: 'Plan',
  more: (count: number) => `And ${count} more`,

  issues: {
    unresolved: 'Unresolved issues',
    resolved: 'Resolved issues',
    closed: 'Closed issues',
    none: 'There is no issue on this date.',
    before: (issues: number) =>
      `${plural(issues, 'issue was', 'issues were')} resolved or closed before the last report.`,
    impact: '; impact: ',
    takenOver: ', by ',
    movedTo: ', to ',
    cause: 'Cause',
    fix: 'Fix',
    task: 'Task',
    nonePlanned: 'none planned',
    sameAs: 'same as ',
    fixTerms: (state: string, since: string, effort: string) => ` (${state.toLowerCase()}${since}${effort})`,
  },

  runs: {
    heading: 'What the runs say',
    contradict: (fixes: number) => `The runs contradict ${plural(fixes, 'claimed fix', 'claimed fixes')}:`,
    fixes: 'How sure the fixes are',
    luck: 'Luck is the chance that all failures come before the claim although nothing changed. A fix is supported when luck is at most 5% and the passes fall on two days or more.',
    fixColumns: [
      'Claimed fix',
      'Standing',
      'Rate before',
      'Passes with the fix',
      'Luck',
      'Passes still needed',
    ],
    rateBefore: (rate: string, runs: number) => `${rate} of ${plural(runs, 'run')}`,
    noRateBefore: 'none measured',
    passes: (passes: number, days: number) => `${passes} on ${plural(days, 'day')}`,
    failedSince: (failures: number, runs: number) => `failed in ${failures} of ${plural(runs, 'run')}`,
    luckUnknown: 'unknown',
    unresolved: 'Failure rates of unresolved tests',
    unresolvedColumns: ['Test', 'Verdict', 'Runs', 'Failure rate'],
    notMeasured: 'not measured',
    noRate: 'none',
  },

  triage: {
    heading: 'Detailed triage',
    onPages: (date: When) =>
      `The symptoms, causes, evidence and fixes of each issue as of ${formatDate(date)} stand on its page.`,
    documentation: 'Documentation',
    because: 'Why',
  },

  causes: {
    heading: 'Root cause summary',
    columns: ['Issue', 'Root cause category', 'Specific cause', 'Impact'],
    patterns: 'Pattern analysis',
    ofIssues: (issues: number) => `Of ${plural(issues, 'issue')}: `,
    pattern: ({ value, of = value }: Figure) => ` ${value}${of < FEW ? '' : ` (${formatShare(value, of)})`}`,
    themes: 'Common themes',
    solutions: 'Solutions',
    solutionFor: 'For ',
  },

  verification: {
    heading: 'Verification results',
    noRun: 'The suite record lists no run.',
    onlyMeasured: 'The suite record lists no run. “What the runs say” shows the measured runs.',
    steps: 'Each row includes those above. Masked tests do not count as stable.',
    greenRun: (unresolved: number) =>
      `One green run does not prove that a flake is gone: ${plural(unresolved, 'test is', 'tests are')} unresolved.`,
    figures: 'Figures',
  },

  about: {
    heading: 'About this report',
    run: 'Newest noted run',
    newest: (passed: number | undefined, of: number | undefined, run: string, date: When) => {
      const day = formatLongDate(date);
      if (passed === undefined) return `${run}, ${day}`;
      return `${of === undefined ? passed : `${passed} of ${of}`} passed (${run}), ${day}`;
    },
    records: 'Records',
    digest: (records: number) => `${records}, digest `,
  },
};
