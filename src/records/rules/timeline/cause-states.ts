import type { Found } from '../../../core/finding.ts';
import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import type { FileContext, Rule } from '../../check/rule.ts';

export const causeStates: Rule = {
  id: 'cause-states',
  severity: 'error',
  what: 'A cause that was supported, refuted or superseded before it was proposed.',
  why: 'The ledger of hypotheses is read by date: as of a day between the two, the cause would be refuted and unheard of at once. Correct the dates.',
  wrong: {
    [ISSUE_FILE]: issueWith('causes:\n  shared-state: { proposed: 2026-01-04, refuted: 2026-01-03 }'),
  },
  right: {
    [ISSUE_FILE]: issueWith('causes:\n  shared-state: { proposed: 2026-01-03, refuted: 2026-01-04 }'),
  },
  message: ({ state, at, proposed }) =>
    `Unexpected \`${state}: ${at}\` before \`proposed: ${proposed}\`, expected a cause to be proposed first; correct the dates`,
  *checkFile({ record, calendar, place }: FileContext): Iterable<Found> {
    if (record?.kind !== 'issue') return;
    for (const cause of record.causes) {
      const proposed = cause.states.find(({ state }) => state === 'proposed')?.at;
      if (proposed === undefined) continue;
      for (const { state, at } of cause.states) {
        if (calendar.day(at) >= calendar.day(proposed)) continue;
        yield {
          ruleId: 'cause-states',
          place: place(['causes', cause.id, state]),
          args: { state, at, proposed },
        };
      }
    }
  },
};
