import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sentenceOf } from '../../src/rules/rules.ts';
import { ResultsReader } from '../../src/runs/read/read-results.ts';
import type { Counts, ResultsFile, TestResult } from '../../src/runs/read/test-result.ts';
import { ROOT } from '../cli/run.ts';

export const FIXTURES = join(ROOT, 'test/fixtures/results');

export function fixture(name: string): Uint8Array {
  return readFileSync(join(FIXTURES, name));
}

/** A file with all of its tests, and what is wrong with it in sentences. */
export interface ReadTests extends ResultsFile {
  readonly tests: readonly TestResult[];
  readonly messages: readonly string[];
}

/** Reads bytes in one piece, or cut at these places. */
export function read(content: string | Uint8Array, cuts: readonly number[] = []): ReadTests {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const tests: TestResult[] = [];
  const reader = new ResultsReader((test) => tests.push(test));
  let start = 0;
  for (const cut of [...cuts, bytes.length].sort((a, b) => a - b)) {
    reader.write(bytes.subarray(start, cut));
    start = cut;
  }
  const file = reader.end();
  return { ...file, tests, messages: file.findings.map(sentenceOf) };
}

/** `3 tests: 1 passed, 1 failed`; statuses without a test are left out. */
export function words({ tests, flaky, ...statuses }: Counts): string {
  const parts = Object.entries(statuses).flatMap(([status, count]) =>
    count === 0 ? [] : [`${count} ${status}`],
  );
  return `${tests}: ${parts.join(', ')}${flaky === 0 ? '' : `, ${flaky} flaky`}`;
}

export function testNamed(file: ReadTests, name: string): TestResult {
  const found = file.tests.find((test) => test.name === name);
  if (!found) throw new Error(`No test ${name} among ${file.tests.map((test) => test.name).join(', ')}`);
  return found;
}

export function junit(cases: string): string {
  return `<testsuites><testsuite name="s">${cases}</testsuite></testsuites>`;
}
