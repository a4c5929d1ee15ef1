import type { Fault } from '../fault.ts';

export const AUDIT_FAULTS: readonly Fault[] = [
  {
    says: 'a part may be more than its whole',
    file: 'src/audit/shares.ts',
    find: 'value <= whole ||',
    replace: 'value <= whole + 9 ||',
  },
  {
    says: 'no percentage is wrong',
    file: 'src/audit/quantities.ts',
    find: 'return printed >= Math.floor(exact) &&',
    replace: 'return printed >= 0 ||',
  },
  {
    says: 'a document is held against the book of another day',
    file: 'src/audit/figures.ts',
    find: 'return others.length === 0 && isWhen(only) ? only : undefined;',
    replace: 'return undefined;',
  },
];
