import type { IssuePlan } from './plan-issue.ts';
import { dayOf } from './random.ts';

/** Ways that issues go; `seen`, `tried` and `introduced` are events and leave the status alone. */
const WAYS: readonly (readonly string[])[] = [
  ['open', 'seen', 'triaged'],
  ['open', 'investigating', 'seen', 'tried'],
  ['introduced', 'triaged', 'seen', 'fixed'],
  ['open', 'triaged', 'fixed', 'verified'],
  ['open', 'triaged', 'seen', 'fixed', 'verified'],
  ['triaged', 'tried', 'fixed'],
  ['triaged', 'mitigated', 'seen'],
  ['open', 'mitigated', 'seen', 'fixed', 'verified'],
  ['triaged', 'fixed', 'reopened', 'fixed'],
  ['introduced', 'open', 'triaged', 'fixed', 'seen', 'reopened'],
  ['open', 'seen', 'quarantined'],
  ['open', 'seen', 'wont-fix'],
  ['open', 'not-reproduced'],
  ['triaged', 'partly-fixed', 'seen'],
];

/** After the newest entry of the book, so that no quarantine is past its date. */
const UNTIL = '2026-12-31';

/** The `timeline:` of an issue, in front matter form, and the day that its cause was supported. */
export function timelineText(plan: IssuePlan, letters: readonly string[]): string {
  const { random } = plan;
  const lines: string[] = [];
  let day = plan.openedDay;
  for (const word of random.pick(WAYS)) {
    lines.push(
      `  - ${word}: ${dayOf(day)}${random.chance(0.2) ? `T${10 + random.int(10)}:${10 + random.int(50)}+00:00` : ''}`,
    );
    lines.push(...details(word, plan, letters).map((line) => `    ${line}`));
    day += 1 + random.int(20);
  }
  return lines.join('\n');
}

function details(
  word: string,
  { random, suite, fix, mitigation, component }: IssuePlan,
  letters: readonly string[],
): string[] {
  const commit = (): string => hex(random.int(2 ** 28), 7);
  const run = (): string => `https://ci.example.org/${suite.id}/runs/${100_000 + random.int(800_000)}`;
  switch (word) {
    case 'fixed':
    case 'partly-fixed':
      return [`fix: ${fix.id}`, `commit: ${commit()}`];
    case 'mitigated':
      return mitigation ? [`fix: ${mitigation.id}`] : [`note: Runs in a lane of its own`];
    case 'seen':
      return [
        ...(letters.length > 1 ? [`tests: [${letters[random.int(letters.length)]}]`] : []),
        `run: ${run()}`,
      ];
    case 'introduced':
      return [`commit: ${commit()}`, `note: The ${component} was moved to a shared set-up`];
    case 'tried':
      return ['what: A longer timeout', `result: Failed again after ${5 + random.int(60)} runs`];
    case 'verified':
      return [`run: ${run()}`];
    case 'reopened':
      return [`run: ${run()}`, 'note: The same message on another runner'];
    case 'quarantined':
      return [`until: ${UNTIL}`];
    case 'wont-fix':
      return ['why: The test goes with the old client'];
    case 'not-reproduced':
      return [`why: ${100 * (1 + random.int(9))} runs on four kinds of runner, no failure`];
    default:
      return [];
  }
}

/** So many hexadecimal digits of a number. */
export function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0').slice(-digits);
}
