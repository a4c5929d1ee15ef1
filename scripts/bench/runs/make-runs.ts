import { once } from 'node:events';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '../book/random.ts';

/** How large a history is. */
export interface HistorySize {
  readonly runs: number;
  readonly tests: number;
}

const TESTS_A_FILE = 20;
/** Of a hundred tests, how many flake, are skipped, and were broken for a while. */
const FLAKY = 2;
const SKIPPED = 3;
const REGRESSED = 1;
const RUNS_A_DAY = 10;

/**
 * Writes a run history as a CI job would leave it: a JUnit file for each run, and the manifest that `ingest` takes. The same
 * every time: some tests flake with a rate of their own, some are skipped, some were broken for a while, one always fails.
 * @returns the path of the manifest.
 */
export async function writeRuns(folder: string, { runs, tests }: HistorySize): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const plans = Array.from({ length: tests }, (_, i) => planTest(i));
  const lines: string[] = [];
  for (let run = 0; run < runs; run += 1) {
    const file = `run-${String(run).padStart(5, '0')}.xml`;
    await writeRun(join(folder, file), plans, run, runs);
    const at = new Date(Date.UTC(2026, 0, 1) + (run * 86_400_000) / RUNS_A_DAY).toISOString();
    const commit = (run * 2_654_435_761).toString(16).padStart(12, '0');
    lines.push(JSON.stringify({ run: `ci-${run}`, at, commit, branch: 'main', files: [file] }));
  }
  const manifest = join(folder, 'runs.jsonl');
  writeFileSync(manifest, `${lines.join('\n')}\n`);
  return manifest;
}

interface TestPlan {
  /** As it stands in a file when it passed. */
  readonly passed: string;
  readonly isSkipped: boolean;
  /** Chance to fail in a run. */
  readonly rate: number;
  readonly isRegressed: boolean;
}

function planTest(index: number): TestPlan {
  const kind = (index * 37) % 100;
  const isFlaky = kind >= SKIPPED && kind < SKIPPED + FLAKY;
  return {
    passed: `    <testcase classname="${fileOf(index)}" name="part ${index % 7} &gt; case ${index} keeps what it was given" time="0.0${index % 90}"></testcase>\n`,
    isSkipped: kind < SKIPPED,
    rate: index === 1 ? 1 : isFlaky ? 0.005 + (index % 10) / 100 : 0,
    isRegressed: kind >= 100 - REGRESSED,
  };
}

function fileOf(index: number): string {
  const file = Math.floor(index / TESTS_A_FILE);
  return `test/area-${file % 7}/file-${file}.test.ts`;
}

async function writeRun(path: string, plans: readonly TestPlan[], run: number, runs: number): Promise<void> {
  const random = createRandom(run + 1);
  const isBroken = run > runs * 0.4 && run < runs * 0.45;
  const stream = createWriteStream(path);
  stream.write('<?xml version="1.0" encoding="UTF-8" ?>\n<testsuites name="vitest tests">\n');
  for (let start = 0; start < plans.length; start += TESTS_A_FILE) {
    const cases = plans.slice(start, start + TESTS_A_FILE).map((plan) => {
      const isFailed = (plan.isRegressed && isBroken) || (plan.rate > 0 && random.chance(plan.rate));
      if (isFailed) return withOutcome(plan, failure(run));
      return plan.isSkipped ? withOutcome(plan, '<skipped/>') : plan.passed;
    });
    stream.write(`  <testsuite name="${fileOf(start)}">\n${cases.join('')}  </testsuite>\n`);
  }
  stream.end('</testsuites>\n');
  await once(stream, 'finish');
}

function withOutcome({ passed }: TestPlan, outcome: string): string {
  return passed.replace('></testcase>', `>${outcome}</testcase>`);
}

function failure(run: number): string {
  const message = `expected 2 to be ${run % 5} // Object.is equality`;
  return `<failure message="${message}" type="AssertionError">AssertionError: ${message}\n\n- Expected\n+ Received\n\n ❯ test/part.test.ts:21:36</failure>`;
}
