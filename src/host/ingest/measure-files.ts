import type { RunMeasure, RunReader } from '../../runs/merge/measure-run.ts';
import { gatherFiles } from '../result-files.ts';
import type { RunToIngest } from './run-head.ts';

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
  reader: RunReader,
  { head, files }: RunToIngest,
  cwd: string,
): Promise<MeasuredFiles> {
  const gathered = await gatherFiles(reader, files, cwd);
  const isThere = gathered.some(({ read }) => read.isThere);
  const isUnread = gathered.some(({ outcomes }) => outcomes === undefined);
  const problems = gathered.flatMap(({ file, read }) =>
    read.messages.map((message) => `${file}: ${message}`),
  );
  const measure = reader.measure(
    head,
    gathered.flatMap(({ outcomes }) => outcomes ?? []),
  );
  const { run } = measure;
  if (run.tests > 0 || run.setup.length > 0)
    return { measure: { ...measure, run: { ...run, partial: run.partial || isUnread } }, problems, isThere };
  const empty = 'Unexpected files without any test, expected the results of a run: nothing is known of it.';
  return { problems: isUnread ? problems : [...problems, empty], isThere };
}
