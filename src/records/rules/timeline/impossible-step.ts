import type { Found } from '../../../core/finding.ts';
import { groupOf, isStatus, type Status } from '../../../core/status.ts';
import { ISSUE_FILE, issueWithTimeline } from '../../check/example-book.ts';
import type { FileContext, Rule } from '../../check/rule.ts';
import type { Issue } from '../../issue/issue.ts';

const CURES: Readonly<Record<string, string>> = {
  unfixed: 'expected `fixed`, `partly-fixed` or `mitigated` somewhere above it',
  unsettled: 'expected it to have been fixed, mitigated, quarantined or closed above',
  ended: 'expected `reopened` first, or nothing more',
  again: 'expected `reopened` between the two; a second fix that came without a failure is a `noted`',
};

export const impossibleStep: Rule = {
  id: 'impossible-step',
  severity: 'error',
  what: 'A status that cannot follow those before it.',
  why: 'Time to fix, and how often a fix fell, are counted along these steps: nothing can be verified that was never fixed, and nothing can be reopened that was never settled. Add the step that is missing, or use another word.',
  wrong: { [ISSUE_FILE]: issueWithTimeline('  - open: 2026-01-04\n  - verified: 2026-01-05') },
  right: {
    [ISSUE_FILE]: issueWithTimeline('  - open: 2026-01-04\n  - fixed: 2026-01-04\n  - verified: 2026-01-05'),
  },
  message: ({ word, previous, problem }) =>
    `Unexpected \`${word}\`${previous === '' ? '' : ` after \`${previous}\``}, ${CURES[String(problem)]}`,
  *checkFile({ record, place }: FileContext): Iterable<Found> {
    if (record?.kind !== 'issue') return;
    const steps = new Map<string, Status[]>();
    for (const [i, { word, tests }] of record.timeline.entries()) {
      if (!isStatus(word)) continue;
      const before = lettersOf(record, tests).map((letter) => steps.get(letter) ?? []);
      const problems = before.map((earlier) => problemOf(word, earlier));
      // An entry about several tests is refused only where it fits none of them.
      const [problem] = problems;
      if (problem && problems.every((each) => each !== undefined)) {
        const args = { word, previous: before[0]?.at(-1) ?? '', problem };
        yield { ruleId: 'impossible-step', place: place(['timeline', i, word], 'key'), args };
      }
      for (const letter of lettersOf(record, tests)) steps.set(letter, [...(steps.get(letter) ?? []), word]);
    }
  },
};

function lettersOf(issue: Issue, tests: readonly string[]): readonly string[] {
  return tests.length > 0 ? tests : issue.tests.map((test) => test.letter);
}

function problemOf(word: Status, earlier: readonly Status[]): string | undefined {
  const last = earlier.at(-1);
  if ((last === 'test-removed' || last === 'superseded') && word !== 'reopened') return 'ended';
  if (last === 'verified' && word === 'fixed') return 'again';
  if (word === 'verified' && !earlier.some(isRemedied)) return 'unfixed';
  if (word === 'reopened' && !earlier.some((step) => isRemedied(step) || isSettled(step))) return 'unsettled';
  return undefined;
}

function isRemedied(step: Status): boolean {
  return step === 'fixed' || step === 'partly-fixed' || step === 'mitigated';
}

function isSettled(step: Status): boolean {
  return groupOf(step) !== 'unresolved' || step === 'quarantined';
}
