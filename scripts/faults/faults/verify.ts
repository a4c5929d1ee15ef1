import type { Fault } from '../fault.ts';

export const VERIFY_FAULTS: readonly Fault[] = [
  {
    says: 'lines of two blocks are one snippet',
    file: 'src/verify/match-snippet.ts',
    find: 'line.indent < (file[start]?.indent ?? 0)',
    replace: 'line.indent < 0',
    tests: ['test/verify/snippets.test.ts'],
  },
  {
    says: 'the snippet before an applied fix is called not found',
    file: 'src/verify/verify-snippets.ts',
    find: 'the fix is applied at this commit',
    replace: 'the fix is applied',
  },
  {
    says: 'a commit of another day is confirmed',
    file: 'src/verify/verify-commits.ts',
    find: 'if (day === written || day === put) return CONFIRMED;',
    replace: 'if (day >= written || day === put) return CONFIRMED;',
  },
  {
    says: 'a commit that the repository lacks cannot be checked',
    file: 'src/verify/verify-commits.ts',
    find: "notFound('the repository has no such commit')",
    replace: "notCheckable('the repository has no such commit')",
  },
  {
    says: 'a run may be older than its commit',
    file: 'src/verify/verify-commits.ts',
    find: 'calendar.daysBetween(day, date) >= 0',
    replace: 'calendar.daysBetween(day, date) >= -99',
    tests: ['test/verify/commits.test.ts'],
  },
  {
    says: 'the second line of a snippet is not looked for',
    file: 'src/verify/match-snippet.ts',
    find: 'if (!line || position - from >= gap) return undefined;',
    replace: 'if (!line || position - from >= gap) break;',
  },
];
