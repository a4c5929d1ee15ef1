import { expect, test } from 'vitest';
import { readAsOf } from '../../src/asof/read-as-of.ts';
import { readClaimRecord } from '../../src/confirm/claim-record.ts';
import type { Issue } from '../../src/records/issue/issue.ts';
import { buildBase, buildIssue, buildTest, entry } from '../asof/build.ts';

const OPEN = entry('open', '2026-01-01');
const FIXED = entry('fixed', '2026-01-02');
const VERIFIED = entry('verified', '2026-01-09');
const REOPENED = entry('reopened', '2026-01-09');

/** The record of a book with one issue for each timeline, some of which runs contradict. */
function recordOf(timelines: readonly Issue['timeline'][], contradicted: readonly string[] = []) {
  const issues = timelines.map((timeline, i) =>
    buildIssue(`DS-FLAKY-00${i + 1}`, { tests: ['a', 'b'].map(buildTest), timeline }),
  );
  return readClaimRecord(readAsOf(buildBase(issues), '2026-12-31').issues.values(), (id) =>
    contradicted.includes(id),
  );
}

test.each([
  ['a claim that nobody judged', [OPEN, FIXED], 0, 0],
  ['a verified one', [OPEN, FIXED, VERIFIED], 1, 1],
  ['one whose test was reopened', [OPEN, FIXED, REOPENED], 1, 0],
  ['one that fell after it was verified', [OPEN, FIXED, VERIFIED, entry('reopened', '2026-01-20')], 1, 0],
  ['a fallen one and a new one', [OPEN, FIXED, REOPENED, entry('fixed', '2026-01-10')], 1, 0],
  [
    'one of which another test was verified',
    [OPEN, entry('fixed', '2026-01-02', { tests: ['a'] }), entry('verified', '2026-01-09', { tests: ['b'] })],
    0,
    0,
  ],
  ['a mitigation', [OPEN, entry('mitigated', '2026-01-02'), VERIFIED], 0, 0],
] as const)('%s', (_, timeline, judged, held) => {
  expect(recordOf([timeline])).toEqual({ judged, held });
});

test('runs judge what they contradict', () => {
  expect(
    recordOf(
      [
        [OPEN, FIXED],
        [OPEN, FIXED, VERIFIED],
      ],
      ['DS-FLAKY-001'],
    ),
  ).toEqual({ judged: 2, held: 1 });
  expect(recordOf([[OPEN, FIXED, VERIFIED]], ['DS-FLAKY-001'])).toEqual({ judged: 1, held: 0 });
});

test('a commit that fixed two issues is one claim, which fell when one of them did', () => {
  const shared = entry('fixed', '2026-01-02', { commit: 'c0ffee1' });
  expect(
    recordOf([
      [OPEN, shared, VERIFIED],
      [OPEN, shared, REOPENED],
    ]),
  ).toEqual({ judged: 1, held: 0 });
});
