import { join } from 'node:path';
import { fileSource } from '../../../src/host/results/sources.ts';
import type { FileOutcomes } from '../../../src/runs/merge/file-outcomes.ts';
import { type RunHead, type RunMeasure, RunReader } from '../../../src/runs/merge/measure-run.ts';
import { ResultsReader } from '../../../src/runs/read/read-results.ts';
import { readSource } from '../../../src/runs/read/read-source.ts';
import type { ResultsFormat, TestResult } from '../../../src/runs/read/test-result.ts';
import { ROOT } from '../../support/book.ts';

const HEAD: RunHead = {
  run: '1',
  at: '2026-01-05T09:00:00Z',
  commit: 'abc1234',
  branch: 'main',
  environment: '',
  url: '',
};

export type Some = Partial<TestResult> & { readonly name: string };

function result(some: Some): TestResult {
  return {
    suite: ['cart'],
    classname: '',
    file: 'cart.ts',
    status: 'passed',
    flaky: false,
    attemptCount: 1,
    ...some,
  };
}

const measurer = new RunReader('');

export function fileOf(tests: readonly Some[], format: ResultsFormat = 'junit'): FileOutcomes {
  const gatherer = measurer.gather(`${format}.file`);
  for (const test of tests) gatherer.add(result(test));
  return gatherer.end({
    format,
    counts: { tests: 0, passed: 0, failed: 0, errored: 0, skipped: 0, other: 0, unfinished: 0, flaky: 0 },
    raw: { tests: 0, passed: 0, failed: 0, errored: 0, skipped: 0, other: 0, unfinished: 0, flaky: 0 },
    partial: false,
    short: false,
    isForeign: false,
    findings: [],
    suiteFailures: [],
    suiteFailureCount: 0,
  });
}

export function measured(...files: readonly FileOutcomes[]): RunMeasure {
  return measurer.measure(HEAD, files);
}

/** `name outcome` of all that is no plain pass. */
export function outcomes({ run }: RunMeasure): string[] {
  return run.outcomes.map(({ test, outcome, attempts }) => `${test} ${outcome} ${attempts}`);
}

export async function fromFiles(...paths: readonly string[]): Promise<RunMeasure> {
  const files: FileOutcomes[] = [];
  for (const path of paths) {
    const gatherer = measurer.gather(path);
    const onTest = (test: TestResult) => void gatherer.add(test);
    const source = fileSource(join('test/fixtures', path), ROOT);
    const read = await readSource(source, { onTest }, { reasonOf: String });
    files.push(gatherer.end(read));
  }
  return measured(...files);
}

export function fromText(text: string): RunMeasure {
  const gatherer = measurer.gather('junit.xml');
  const reader = new ResultsReader((test) => gatherer.add(test));
  reader.write(Buffer.from(text));
  return measured(gatherer.end(reader.end()));
}
