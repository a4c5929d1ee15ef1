import type { IssuePlan } from './plan-issue.ts';
import type { Random } from './random.ts';

const MECHANISMS = [
  'The test hands {count} entries to the {component} and asserts before the last of them is visible.',
  'The {component} is shared by all workers of a run, and nothing tells whose {entity} is whose.',
  'Under load the {component} needs {timeout} ms and more; the bound of the test was taken from an idle machine.',
  'A worker of the test before still holds the {component} when this one begins.',
  'The answer has no order of its own, and the first {entity} is whichever page was read first.',
  'The clean-up deletes every {entity} whose name begins alike, those of other processes too.',
];

const OBSERVATIONS = [
  'It passed {count} times in a row on its own, and failed in the full suite within the hour.',
  'The failing runs have one thing in common: a second worker wrote an {entity} in the same second.',
  'With the log level raised it passes, since each line costs a few milliseconds.',
  'Runners with two cores fail about three times as often as those with eight.',
  'A fresh database does not help; the {component} itself is asked too early.',
  'In the log the write of the {entity} stands {count} ms after the read that misses it.',
];

const CONSEQUENCES = [
  'The product is not at fault: a client that waits for the answer reads what it wrote.',
  'A longer sleep made it rarer, not right, and every run slower.',
  'Whoever sees it first suspects the network, since the message says nothing of the cause.',
  'Since it fails in the set-up, the tests behind it are reported as skipped.',
  'Two merges were held up by it in one week, and both were sound.',
];

const CHECKS = [
  'All tests of the suite pass, {count} times in a row on two cores.',
  'The run takes as long as before: the wait ends as soon as the {entity} is there.',
  'With the fix taken out, the failure comes back within {count} runs.',
  'No other test of the suite reads the {component} without its own id any more.',
];

export interface ProseNames {
  readonly count: number;
  readonly timeoutMs: number;
}

/** Sentences of an issue, picked and filled for it. */
export interface Prose {
  mechanism(count: number): string;
  observation(count: number): string;
  consequence(): string;
  checks(count: number): readonly string[];
}

export function createProse(
  { random, component, entity }: IssuePlan,
  { count, timeoutMs }: ProseNames,
): Prose {
  const fill = (sentence: string): string =>
    sentence
      .replaceAll('{count}', String(count))
      .replaceAll('{timeout}', String(timeoutMs))
      .replaceAll('{component}', component)
      .replaceAll('{entity}', entity)
      .replaceAll(/\ban (?=[bcdfgmprstv])/g, 'a ')
      .replaceAll(/\ba (?=[aeio])/g, 'an ');
  const some = (from: readonly string[], n: number): string[] => pickSome(from, n, random).map(fill);
  return {
    mechanism: (n) => some(MECHANISMS, n).join('\n'),
    observation: (n) => some(OBSERVATIONS, n).join('\n'),
    consequence: () => some(CONSEQUENCES, 1).join('\n'),
    checks: (n) => some(CHECKS, n),
  };
}

function pickSome<T>(from: readonly T[], count: number, random: Random): T[] {
  const start = random.int(from.length);
  return Array.from({ length: Math.min(count, from.length) }, (_, i) => from[(start + i) % from.length] as T);
}
