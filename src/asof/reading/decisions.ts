import type { When } from '../../core/calendar.ts';
import { itemId, parseItemId } from '../../core/ids.ts';
import type { Decision } from '../../records/issue/decision.ts';
import type { DecisionReading } from '../snapshot.ts';
import type { AsOfView } from './as-of-view.ts';

type Home = DecisionReading['home'];

/**
 * A decision as of the date; undefined when it is asked later. `exists` tells which issues exist at the date.
 * An answer without a date counts from the beginning.
 */
export function readDecision(
  decision: Decision,
  home: Home,
  exists: (issue: string) => boolean,
  view: AsOfView,
): DecisionReading | undefined {
  if (!view.sees(decision.asked)) return undefined;
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

function readAge({ asked, answered }: Decision, isAnswered: boolean, view: AsOfView): number | undefined {
  if (asked === undefined) return undefined;
  if (!isAnswered) return view.daysSince(asked);
  return answered === undefined ? undefined : view.daysBetween(asked, answered);
}

function hideAnswer(decision: Decision): Decision {
  const { answered, chosen, why, ...question } = decision;
  return { ...question, rejected: [] };
}

/** When a fix was rejected; without a date when the answer has none. */
export interface Rejection {
  readonly at?: When;
}

/**
 * What the answered decisions reject, by `ISSUE/fix`; of several rejections the newest. A bare option means the
 * fix of that id of the issue that the decision stands in, and of the issues that it is about.
 */
export function collectRejections(
  decisions: readonly DecisionReading[],
  view: AsOfView,
): ReadonlyMap<string, Rejection> {
  const rejections = new Map<string, Rejection>();
  for (const { decision, home, state } of decisions) {
    if (state === 'open') continue;
    const at = decision.answered;
    for (const key of decision.rejected.flatMap((option) => keysOf(option, decision, home))) {
      const newest = view.newest([rejections.get(key)?.at, at].filter((when) => when !== undefined));
      rejections.set(key, newest === undefined ? {} : { at: newest });
    }
  }
  return rejections;
}

function keysOf(option: string, decision: Decision, home: Home): string[] {
  if (parseItemId(option)) return [option];
  const issues = home.kind === 'issue' ? [home.id, ...decision.about] : decision.about;
  return issues.map((issue) => itemId(issue, option));
}
