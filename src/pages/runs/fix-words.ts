import type { FixConfidence, Standing } from '../../confirm/fix-confidence.ts';
import { badge } from '../blocks/tree.ts';
import type { Badge, ConfidenceGauge, FigureCard } from '../document.ts';
import { plural } from '../words/format.ts';
import type { MomentWords } from './moments.ts';
import { chanceWords, percent, rateWords } from './rates.ts';

/** From what must be known first to what may rest. */
export const STANDINGS = [
  'contradicted',
  'no-signal',
  'unmeasured',
  'gathering',
  'supported',
] as const satisfies readonly Standing[];

const BADGES: Readonly<Record<Standing, Badge>> = {
  contradicted: badge('bad', 'Contradicted', '❌'),
  'no-signal': badge('warn', 'No signal since', '❓'),
  unmeasured: badge('calm', 'Fix not measured', '❓'),
  gathering: badge('note', 'Gathering evidence', '⏳'),
  supported: badge('good', 'Supported by runs', '✅'),
};

export function standingBadge(standing: Standing): Badge {
  return BADGES[standing];
}

/** Why a claim stands as it does, in plain words. */
export function standingReason(fix: FixConfidence, moments: MomentWords): string {
  const claim = `the claim of ${moments.day(fix.claimed)}`;
  const passes = `${plural(fix.passes, 'pass', 'passes')} on ${plural(fix.days, 'day')} since ${claim}`;
  const first = fix.relapses[0];
  switch (fix.standing) {
    case 'contradicted':
      return first === undefined
        ? `It failed as the issue describes after ${claim}.`
        : `It failed as the issue describes in ${plural(fix.relapses.length, 'run')} after ${claim}, first on ${moments.day(first.at)}.`;
    case 'no-signal':
      return `No counted run since ${claim} has run the test: it was skipped, absent or deleted. That is no evidence for the fix.`;
    case 'unmeasured':
      return `${passes}, but no such failure was measured before it: without a rate there is no telling what luck would do.`;
    case 'gathering':
      return `${passes}. ${stillNeeded(fix)}`;
    case 'supported':
      return `${passes}. Had nothing been mended, the chance of so many passes would be ${percent(fix.luck ?? 0)}.`;
  }
}

/** A fix that lacks no passes lacks a second day: else it were supported. */
function stillNeeded({ needed, passes }: FixConfidence): string {
  const more = (needed?.passes ?? 0) - passes;
  return more > 0
    ? `${plural(more, 'more pass', 'more passes')} would bring the luck to 5%.`
    : 'That is enough for 95%, but of one day only: passes of a second day are needed.';
}

/** The gauge of one claimed fix: luck left, passes since and still needed, posterior, before against after. */
export function fixGauge(fix: FixConfidence, moments: MomentWords): ConfidenceGauge {
  return {
    type: 'confidenceGauge',
    title: `Passes of ${fix.testId} since its fix was claimed`,
    standing: standingBadge(fix.standing),
    reason: standingReason(fix, moments),
    passes: fix.passes,
    goals: goalsOf(fix),
    facts: [...passFacts(fix), ...testFacts(fix)],
  };
}

/** After a failure no number of passes is on its way to anything. */
function neededOf({ standing, needed }: FixConfidence): FixConfidence['needed'] {
  return standing === 'contradicted' ? undefined : needed;
}

function goalsOf(fix: FixConfidence): ConfidenceGauge['goals'] {
  const needed = neededOf(fix);
  if (needed === undefined) return [];
  return [
    { at: needed.passes, label: 'for 95%' },
    ...(needed.atLowRate > needed.passes
      ? [{ at: needed.atLowRate, label: 'for 95% at the low end of the rate' }]
      : []),
  ];
}

function passFacts(fix: FixConfidence): FigureCard[] {
  const { before, luck, passes, days, relapses, otherFailures } = fix;
  const needed = neededOf(fix);
  const cards: FigureCard[] = [];
  if (luck !== undefined && before !== undefined)
    cards.push({
      label: 'Luck left',
      value: percent(luck),
      note: `chance of ${plural(passes, 'pass', 'passes')} at the rate before: ${rateWords(before)}`,
    });
  cards.push({ label: 'Passes since', value: String(passes), note: `on ${plural(days, 'day')}` });
  if (needed !== undefined)
    cards.push({
      label: 'Still needed',
      value: String(Math.max(0, needed.passes - passes)),
      note: `of ${needed.passes} passes for 95%; of ${needed.atLowRate} if the rate before was the low end of its interval`,
    });
  if (relapses.length > 0)
    cards.push({ label: 'Failures since', value: String(relapses.length), note: 'as the issue describes' });
  if (otherFailures > 0)
    cards.push({
      label: 'Other failures since',
      value: String(otherFailures),
      note: 'not as the issue describes: no passes, and nothing against the fix',
    });
  return cards;
}

function testFacts({ before, posterior, fisher }: FixConfidence): FigureCard[] {
  const cards: FigureCard[] = [];
  if (posterior !== undefined)
    cards.push({
      label: 'The fix holds',
      value: percent(posterior),
      note: 'chance after these runs, of 50% before them (posterior)',
    });
  if (fisher !== undefined && before !== undefined)
    cards.push({
      label: 'Before against after',
      value: chanceWords(fisher),
      note: `chance of so few failures since if nothing had changed (Fisher’s exact test, one-sided); before: ${plural(before.failures, 'failure')} in ${plural(before.runs, 'run')}`,
    });
  return cards;
}
