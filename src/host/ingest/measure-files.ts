import type { Finding } from '../../core/finding.ts';
import { FILE_START } from '../../core/place.ts';
import type { RunMeasure, RunReader } from '../../runs/merge/measure-run.ts';
import { finding } from '../../runs/read/rules.ts';
import { findingsIn, gatherFiles } from '../result-files.ts';
import type { RunToIngest } from './run-head.ts';

export interface MeasuredFiles {
  /** Undefined where the files hold nothing that makes a run. */
  readonly measure?: RunMeasure;
  /** What is wrong with its files. */
  readonly findings: readonly Finding[];
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
  const findings = findingsIn(gathered);
  const measure = reader.measure(
    head,
    gathered.flatMap(({ outcomes }) => outcomes ?? []),
  );
  const { run } = measure;
  if (run.tests > 0 || run.setup.length > 0)
    return { measure: { ...measure, run: { ...run, partial: run.partial || isUnread } }, findings, isThere };
  const empty = finding('empty-run', FILE_START, {
    found: 'files without any test',
    expected: 'the results of a run',
    because: 'the run was not added',
  });
  return { findings: isUnread ? findings : [...findings, { ...empty, file: files[0] ?? '' }], isThere };
}
