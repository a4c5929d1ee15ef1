import type { Fault } from '../fault.ts';

export const CONFIRM_FAULTS: readonly Fault[] = [
  {
    says: 'one day is enough for a fix to be supported',
    file: 'src/confirm/measure-fixes.ts',
    find: 'days >= LEAST_DAYS',
    replace: 'days >= 1',
    tests: ['test/confirm/measure-fixes.test.ts'],
  },
  {
    says: 'a failure after a fix does not contradict it',
    file: 'src/confirm/measure-fixes.ts',
    find: "if (relapses.length > 0) return 'contradicted';",
    replace: '',
  },
  {
    says: 'a proposal names all tests of an issue',
    file: 'src/confirm/propose.ts',
    find: 'letters.length === reading.issue.tests.length ? [] : letters',
    replace: '[]',
  },
  {
    says: 'runs before a claim count as after it',
    file: 'src/confirm/claim-history.ts',
    find: 'calendar.instantMs(run.at) > since',
    replace: 'calendar.instantMs(run.at) !== since',
  },
];
