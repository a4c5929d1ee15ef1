import { describe, expect, test } from 'vitest';
import { createMatcher, type KnownIssue } from '../../src/match/match.ts';
import { FailureReader } from '../../src/runs/merge/failure-reader.ts';
import { identifyTests } from '../../src/runs/names/identify.ts';
import { namedTestsOf } from '../../src/runs/names/named-tests.ts';
import { ResultsReader } from '../../src/runs/read/read-results.ts';
import { buildIssue } from '../asof/build.ts';
import { WRITERS } from './formats.ts';
import { FOREIGN } from './series.ts';

/** What issues show of failures, one in words of the project and one in words of any tool. */
const SYMPTOMS = [
  "AssertionError: expected 'replica' to be 'primary' // Object.is equality",
  'Error: the basket of the harbour shop was stale after 31 reads',
  'expected: 3\nactual: 4\nledger of the quay is unbalanced',
];

function failuresOf(text: string) {
  const failures = new FailureReader('');
  const taker = failures.open('results');
  const reader = new ResultsReader((one) => taker.onTest(one), true);
  reader.write(new TextEncoder().encode(text));
  taker.end(reader.end());
  return failures.merge().failed;
}

const NAME = 'TestSettlesInTime';

describe.each(Object.entries(WRITERS))('in %s', (_, write) => {
  test.each(SYMPTOMS)(
    'a failure is known by its symptom, and a foreign one of the same test is not: %j',
    (symptom) => {
      const named = { letter: 'a', name: NAME, aliases: [], where: [], observed: [] };
      const known: KnownIssue[] = [
        { issue: buildIssue('X-1', { tests: [named] }), symptoms: [{ text: symptom }] },
      ];
      const answer = (message: string) => {
        const failed = failuresOf(write({ path: ['orders', NAME], message }));
        const names = failed.map(({ test: text }) => text);
        const match = createMatcher(
          known,
          identifyTests(namedTestsOf([buildIssue('X-1', { tests: [named] })]), names),
        );
        return failed.flatMap(({ test: text, messages }) =>
          messages.map((said) => {
            const { kind, recognised } = match({ test: text, message: said });
            return `${kind} ${recognised[0]?.testId}`;
          }),
        );
      };
      expect(answer(symptom)).toEqual(['known X-1']);
      for (const foreign of FOREIGN.filter((one) => one !== ''))
        expect([foreign, answer(foreign)]).toEqual([foreign, [expect.stringMatching(/^(?:new|like) /)]]);
    },
  );
});
