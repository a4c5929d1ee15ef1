import type { Figure } from '../../asof/figures.ts';
import { formatLongDate, type When } from '../../core/calendar.ts';
import { plural } from '../../core/text.ts';
import { knownSuites, someOf } from './format.ts';
import { formatShare } from './share.ts';

/** Names of figures, what they count, and the cards and tables that show them. */
export const figureWords = {
  /** By the name that prose and differences use for the figure. */
  names: {
    'suite.size': 'Tests in the suite',
    'suite.stable': 'Stable tests',
    'tests.affected': 'Affected tests',
    'tests.unresolved': 'Unresolved tests',
    'tests.resolved': 'Resolved tests',
    'tests.closed': 'Closed tests',
    'issues.all': 'Issues',
    'decisions.open': 'Open decisions',
    'decisions.overdue': 'Overdue decisions',
    'fixes.applied': 'Applied fixes',
    'fixes.fallen': 'Claims that did not hold',
    'causes.first-fallen': 'First diagnoses that were wrong',
  } as Readonly<Record<string, string>>,
  status: (status: string) => `Issues: ${status}`,
  cause: 'Cause: ',
  causeUnknown: 'Cause: unknown, or not classified yet',
  impact: (impact: string) => `Impact: ${impact}`,
  impactUnknown: 'Impact: not stated',
  locus: (place: string) => `Where the defect is: the ${place}`,
  locusUnknown: 'Where the defect is: not stated',
  effort: (horizon: string) => `Planned effort: ${horizon}`,
  noHorizon: 'Without a horizon',
  oldestUnresolved: 'Age of the oldest unresolved issue',
  medianTimeToFix: 'Median time to fix',
  oldestDecision: 'Age of the oldest open decision',
  pastUntil: 'Mitigations past their end date',

  table: ['Figure', 'Value', 'Of', 'Share', 'From'],
  units: {
    issues: ['issue', 'issues'],
    tests: ['test', 'tests'],
    minutes: ['minute', 'minutes'],
    days: ['day', 'days'],
    fixes: ['fix', 'fixes'],
    decisions: ['decision', 'decisions'],
    claims: ['claim', 'claims'],
  } as const satisfies Record<Figure['unit'], readonly [one: string, many: string]>,
  from: {
    size: 'size of the suite',
    stable: 'tests without an open issue',
    affected: 'tests named in issues',
    ofAffected: 'of the affected tests',
    issues: 'issues that exist on this date',
    status: 'newest status entry',
    cause: 'leading cause',
    impact: 'impact of the issue',
    locus: 'place of the defect',
    firstStatus: 'days since its first status',
    timeToFix: (issues: number) =>
      `days from the first status to the resolving one, over ${plural(issues, 'resolved issue')}`,
    asked: 'days since it was asked',
    allDecisions: 'of all decisions',
    openDecisions: 'of the open decisions',
    fallen: 'fixed, partly fixed or mitigated, and then reopened',
    wrong: 'first cause refuted or superseded',
    pastUntil: 'still in place after their end date',
    effort: 'shared fixes counted once',
  },

  stableNote: (stable: number, of: number, suites: Figure['suites']) =>
    `${formatShare(stable, of)}: ${someOf(stable, of, ['test', 'has', 'have'])} no open issue${suites === undefined ? '' : `, ${knownSuites(suites)}`}`,
  noIssue: 'none recorded',
  unresolvedNote: 'of the tests affected by an issue',
  next: (horizon: string) => `Next: ${horizon}`,
  planned: (fixes: number, tasks: number) => {
    const counts = [
      ...(fixes === 0 ? [] : [plural(fixes, 'fix', 'fixes')]),
      ...(tasks === 0 ? [] : [plural(tasks, 'task')]),
    ];
    const shared = tasks === 0 ? 'shared ones' : 'shared fixes';
    return `${counts.join(' and ')} planned${fixes > 1 ? `, ${shared} counted once` : ''}`;
  },
  waited: (days: number | undefined) => {
    if (days === undefined) return 'none waiting';
    return days === 0 ? 'newly asked' : `the oldest has waited ${plural(days, 'day')}`;
  },

  unresolvedIssues: 'Unresolved issues',
  ofIssues: (issues: number) => `of ${plural(issues, 'issue')}`,
  notKnown: 'not known',
  plannedWork: 'Planned work',
  pieces: (pieces: number, unestimated: number) =>
    pieces === 0
      ? 'nothing is planned'
      : `${plural(pieces, 'piece')}, shared fixes counted once${unestimated === 0 ? '' : `, ${unestimated} without an estimate`}`,
  noEffort: (plans: number) => (plans === 0 ? 'none' : 'not estimated'),
  /** Beside a figure: what it was at the last report. */
  was: (before: string, now: string, date: When) =>
    before === now ? `the same on ${formatLongDate(date)}` : `${before} on ${formatLongDate(date)}`,

  expected: ['After', 'Tests concerned', 'Stable tests', 'Only masked'],
  now: 'Now',
  noTestLeft: 'none left',
  sizeUnknown: 'size unknown',
};
