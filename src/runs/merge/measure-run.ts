import { compareText } from '../../core/finding.ts';
import { atKey } from '../../core/kept.ts';
import type { SeenTest } from '../../records/runs/run-history.ts';
import type { MeasuredRun, Repeat, SetupFailure, TestOutcome } from '../../records/runs/run-schema.ts';
import { type FileOutcomes, gatherFile, locatedTests } from './file-outcomes.ts';
import { mergeFiles, TieMemory } from './merge-formats.ts';

/** What somebody says of a run; its files say the rest. */
export type RunHead = Pick<
  MeasuredRun,
  'run' | 'at' | 'commit' | 'branch' | 'environment' | 'url' | 'shards'
>;

/** The result files of one run, put together. */
export interface MergedRun {
  /** By printed locator, in the order of these. */
  readonly tests: ReadonlyMap<string, SeenTest>;
  readonly setup: readonly SetupFailure[];
  /** Sentences about what was counted in another way than somebody may expect, each with the file it is about. */
  readonly warnings: readonly string[];
}

/** A run as all of its files tell it. Its roster has no id yet: hashing is not for this floor. */
export interface RunMeasure extends Pick<MergedRun, 'warnings'> {
  readonly run: Omit<MeasuredRun, 'roster'>;
  /** Printed locators of its tests, sorted, each once. */
  readonly tests: readonly string[];
}

/** Reads runs of one checkout; it remembers names, so that a run like the one before costs less. */
export class RunReader {
  private readonly located: ReturnType<typeof locatedTests>;
  private readonly ties = new TieMemory();

  /** @param root the checkout in which the tests ran; empty where it is not known. */
  constructor(root: string) {
    this.located = locatedTests(root);
  }

  /** Takes the tests of a file, as they are read. @param label what messages call the file. @param isStress of a stress run. */
  gather(label: string, isStress = false) {
    return gatherFile(label, this.located, isStress);
  }

  /**
   * Puts the files of one run together, in the order given. Every test counts once: files of the same format list other
   * tests, or further attempts at a test, of which the last decides (a pass after a failure is `flaky`); files of other
   * formats list the same tests again, and where two disagree the worse outcome counts.
   */
  merge(files: readonly FileOutcomes[]): MergedRun {
    this.located.forgetMany();
    const { tests, warnings } = mergeFiles(files, this.ties);
    return {
      // By code units, as `compareText` does, and faster.
      tests: new Map([...tests.keys()].sort().map((name) => [name, tests.get(name) as SeenTest])),
      setup: setupOf(files),
      warnings: [
        ...files.flatMap((file) => file.warnings.map((warning) => `${file.label}: ${warning}`)),
        ...warnings,
      ],
    };
  }

  /** A run as the history keeps it. @param isStress its tests were executed many times on purpose. */
  measure(head: RunHead, files: readonly FileOutcomes[], isStress = false): RunMeasure {
    const { warnings, ...merged } = this.merge(files);
    const formats = [...new Set(files.map(({ format }) => format))].sort(compareText);
    const run = countRun({ ...head, formats, partial: files.some(({ partial }) => partial) }, merged);
    const repeats = isStress && repeatsOf(files.flatMap((file) => file.repeats));
    return { run: repeats ? { ...run, repeats } : run, tests: [...merged.tests.keys()], warnings };
  }
}

/** A run by its tests and set-ups. */
export function countRun(
  head: RunHead & Pick<MeasuredRun, 'formats' | 'partial'>,
  { tests, setup }: Pick<MergedRun, 'tests' | 'setup'>,
): Omit<MeasuredRun, 'roster'> {
  const outcomes = [...tests].flatMap(([test, { outcome, attempts, message }]): TestOutcome[] =>
    outcome === 'passed' ? [] : [{ test, outcome, attempts, message }],
  );
  const counts = { flaky: 0, failed: 0, errored: 0, skipped: 0, other: 0, unfinished: 0 };
  for (const { outcome } of outcomes) counts[outcome] += 1;
  const passed = tests.size - outcomes.length + counts.flaky;
  return { ...head, tests: tests.size, passed, ...counts, outcomes, setup };
}

function repeatsOf(all: readonly Repeat[]): Repeat[] {
  const sum = (own: readonly Repeat[], key: 'runs' | 'failures') =>
    own.reduce((total, one) => total + one[key], 0);
  return [...Map.groupBy(all, ({ test }) => test)]
    .map(([test, own]) => ({ test, runs: sum(own, 'runs'), failures: sum(own, 'failures') }))
    .sort((a, b) => compareText(a.test, b.test));
}

/** Two formats tell the same set-up failure in other words: it is told once for each suite, in the words of the first. */
function setupOf(files: readonly FileOutcomes[]): SetupFailure[] {
  const told = new Map<string, { format: string; failure: SetupFailure }[]>();
  for (const { format, setup } of files)
    for (const failure of setup) {
      const known = atKey(told, failure.suite, () => []);
      const isKnown = known.some(
        (other) => other.format !== format || other.failure.message === failure.message,
      );
      if (!isKnown) known.push({ format, failure });
    }
  return [...told.values()]
    .flatMap((list) => list.map(({ failure }) => failure))
    .sort((a, b) => compareText(a.suite, b.suite) || compareText(a.message, b.message));
}
