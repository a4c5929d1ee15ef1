import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { misfitOf } from '../../scripts/faults/copy.ts';
import { FAULTS } from '../../scripts/faults/faults.ts';
import { testsOf } from '../../scripts/faults/tests-of.ts';
import { ROOT } from '../cli/run.ts';

test('every planted fault stands once in the source as it is, and breaks no syntax', () => {
  const stale = FAULTS.flatMap((fault) => {
    const misfit = misfitOf(fault);
    return misfit === undefined ? [] : [`${fault.file}: ${fault.says}: ${misfit}`];
  });
  expect(stale).toEqual([]);
});

test('every planted fault names tests that exist', () => {
  const named = new Set(FAULTS.flatMap(({ file, tests }) => tests ?? testsOf(file)));
  expect([...named].filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});
