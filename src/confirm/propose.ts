import type { IssueReading } from '../asof/snapshot.ts';
import { type Calendar, createCalendar, type When } from '../core/calendar.ts';
import type { FixConfidence, Proposal } from './measure-fixes.ts';

/**
 * The entries that the runs propose for an issue's timeline, in the order of their dates: `verified` for the `fixed`
 * tests that are supported, at the last run that passed; `reopened` for tests with a relapse, at the first. Nothing for
 * tests of which the runs say too little, or what stands there already.
 * @param fixes what was measured of this issue.
 * @param timeZone of the book.
 */
export function proposeChanges(
  reading: IssueReading,
  fixes: readonly FixConfidence[],
  timeZone: string,
): readonly Proposal[] {
  const calendar = createCalendar(timeZone);
  const supported = fixes.filter(({ standing, word }) => standing === 'supported' && word === 'fixed');
  const passes = supported.flatMap(({ lastPass }) => lastPass ?? []);
  const last = passes.toSorted((a, b) => calendar.instantMs(a.at) - calendar.instantMs(b.at)).at(-1);
  const fallen = fixes.filter(({ standing }) => standing === 'contradicted');
  const proposals = [
    ...(last === undefined ? [] : [propose('verified', last, supported, verifiedNote(supported))]),
    ...[...Map.groupBy(fallen, ({ relapses }) => relapses[0]?.run).values()].flatMap((tests) => {
      const first = tests[0]?.relapses[0];
      return first === undefined ? [] : [propose('reopened', first, tests, reopenedNote(tests))];
    }),
  ];
  return proposals.toSorted((a, b) => calendar.instantMs(a.at) - calendar.instantMs(b.at));

  function propose(
    word: Proposal['word'],
    { run, at }: { readonly run: string; readonly at: When },
    tests: readonly FixConfidence[],
    note: string,
  ): Proposal {
    const letters = tests.map(({ letter }) => letter);
    return {
      issue: reading.issue.id,
      word,
      at: notBeforeStatus(at, reading, letters, calendar),
      tests: letters.length === reading.issue.tests.length ? [] : letters,
      run,
      note,
    };
  }
}

/** A run of the commit that a claim names may be older than the claim's entry; what answers an entry stands below it. */
function notBeforeStatus(
  at: When,
  { tests }: IssueReading,
  letters: readonly string[],
  calendar: Calendar,
): When {
  return tests
    .filter(({ test }) => letters.includes(test.letter))
    .reduce((latest, { since }) => (calendar.comesBefore(latest, since) ? since : latest), at);
}

/** Of the test that is least sure. */
function verifiedNote(fixes: readonly FixConfidence[]): string {
  const [weakest] = fixes.toSorted((a, b) => (b.luck ?? 1) - (a.luck ?? 1));
  const { before, luck = 1, passes = 0, days = 0 } = weakest ?? {};
  const share = Math.max(0.1, Math.ceil(luck * 1000) / 10);
  return `${passes} passes on ${days} days with the fix, and no such failure; before it, ${before?.failures} of ${before?.runs} runs failed so: luck is at most ${share}%`;
}

function reopenedNote(fixes: readonly FixConfidence[]): string {
  const isOne = fixes.length === 1;
  const parts = fixes.map(({ letter, relapses, passes, otherFailures }) => {
    const runs = relapses.length + passes + otherFailures;
    return `${isOne ? '' : `${letter} `}failed again in ${relapses.length} of ${runs} runs with the fix`;
  });
  return parts.join('; ');
}
