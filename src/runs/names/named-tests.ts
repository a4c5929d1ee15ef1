import { shownTestId } from '../../core/ids.ts';
import type { Issue, Test } from '../../records/issue/issue.ts';
import { concernsTest } from '../../records/issue/places.ts';
import type { TimelineEntry } from '../../records/issue/timeline.ts';
import type { NamedTest } from './identify.ts';

/** What of an issue says which tests it means. */
export interface IssueNames extends Pick<Issue, 'id'> {
  readonly tests: readonly Pick<Test, 'letter' | 'name' | 'aliases' | 'at'>[];
  readonly timeline: readonly Pick<TimelineEntry, 'word' | 'tests' | 'to'>[];
}

/** The tests of issues as identities need them; what a timeline says of a new name is one more name. */
export function namedTestsOf(issues: Iterable<IssueNames>): NamedTest[] {
  return [...issues].flatMap((issue) => {
    const { id, tests, timeline } = issue;
    const renamed = timeline.filter(({ word }) => word === 'renamed');
    return tests.map((test): NamedTest => {
      const { letter, name, aliases, at } = test;
      const own = renamed.filter((entry) => concernsTest(entry, letter, tests.length));
      return {
        testId: shownTestId(issue, test),
        issue: id,
        name,
        aliases: [...new Set([...aliases, ...own.flatMap(({ to }) => to ?? [])])],
        at,
      };
    });
  });
}
