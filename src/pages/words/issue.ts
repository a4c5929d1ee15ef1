import type { FixReading, Overdue } from '../../asof/snapshot.ts';
import { formatLongDate, type When } from '../../core/calendar.ts';
import { plural } from '../../core/text.ts';
import type { CheckOutcome } from '../../records/evidence/evidence.ts';
import type { CauseState, Issue } from '../../records/issue/issue.ts';

/** `test a`, `tests a, b`. */
function lettersWords(letters: readonly string[]): string {
  return `${letters.length === 1 ? 'test' : 'tests'} ${letters.join(', ')}`;
}

/** An issue: its page, its rows in lists, and what a check against the code says of it. */
export const issueWords = {
  causeUnknown: 'no cause known yet',
  unclassified: 'not classified yet',
  since: (date: When, isListed?: boolean) =>
    ` ${isListed ? 'as listed on' : 'since'} ${formatLongDate(date)}`,
  apart: (first: string, last: string) => `, the first test${first}, the last${last}`,
  /** Of the status, mitigation or quarantine of some tests. */
  ofTests: (letters: readonly string[]) => (letters.length === 0 ? '' : ` (${lettersWords(letters)})`),
  /** Of a mitigation or quarantine that should be over. */
  ended: (until: When, days: number) =>
    `was to end on ${formatLongDate(until)}${days === 0 ? '' : `, ${plural(days, 'day')} ago`}`,

  /** Its fields, in the summary table, in lists and in the search. */
  summary: 'At a glance',
  fields: {
    id: 'Issue',
    title: 'Title',
    status: 'Status',
    suite: 'Suite',
    impact: 'Impact',
    locus: 'Where the defect is',
    timeToFix: 'Time to fix',
    owner: 'Owner',
    cause: 'Root cause',
    applied: 'Applied',
    planned: 'Planned',
    measured: 'Measured',
    observed: 'Observed by hand',
    checked: 'Checked against the code',
    updated: 'Last entry',
  },
  affects: ': affects ',
  locus: (place: string) => `the ${place}`,
  days: (count: number) => (count === 0 ? 'within a day' : plural(count, 'day')),
  noCause: 'unknown',

  impact: (label: string) => `Impact: ${label}`,
  testCount: (count: number) => plural(count, 'test'),
  /** The box on top. */
  answers: {
    now: 'If it hits you now',
    planned: 'What is planned',
    done: 'What was done',
    waits: 'What it waits for',
    ended: (status: string, { until, days, tests = [] }: Overdue) =>
      `${status} until ${formatLongDate(until)}${days === 0 ? '' : `, ${plural(days, 'day')} ago`}${issueWords.ofTests(tests)}; nothing says that it has ended.`,
    inForce: 'In place: ',
    untilThen: 'Until then: ',
    possible: 'Planned: ',
    noWorkaround: (isOver: boolean) => `No ${isOver ? 'other ' : ''}workaround is recorded.`,
    nothingPlanned: 'Nothing is planned.',
    stillFails: 'It still fails: runs contradict the fix.',
    again: ': a failure like it is new. Add it to the timeline.',
    decision: 'A decision',
    decisionsOpen: (count: number) => plural(count, 'decision'),
    review: 'The review of ',
    aChange: 'a change',

    proof: 'Proof from runs: ',
    seenAgain: (at: When) => `, seen again on ${formatLongDate(at)}.`,
    toReopen: 'Somebody to reopen it.',
    notVerified: 'Somebody to verify it.',
    verified: 'Nothing: it is verified.',
    nothing: 'Nothing that is recorded.',
  },

  tests: 'Tests',
  wholeJob: 'It is the job as a whole that flakes.',
  noTests: 'The record names no test.',
  testsTable: ['Test', 'Test name', 'Location', 'Status'],
  test: 'Test',
  formerly: ', formerly ',
  foundOn: (date: When) => `known since ${formatLongDate(date)}`,
  symptom: 'Symptom',
  rootCause: 'Root cause',
  evidence: 'Evidence',
  fixes: (count: number) => (count > 1 ? 'Fixes' : 'Fix'),
  verification: 'Verification',
  run: 'Run',
  decisions: (count: number) => (count > 1 ? 'Decisions' : 'Decision'),
  recognisedBy: 'Recognised by',
  only: '; only in: ',
  signatureText: 'text ',
  signatureRegex: 'regular expression ',
  matches: ', as in ',
  rejects: ', but not ',
  tasks: 'Other work',
  timeline: 'Timeline',
  related: 'Related',
  relations: {
    'recurrence-of': 'Recurrence of ',
    'caused-by': 'Caused by ',
    'same-area': 'Same area as ',
  } satisfies Record<Issue['related'][number]['kind'], string>,
  others: (issues: number) => plural(issues, 'other issue'),
  andOthers: (issues: number) => ` and ${plural(issues, 'other issue')}`,
  citedIn: 'Cited in ',
  notes: 'Notes',

  ruledOut: 'Causes that fell',
  sameCause: 'Same pattern: ',
  askedTogether: 'Asked together: ',

  causesTable: ['Cause', 'Claim', 'State', 'Since'],
  leading: ' (leading)',
  firstDiagnosis: 'The first diagnosis, ',
  wasWrong: (state: CauseState, date: When) => `, was ${state} on ${formatLongDate(date)}`,
  noOtherCause: 'No other cause is known yet.',
  leadsNow: ' is the leading cause now.',
  wasFirstDiagnosis: (issues: number, wrong: number) =>
    `It was the first diagnosis in ${plural(issues, 'issue')} and was wrong in ${wrong === 0 ? 'none.' : `${wrong}:`}`,
  leadingNow: '; the leading cause is now ',

  fixDated({ state, since, proposed }: Pick<FixReading, 'state' | 'since' | 'proposed'>): string {
    if (since === undefined) return proposed === undefined ? '' : `, proposed on ${formatLongDate(proposed)}`;
    if (state === 'fell') return `, reopened on ${formatLongDate(since)}`;
    return ['tried', 'applied', 'rejected'].includes(state)
      ? ` on ${formatLongDate(since)}`
      : issueWords.since(since);
  },
  fix: {
    state: 'State',
    kind: 'Kind',
    solution: 'Solution',
    gain: 'Gain',
    cost: 'Trade-off',
    same: 'Same as',
    result: 'Result',
  },
  notEstimated: 'effort not estimated',
  oneFix: ' (one fix for both)',

  trials: {
    heading: 'Earlier trials',
    tried: 'Tried',
    on: (word: string, date: When, letters: readonly string[]) =>
      `${word} on ${formatLongDate(date)}${letters.length === 0 ? '' : ` (${lettersWords(letters)})`}`,
    by: ': ',
    commit: 'commit ',
    didNotHelp: ', did not help',
    ended: (word: string, date: When) =>
      word === 'reopened'
        ? `; did not hold: reopened on ${formatLongDate(date)}`
        : `; taken back on ${formatLongDate(date)}`,
  },
  inReview: ' (in review)',

  asListed: ' (as listed)',
  timelineTable: ['Date', 'Entry', 'Details'],
  entry: {
    tests: lettersWords,
    fix: 'fix: ',
    commit: 'commit ',
    change: 'change ',
    outcome: { failed: 'it did not help', helped: 'it helped' },
    to: 'to ',
    until: (date: When) => `until ${formatLongDate(date)}`,
    by: 'by ',
    run: 'run ',
  },

  checks: {
    confirmed: 'Confirmed',
    'line-exists': 'Line exists',
    moved: 'Moved',
    'not-found': 'Not found',
    'not-checkable': 'Not checkable',
  } satisfies Record<CheckOutcome, string>,
  otherDate: 'Different date',
  at: (outcome: string, commit: string) => `${outcome} at ${commit}`,
  to: ' to ',
  causeConfirmed: (commit: string) => `, evidence confirmed at ${commit}`,
  /** A supported cause whose evidence is not in the code is a claim and no more. */
  causeNotFound: (state: CauseState, commit: string, since = '') =>
    `${state === 'supported' ? 'claimed' : state}${since}, evidence not found at ${commit}`,
  checkedOn: (date: When, counts: string) => ` of ${formatLongDate(date)}: ${counts}`,
  nothingToCheck: 'nothing to check',
};
