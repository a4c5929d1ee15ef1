import { compareText } from '../../core/finding.ts';
import type { MeasuredRun, SetupFailure, TestOutcome } from '../../records/runs/run-history.ts';
import { FileGatherer, type FileOutcomes, type LocatedTest } from './file-outcomes.ts';
import { mergeFiles, TieMemory } from './merge-formats.ts';
import type { SeenTest } from './seen-test.ts';

/** What somebody says of a run; its files say the rest. */
export type RunHead = Pick<MeasuredRun, 'run' | 'at' | 'commit' | 'branch' | 'environment' | 'url'>;

/** A run as all of its files tell it. Its roster has no id yet: hashing is not for this floor. */
export interface RunMeasure {
  readonly run: Omit<MeasuredRun, 'roster'>;
  /** Printed locators of its tests, sorted, each once. */
  readonly tests: readonly string[];
  /** Sentences about what was counted in another way than somebody may expect, each with the file it is about. */
  readonly warnings: readonly string[];
}

/** Measures many runs of one checkout; it remembers names, so that a run like the one before costs less. */
export interface RunMeasurer {
  /** Takes the tests of a file, as they are read. @param label what messages call the file. */
  gather(label: string): FileGatherer;
  /**
   * Puts the files of one run together, in the order given. Every test counts once: files of the same format list other
   * tests, or further attempts at a test, of which the last decides (a pass after a failure is `flaky`); files of other
   * formats list the same tests again, and where two disagree the worse outcome counts.
   */
  measure(head: RunHead, files: readonly FileOutcomes[]): RunMeasure;
}

/** @param root the checkout in which the tests ran; empty where it is not known. */
export function createMeasurer({ root }: { readonly root: string }): RunMeasurer {
  const known = new Map<string, LocatedTest>();
  const memory = new TieMemory();
  return {
    gather: (label) => new FileGatherer(label, { root, known }),
    measure(head, files) {
      if (known.size > MAX_KNOWN) known.clear();
      const { tests, warnings } = mergeFiles(files, memory);
      // By code units, as `compareText` does, and faster.
      const names = [...tests.keys()].sort();
      const outcomes = names.flatMap((name) => toOutcome(name, tests.get(name) as SeenTest));
      return {
        run: {
          ...head,
          formats: [...new Set(files.map(({ format }) => format))].sort(compareText),
          tests: names.length,
          ...countsOf(names.length, outcomes),
          partial: files.some(({ partial }) => partial),
          outcomes,
          setup: setupOf(files),
        },
        tests: names,
        warnings: [
          ...files.flatMap((file) => file.warnings.map((warning) => `${file.label}: ${warning}`)),
          ...warnings,
        ],
      };
    },
  };
}

/** Tests that are remembered: suites whose names change with every run must not fill the memory. */
const MAX_KNOWN = 200_000;

function toOutcome(test: string, { outcome, attempts, message }: SeenTest): TestOutcome[] {
  return outcome === 'passed' ? [] : [{ test, outcome, attempts, message }];
}

function countsOf(tests: number, outcomes: readonly TestOutcome[]) {
  const counts = { flaky: 0, failed: 0, errored: 0, skipped: 0, other: 0, unfinished: 0 };
  for (const { outcome } of outcomes) counts[outcome] += 1;
  return { passed: tests - outcomes.length + counts.flaky, ...counts };
}

/** Two formats tell the same set-up failure in other words: it is told once for each suite, in the words of the first. */
function setupOf(files: readonly FileOutcomes[]): SetupFailure[] {
  const told = new Map<string, { format: string; failure: SetupFailure }[]>();
  for (const { format, setup } of files)
    for (const failure of setup) {
      const known = told.get(failure.suite) ?? [];
      told.set(failure.suite, known);
      const isKnown = known.some(
        (other) => other.format !== format || other.failure.message === failure.message,
      );
      if (!isKnown) known.push({ format, failure });
    }
  return [...told.values()]
    .flatMap((list) => list.map(({ failure }) => failure))
    .sort((a, b) => compareText(a.suite, b.suite) || compareText(a.message, b.message));
}
