import type { Fault } from '../fault.ts';

export const DETECT_FAULTS: readonly Fault[] = [
  {
    says: 'tests with an issue are proposed as new',
    file: 'src/detect/detect.ts',
    find: 'filter(({ issues }) => issues.length === 0)',
    replace: 'filter(({ issues }) => issues.length >= 0)',
  },
  {
    says: 'the rarest failure of a test is told first',
    file: 'src/detect/detect.ts',
    find: '.sort((a, b) => b.count - a.count)',
    replace: '.sort((a, b) => a.count - b.count)',
  },
];
