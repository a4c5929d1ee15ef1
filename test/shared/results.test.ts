import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ResultsReader } from '../../src/runs/read/read-results.ts';
import type { Counts } from '../../src/runs/read/test-result.ts';
import { isShared, SHARED } from '../support/shared.ts';

const RESULTS = join(SHARED, 'data', 'results');

/** A file with its counts; by the rules in `../shared/data/README.md` each format has some of them. */
interface Expected {
  readonly file: string;
  readonly format: string;
  readonly bytes: number;
  readonly verdict: string;
  readonly raw?: Partial<Counts>;
  /** JUnit: attempts at one test as one. */
  readonly merged?: Partial<Counts>;
  /** Go: every test, and those without subtests. */
  readonly all?: Partial<Counts>;
  readonly leaf?: Partial<Counts>;
  readonly package_failures_without_test?: number;
  readonly suite_failures?: number;
}

const isThere = isShared(join(RESULTS, 'expected.json'));

const all: Expected[] = isThere ? JSON.parse(readFileSync(join(RESULTS, 'expected.json'), 'utf8')) : [];

/** What the header of a file counts, where the file lists less. */
const LACKING: Readonly<Record<string, string>> = {
  'gotestsum-junit.xml': '14 failures, as the header counts',
  'repeated-retries.xml': '3 failures, as the header counts',
};

describe.runIf(isThere)('real test-result files', () => {
  it('are fifteen', () => {
    expect(all).toHaveLength(15);
  });

  it.each(all)('$file ($format) has the counts that it should have', (expected) => {
    let tests = 0;
    const reader = new ResultsReader(() => {
      tests += 1;
    });
    reader.write(readFileSync(join(RESULTS, expected.file)));
    const file = reader.end();
    expect(expected.verdict).toBe('ok');
    // Some headers count an error that no test case has, of a package or of an attempt that was left out.
    const lacking = LACKING[expected.file];
    const findings =
      lacking === undefined ? [] : [{ ruleId: 'missing-results', args: { expected: lacking } }];
    expect(file.findings).toHaveLength(findings.length);
    expect(file.findings).toMatchObject(findings);
    expect(file).toMatchObject({ format: expected.format, partial: false, short: lacking !== undefined });
    expect(file.raw).toMatchObject(expected.raw ?? expected.all ?? {});
    expect(file.counts).toMatchObject(expected.merged ?? expected.all ?? expected.raw ?? {});
    if (expected.leaf) expect(file.leaf).toMatchObject(expected.leaf);
    expect(file.suiteFailureCount).toBe(
      expected.package_failures_without_test ?? expected.suite_failures ?? 0,
    );
    expect(tests).toBe(file.counts.tests);
  });
});
