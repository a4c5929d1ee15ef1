import type { Fault } from '../fault.ts';

export const CORE_FAULTS: readonly Fault[] = [
  {
    says: 'a link that runs code stays a link',
    file: 'src/core/url.ts',
    find: '.find((scheme) => !SAFE_SCHEMES.has(scheme))',
    replace: '.find(() => false)',
    tests: ['test/render/html.test.ts', 'test/core/url.test.ts'],
  },
  {
    says: 'a test without an end is worse than one that failed',
    file: 'src/core/outcome.ts',
    find: "  'unfinished',\n  'failed',\n  'errored',\n];",
    replace: "  'failed',\n  'errored',\n  'unfinished',\n];",
    tests: ['test/asof/runs/measure-run.test.ts'],
  },
  {
    says: 'findings of a line are in the wrong order',
    file: 'src/core/finding.ts',
    find: 'a.place.start.column - b.place.start.column',
    replace: 'b.place.start.column - a.place.start.column',
  },
  {
    says: 'a date alone ends with the day of UTC',
    file: 'src/core/calendar.ts',
    find: 'next.toZonedDateTime(timeZone)',
    replace: "next.toZonedDateTime('UTC')",
    tests: ['test/asof/decisions.test.ts', 'test/asof/laws.test.ts', 'test/cli/time.test.ts'],
  },
  {
    says: 'a week of work has the days of a calendar',
    file: 'src/core/effort.ts',
    find: 'w: time.weekMinutes',
    replace: 'w: 7 * time.dayMinutes',
  },
];
