import type { Found } from '../../../core/finding.ts';
import { ISSUE_FILE, issueWithTimeline } from '../../check/example-book.ts';
import type { FileContext, Rule } from '../../check/rule.ts';
import { didYouMean, list } from '../../check/wording.ts';

export const undeclaredTest: Rule = {
  id: 'undeclared-test',
  severity: 'error',
  what: 'An entry of the timeline about a test that the issue does not declare.',
  why: 'The entry would count for no test, and the status would be wrong. `tests` lists the letters of the front matter; an entry about all tests leaves it out.',
  wrong: { [ISSUE_FILE]: issueWithTimeline('  - open: 2026-01-04\n    tests: [b]') },
  right: { [ISSUE_FILE]: issueWithTimeline('  - open: 2026-01-04\n    tests: [a]') },
  message: ({ test, expected, suggestion }) =>
    `Unexpected test \`${test}\`, expected ${list(expected)}${didYouMean(suggestion)}`,
  *checkFile({ record, place }: FileContext): Iterable<Found> {
    if (record?.kind !== 'issue' || record.tests.length === 0) return;
    const letters = record.tests.map((test) => test.letter);
    for (const [i, entry] of record.timeline.entries()) {
      for (const [j, test] of entry.tests.entries()) {
        if (letters.includes(test)) continue;
        // People write the printed id, or a capital.
        const near = letters.find(
          (letter) => test.toLowerCase() === letter || test === `${record.id}${letter}`,
        );
        const args = { test, expected: letters, ...(near ? { suggestion: near } : {}) };
        yield { ruleId: 'undeclared-test', place: place(['timeline', i, 'tests', j]), args };
      }
    }
  },
};
