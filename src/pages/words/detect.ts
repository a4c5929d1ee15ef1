import { plural } from '../../core/text.ts';
import type { DetectedFlake, FailureKind, NamelessTest } from '../../detect/detect.ts';
import { headlineOf } from '../../match/headline.ts';
import { enumerate } from './format.ts';
import { commitText, type MomentWords } from './run-format.ts';

/** Runs that a sentence names, the newest first, so that somebody can look at their logs. */
const MAX_RUNS = 5;

/** What `detect` prints of tests that flake without an issue. */
export const detectWords = {
  summary: (suite: string, count: number, runs: string) =>
    `${suite} has ${count === 0 ? 'no flaky test' : plural(count, 'flaky test')} without an issue. ${runs}`,
  failedIn(failedRuns: DetectedFlake['failedRuns'], moments: MomentWords) {
    const named = failedRuns.slice(0, MAX_RUNS).map(({ run, at, commit, outcome }) => {
      const retried = outcome === 'flaky' ? ', passed on retry' : '';
      return `${run} (${moments.minute(at)}, ${commitText(commit)}${retried})`;
    });
    const more = failedRuns.length - named.length;
    return `Failed in ${[...named, ...(more > 0 ? [plural(more, 'earlier run')] : [])].join(', ')}.`;
  },
  formerName: (name: string) =>
    `It may be a renamed test: ${name} disappeared just before it appeared, and failed alike. If so, add that name under \`aliases\` of its test.`,
  nameless: ({ issue, at }: NamelessTest) =>
    `${issue} has a test at ${at} without a name: if it is this one, write its name there.`,
  together: (tests: readonly string[]) => `It fails together with ${enumerate(tests)}.`,
  message: ({ message, count }: FailureKind) => `${count} ×  ${headlineOf(message) || 'no message'}`,
  otherMessages: (count: number) => `${count} ×  other messages`,
  failing: 'Other failures, which do not show a flake:',
  /** In the record that `new issue --from-test` writes. */
  record: {
    title: (test: string, isFlaky: boolean) => `${test} fails${isFlaky ? ' now and then' : ''}`,
    /** A comment of the front matter, above a comment that has the name. */
    formerName: 'Perhaps its older name: if so, remove the # at the start of the next line.',
    head: ['Run', 'When', 'Commit', 'Outcome'],
    outcomes: { flaky: 'passed on retry', failed: 'failed', errored: 'errored' },
    seenIn: (run: string) => `Seen in ${run}.`,
    more: (count: number) => `These are the newest. ${plural(count, 'earlier run')} failed too.`,
  },
};
