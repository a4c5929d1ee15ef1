import { type Issue, testIdOf } from '../../records/issue/issue.ts';
import { concernsTest } from '../../records/issue/places.ts';
import type { NamedTest } from './identify.ts';

/** The tests of issues as identities need them; what a timeline says of a new name is one more name. */
export function namedTestsOf(issues: Iterable<Issue>): NamedTest[] {
  return [...issues].flatMap((issue) => {
    const { id, tests, timeline } = issue;
    const renamed = timeline.filter(({ word }) => word === 'renamed');
    return tests.map((test): NamedTest => {
      const { letter, name, aliases, at } = test;
      const own = renamed.filter((entry) => concernsTest(entry, letter, tests.length));
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
