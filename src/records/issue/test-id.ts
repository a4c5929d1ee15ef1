import type { Test } from './issue.ts';

/** `DS-FLAKY-003a`, or the id where it has one test. */
export function testIdOf(
  { id, tests }: { readonly id: string; readonly tests: readonly unknown[] },
  { letter }: Pick<Test, 'letter'>,
): string {
  return tests.length > 1 ? id + letter : id;
}
