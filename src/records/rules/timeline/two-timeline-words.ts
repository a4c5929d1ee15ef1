import { ISSUE_FILE, issueWithTimeline } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';

export const twoTimelineWords: Rule = {
  id: 'two-timeline-words',
  severity: 'error',
  what: 'An entry of the timeline with two words.',
  why: 'An entry is one thing that happened at one time. Give the second word an entry of its own, with a `-` before it.',
  wrong: { [ISSUE_FILE]: issueWithTimeline('  - triaged: 2026-01-04\n    mitigated: 2026-01-05') },
  right: { [ISSUE_FILE]: issueWithTimeline('  - triaged: 2026-01-04\n  - mitigated: 2026-01-05') },
  message: ({ first, second }) =>
    `Unexpected \`${second}\` in the entry of \`${first}\`, expected an entry of its own; put a \`-\` before it`,
};
