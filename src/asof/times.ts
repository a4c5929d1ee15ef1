import { createCalendar } from '../core/calendar.ts';
import type { Figure, Figures } from './figures.ts';
import type { Scope } from './scope.ts';

type Times = Pick<
  Figures,
  | 'decisionsOpen'
  | 'decisionsOverdue'
  | 'oldestDecisionDays'
  | 'oldestUnresolvedDays'
  | 'medianTimeToFixDays'
  | 'mitigationsPastUntil'
>;

/** What has waited, how long, and what is late. */
export function measureTimes(scope: Scope): Times {
  const open = scope.decisions.filter(({ state }) => state === 'open');
  const overdue = open.filter((decision) => decision.overdue);
  const unresolved = scope.issues.filter(({ group }) => group === 'unresolved');
  const oldestDecisionDays = oldest(open.flatMap(({ ageDays }) => ageDays ?? []));
  const oldestUnresolvedDays = oldest(unresolved.map(({ ageDays }) => ageDays));
  const medianTimeToFixDays = measureTimeToFix(scope);
  return {
    decisionsOpen: { unit: 'decisions', value: open.length, of: scope.decisions.length },
    decisionsOverdue: { unit: 'decisions', value: overdue.length, of: open.length },
    oldestDecisionDays,
    oldestUnresolvedDays,
    medianTimeToFixDays,
    mitigationsPastUntil: findPastUntil(scope),
  };
}

function oldest(ages: readonly number[]): Figure | undefined {
  if (ages.length === 0) return undefined;
  return { unit: 'days', value: ages.reduce((max, age) => Math.max(max, age)) };
}

/** From the first status to the entry that resolved the last test: a later `verified` does not make a fix slower. */
function measureTimeToFix({ issues }: Scope): Figure | undefined {
  const days = issues
    .filter(({ group }) => group === 'resolved')
    .flatMap(({ daysToSettle }) => daysToSettle ?? [])
    .sort((a, b) => a - b);
  const low = days[Math.floor((days.length - 1) / 2)];
  const high = days[Math.floor(days.length / 2)];
  if (low === undefined || high === undefined) return undefined;
  return { unit: 'days', value: (low + high) / 2, of: days.length };
}

function findPastUntil({ issues, snapshot }: Scope): Times['mitigationsPastUntil'] {
  const calendar = createCalendar(snapshot.kb.book.timeZone);
  return issues.flatMap(({ issue, tests }) => {
    const flaking = tests.filter(({ group }) => group === 'unresolved');
    const ends = new Set(flaking.flatMap(({ until }) => until ?? []));
    return [...ends]
      .filter((until) => calendar.instantMs(until) < snapshot.asOf.instantMs)
      .map((until) => ({ issue: issue.id, until }));
  });
}
