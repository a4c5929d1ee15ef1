import type { Issue } from '../../model/issue.ts';
import type { NamedTest } from './identify.ts';

/** The tests of issues as identities need them; what a timeline says of a new name is one more name. */
export function namedTestsOf(issues: Iterable<Issue>): NamedTest[] {
  return [...issues].flatMap(({ id, tests, timeline }) => {
    const renamed = timeline.filter(({ word }) => word === 'renamed');
    return tests.map(({ letter, name, aliases, at }): NamedTest => {
      const later = renamed.filter((entry) => entry.tests.length === 0 || entry.tests.includes(letter));
      const others = tests.length === 1 || later.some((entry) => entry.tests.length > 0) ? later : [];
      return {
        testId: tests.length > 1 ? id + letter : id,
        issue: id,
        ...(name === undefined ? {} : { name }),
        aliases: [...new Set([...aliases, ...others.flatMap(({ to }) => to ?? [])])],
        ...(at === undefined ? {} : { at }),
      };
    });
  });
}
