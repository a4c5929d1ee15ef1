import type { FixState } from '../../asof/snapshot.ts';
import { formatLongDate, type When } from '../../core/calendar.ts';
import type { FixKind } from '../../records/issue/work.ts';
import type { Inlines } from '../blocks/tree.ts';
import { capitalise, enumerate, formatDate, KIND_LABELS, plural } from './format.ts';

/** States of a fix that a heading says behind it. */
const BEHIND: Readonly<Partial<Record<FixState, string>>> = {
  'in-review': 'in review',
  'in-place': 'in place as a quarantine',
  fell: 'that did not hold',
  ended: 'no longer in place',
};

/** The dated summary of a suite. */
export const reportWords = {
  title: (suite: string, date: When) => `${suite}: flaky-test triage as of ${formatDate(date)}`,
  description: (suite: string, date: When) =>
    `What is fixed, planned and undecided in ${suite}, as of ${formatDate(date)}.`,
  unknown: 'Unknown',

  header: {
    date: 'Date',
    known: 'Known at',
    inCommit: ', commit ',
    scope: 'Scope',
    scopeOf: (issues: number, tests: number, suite: string) =>
      `${plural(issues, 'issue')} of ${suite}, with ${plural(tests, 'test')}`,
    status: 'Status',
    size: 'Test suite size',
    sizeUnknown: 'unknown',
    branch: 'Branch',
    records: 'Records',
    digest: (records: number) => `${records}, digest `,
    source: 'Source',
    derived: (knownAt: When) =>
      `Flakebook derives every figure from what was known by ${formatDate(knownAt)}.`,
  },

  summary: {
    heading: 'Executive summary',
    resolved: 'Resolved issues',
    unresolved: 'Unresolved issues',
    closed: 'Closed issues',
    noIssue: 'This suite has no issue on this date.',
    since: (status: string, date: When, isListed?: boolean) =>
      isListed ? `${status} as listed on ${formatLongDate(date)}` : `${status} since ${formatLongDate(date)}`,
  },

  status: {
    heading: 'Current status',
    noIssue: 'no issue',
    stable: 'Stable tests',
    stableOf: (figure: string, unresolved: number) =>
      `${figure}, all but ${plural(unresolved, 'unresolved test')}`,
    affected: 'Tests affected',
    affectedOf: (tests: number, unresolved: number, resolved: number, closed: number) =>
      `${tests}: ${unresolved} unresolved, ${resolved} resolved, ${closed} closed`,
    remaining: 'Remaining',
    next: (tests: readonly string[]) => `${plural(tests.length, 'test')} (${enumerate(tests)}). Next: `,
    terms: (effort: string, kind: FixKind | 'task') =>
      ` (${effort}${kind === 'fix' ? '' : `, ${kind === 'task' ? kind : KIND_LABELS[kind]}`})`,
    nothingPlanned: 'Nothing planned',
    claims: 'Claims',
    claimsOf: (fixed: number, verified: number, fallen: number) =>
      `${
        fixed + verified === 0
          ? 'no issue is resolved'
          : `${plural(fixed, 'issue')} claimed fixed, ${verified} verified by runs`
      }${fallen === 0 ? '' : `; ${plural(fallen, 'claim')} did not hold`}`,
    overdue: 'Past their end date',
    contradicted: (issues: readonly string[]) => `. Runs contradict a fix of ${enumerate(issues)}`,
  },

  since: {
    heading: 'Since the last report',
    suffix: ' since the last report',
    last: (date: When, runs: number) =>
      `The last report is from ${formatLongDate(date)}.${runs === 0 ? '' : ` ${plural(runs, 'run')} came in since then.`}`,
  },

  runs: {
    heading: 'What the runs say',
    contradict: (fixes: number) => `The runs contradict ${plural(fixes, 'claimed fix', 'claimed fixes')}:`,
    fixes: 'How sure the fixes are',
    luck: 'Luck is the chance that an unfixed test would pass this often. A fix is supported when luck is at most 5% and the passes fall on two days or more.',
    fixColumns: [
      'Claimed fix',
      'Standing',
      'Rate before',
      'Passes since',
      'Luck left',
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

  work: {
    heading: 'Implementation priority',
    none: 'Nothing is done or planned yet.',
    done: (horizon: string, sum: string) => `${horizon}: done ✅, ${sum}`,
    planned: (horizon: string, sum: string) => `${horizon}: planned ⏳, ${sum}`,
    kind: (kind: FixKind | 'task', isDone: boolean) =>
      ` - ${kind === 'task' ? kind : KIND_LABELS[kind]}${isDone ? ', applied ✅' : ''}`,
    affects: (affected: string) => `affects ${affected}`,
    later: 'Later',
    laterTerms: (horizon: string, effort: string) => ` (${effort}) - ${horizon}`,
  },

  triage: {
    heading: 'Detailed triage',
    impact: ' - Impact: ',
    documentation: 'Documentation',
    of: (part: string, issue: string) => `${part} of ${issue}`,
    fix: (state: FixState, kind: FixKind, issue: string) =>
      state in BEHIND
        ? `${capitalise(KIND_LABELS[kind])} of ${issue} ${BEHIND[state]}: `
        : `${capitalise(state)} ${KIND_LABELS[kind]} of ${issue}: `,
    effort: (effort: string) => ` (${effort})`,
  },

  causes: {
    heading: 'Root cause summary',
    columns: ['Issue', 'Root cause category', 'Specific cause', 'Impact'],
    patterns: 'Pattern analysis',
    patternColumns: ['Pattern', 'Issues'],
    themes: 'Common themes',
    solutions: 'Solutions',
    solutionFor: (what: string) => `For ${what}`,
  },

  verification: {
    heading: 'Verification results',
    runs: 'Runs in the suite record',
    noRun: 'The suite record lists no run.',
    onlyMeasured: 'The suite record lists no run. “What the runs say” shows the measured runs.',
    remaining: 'Remaining flaky tests',
    noneRemains: 'No test of this suite has an unresolved issue.',
    remainingTests: (tests: number) => plural(tests, 'test'),
    inIssues: (issues: number) => ` in ${plural(issues, 'issue')}:`,
    testsOfIssue: (tests: number) => ` (${plural(tests, 'test')})`,
    steps:
      'Each row adds one planned fix to the rows above. A mitigation only hides a failure, so its tests do not count as stable.',
  },

  recommendations: {
    heading: 'Recommendations',
    actions: (horizon: string) => `Actions: ${horizon}`,
    action: (home: Inlines, title: Inlines, effort: string): Inlines[] => [home, ': ', title, ` (${effort})`],
    decisions: 'Open decisions',
  },

  closing: {
    figures: 'Figures',
    documentation: 'Related documentation',
    heading: 'Closing status',
    statusOf: (counts: string, issues: number) => `${counts}, of ${plural(issues, 'issue')}`,
    decisions: 'Open decisions',
    decisionsOf: (open: number, askedOf: readonly string[]) =>
      open === 0 ? 'none' : `${open}${askedOf.length === 0 ? '' : `, waiting for ${enumerate(askedOf)}`}`,
    run: 'Newest run in the suite record',
    passed: (passed: number, of: number | undefined) =>
      `${of === undefined ? passed : `${passed} of ${of}`} passed`,
    passedIn: (passed: string, run: string, date: When) => `${passed} (${run}), ${formatLongDate(date)}`,
    oneGreenRun: '. One green run does not prove that a flake is gone.',
    verifiedBy: (passed: string, run: string) => `${passed} in run ${run}`,
  },
};
