import { expect, test } from 'vitest';
import { buildHistory, type RunParts, readSuite } from './build-runs.ts';

const causesOf = (tests: Record<string, string>, parts: Record<number, RunParts> = {}) => {
  // Tests that pass keep a run from being called a mass failure.
  const length = Math.max(20, ...Object.values(tests).map((row) => row.length));
  const calm = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`calm ${n}`, 'P'.repeat(length)]));
  const runs = readSuite(buildHistory({ ...calm, ...tests }, parts));
  return { ...runs.redCauses, red: runs.red?.failures };
};

test('every red run has one cause: what must be known first', () => {
  const found = causesOf({
    broken: 'FFFFFFFFFFFFFFFFFFFF',
    flaky: 'PFPPFPPPPPPFPPPPPPPP',
    // Long enough that chance does not explain it.
    regressed: 'PPPPPPPPPPPPPPPFFFFF',
    once: 'PPPPPPPFPPPPPPPPPPPP',
  });
  expect(found).toEqual({ regression: 5, unexplained: 1, flaky: 3, broken: 11, red: 20 });
});

test('a pass on retry leaves a run green', () => {
  expect(causesOf({ flaky: 'P~P~PPPPPPPPPPPPPPPP' })).toMatchObject({ flaky: 0, red: 0 });
});

test('a regression of a flaky test is no flake', () => {
  const found = causesOf({ both: 'PFPPPPFPPPPPPPPPFFFFFFFFF' });
  expect(found).toMatchObject({ regression: 9, flaky: 2, red: 11 });
});

test('a failed set-up is explained by nothing', () => {
  const setup = [{ suite: 'basket', message: 'build failed' }];
  expect(causesOf({}, { 3: { setup } })).toMatchObject({ unexplained: 1, red: 1 });
});
