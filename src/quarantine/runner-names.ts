/** Test runners that can be told to leave out tests. */
export const RUNNER_NAMES = ['pytest', 'vitest', 'jest', 'playwright', 'go', 'junit5', 'ginkgo'] as const;
export type RunnerName = (typeof RUNNER_NAMES)[number];
