import { resolve } from 'node:path';
import type { FileOutcomes } from '../../runs/merge/file-outcomes.ts';
import type { RunMeasure, RunMeasurer } from '../../runs/merge/measure-run.ts';
import { type ReadFile, readResultFile } from '../result-files.ts';
import type { RunOrder } from './run-head.ts';

export interface MeasuredFiles {
  /** Undefined where the files hold nothing that makes a run. */
  readonly measure?: RunMeasure;
  /** What is wrong with its files, as sentences. */
  readonly problems: readonly string[];
  /** One of its files at least exists. */
  readonly isThere: boolean;
}

/** Reads the result files of a run. A file that nobody can read makes the run partial; files without any test make none. */
export async function measureFiles(
  measurer: RunMeasurer,
  { head, files }: RunOrder,
  cwd: string,
): Promise<MeasuredFiles> {
  const outcomes: FileOutcomes[] = [];
  const problems: string[] = [];
  let isUnread = false;
  let isThere = false;
  // One file may be named in two ways: `a.xml ./a.xml`.
  for (const [path, file] of new Map(files.map((file) => [resolve(cwd, file), file]))) {
    const gatherer = measurer.gather(file);
    const read = await readResultFile(path, {
      onTest: (test) => gatherer.add(test),
      afterPiece: () => Promise.resolve(),
    });
    isThere ||= read.isThere;
    problems.push(...read.messages.map((message) => `${file}: ${message}`));
    if (isUnreadable(read)) isUnread = true;
    else outcomes.push(gatherer.end(read));
  }
  const measure = measurer.measure(head, outcomes);
  if (measure.run.tests === 0 && measure.run.setup.length === 0) {
    const empty = 'Unexpected files without any test, expected the results of a run: nothing is known of it.';
    return { problems: isUnread ? problems : [...problems, empty], isThere };
  }
  const isPartial = measure.run.partial || isUnread;
  return {
    measure: { ...measure, run: { ...measure.run, partial: isPartial } },
    problems,
    isThere,
  };
}

/** Nobody knows its format, or it broke off before its first test. */
function isUnreadable({ format, counts, partial, suiteFailureCount }: ReadFile): boolean {
  return format === 'unknown' || (partial && counts.tests === 0 && suiteFailureCount === 0);
}
