import { atKey } from '../../core/kept.ts';
import { type FailedOutcome, hadFailure, isFailure } from '../../core/outcome.ts';
import { printLocator } from '../../core/test-locator.ts';
import { spellTest } from '../read/locate-test.ts';
import { type FileProblem, problemOf } from '../read/rules.ts';
import type { ResultsFile, ResultsFormat, TestResult } from '../read/test-result.ts';
import { type FileOutcomes, isUnreadable, type LocatedTest } from './file-outcomes.ts';
import { RunReader } from './measure-run.ts';
import { cutMessage } from './seen-test.ts';

/** A test that did not simply pass, or what failed outside of tests. */
interface FailedTest {
  /** The printed locator; of a set-up, the suite that it names. */
  readonly test: string;
  /** `flaky`: it passed in the end. `setup`: no test failed but what sets tests up, a package or a build. */
  readonly outcome: FailedOutcome | 'setup';
  /** Why its attempts failed, each text once; one that is empty where none is said. Never empty. */
  readonly messages: readonly string[];
  /** Where a log tells of it: `job.log:41`. */
  readonly place?: string;
}

export interface ReadFailures {
  readonly failed: readonly FailedTest[];
  /** Printed locators of all tests, sorted. */
  readonly tests: readonly string[];
  readonly passed: number;
  readonly skipped: number;
  readonly files: readonly {
    readonly file: string;
    readonly format: ResultsFormat;
    readonly partial: boolean;
    /** It counts more than it lists, or says something that nobody knows. */
    readonly short: boolean;
    readonly problems: readonly FileProblem[];
  }[];
  /** Files that list the same tests in other ways. */
  readonly warnings: readonly string[];
}

/** Puts together the failures in the result files of one run: shards, further attempts, and the same tests in another format. */
export class FailureReader {
  readonly #reader: RunReader;
  readonly #texts = new FailureTexts();
  readonly #outcomes: FileOutcomes[] = [];
  readonly #files: ReadFailures['files'][number][] = [];

  /** @param root the checkout in which the tests ran; empty where it is not known. */
  constructor(root: string) {
    this.#reader = new RunReader(root);
  }

  /** A file begins. @param file what messages call it. @returns takes its tests, and then what was read of it. */
  open(file: string) {
    const gatherer = this.#reader.gather(file);
    return {
      onTest: (test: TestResult) => {
        const located = gatherer.add(test);
        if (located) this.#texts.add(test, located, file);
      },
      end: (read: ResultsFile) => {
        const { format, partial, short, findings } = read;
        this.#files.push({ file, format, partial, short, problems: findings.map(problemOf) });
        if (!isUnreadable(read)) this.#outcomes.push(gatherer.end(read));
      },
    };
  }

  merge(): ReadFailures {
    const texts = this.#texts;
    const { tests, setup, warnings } = this.#reader.merge(this.#outcomes);
    const failed = [...tests].flatMap(([test, { outcome, message }]): FailedTest[] =>
      hadFailure(outcome)
        ? [{ test, outcome, messages: texts.of(test, message), place: texts.placeOf(test) }]
        : [],
    );
    const setups = setup.map(
      ({ suite, message }): FailedTest => ({ test: suite, outcome: 'setup', messages: [message] }),
    );
    const outcomes = [...tests.values()].map(({ outcome }) => outcome);
    return {
      failed: [...failed, ...setups],
      tests: [...tests.keys()],
      passed: outcomes.filter((outcome) => outcome === 'passed' || outcome === 'flaky').length,
      skipped: outcomes.filter((outcome) => outcome === 'skipped').length,
      files: this.#files,
      warnings,
    };
  }
}

/** Characters of messages that are kept as long as they are; of later ones only what the run history would keep. */
const MAX_KEPT = 64_000_000;

/** The run history keeps the ends of one message a test: what failures are known by may stand between, or in another attempt. */
class FailureTexts {
  /** By either locator that a test may get. */
  readonly #texts = new Map<string, Set<string>>();
  readonly #places = new Map<string, string>();
  #kept = 0;

  placeOf(test: string): string | undefined {
    return this.#places.get(test);
  }

  add(test: TestResult, { names, locator }: LocatedTest, file: string): void {
    if (test.logLine !== undefined) this.#places.set(locator, `${file}:${test.logLine}`);
    const attempts = [...(test.attempts ?? []), test].filter(({ status }) => isFailure(status));
    for (const { message = '' } of attempts) {
      const text = this.#kept < MAX_KEPT ? message : cutMessage(message);
      this.#kept += text.length;
      for (const name of [locator, printLocator(spellTest(names))])
        atKey(this.#texts, name, () => new Set()).add(text);
    }
  }

  of(test: string, message: string): readonly string[] {
    const said = [...(this.#texts.get(test) ?? [])].filter((text) => text !== '');
    return said.length > 0 ? said : [message];
  }
}
