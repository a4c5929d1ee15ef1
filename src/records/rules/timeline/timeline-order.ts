import type { Found } from '../../../core/finding.ts';
import { ISSUE_FILE, issueWithTimeline } from '../../check/example-book.ts';
import type { FileContext, Rule } from '../../check/rule.ts';

export const timelineOrder: Rule = {
  id: 'timeline-order',
  severity: 'error',
  what: 'An entry of the timeline that is older than the one above it.',
  why: 'The last status is the one that counts, so the order of the file must be the order of time; most often a year was mistyped. Correct the date, or move the entry up. Two date-times are compared to the minute, all else by day.',
  wrong: { [ISSUE_FILE]: issueWithTimeline('  - open: 2026-01-04\n  - triaged: 2025-01-05') },
  right: { [ISSUE_FILE]: issueWithTimeline('  - open: 2026-01-04\n  - triaged: 2026-01-05') },
  message: ({ at, word, previous, previousWord }) =>
    `Unexpected \`${word}: ${at}\` below \`${previousWord}: ${previous}\`, expected entries in the order of time; correct the date or move the entry up`,
  *checkFile({ record, calendar, place }: FileContext): Iterable<Found> {
    if (record?.kind !== 'issue') return;
    for (const [i, entry] of record.timeline.entries()) {
      const previous = record.timeline[i - 1];
      if (!previous || !calendar.comesBefore(entry.at, previous.at)) continue;
      const args = { at: entry.at, word: entry.word, previous: previous.at, previousWord: previous.word };
      yield { ruleId: 'timeline-order', place: place(['timeline', i, entry.word]), args };
    }
  },
};
