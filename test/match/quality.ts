import { createMatcher, type KnownIssue } from '../../src/match/match.ts';
import { identifyTests } from '../../src/runs/names/identify.ts';
import { namedTestsOf } from '../../src/runs/names/named-tests.ts';
import { buildIssue } from '../asof/build.ts';

/** What one issue shows, and failures of its test that are this one or another. */
interface Pair {
  readonly tool: string;
  readonly symptom: string;
  /** Words of the project tell it in any test. */
  readonly own?: boolean;
  readonly same: readonly string[];
  readonly other: readonly string[];
}

export type Pairs = readonly Pair[];

/** Of failures: those that were answered `known`, those of them with the right issue, and those that are an issue's. */
export interface Quality {
  readonly found: number;
  readonly right: number;
  readonly wanted: number;
  readonly count: number;
  readonly misses: readonly string[];
}

/** Holds every failure against a book of all the pairs, in the issue's own test and, where it is the same, in another one. */
export function measureMatch(pairs: Pairs): Quality {
  const known = pairs.map(({ symptom }, i): KnownIssue => {
    const test = { letter: 'a', name: nameOf(i), aliases: [], where: [], observed: [] };
    return { issue: buildIssue(`X-${i}`, { tests: [test] }), symptoms: [{ text: symptom }] };
  });
  const identity = identifyTests(
    namedTestsOf(known.map(({ issue }) => issue)),
    [...pairs.keys()].flatMap((i) => [nameOf(i), `elsewhere/${i}.test :: Other > t${i}`]),
  );
  const match = createMatcher(known, identity);
  const cases = pairs.flatMap(({ tool, same, other, own = false }, i) => [
    ...same.map((message) => ({ tool, message, issue: `X-${i}`, test: nameOf(i), isKnown: true })),
    ...other.map((message) => ({ tool, message, issue: `X-${i}`, test: nameOf(i), isKnown: false })),
    ...same.map((message) => ({
      ...{ tool, message, issue: `X-${i}`, test: `elsewhere/${i}.test :: Other > t${i}`, isKnown: own },
    })),
  ]);
  let [right, found, wanted] = [0, 0, 0];
  const misses: string[] = [];
  for (const { tool, message, issue, test, isKnown } of cases) {
    const { kind, recognised } = match({ test, message });
    const isRight = kind === 'known' && recognised.length === 1 && recognised[0]?.issue === issue;
    if (isKnown) wanted += 1;
    if (kind === 'known') found += 1;
    if (isKnown && isRight) right += 1;
    else if (isKnown || kind === 'known')
      misses.push(
        `${tool} ${issue} (${test}) is ${kind} ${recognised.map((one) => one.issue).join(' ')}: ${JSON.stringify(message)}`,
      );
  }
  return { found, right, wanted, count: cases.length, misses };
}

function nameOf(i: number): string {
  return `suite/${i}.test :: Issue ${i} > case${i}`;
}
