import type { TimelineEntry } from './timeline.ts';

/** Whether an entry that gives a new name or place means a test: of several tests, it must say which. */
export function concernsTest(
  { tests = [] }: { readonly tests?: TimelineEntry['tests'] },
  letter: string,
  count: number,
): boolean {
  return tests.length > 0 ? tests.includes(letter) : count === 1;
}

/** Whether two places are in one file, on whatever lines. */
export function isSameFile(one: string, other: string): boolean {
  return one.replace(LINES, '') === other.replace(LINES, '');
}

const LINES = /:\d+(?:-\d+)?$/;
