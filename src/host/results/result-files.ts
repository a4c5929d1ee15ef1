import { FILE_START, type Finding } from '../../core/finding.ts';
import { type FileOutcomes, isUnreadable } from '../../runs/merge/file-outcomes.ts';
import type { RunMeasure, RunReader } from '../../runs/merge/measure-run.ts';
import { ResultsReader } from '../../runs/read/read-results.ts';
import { finding } from '../../runs/read/rules.ts';
import { NO_REPORT, type Source, unreadable } from '../../runs/read/sources.ts';
import type { ResultsFile, TestResult } from '../../runs/read/test-result.ts';
import { cutShort, Unreadable } from '../../runs/read/unreadable.ts';
import { isSystemError, reasonOf } from '../content-files.ts';
import type { RunToIngest } from '../ingest/run-head.ts';
import { asShard } from '../ingest/shards.ts';
import { failIfPlanted, faultWords } from '../our-mistake.ts';
import { type Place, readArguments } from './sources.ts';

export interface ReadFile extends ResultsFile {
  /** Something of it could be read. */
  readonly isThere: boolean;
}

/** Gets the tests of one file. */
export interface Taker {
  onTest(test: TestResult): void;
  /** Called after each piece of the file, and waited for: the file is read no faster than its tests are used. */
  afterPiece?(): Promise<void>;
}

/** Reads a test-result file as a stream. Where it cannot be read to its end, the result says so and has what was read. */
export async function readSource(
  { label, pieces }: Source,
  taker: Taker,
  readsLogs = false,
): Promise<ReadFile> {
  const reader = new ResultsReader((test) => taker.onTest(test), readsLogs);
  let isThere = false;
  let hasBegun = false;
  let unread: string | undefined;
  try {
    for await (const piece of pieces()) {
      isThere = true;
      hasBegun = true;
      failIfPlanted(label);
      reader.write(piece);
      await taker.afterPiece?.();
      if (reader.isOver) break;
    }
    isThere = true;
  } catch (error) {
    unread = reasonOfUnread(error);
    isThere ||= error instanceof Unreadable && error.isThere;
  }
  const read = reader.end();
  if (unread === undefined) {
    await taker.afterPiece?.();
    return { ...read, isThere };
  }
  return { ...cutShort(read, unread, hasBegun), isThere };
}

function reasonOfUnread(error: unknown): string {
  if (error instanceof Unreadable) return error.message;
  return isSystemError(error) ? reasonOf(error) : `this is our mistake (${faultWords(error)})`;
}

/** One of the files that were read, as it was named. */
export interface ReadOne {
  readonly file: string;
  readonly read: ReadFile;
}

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
  for await (const { word, sources, isContainer } of readArguments(words, place)) {
    let isEmpty = true;
    for (const source of sources) {
      const taker = begin(source.label);
      const read = await readSource(source, taker, place.readsLogs);
      if (isContainer && read.isForeign) continue;
      isEmpty = false;
      yield { file: source.label, read, taker };
    }
    if (!isContainer || !isEmpty) continue;
    const taker = begin(word);
    const read = await readSource(unreadable(word, NO_REPORT), taker);
    yield { file: word, read, taker };
  }
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
