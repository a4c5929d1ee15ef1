import type { RuleTable, Texts } from '../../core/rule.ts';
import { invalidValue } from '../../core/text.ts';

const OBSERVED_CURES = {
  'no-run': () => 'of no run nothing is known, so leave the entry out',
  'too-many': ({ failed, of }: Counts) => `${failed} of ${of} runs cannot have failed`,
  'no-failure': () => '`passed-in` needs a failure, so correct `failed` or leave `passed-in` out',
  'same-run': () => 'one run is no pair, so name the other one in `passed-in`',
};

type Counts = { failed?: number; of?: number };

export type ObservedProblem = keyof typeof OBSERVED_CURES;

export const SUITE_RULES = {
  'impossible-observation': {
    what: 'Runs that somebody counted, of which more failed than there were, or which show nothing.',
    why: 'A flake rate is computed from them. `of` counts all runs, those that passed among them. A failure and a pass at one commit are proof of flakiness, and need two runs.',
    message: ({ problem, ...counts }: Counts & { problem: ObservedProblem }) =>
      `Impossible observation: ${OBSERVED_CURES[problem](counts)}`,
  },
  'impossible-size': {
    severity: 'warning',
    what: 'A size of a suite that is smaller than the number of its tests that issues name.',
    why: 'Stable tests are the size without the unresolved ones, which would be fewer than none. Pages leave these figures out. Correct the size, or add a newer one. Tests that several issues name count once, and closed ones do not count.',
    message: ({ tests, named }: { tests: number; named: number }) =>
      `\`tests: ${tests}\` is too few: correct it, or add a newer size (issues name ${named} tests of the suite)`,
  },
  'invalid-count': {
    what: 'A number of tests that is not a whole number.',
    why: 'Counts are added and divided. Write digits only, without signs or separators. Leave out what was not counted.',
    message: ({ key, value }: { key: string; value: string }) =>
      `${invalidValue(key, value)}: write a whole number such as \`157\``,
  },
  'invalid-duration': {
    what: 'A duration without a unit, or with several units.',
    why: 'A bare `50` could be seconds or minutes. Write one number and one unit: `ms`, `s`, `m` or `h`.',
    message: ({ key, value }: { key: string; value: string }) =>
      `${invalidValue(key, value)}: write a number and a unit, such as \`50.630s\`, \`900ms\` or \`12m\``,
  },
  'run-counts': {
    what: 'Counts of a run that do not add up.',
    why: 'Rates are computed from them. Each test that `ran` has passed, failed, errored or been interrupted. With the pending and skipped tests they make `of`, as in "Ran 150 of 157 Specs". Copy the counts from the log, and leave out those it does not give. The counts of a measured run must match its outcomes and its roster.',
    message: ({
      key,
      value,
      relation,
      sum,
      parts,
    }: Texts<'key' | 'relation' | 'parts'> & { value: string | number; sum: string | number }) =>
      `\`${key}: ${value}\` does not add up: it must be ${relation} ${sum} (${parts})`,
  },
  'run-size': {
    severity: 'warning',
    what: 'A noted run with more tests than the suite has on that day.',
    why: 'One of the two numbers is wrong, or the suite has grown since it was counted. Correct it, or add a newer size. Shares of the suite are wrong until then.',
    message: ({ key, tests, size, since }: { key: string; tests: number; size: number; since: string }) =>
      `\`${key}: ${tests}\` is more than the ${size} tests that the suite has since ${since}: correct one of them, or add a newer size`,
  },
  'undated-suite': {
    severity: 'warning',
    what: 'A suite of which nothing has a date.',
    why: 'Pages and reports show what was known on a date: a suite is known since its first issue, size, run, task or question that has a date. Until then no page shows it.',
    message: ({ suite }: { suite: string }) =>
      `Nothing of suite \`${suite}\` has a date: add its \`size\` with one, or an issue (no page shows it before)`,
  },
} satisfies RuleTable;
