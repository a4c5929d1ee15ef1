import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom, type KnownTest } from './book.ts';

/** The runs are spread over the two years of the book, so that none is newer than its newest entry. */
const FIRST_RUN_MS = Date.UTC(2024, 0, 1);
const SPAN_MS = 640 * 86_400_000;

type TestCase = Pick<KnownTest, 'file' | 'group' | 'name' | 'message'>;
type Outcome = 'passed' | 'failed' | 'skipped';

/** A run as `ingest` takes it from a manifest. */
export interface MadeRun {
  readonly run: string;
  readonly at: string;
  readonly commit: string;
  readonly branch: 'main';
  readonly files: readonly [string];
}

/**
 * Writes JUnit files as a CI job would leave them, one for each run, and a manifest of all but the last. The same every
 * time: tests that issues are about flake; of the others some are skipped, and some are broken for a while.
 */
export function writeHistory(
  folder: string,
  known: readonly KnownTest[],
  { runs, tests }: { readonly runs: number; readonly tests: number },
): { readonly manifest: string; readonly last: MadeRun } {
  mkdirSync(folder, { recursive: true });
  const cases = Array.from({ length: tests }, (_, i): TestCase => known[i] ?? otherTest(i));
  const writeRun = (i: number): MadeRun => {
    const random = createRandom(5_000_000 + i);
    const isStretch = i > runs * 0.4 && i < runs * 0.45;
    const file = `run-${i}.xml`;
    const outcomes = cases.map((_, n): Outcome => {
      if (n < known.length) return random.below(1000) < n % 20 ? 'failed' : 'passed';
      if (n % 33 === 0) return 'skipped';
      return isStretch && n % 99 === 1 ? 'failed' : 'passed';
    });
    writeFileSync(join(folder, file), junit(cases.map((test, n) => testCase(test, outcomes[n] ?? 'passed'))));
    const at = new Date(FIRST_RUN_MS + Math.floor((i / runs) * SPAN_MS)).toISOString();
    const commit = (i * 2_654_435_761).toString(16).padStart(12, '0');
    return { run: `ci-${i}`, at, commit, branch: 'main', files: [file] };
  };
  const manifest = join(folder, 'runs.jsonl');
  const lines = Array.from({ length: runs }, (_, i) => `${JSON.stringify(writeRun(i))}\n`);
  writeFileSync(manifest, lines.join(''));
  return { manifest, last: writeRun(runs) };
}

/** Writes the result file of a run in which so many tests failed, each as its issue says. */
export function writeFailures(path: string, known: readonly KnownTest[], count: number): void {
  const some = Array.from({ length: count }, (_, i) => known[(i * 7919) % known.length] ?? otherTest(i));
  writeFileSync(path, junit(some.map((test) => testCase(test, 'failed'))));
}

function otherTest(i: number): TestCase {
  return {
    file: `test/area/file-${i % 40}.test.ts`,
    group: `Part ${i % 7}`,
    name: `case ${i}`,
    message: `got ${i}`,
  };
}

function junit(cases: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n<testsuite name="bench">\n${cases.join('')}</testsuite>\n</testsuites>\n`;
}

function testCase({ file, group, name, message }: TestCase, outcome: Outcome): string {
  const failure = `<failure message="${message}" type="AssertionError">${message}\n at ${file}:21:36</failure>`;
  const inner = { passed: '', failed: failure, skipped: '<skipped/>' }[outcome];
  return `<testcase classname="${group}" name="${name}" file="${file}" time="0.01">${inner}</testcase>\n`;
}
