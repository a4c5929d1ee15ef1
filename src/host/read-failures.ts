import { resolve } from 'node:path';
import { printLocator } from '../core/test-locator.ts';
import { type FailedOutcome, isFailedOutcome } from '../records/runs/run-history.ts';
import { createMeasurer } from '../runs/merge/measure-run.ts';
import { cutMessage } from '../runs/merge/seen-test.ts';
import { locateTest, spellTest } from '../runs/read/locate-test.ts';
import { isFailure, type TestResult } from '../runs/read/test-result.ts';
import { type ReadFile, readResultFile } from './result-files.ts';

/** A test that did not simply pass, or what failed outside of tests. */
interface FailedTest {
  /** The printed locator; of a set-up, the suite that it names. */
  readonly test: string;
  /** `flaky`: it passed in the end. `setup`: no test failed but what sets tests up, a package or a build. */
  readonly outcome: FailedOutcome | 'setup';
  /** Why its attempts failed, each text once; one that is empty where none is said. Never empty. */
  readonly messages: readonly string[];
}

export interface ReadFailures {
  readonly failed: readonly FailedTest[];
  /** Printed locators of all tests, sorted. */
  readonly tests: readonly string[];
  readonly passed: number;
  readonly skipped: number;
  readonly files: readonly (Pick<ReadFile, 'format' | 'partial' | 'messages' | 'isThere'> & {
    readonly file: string;
  })[];
  /** Files that list the same tests in other ways. */
  readonly warnings: readonly string[];
}

/** Characters of messages that are kept as long as they are; of later ones only what the run history would keep. */
const MAX_KEPT = 64_000_000;

/**
 * Reads the result files of one run: shards, further attempts, and the same tests in another format.
 * @param root the checkout in which the tests ran.
 * @param cwd where relative paths of files begin.
 */
export async function readFailures(
  files: readonly string[],
  root: string,
  cwd: string,
): Promise<ReadFailures> {
  const measurer = createMeasurer({ root });
  const texts = new FailureTexts(root);
  const read: ReadFailures['files'][number][] = [];
  const outcomes = [];
  for (const file of files) {
    const gatherer = measurer.gather(file);
    const result = await readResultFile(resolve(cwd, file), {
      onTest(test) {
        gatherer.add(test);
        texts.add(test);
      },
      afterPiece: () => Promise.resolve(),
    });
    const { format, partial, messages, isThere } = result;
    read.push({ file, format, partial, messages, isThere });
    if (format !== 'unknown') outcomes.push(gatherer.end(result));
  }
  const { run, tests, warnings } = measurer.measure(
    { run: '', at: '', commit: '', branch: '', environment: '', url: '' },
    outcomes,
  );
  const failed = run.outcomes.flatMap(({ test, outcome, message }): FailedTest[] =>
    isFailedOutcome(outcome) ? [{ test, outcome, messages: texts.of(test, message) }] : [],
  );
  const setups = run.setup.map(
    ({ suite, message }): FailedTest => ({ test: suite, outcome: 'setup', messages: [message] }),
  );
  return {
    failed: [...failed, ...setups],
    tests,
    passed: run.passed,
    skipped: run.skipped,
    files: read,
    warnings,
  };
}

/** The run history keeps the ends of one message a test: what failures are known by may stand between, or in another attempt. */
class FailureTexts {
  readonly #root: string;
  readonly #texts = new Map<string, Set<string>>();
  #kept = 0;

  constructor(root: string) {
    this.#root = root;
  }

  add(test: TestResult): void {
    const attempts = [...(test.attempts ?? []), test].filter(({ status }) => isFailure(status));
    if (attempts.length === 0) return;
    const names = new Set([locateTest(test, { root: this.#root }), spellTest(test)].map(printLocator));
    for (const { message = '' } of attempts) {
      const text = this.#kept < MAX_KEPT ? message : cutMessage(message);
      this.#kept += text.length;
      for (const name of names) {
        const known = this.#texts.get(name) ?? new Set();
        this.#texts.set(name, known.add(text));
      }
    }
  }

  of(test: string, message: string): readonly string[] {
    const said = [...(this.#texts.get(test) ?? [])].filter((text) => text !== '');
    return said.length > 0 ? said : [message];
  }
}
