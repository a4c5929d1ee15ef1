import type { TIMELINE_RULES } from '../../../src/records/rules/timeline.ts';
import {
  type BookExample,
  EXAMPLE_PATH,
  ISSUE_FILE,
  issueWith,
  issueWithTimeline,
} from '../../../test/support/example-book.ts';
import type { Examples } from '../example-kinds.ts';

const decision = (answer: string) =>
  issueWith(
    `decisions:\n  flush:\n    ask: Wait, or flush by hand?\n    options: [wait, flush]\n    asked: 2026-01-04\n${answer}`,
  );

const FIXES = 'fixes:\n  serial-marker: { kind: mitigation }';

const entry = (word: string) => issueWithTimeline(`  - ${word}: 2026-01-04\n    fix: serial-marker`, FIXES);

const REVERTED = `  - mitigated: 2026-01-04
    fix: serial-marker
  - reverted: 2026-01-06
    fix: serial-marker`;

const quarantinedUntil = (until: string) =>
  issueWithTimeline(
    `  - quarantined: 2026-01-04\n    until: ${until}\n  - noted: 2026-02-01\n    note: Asked again`,
  );

export const TIMELINE_EXAMPLES = {
  'date-order': {
    wrong: { [ISSUE_FILE]: decision('    due: 2025-01-05') },
    right: { [ISSUE_FILE]: decision('    due: 2026-01-05') },
  },
  'decision-answer': {
    wrong: { [ISSUE_FILE]: decision('    answered: 2026-01-05\n    chosen: waiting') },
    right: { [ISSUE_FILE]: decision('    answered: 2026-01-05\n    chosen: wait') },
  },
  'distant-end': {
    wrong: { [ISSUE_FILE]: quarantinedUntil('2206-02-18') },
    right: { [ISSUE_FILE]: quarantinedUntil('2026-02-18') },
  },
  'fixed-by-mitigation': {
    wrong: { [ISSUE_FILE]: entry('fixed') },
    right: { [ISSUE_FILE]: entry('mitigated') },
  },
  'impossible-step': {
    wrong: { [ISSUE_FILE]: issueWithTimeline('  - open: 2026-01-04\n  - verified: 2026-01-05') },
    right: {
      [ISSUE_FILE]: issueWithTimeline(
        '  - open: 2026-01-04\n  - fixed: 2026-01-04\n  - verified: 2026-01-05',
      ),
    },
  },
  'left-as-it-was': {
    wrong: {
      [ISSUE_FILE]: issueWithTimeline(
        '  - open: 2026-01-04\n  - relocated: 2026-01-05\n    to: test/new_test.go:12',
      ),
    },
    right: {
      [ISSUE_FILE]: issueWithTimeline(
        `  - open: 2026-01-04\n  - relocated: 2026-01-05\n    to: ${EXAMPLE_PATH}:517`,
      ),
    },
  },
  'missing-detail': {
    wrong: { [ISSUE_FILE]: issueWithTimeline('  - quarantined: 2026-01-04') },
    right: { [ISSUE_FILE]: quarantinedUntil('2026-02-18') },
  },
  'no-status': {
    wrong: { [ISSUE_FILE]: issueWithTimeline('  - seen: 2026-01-04') },
    right: { [ISSUE_FILE]: issueWithTimeline('  - open: 2026-01-04\n  - seen: 2026-01-04') },
  },
  'related-to-itself': {
    wrong: { [ISSUE_FILE]: issueWith('related:\n  - { kind: same-area, issue: DS-FLAKY-001 }') },
    right: { [ISSUE_FILE]: issueWith('related:\n  - { kind: same-area, issue: DS-FLAKY-002 }') },
  },
  'reverted-status': {
    wrong: { [ISSUE_FILE]: issueWithTimeline(REVERTED, FIXES) },
    right: { [ISSUE_FILE]: issueWithTimeline(`${REVERTED}\n  - open: 2026-01-06`, FIXES) },
  },
  'timeline-order': {
    wrong: { [ISSUE_FILE]: issueWithTimeline('  - open: 2026-01-04\n  - triaged: 2025-01-05') },
    right: { [ISSUE_FILE]: issueWithTimeline('  - open: 2026-01-04\n  - triaged: 2026-01-05') },
  },
  'two-timeline-words': {
    wrong: { [ISSUE_FILE]: issueWithTimeline('  - triaged: 2026-01-04\n    mitigated: 2026-01-05') },
    right: { [ISSUE_FILE]: issueWithTimeline('  - triaged: 2026-01-04\n  - mitigated: 2026-01-05') },
  },
  'undeclared-test': {
    wrong: { [ISSUE_FILE]: issueWithTimeline('  - open: 2026-01-04\n    tests: [b]') },
    right: { [ISSUE_FILE]: issueWithTimeline('  - open: 2026-01-04\n    tests: [a]') },
  },
  'unknown-timeline-word': {
    wrong: { [ISSUE_FILE]: issueWithTimeline('  - triagd: 2026-01-04') },
    right: { [ISSUE_FILE]: issueWithTimeline('  - triaged: 2026-01-04') },
  },
  'until-passed': {
    wrong: { [ISSUE_FILE]: quarantinedUntil('2026-01-18') },
    right: { [ISSUE_FILE]: quarantinedUntil('2026-02-18') },
  },
} satisfies Examples<typeof TIMELINE_RULES, BookExample>;
