import type { Fault } from '../fault.ts';

export const TEXT_FAULTS: readonly Fault[] = [
  {
    says: 'the place of a finding is one column off',
    file: 'src/text/locator.ts',
    find: 'column: clamped - (starts[low] as number) + 1',
    replace: 'column: clamped - (starts[low] as number)',
  },
  {
    says: 'front matter that no line closes is read to the end',
    file: 'src/text/front-matter.ts',
    find: "finding('unclosed-front-matter', FILE_START)",
    replace: "finding('empty-front-matter', FILE_START)",
  },
];
