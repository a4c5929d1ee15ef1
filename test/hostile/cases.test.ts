import { describe, expect, test } from 'vitest';
import { type Case, Skipped } from '../../scripts/hostile/cases/case.ts';
import { ENVIRONMENT_CASES } from '../../scripts/hostile/cases/environments.ts';
import { FAULT_CASES } from '../../scripts/hostile/cases/faults.ts';
import { FOLDER_CASES } from '../../scripts/hostile/cases/folders.ts';
import { RESULT_CASES } from '../../scripts/hostile/cases/results.ts';
import { WORLD_CASES } from '../../scripts/hostile/cases/worlds.ts';

describe.each([
  ['a fault that was found', FAULT_CASES],
  ['an odd folder', FOLDER_CASES],
  ['an odd result file', RESULT_CASES],
  ['a disk or a user', WORLD_CASES],
  ['an environment', ENVIRONMENT_CASES],
])('%s:', (_, cases) => {
  test.each(cases.filter(({ isLong }) => !isLong).map((one) => [named(one), one] as const))(
    '%s',
    async (_name, { wrong }) => {
      try {
        expect((await wrong()) || undefined).toBe(undefined);
      } catch (error) {
        if (!(error instanceof Skipped)) throw error;
        console.warn(`Left out: ${error.message}`);
      }
    },
  );
});

function named({ fault, tries, right }: Case): string {
  return `${fault ? `${fault}: ` : ''}${tries}: ${right}`;
}
