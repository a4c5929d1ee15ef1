import type { Fault } from '../fault.ts';

export const MATCH_FAULTS: readonly Fault[] = [
  {
    says: 'what a logger puts before each line counts as what failed',
    file: 'src/match/log-prefix.ts',
    find: 'if (!IS_PREFIX.test(prefix)) return lines;',
    replace: 'if (prefix !== undefined) return lines;',
    tests: ['test/match/log-prefix.test.ts'],
  },
  {
    says: 'a symptom is worth more than a signature',
    file: 'src/match/match.ts',
    find: 'signatureAndTest: 0,',
    replace: 'signatureAndTest: 5,',
    tests: ['test/match/match.test.ts'],
  },
  {
    says: 'a test of an issue that fails otherwise is known',
    file: 'src/match/match.ts',
    find: 'return signatures.length + symptoms.length === 0;',
    replace: 'return signatures.length === 0;',
  },
  {
    says: 'what any tool says tells an issue by any test',
    file: 'src/match/match.ts',
    find: 'if (isGeneric) like.push(',
    replace: 'if (!isGeneric) like.push(',
    tests: ['test/match/match.test.ts'],
  },
  {
    says: 'small numbers may differ where a signature says which may',
    file: 'src/match/match.ts',
    find: "(kind !== 'numbers' || signatures.length > 0)",
    replace: "kind !== 'numbers'",
    tests: ['test/match/books.test.ts'],
  },
  {
    says: 'a wrapper counts as much as the cause',
    file: 'src/match/reading.ts',
    find: 'said: said.slice(cause, end)',
    replace: 'said',
    tests: ['test/match/reading.test.ts'],
  },
];
