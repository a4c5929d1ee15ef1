import { defineConfig } from 'vitest/config';

/** They read what lies beside the repository; where it does not, they are skipped and say so. */
const SHARED = ['test/shared/**/*.test.ts', 'test/audit/seed.test.ts'];
/** They start Astro and a browser. */
const SITE = ['test/site/**/*.test.ts', 'test/cli/site-safety.test.ts'];
/** They run commands, most of them in the process of the test, and work on folders. */
const COMMANDS = [
  'test/cli/**/*.test.ts',
  'test/host/**/*.test.ts',
  'test/audit/command.test.ts',
  'test/repository/hosts.test.ts',
  'test/repository/package.test.ts',
];
/** They are as pure as the others, and take seconds: `npm run check:fast` leaves them out. */
const LONG = [
  'test/audit/own-documents.test.ts',
  'test/bench/**/*.test.ts',
  'test/records/never-throws.test.ts',
  'test/records/schema-types.test.ts',
  'test/results/memory.test.ts',
  'test/repository/faults.test.ts',
];
/** The short form of `npm run hostile`. */
const HOSTILE = ['test/hostile/**/*.test.ts'];
/**
 * Where the processor has keys for pages of code, V8 may end a process whose threads load WebAssembly, as Node does to read
 * TypeScript: https://github.com/nodejs/node/issues/64500. Threads of the package load none.
 */
const execArgv =
  process.platform === 'linux' && process.arch === 'x64' ? ['--no-memory-protection-keys'] : [];
const NEVER = ['**/node_modules/**', 'test/fixtures/**'];

export default defineConfig({
  test: {
    setupFiles: ['test/support/property-seed.ts'],
    environment: 'node',
    reporters: ['default', './test/support/count-reporter.ts'],
    pool: 'forks',
    // The code keeps no state that a test could leave behind, so that its modules are loaded once for all of them.
    isolate: false,
    maxWorkers: 2,
    // A slow machine is no failure: what must be fast is measured by `npm run bench`. The limit is for what never ends.
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    teardownTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts', 'src/**/*.test.ts'],
          exclude: [...NEVER, ...SHARED, ...SITE, ...COMMANDS, ...LONG, ...HOSTILE],
          pool: 'threads',
        },
      },
      { extends: true, test: { name: 'long', include: LONG, pool: 'threads' } },
      { extends: true, test: { name: 'hostile', include: HOSTILE, execArgv } },
      { extends: true, test: { name: 'shared', include: SHARED, pool: 'threads' } },
      {
        extends: true,
        test: { name: 'commands', include: COMMANDS, exclude: [...NEVER, ...SITE], execArgv },
      },
      { extends: true, test: { name: 'site', include: SITE, execArgv } },
    ],
  },
});
