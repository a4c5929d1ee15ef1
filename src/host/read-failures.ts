import { FailureReader, type ReadFailures } from '../runs/merge/failure-reader.ts';
import { readResults } from './results/result-files.ts';
import type { Place } from './results/sources.ts';

/**
 * Reads the failures in the result files of one run.
 * @param root the checkout in which the tests ran.
 */
export async function readFailures(
  files: readonly string[],
  root: string,
  place: Place,
): Promise<ReadFailures> {
  const failures = new FailureReader(root);
  for await (const { read, taker } of readResults(files, place, (file) => failures.open(file)))
    taker.end(read);
  return failures.merge();
}
