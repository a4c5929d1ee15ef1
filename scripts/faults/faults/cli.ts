import type { Fault } from '../fault.ts';

export const CLI_FAULTS: readonly Fault[] = [
  {
    says: '`check` of a faulty book ends as if all were well',
    file: 'src/cli/check.ts',
    find: 'hasErrors(findings) ? EXIT.findings : EXIT.clean',
    replace: 'EXIT.clean',
  },
  {
    says: '`match` ends well with an unknown failure',
    file: 'src/cli/match.ts',
    find: 'unknown: like + other,',
    replace: 'unknown: like,',
    tests: ['test/cli/match.test.ts'],
  },
  {
    says: '`diff` reads the newest book whatever `--to` says',
    file: 'src/cli/diff.ts',
    find: '{ ...options, asOf: options.to }',
    replace: 'options',
  },
  {
    says: '`verify` ends well where claims were not found',
    file: 'src/cli/verify.ts',
    find: "verified.claims.some(({ outcome }) => outcome === 'not-found') ? EXIT.findings : EXIT.clean",
    replace: 'EXIT.clean',
  },
  {
    says: 'warnings stop a build',
    file: 'src/cli/session.ts',
    find: 'if (!hasErrors(findings)) return result;',
    replace: 'if (findings.length === 0) return result;',
  },
];
