import { ISSUE_FILE, issueWith, issueWithTimeline } from '../../core/example-book.ts';
import type { BookExample, RuleTable } from '../../core/rule.ts';
import { EVENT_WORDS, STATUS_WORDS } from '../../core/status.ts';
import { didYouMean, list } from '../../core/text/wording.ts';

const decision = (answer: string) =>
  issueWith(
    `decisions:\n  flush:\n    ask: Wait, or flush by hand?\n    options: [wait, flush]\n    asked: 2026-01-04\n${answer}`,
  );

const FIXES = 'fixes:\n  serial-marker: { kind: mitigation }';

const entry = (word: string) => issueWithTimeline(`  - ${word}: 2026-01-04\n    fix: serial-marker`, FIXES);

/** Why a status cannot follow those before it: what was expected. */
const STEP_CURES = {
  unfixed: 'expected `fixed`, `partly-fixed` or `mitigated` somewhere above it',
  unsettled: 'expected it to have been fixed, mitigated, quarantined or closed above',
  ended: 'expected `reopened` first, or nothing more',
  again: 'expected `reopened` between the two; a second fix that came without a failure is a `noted`',
};

export type StepProblem = keyof typeof STEP_CURES;

const quarantinedUntil = (until: string) =>
  issueWithTimeline(
    `  - quarantined: 2026-01-04\n    until: ${until}\n  - noted: 2026-02-01\n    note: Asked again`,
  );

type DecisionProblem =
  | { problem: 'no-choice' | 'no-date' }
  | { problem: 'both'; value: string }
  | {
      problem: 'no-option';
      key: string;
      value: string;
      expected: readonly string[];
      suggestion?: string;
    };

export const TIMELINE_RULES = {
  'cause-states': {
    severity: 'error',
    what: 'A cause that was supported, refuted or superseded before it was proposed.',
    why: 'The ledger of hypotheses is read by date: as of a day between the two, the cause would be refuted and unheard of at once. Correct the dates.',
    wrong: {
      [ISSUE_FILE]: issueWith('causes:\n  shared-state: { proposed: 2026-01-04, refuted: 2026-01-03 }'),
    },
    right: {
      [ISSUE_FILE]: issueWith('causes:\n  shared-state: { proposed: 2026-01-03, refuted: 2026-01-04 }'),
    },
    message: ({ state, at, proposed }: { state: string; at: string; proposed: string }) =>
      `Unexpected \`${state}: ${at}\` before \`proposed: ${proposed}\`, expected a cause to be proposed first; correct the dates`,
  },
  'decision-answer': {
    severity: 'error',
    what: 'An answer that does not fit its question.',
    why: 'Open and answered decisions are listed apart, and what is chosen or rejected decides what is planned. An answer has a date and a choice, and a choice is one of the options.',
    wrong: { [ISSUE_FILE]: decision('    answered: 2026-01-05\n    chosen: waiting') },
    right: { [ISSUE_FILE]: decision('    answered: 2026-01-05\n    chosen: wait') },
    message: (args: DecisionProblem) => {
      switch (args.problem) {
        case 'no-choice':
          return 'Unexpected `answered` without `chosen`, expected the option that was chosen, or all of them as `rejected`';
        case 'no-date':
          return 'Unexpected `chosen` without `answered`, expected the date of the answer';
        case 'both':
          return `Unexpected \`${args.value}\` as \`chosen\` and as \`rejected\`, expected one of the two`;
        case 'no-option':
          return `Unexpected \`${args.value}\` as \`${args.key}\`, expected ${list(args.expected)}, the options of the question${didYouMean(args.suggestion)}`;
      }
    },
  },
  'fixed-by-mitigation': {
    severity: 'error',
    what: 'A `fixed` that names a mitigation or a relocation.',
    why: 'A serial marker, a retry or a longer timeout lives with the cause: the test would count as resolved while it is not. Say `mitigated`, or call the fix a `fix` when it removes the cause.',
    wrong: { [ISSUE_FILE]: entry('fixed') },
    right: { [ISSUE_FILE]: entry('mitigated') },
    message: ({ fix, kind }: { fix: string; kind: string }) =>
      `Unexpected \`${fix}\` in \`fixed\`, expected a fix: it is a ${kind}, so say \`mitigated\``,
  },
  'impossible-step': {
    severity: 'error',
    what: 'A status that cannot follow those before it.',
    why: 'Time to fix, and how often a fix fell, are counted along these steps: nothing can be verified that was never fixed, and nothing can be reopened that was never settled. Add the step that is missing, or use another word.',
    wrong: { [ISSUE_FILE]: issueWithTimeline('  - open: 2026-01-04\n  - verified: 2026-01-05') },
    right: {
      [ISSUE_FILE]: issueWithTimeline(
        '  - open: 2026-01-04\n  - fixed: 2026-01-04\n  - verified: 2026-01-05',
      ),
    },
    message: ({ word, previous, problem }: { word: string; previous: string; problem: StepProblem }) =>
      `Unexpected \`${word}\`${previous === '' ? '' : ` after \`${previous}\``}, ${STEP_CURES[problem]}`,
  },
  'timeline-order': {
    severity: 'error',
    what: 'An entry of the timeline that is older than the one above it.',
    why: 'The last status is the one that counts, so the order of the file must be the order of time; most often a year was mistyped. Correct the date, or move the entry up. Two date-times are compared to the minute, all else by day.',
    wrong: { [ISSUE_FILE]: issueWithTimeline('  - open: 2026-01-04\n  - triaged: 2025-01-05') },
    right: { [ISSUE_FILE]: issueWithTimeline('  - open: 2026-01-04\n  - triaged: 2026-01-05') },
    message: ({
      at,
      word,
      previous,
      previousWord,
    }: {
      at: string;
      word: string;
      previous: string;
      previousWord: string;
    }) =>
      `Unexpected \`${word}: ${at}\` below \`${previousWord}: ${previous}\`, expected entries in the order of time; correct the date or move the entry up`,
  },
  'two-timeline-words': {
    severity: 'error',
    what: 'An entry of the timeline with two words.',
    why: 'An entry is one thing that happened at one time. Give the second word an entry of its own, with a `-` before it.',
    wrong: { [ISSUE_FILE]: issueWithTimeline('  - triaged: 2026-01-04\n    mitigated: 2026-01-05') },
    right: { [ISSUE_FILE]: issueWithTimeline('  - triaged: 2026-01-04\n  - mitigated: 2026-01-05') },
    message: ({ first, second }: { first: string; second: string }) =>
      `Unexpected \`${second}\` in the entry of \`${first}\`, expected an entry of its own; put a \`-\` before it`,
  },
  'undeclared-test': {
    severity: 'error',
    what: 'An entry of the timeline about a test that the issue does not declare.',
    why: 'The entry would count for no test, and the status would be wrong. `tests` lists the letters of the front matter; an entry about all tests leaves it out.',
    wrong: { [ISSUE_FILE]: issueWithTimeline('  - open: 2026-01-04\n    tests: [b]') },
    right: { [ISSUE_FILE]: issueWithTimeline('  - open: 2026-01-04\n    tests: [a]') },
    message: ({
      test,
      expected,
      suggestion,
    }: {
      test: string;
      expected: readonly string[];
      suggestion?: string;
    }) => `Unexpected test \`${test}\`, expected ${list(expected)}${didYouMean(suggestion)}`,
  },
  'unknown-timeline-word': {
    severity: 'error',
    what: 'An entry of the timeline without a word that says what happened.',
    why: 'The words decide the status of an issue, and so every figure. An entry is one of them with its date; anything else that happened is a `noted`.',
    wrong: { [ISSUE_FILE]: issueWithTimeline('  - triagd: 2026-01-04') },
    right: { [ISSUE_FILE]: issueWithTimeline('  - triaged: 2026-01-04') },
    message: ({ word, suggestion }: { word: string; suggestion?: string }) => {
      const found = `Unexpected ${word === '' ? 'empty entry' : `\`${word}\``} in the timeline, expected`;
      if (suggestion !== undefined) return `${found} the word of a status or event${didYouMean(suggestion)}`;
      return `${found} a status (${list(STATUS_WORDS)}) or an event (${list(EVENT_WORDS)}) with its date`;
    },
  },
  'until-passed': {
    severity: 'warning',
    what: 'A mitigation or quarantine that is still in force after its date.',
    why: 'It was meant to end by then: tests that were set aside for a week stay so for years. Fix the issue, or add an entry with a new `until` and a note that says why.',
    wrong: { [ISSUE_FILE]: quarantinedUntil('2026-01-18') },
    right: { [ISSUE_FILE]: quarantinedUntil('2026-02-18') },
    message: ({ word, until, asOf }: { word: string; until: string; asOf: string }) =>
      `Unexpected \`${word}\` past its \`until: ${until}\` (read as of ${asOf}), expected another status, or an entry with a new date`,
  },
} satisfies RuleTable<BookExample>;
