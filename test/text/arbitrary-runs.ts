import fc from 'fast-check';
import { compareText } from '../../src/core/finding.ts';
import type { ListedOutcome } from '../../src/records/runs/run-history.ts';
import { LISTED_OUTCOMES } from '../../src/records/runs/run-history.ts';
import type { MeasuredRun, TestOutcome } from '../../src/records/runs/run-schema.ts';

/** Names as hostile as a test runner lets them be. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('__proto__', 'constructor', '\u2028', '\ufeff', '\ud800', '"}\n{"', '<script>', '../x', ''),
);

function arbitraryOutcome(): fc.Arbitrary<TestOutcome> {
  return fc.record({
    test: anyText,
    outcome: fc.constantFrom(...LISTED_OUTCOMES),
    attempts: fc.integer({ min: 1, max: 4 }),
    message: anyText,
  });
}

/** A sound run: its counts are those of its outcomes. */
export function arbitraryRun(): fc.Arbitrary<MeasuredRun> {
  return fc
    .record({
      run: anyText.map((text) => `r${text}`),
      minute: fc.integer({ min: 0, max: 59 }),
      commit: anyText,
      branch: anyText,
      environment: anyText,
      url: anyText,
      formats: fc.constantFrom([], ['junit'], ['ctrf', 'junit']),
      passes: fc.integer({ min: 0, max: 5 }),
      partial: fc.boolean(),
      outcomes: fc.uniqueArray(arbitraryOutcome(), { maxLength: 6, selector: ({ test }) => test }),
      setup: fc.array(fc.record({ suite: anyText, message: anyText }), { maxLength: 2 }),
    })
    .map(({ minute, passes, outcomes, ...rest }) => {
      const of = (outcome: ListedOutcome) => outcomes.filter((one) => one.outcome === outcome).length;
      const flaky = of('flaky');
      return {
        ...rest,
        at: `2026-01-05T09:${String(minute).padStart(2, '0')}:00Z`,
        tests: passes + outcomes.length,
        passed: passes + flaky,
        flaky,
        failed: of('failed'),
        errored: of('errored'),
        skipped: of('skipped'),
        other: of('other'),
        unfinished: of('unfinished'),
        roster: '0123456789abcdef',
        outcomes: outcomes.toSorted((a, b) => compareText(a.test, b.test)),
      };
    });
}
