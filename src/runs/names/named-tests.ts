import { type Issue, testIdOf } from '../../records/issue/issue.ts';
import type { NamedTest } from './identify.ts';

/** The tests of issues as identities need them; what a timeline says of a new name is one more name. */
export function namedTestsOf(issues: Iterable<Issue>): NamedTest[] {
  return [...issues].flatMap((issue) => {
    const { id, tests, timeline } = issue;
    const renamed = timeline.filter(({ word }) => word === 'renamed');
    return tests.map((test): NamedTest => {
      const { letter, name, aliases, at } = test;
      // Of an issue with several tests, an entry must say which one has the new name.
      const own = renamed.filter(
        (entry) => entry.tests.includes(letter) || (tests.length === 1 && entry.tests.length === 0),
      );
      return {
        testId: testIdOf(issue, test),
        issue: id,
        name,
        aliases: [...new Set([...aliases, ...own.flatMap(({ to }) => to ?? [])])],
        at,
      };
    });
  });
}
