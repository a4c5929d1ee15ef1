import type { When } from '../../core/calendar.ts';
import { itemId, parseItemId } from '../../core/ids.ts';
import type { Decision } from '../../records/issue/work.ts';
import type { DecisionReading } from '../snapshot.ts';
import type { AsOfView } from './as-of-view.ts';

type Home = DecisionReading['home'];

/**
 * A decision as of the date; undefined when it is asked later. `exists` tells which issues exist at the date.
 * An answer without a date counts from the beginning.
 */
export function readDecision(
  written: Decision,
  home: Home,
  exists: (issue: string) => boolean,
  view: AsOfView,
): DecisionReading | undefined {
  if (!view.sees(written.asked)) return undefined;
  const decision = withLocalDates(written, view);
  const isAnswered =
    decision.answered === undefined ? decision.chosen !== undefined : view.sees(decision.answered);
  const ageDays = readAge(decision, isAnswered, view);
  const concerned = new Set(home.kind === 'issue' ? [home.id, ...decision.about] : decision.about);
  return {
    decision: isAnswered || decision.answered === undefined ? decision : hideAnswer(decision),
    key: itemId(home.id, decision.id),
    home,
    issues: [...concerned].filter(exists),
    state: isAnswered ? 'answered' : 'open',
    ageDays,
    overdue: !isAnswered && decision.due !== undefined && view.isPast(decision.due),
  };
}

/** Its dates in the time zone of the book. */
function withLocalDates(decision: Decision, { local }: AsOfView): Decision {
  const dates = (['asked', 'answered', 'due'] as const).flatMap((key) => {
    const date = decision[key];
    return date === undefined || local(date) === date ? [] : [[key, local(date)] as const];
  });
  return dates.length === 0 ? decision : { ...decision, ...Object.fromEntries(dates) };
}

function readAge({ asked, answered }: Decision, isAnswered: boolean, view: AsOfView): number | undefined {
  if (asked === undefined) return undefined;
  if (!isAnswered) return view.daysSince(asked);
  return answered === undefined ? undefined : view.daysBetween(asked, answered);
}

function hideAnswer(decision: Decision): Decision {
  const { answered, chosen, why, ...question } = decision;
  return { ...question, rejected: [] };
}

/** When an answer fell; without a date when it has none. */
export interface Answered {
  readonly at?: When;
}

/**
 * The options that answered decisions pick (as rejected or as chosen), by `ISSUE/fix`, with the newest such answer. A bare
 * option means the fix of that id of the issue that the decision stands in, and of the issues that it is about.
 */
export function collectAnswers(
  decisions: readonly DecisionReading[],
  picked: (decision: Decision) => readonly string[],
  view: AsOfView,
): ReadonlyMap<string, Answered> {
  const answers = new Map<string, Answered>();
  for (const { decision, home, state } of decisions) {
    if (state === 'open') continue;
    const at = decision.answered;
    for (const key of picked(decision).flatMap((option) => keysOf(option, decision, home))) {
      const newest = view.newest([answers.get(key)?.at, at].filter((when) => when !== undefined));
      answers.set(key, newest === undefined ? {} : { at: newest });
    }
  }
  return answers;
}

function keysOf(option: string, decision: Decision, home: Home): string[] {
  if (parseItemId(option)) return [option];
  const issues = home.kind === 'issue' ? [home.id, ...decision.about] : decision.about;
  return issues.map((issue) => itemId(issue, option));
}
