import { type ObservedClaim, runsToProve } from '../../confirm/observed-claims.ts';
import { formatLongDate, type When } from '../../core/calendar.ts';
import { plural } from '../../core/text.ts';
import type { Observation } from '../../records/issue/observed.ts';
import { isSmall } from '../../runs/verdict/statistics.ts';
import type { Rate } from '../../runs/verdict/suite-runs.ts';
import type { Inlines } from '../blocks/tree.ts';
import { percent, rateWords } from './run-format.ts';

/** Runs that somebody counted: on the page of an issue. */
export const observedWords = {
  title: 'Observed by hand',
  interval: 'The brackets after a rate are its 95% interval, in per cent.',
  apart:
    'Flakebook adds these numbers neither to each other nor to measured runs, since a run may be among both.',
  proof: 'Proof of flakiness',
  /** @param test where the issue has several. */
  failedAndPassed: (test: string, commit: Inlines, failed: Inlines, passed: Inlines): Inlines => [
    ': at commit ',
    commit,
    `, ${test} failed in `,
    failed,
    ' and passed in ',
    passed,
    '.',
  ],
  it: 'it',
  head: {
    date: 'Date',
    test: 'Test',
    failed: 'Failed',
    rate: 'Rate',
    where: 'Where',
    run: 'Run',
    commit: 'Commit',
    passedIn: 'Passed in',
    note: 'Note',
  },
  failed: ({ failures, runs }: Rate) => `${failures} of ${runs}`,
  /** `2 of 117 runs failed: 1.7% [0.5, 6.0], about 1 in 58 (February 18, 2026, linux, workers: 4)`. */
  often: (rate: Rate, { date, where, with: settings }: Observation) => {
    const every = Math.floor(rate.runs / rate.failures);
    const terms = Object.entries(settings).map(([key, value]) => `${key}: ${value}`);
    const circumstances = [formatLongDate(date), ...where, ...terms];
    return `${rateWords(rate)}${every < 10 ? '' : `, about 1 in ${every}`} (${circumstances.join(', ')})`;
  },
  toProve,
  /** How a claimed fix stands to what was counted, and what it would take to show that it holds. */
  stands({ relapse, before, after, luck }: ObservedClaim): string {
    const { claim } = observedWords;
    if (relapse) return claim.relapse(relapse.one.date);
    if (!after) return claim.noneAfter + toProve(before?.rate);
    if (luck === undefined || !before?.rate || !after.rate) return claim.notAlike + toProve(before?.rate);
    return claim.held(before.rate, after.rate, luck) + (isSmall(luck) ? claim.enough : toProve(before.rate));
  },
  claim: {
    relapse: (date: When) => `It was seen to fail after the fix, on ${formatLongDate(date)}.`,
    noneAfter: 'No count of runs is from a later day than the fix, or from its commit. ',
    notAlike:
      'No count after the fix can be held against one with failures before it, in the same place and with the same settings. ',
    held: (before: Rate, after: Rate, luck: number) =>
      `After the fix, ${plural(after.runs, 'run')} passed and none failed; before it, ${before.failures} of ${before.runs} failed. If nothing had changed, and no run depends on another, all failures would fall before it in ${percent(luck)} of cases. `,
    enough: 'That supports that it is mended.',
  },
};

function toProve(rate: Rate | undefined): string {
  const runs = runsToProve(rate);
  return runs === undefined
    ? ''
    : `To show that a fix holds takes ${plural(runs, 'run')} without a failure, in the same place and with the same settings. A stress run, which repeats the test on the commit of the fix, is the fastest proof.`;
}
