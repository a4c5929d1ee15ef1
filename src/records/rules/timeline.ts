import type { Choice, RuleTable, Texts } from '../../core/rule.ts';
import { EVENT_WORDS, STATUS_WORDS } from '../../core/status.ts';
import { aValue, didYouMeanOr, list, useOneOf } from '../../core/text.ts';

/** What to write where a status cannot follow those before it. */
const STEP_CURES = {
  unfixed: 'add `fixed`, `partly-fixed` or `mitigated` above it',
  unsettled: 'add above it when it was fixed, mitigated, quarantined or closed',
  ended: 'add `reopened` between the two, or delete this entry',
  again: 'add `reopened` between the two, or write `noted` if nothing failed',
  settled: 'write `reopened` if it failed again, or `noted` if it did not',
};

export type StepProblem = keyof typeof STEP_CURES;

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
  'date-order': {
    what: 'A date that is before the one that it must follow: in one cause, question, task or entry, or where an entry names a fix or a test.',
    why: 'Causes, questions and tasks are read by date: an answer before its question would never have been open, an `until` before its own entry is over when it begins, and no report of that day knows a fix that was `proposed`, or a test that was `found`, after the entry that names it. Usually the year is mistyped. Correct one of the dates.',
    message: ({ key, at, first, firstAt }: { key: string; at: string; first: string; firstAt: string }) =>
      `\`${key}: ${at}\` is before \`${first}: ${firstAt}\`: correct one of the dates`,
  },
  'decision-answer': {
    what: 'An answer that does not fit its question.',
    why: 'Open and answered decisions are listed separately, and the answer decides which work is planned. An answer has a date and a choice, and the choice is one of the options.',
    message: (args: DecisionProblem) => {
      switch (args.problem) {
        case 'no-choice':
          return 'Missing `chosen` for `answered`: add the chosen option, or list all of them as `rejected`';
        case 'no-date':
          return 'Missing `answered` for `chosen`: add the date of the answer';
        case 'both':
          return `\`${args.value}\` is both \`chosen\` and \`rejected\`: delete one of the two`;
        case 'no-option':
          return `\`${args.value}\` in \`${args.key}\` is not an option: ${useOneOf(args.expected, args.suggestion)}`;
      }
    },
  },
  'distant-end': {
    severity: 'warning',
    what: 'An `until` or `due` that is more than two years away from its own entry or question.',
    why: 'Nobody would hear of it: what should end is told only when its date has passed. Usually the year is mistyped. Correct the date, or write a nearer one and set it anew when it has come.',
    message: ({ key, at, first, firstAt }: { key: string; at: string; first: string; firstAt: string }) =>
      `\`${key}: ${at}\` is years after \`${first}: ${firstAt}\`: correct the date, or write a nearer one`,
  },
  'fixed-by-mitigation': {
    what: 'A `fixed` that names a mitigation or a relocation.',
    why: 'A serial marker, a retry or a longer timeout leaves the cause in place. The test would count as resolved although it is not. Write `mitigated`, or make it a `fix` if it removes the cause.',
    message: ({ fix, kind }: { fix: string; kind: string }) =>
      `\`${fix}\` is a ${kind}, not a fix: write \`mitigated\` instead of \`fixed\``,
  },
  'future-date': {
    severity: 'warning',
    what: 'An entry, run, cause, question, task or report that is dated after tomorrow.',
    why: 'Nothing has happened there yet: usually the year is mistyped. Without `--as-of`, a book is read as of its newest date that is not in the future, so pages show nothing of it. Correct the date, or the clock of this machine.',
    message: ({ key, at }: { key: string; at: string }) =>
      `\`${key}: ${at}\` is in the future: correct the date (no page shows it before then)`,
  },
  'impossible-step': {
    what: 'A status that cannot follow the ones before it.',
    why: 'Time to fix and the number of failed fixes are counted along these steps. Nobody can verify what was never fixed, or reopen what was never settled. Add the missing step, or use another word.',
    message: ({ word, previous, problem }: { word: string; previous: string; problem: StepProblem }) =>
      `\`${word}\` cannot ${previous === '' ? 'come first' : `follow \`${previous}\``}: ${STEP_CURES[problem]}`,
  },
  'left-as-it-was': {
    severity: 'warning',
    what: 'A test that has another place or name than the timeline says it has now, or that moved to the suite of its issue.',
    why: 'Pages and runs use what the test itself says. Write the new place into `at`, or the new name into `name` and the old one into `aliases`. An issue keeps the suite that its tests moved out of.',
    message: ({ word, to, key, now }: { word: string; to: string; key: string; now: string }) =>
      to === now
        ? `\`${word}\` to ${aValue(to)}, which is the ${key} of this issue: name the new one, or delete the entry`
        : `\`${word}\` to ${aValue(to)}, but the test still says ${aValue(now)}: change \`${key}\` of the test`,
  },
  'missing-detail': {
    severity: 'warning',
    what: 'A `quarantined` without `until`, or a `superseded` without `by`.',
    why: 'Nobody comes back to a quarantine without an end, and readers of a superseded issue look for the one that took over. Add the detail. A list that you took the entry from may not know it.',
    message: ({ word, key }: { word: string; key: string }) =>
      `\`${word}\` without \`${key}\`: add ${key === 'until' ? 'the day on which it is to end' : 'what took over'}`,
  },
  'no-status': {
    severity: 'warning',
    what: 'An issue, or one of its tests, whose timeline has no status.',
    why: 'An issue begins with its first status, so no page shows it, and no figure counts it. Events such as `seen` and `noted` are no status, and a status without `tests` is not about a test that was `found` later. Add `open` with the date on which it became known.',
    message: ({ tests }: { tests: readonly string[] }) =>
      tests.length === 0
        ? 'No status yet, so that no page shows the issue: add `open` with its date'
        : `No status yet for ${tests.map((test) => `\`${test}\``).join(', ')}: add \`open\` with its date and \`tests: [${tests.join(', ')}]\``,
  },
  'related-to-itself': {
    what: 'An issue that is related to itself.',
    why: 'The page would link to itself. Usually an id was copied. Name the other issue, or delete the line.',
    message: ({ id }: { id: string }) => `\`${id}\` is this issue: name the other one, or delete the line`,
  },
  'reverted-status': {
    what: 'A `reverted` that leaves the issue in the status that the reverted fix gave it.',
    why: '`reverted` is an event and does not change the status. Without a new status, pages would call an issue fixed or mitigated whose remedy is gone, or a change open that was closed. Add the status that followed, such as `reopened` or `open`.',
    message: ({ word }: { word: string }) =>
      `Still \`${word}\` although its remedy was reverted: add a status below it, such as \`open\` or \`reopened\``,
  },
  'timeline-order': {
    what: 'A timeline entry that is older than the one above it.',
    why: 'The last status counts, so entries must be in order of time. Usually the year is mistyped. Correct the date, or move the entry up. Two date-times are compared by the minute, everything else by the day.',
    message: ({ at, word, previous, previousWord }: Texts<'at' | 'word' | 'previous' | 'previousWord'>) =>
      `\`${word}: ${at}\` is below \`${previousWord}: ${previous}\`: correct the date, or move the entry up`,
  },
  'two-timeline-words': {
    what: 'A timeline entry with two words.',
    why: 'An entry is one event at one time. Give the second word its own entry, with a `-` before it.',
    message: ({ first, second }: { first: string; second: string }) =>
      `\`${second}\` is part of the entry \`${first}\`: put a \`-\` before it (each entry has one word)`,
  },
  'undeclared-test': {
    what: 'A timeline entry about a test that the issue does not declare.',
    why: 'The entry would count for no test, and the status would be wrong. `tests` takes the letters of the front matter. Leave it out of an entry about all tests.',
    message: ({ test, expected, suggestion }: Texts<'test'> & Choice) =>
      `Unknown test \`${test}\`: ${useOneOf(expected, suggestion)}`,
  },
  'unknown-timeline-word': {
    what: 'A timeline entry without a word that says what happened.',
    why: 'These words decide the status of an issue, and with it every figure. Each entry needs one of them, with its date. Use `noted` for anything else.',
    message: ({ word, suggestion }: { word: string; suggestion?: string }) => {
      const found = word === '' ? 'Empty timeline entry' : `Unknown timeline word \`${word}\``;
      const words = `use a status (${list(STATUS_WORDS)}) or an event (${list(EVENT_WORDS)})`;
      return `${found}: ${didYouMeanOr(suggestion, `${words} with its date`)}`;
    },
  },
  'until-passed': {
    severity: 'warning',
    what: 'A mitigation or quarantine that is past its end date, or an open decision that is past its due date.',
    why: 'It was meant to end by then. Tests that are set aside for a week often stay so for years. Fix the issue, or add an entry with a new `until` and a note that says why. A decision that is overdue needs an answer, or another `due`.',
    message: ({ word, until, asOf }: { word: string; until: string; asOf: string }) =>
      word === 'due'
        ? `Open decision past its \`due: ${until}\`: add its answer, or another \`due\` (as of ${asOf})`
        : `\`${word}\` is past its \`until: ${until}\`: add a new status, or a new \`until\` (as of ${asOf})`,
  },
} satisfies RuleTable;
