import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { When } from '../../../src/core/calendar.ts';

import type { RunHistory } from '../../../src/records/runs/run-history.ts';
import { RunReader } from '../../../src/runs/merge/measure-run.ts';
import { ResultsReader } from '../../../src/runs/read/read-results.ts';
import type { SuiteRuns } from '../../../src/runs/verdict/suite-runs.ts';
import { buildIssue, buildTest, entry } from '../build.ts';
import { readSuite } from './build-runs.ts';

/** The measured runs of a folder with a folder for each run: its result files and `run.json`. */
export function readSeries(folder: string, file: string): RunHistory {
  const measurer = new RunReader('');
  const rosters = new Map<string, readonly string[]>();
  const runs = readdirSync(folder)
    .filter((name) => name.startsWith('run-') && readdirSync(join(folder, name)).includes(file))
    .map((name) => {
      const { runId, startedAt, commit, branch } = JSON.parse(
        readFileSync(join(folder, name, 'run.json'), 'utf8'),
      );
      const gatherer = measurer.gather(name);
      const reader = new ResultsReader((test) => gatherer.add(test));
      reader.write(readFileSync(join(folder, name, file)));
      const head = { run: runId, at: startedAt, commit, branch, environment: '', url: '' };
      const { run, tests } = measurer.measure(head, [gatherer.end(reader.end())]);
      const roster = tests.join('\n');
      rosters.set(roster, tests);
      return { ...run, roster };
    });
  return { runs, rosters };
}

/** The series `vitest-orders` with an issue for each of the problems that its truth tells of. */
export function readOrders(folder: string, file = 'junit.xml', asOf: When = '2026-02-01'): SuiteRuns {
  const issues = [
    ['ORD-01', 'orders > race > first response wins'],
    ['ORD-02', 'settles within the deadline'],
    ['ORD-03', 'vt/orders.test.js > orders > race > currency JPY has 0 decimals'],
    [
      'ORD-04',
      'vt/report.test.js :: report > renders the header row',
      'vt/report.test.js :: report > renders header',
    ],
    ['ORD-05', 'orders > stock > passes only on retry sometimes'],
    ['ORD-06', 'flushes 150 events before the query'],
    ['BUG-TOTALS', 'report > is always broken'],
    ['REG-31', 'reserves the last item'],
  ] as const;
  const records = issues.map(([id, name, ...aliases]) =>
    buildIssue(id, {
      suite: 'orders',
      tests: [{ ...buildTest('a'), name, aliases }],
      timeline: [entry('open', '2026-01-01')],
    }),
  );
  return readSuite(readSeries(folder, file), { suite: 'orders', issues: records, asOf });
}
