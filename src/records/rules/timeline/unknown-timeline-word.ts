import { EVENT_WORDS, STATUS_WORDS } from '../../../core/status.ts';
import { ISSUE_FILE, issueWithTimeline } from '../../check/example-book.ts';
import type { Rule } from '../../check/rule.ts';
import { didYouMean, list } from '../../check/wording.ts';

export const unknownTimelineWord: Rule = {
  id: 'unknown-timeline-word',
  severity: 'error',
  what: 'An entry of the timeline without a word that says what happened.',
  why: 'The words decide the status of an issue, and so every figure. An entry is one of them with its date; anything else that happened is a `noted`.',
  wrong: { [ISSUE_FILE]: issueWithTimeline('  - triagd: 2026-01-04') },
  right: { [ISSUE_FILE]: issueWithTimeline('  - triaged: 2026-01-04') },
  message: ({ word, suggestion }) => {
    const found = `Unexpected ${word === '' ? 'empty entry' : `\`${word}\``} in the timeline, expected`;
    if (suggestion !== undefined) return `${found} the word of a status or event${didYouMean(suggestion)}`;
    return `${found} a status (${list(STATUS_WORDS)}) or an event (${list(EVENT_WORDS)}) with its date`;
  },
};
