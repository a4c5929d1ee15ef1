import type { FixState } from '../../asof/snapshot.ts';
import type { When } from '../../core/calendar.ts';
import { plural } from '../../core/text.ts';
import { formatDate } from './format.ts';

const GONE = 'no longer in the records';

/** What changed between two dates. */
export const differenceWords = {
  nothing: 'Nothing changed.',
  newIssues: 'New issues',
  fixed: 'Fixed',
  verified: 'Verified',
  reopened: 'Reopened',
  heldOff: 'Held off',
  closed: 'Closed',
  status: 'Status',
  causes: 'Causes',
  fixes: 'Fixes',
  decisions: 'Decisions',
  tasks: 'Tasks',
  figures: 'Figures that changed',
  figure: 'Figure',
  none: 'none',
  gone: GONE,
  listed: ' as listed',
  on: (status: string, date: When | undefined) =>
    date === undefined ? status : `${status} on ${formatDate(date)}`,
  forTests: (letters: readonly string[]) => ` (${plural(letters.length, 'test')}: ${letters.join(', ')})`,
  by: ' by ',
  to: ' to ',
  /** Of a cause or a fix: `is applied (planned before)`. */
  state: (now: string | undefined, before: string | undefined) => {
    const words = now === undefined ? `is ${GONE}` : (fixStates[now] ?? `is ${now}`);
    return before === undefined
      ? words
      : `${words} (${fixStates[before]?.replace(/^(is|was) /, '') ?? before} before)`;
  },
  turned: (now: string, before: string) => `${now} (${before} before)`,
  asked: 'asked',
  answered: 'answered',
};

const fixStates: Readonly<Record<string, string>> = {
  fell: 'did not hold',
  'in-review': 'is in review',
  tried: 'was tried in vain',
  'in-place': 'is in place as a quarantine',
  ended: 'is no longer in place',
} satisfies Partial<Record<FixState, string>>;
