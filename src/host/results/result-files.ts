import { FILE_START, type Finding } from '../../core/finding.ts';
import { type FileOutcomes, isUnreadable } from '../../runs/merge/file-outcomes.ts';
import type { RunMeasure, RunReader } from '../../runs/merge/measure-run.ts';
import { type ReadOne, readSources, type Taker } from '../../runs/read/read-source.ts';
import { finding } from '../../runs/read/rules.ts';
import type { TestResult } from '../../runs/read/test-result.ts';
import { isSystemError, reasonOf } from '../content-files.ts';
import type { RunToIngest } from '../ingest/run-head.ts';
import { asShard } from '../ingest/shards.ts';
import { failIfPlanted, faultWords } from '../our-mistake.ts';
import { type Place, readArguments } from './sources.ts';

/**
 * Reads what the arguments stand for: files, folders, patterns, archives. In a folder or an archive, what is no report is
 * passed over; one without any report is unread.
 * @param begin called for each file, with what messages call it.
 */
export async function* readResults<Begun extends Taker>(
  words: readonly string[],
  place: Place,
  begin: (file: string) => Begun,
): AsyncGenerator<ReadOne & { readonly taker: Begun }> {
  const reading = { readsLogs: place.readsLogs, reasonOf: reasonOfUnread, beforePiece: failIfPlanted };
  for await (const argument of readArguments(words, place)) yield* readSources(argument, begin, reading);
}

function reasonOfUnread(error: unknown): string {
  return isSystemError(error) ? reasonOf(error) : `this is our mistake (${faultWords(error)})`;
}

export interface MeasuredFiles {
  /** Undefined where the files hold nothing that makes a run. */
  readonly measure?: RunMeasure;
  readonly findings: readonly Finding[];
  /** One of its files at least exists. */
  readonly isThere: boolean;
}

/** Reads the result files of a run. A file that nobody can read makes the run partial; files without any test make none. */
export async function measureFiles(
  reader: RunReader,
  { head, files, isStress = false }: RunToIngest,
  cwd: string,
): Promise<MeasuredFiles> {
  const findings: Finding[] = [];
  const outcomes: FileOutcomes[] = [];
  let [isThere, isUnread] = [false, false];
  const begin = (file: string) => {
    const gatherer = reader.gather(file, isStress);
    return { gatherer, onTest: (test: TestResult) => void gatherer.add(test) };
  };
  for await (const { file, read, taker } of readResults(files, { cwd }, begin)) {
    findings.push(...read.findings.map((found) => ({ ...found, file })));
    isThere ||= read.isThere;
    if (isUnreadable(read)) isUnread = true;
    else outcomes.push(taker.gatherer.end(read));
  }
  const measure = reader.measure(head, outcomes, isStress);
  const { run } = measure;
  if (run.tests > 0 || run.setup.length > 0) {
    const own = asShard({ ...run, partial: run.partial || isUnread });
    return { measure: { ...measure, run: own }, findings, isThere };
  }
  const empty = finding('empty-run', FILE_START, {
    found: 'files without any test',
    expected: 'the results of a run',
    because: 'the run was not added',
  });
  return { findings: isUnread ? findings : [...findings, { ...empty, file: files[0] ?? '' }], isThere };
}
