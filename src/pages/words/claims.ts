import type { FixConfidence, Standing } from '../../confirm/measure-fixes.ts';
import { plural } from '../../core/text.ts';
import { type ClaimRecord, type FailureCount, LEAST_JUDGED } from '../../runs/verdict/statistics.ts';
import { badge } from '../blocks/tree.ts';
import type { Badge } from '../document.ts';
import { type MomentWords, passesOnDays, percent } from './run-format.ts';

const BADGES: Readonly<Record<Standing, Badge>> = {
  contradicted: badge('bad', 'Contradicted', 'cross'),
  'no-signal': badge('warn', 'No signal since', 'unsure'),
  unmeasured: badge('calm', 'Fix not measured', 'unsure'),
  gathering: badge('note', 'Gathering evidence', 'half'),
  supported: badge('good', 'Supported by runs', 'tick'),
};

/** What runs show of fixes that the records claim. */
export const claimWords = {
  badge: (standing: Standing): Badge => BADGES[standing],
  /** Why a claim stands as it does. */
  reason(fix: FixConfidence, moments: MomentWords): string {
    // Runs of the very commit of the fix may be older than the entry that claims it.
    const claim = `with the fix claimed on ${moments.day(fix.claimed)}`;
    const passes = `${passesOnDays(fix)} ${claim}`;
    switch (fix.standing) {
      case 'contradicted':
        return `It has failed as the issue describes in ${plural(fix.relapses.length, 'run')} ${claim}, first on ${moments.day(fix.relapses[0]?.at ?? fix.claimed)}.`;
      case 'no-signal':
        return `No counted run has a result of the test ${claim}. There is no such run yet, or the test was skipped, absent or deleted, or the record does not give its name there. That is no evidence for the fix.`;
      case 'unmeasured':
        return `${passes}. ${tooFew(fix)}, so nobody can tell how much of this is luck.`;
      case 'gathering':
        return `${passes}. ${luckSentence(fix)} ${stillNeeded(fix)}`;
      case 'supported':
        return `${passes}. ${luckSentence(fix)}`;
    }
  },
  contradiction: (which: string | undefined, reason: string) =>
    `The runs contradict the fix${which === undefined ? '' : ` of ${which}`}. ${reason}`,
  /** A noisy test may fail again for an older reason: how far the rates before and since a failed claim speak for that. */
  odds({ before, passes, relapses, luck }: FixConfidence): string {
    if (luck === undefined || before === undefined || relapses.length === 0) return '';
    const since = passes + relapses.length;
    return ` Before it, ${before.failures} of ${plural(before.runs, 'run')} failed so; with it, ${relapses.length} of ${since}. If nothing had changed, so few would come after it in ${percent(luck)} of cases.`;
  },
  gauge: (testId: string) => `Passes of ${testId} with the claimed fix`,
  goal: 'for 5% luck',
  passes: 'Passes with the fix',
  passesNote: (days: number) => `on ${plural(days, 'day')}`,
  needed: 'Still needed',
  neededNote: (needed: number) => `of ${needed} passes without a failure, for luck of at most 5%`,
  failures: 'Failures with the fix',
  failuresNote: 'as the issue describes',
  otherFailures: 'Other failures with the fix',
  otherFailuresNote: 'not as the issue describes: they count neither for the fix nor against it',
  holds: 'The fix holds',
  holdsNote: ({ judged, held }: ClaimRecord) =>
    judged < LEAST_JUDGED
      ? 'chance after these runs, from 50% before them: too few claims of this book are judged yet'
      : `chance after these runs; of ${judged} judged claims of this book, ${held} held`,
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

/** `all 3 failures`, `all 5 failures, in 3 rows,`. */
function allFailures({ failures: blocks }: FailureCount, failures: number): string {
  if (failures === 1) return 'the one failure';
  const rows = blocks === failures ? '' : `, in ${plural(blocks, 'row')},`;
  return `${failures === 2 ? 'both' : `all ${failures}`} failures${rows}`;
}

function luckSentence({ luck = 1, blocks, before }: FixConfidence): string {
  const all = allFailures(blocks ?? { failures: 0, runs: 0 }, before?.failures ?? 0);
  return `If nothing had changed, ${all} would come before it by chance in ${percent(luck)} of cases.`;
}

function tooFew({ before }: FixConfidence): string {
  if (before === undefined || before.failures === 0) return 'No such failure was measured before it';
  const { failures, runs } = before;
  const which = failures === 1 ? 'One failure' : `One row of ${failures} failures`;
  return `${which} in ${plural(runs, 'run')} before it is no rate`;
}

/** A fix that lacks no passes lacks a second day: else it were supported. */
function stillNeeded({ needed = 0, passes }: FixConfidence): string {
  const more = needed - passes;
  return more > 0
    ? `${plural(more, 'more pass', 'more passes')} would bring that down to 5%.`
    : 'That is little enough, but all passes are of one day: it also needs passes on a second day.';
}
