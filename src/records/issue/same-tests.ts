import type { Test } from './issue.ts';

/** What tells a test from others of its suite. */
export interface TestIdentity extends Pick<Test, 'name' | 'aliases' | 'at'> {
  /** `DS-FLAKY-003a`: the test's own, where nothing else is known of it. */
  readonly id: string;
}

/**
 * A key for each test of a suite: equal keys are one test, whichever issues name it. Tests are one by their name, which
 * may be an older one of the other; a test without a name by its line, where only one test stands.
 */
export function keysOfTests(tests: readonly TestIdentity[]): string[] {
  const parents = new Map<string, string>();
  const find = (name: string): string => {
    const parent = parents.get(name);
    return parent === undefined ? name : find(parent);
  };
  for (const { name, aliases } of tests) {
    for (const alias of name === undefined ? [] : aliases) {
      const [one, other] = [find(alias), find(name ?? alias)];
      if (one !== other) parents.set(one, other);
    }
  }
  const lines = new Map<string, Set<string>>();
  for (const { name, at } of tests)
    if (name !== undefined && at !== undefined) lines.set(at, (lines.get(at) ?? new Set()).add(find(name)));
  return tests.map(({ id, name, at }) => {
    if (name !== undefined) return `name ${find(name)}`;
    if (at === undefined || !/:\d/.test(at)) return `id ${id}`;
    const [only, ...more] = lines.get(at) ?? [];
    return only !== undefined && more.length === 0 ? `name ${only}` : `at ${at}`;
  });
}
