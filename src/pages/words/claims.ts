import type { FixConfidence, Standing } from '../../confirm/measure-fixes.ts';
import { badge } from '../blocks/tree.ts';
import type { Badge } from '../document.ts';
import { plural } from './format.ts';
import { type MomentWords, passesOnDays, percent } from './run-format.ts';

const BADGES: Readonly<Record<Standing, Badge>> = {
  contradicted: badge('bad', 'Contradicted', '❌'),
  'no-signal': badge('warn', 'No signal since', '❓'),
  unmeasured: badge('calm', 'Fix not measured', '❓'),
  gathering: badge('note', 'Gathering evidence', '⏳'),
  supported: badge('good', 'Supported by runs', '✅'),
};

/** What runs show of fixes that the records claim. */
export const claimWords = {
  badge: (standing: Standing): Badge => BADGES[standing],
  /** Why a claim stands as it does. */
  reason(fix: FixConfidence, moments: MomentWords): string {
    const claim = `since the claim of ${moments.day(fix.claimed)}`;
    const passes = `${passesOnDays(fix)} ${claim}`;
    switch (fix.standing) {
      case 'contradicted':
        return `It has failed as the issue describes in ${plural(fix.relapses.length, 'run')} ${claim}, first on ${moments.day(fix.relapses[0]?.at ?? fix.claimed)}.`;
      case 'no-signal':
        return `No counted run has run the test ${claim}: it was skipped, absent or deleted. That is no evidence for the fix.`;
      case 'unmeasured':
        return `${passes}. No such failure was measured before the claim, so nobody can tell how much of this is luck.`;
      case 'gathering':
        return `${passes}. ${stillNeeded(fix)}`;
      case 'supported':
        return `${passes}. If nothing had been fixed, the chance of so many passes would be ${percent(fix.luck ?? 0)}.`;
    }
  },
  contradiction: (which: string | undefined, reason: string) =>
    `The runs contradict the fix${which === undefined ? '' : ` of ${which}`}. ${reason}`,
  gauge: (testId: string) => `Passes of ${testId} since its fix was claimed`,
  goal: 'for 95%',
  lowGoal: 'for 95% at the low end of the rate',
  luck: 'Luck left',
  luckNote: ({ passes }: FixConfidence, before: string) =>
    `chance of ${plural(passes, 'pass', 'passes')} if nothing was fixed; before the claim, ${before}`,
  passes: 'Passes since',
  passesNote: (days: number) => `on ${plural(days, 'day')}`,
  needed: 'Still needed',
  neededNote: ({ passes, atLowRate }: NonNullable<FixConfidence['needed']>) =>
    `of ${passes} passes for 95%; of ${atLowRate} if the rate before was at the low end of its interval`,
  failures: 'Failures since',
  failuresNote: 'as the issue describes',
  otherFailures: 'Other failures since',
  otherFailuresNote: 'not as the issue describes: they count neither for the fix nor against it',
  holds: 'The fix holds',
  holdsNote: 'chance after these runs, from 50% before them (posterior)',
  fisher: 'Before against after',
  fisherNote: ({ failures, runs }: NonNullable<FixConfidence['before']>) =>
    `chance of so few failures since the claim if nothing had changed (Fisher’s exact test, one-sided); before, ${plural(failures, 'failure')} in ${plural(runs, 'run')}`,
  /** The card that sums up all claimed fixes. */
  supported: 'Fixes that runs support',
  contradicted: 'Fixes that runs contradict',
  allSupported: 'with at most 5% luck, over at least two days',
  rest: {
    contradicted: (count: number) => `${count} contradicted`,
    gathering: (count: number) => `${count} with too few passes yet`,
    unmeasured: (count: number) => `${count} not measured before`,
    'no-signal': (count: number) => `${count} without a run since`,
  },
};

/** A fix that lacks no passes lacks a second day: else it were supported. */
function stillNeeded({ needed, passes }: FixConfidence): string {
  const more = (needed?.passes ?? 0) - passes;
  return more > 0
    ? `${plural(more, 'more pass', 'more passes')} would bring the luck down to 5%.`
    : 'That is enough for 95%, but all on one day: it also needs passes on a second day.';
}
