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

/**
 * Reads a test-result file as a stream. Where it cannot be read to its end, the result says so and has what was read.
 * @param onTest called for each test.
 * @param afterPiece called after each piece of the file, and waited for: the file is read no faster than its tests are used.
 */
export async function readSource(
  { label, pieces }: Source,
  onTest: (test: TestResult) => void,
  afterPiece?: () => Promise<void>,
  readsLogs = false,
): Promise<ReadFile> {
  const reader = new ResultsReader(onTest, readsLogs);
  let isThere = false;
  let hasBegun = false;
  let unread: string | undefined;
  try {
    for await (const piece of pieces()) {
      isThere = true;
      hasBegun = true;
      failIfPlanted(label);
      reader.write(piece);
      await afterPiece?.();
      if (reader.isOver) break;
    }
    isThere = true;
  } catch (error) {
    unread = reasonOfUnread(error);
    isThere ||= error instanceof Unreadable && error.isThere;
  }
  const read = reader.end();
  if (unread === undefined) {
    await afterPiece?.();
    return { ...read, isThere };
  }
  return { ...cutShort(read, unread, hasBegun), isThere };
}

function reasonOfUnread(error: unknown): string {
  if (error instanceof Unreadable) return error.message;
  return isSystemError(error) ? reasonOf(error) : `this is our mistake (${faultWords(error)})`;
}

/** Gets the tests of one file. */
export interface Taker {
  onTest(test: TestResult): void;
  afterPiece?(): Promise<void>;
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
      const read = await readSource(
        source,
        taker.onTest.bind(taker),
        taker.afterPiece?.bind(taker),
        place.readsLogs,
      );
      if (isContainer && read.isForeign) continue;
      isEmpty = false;
      yield { file: source.label, read, taker };
    }
    if (!isContainer || !isEmpty) continue;
    const taker = begin(word);
    const read = await readSource(unreadable(word, NO_REPORT), taker.onTest.bind(taker));
    yield { file: word, read, taker };
  }
}

/** One of the result files of a run. */
interface GatheredFile extends ReadOne {
  /** Undefined where nobody knows its format, or it broke off before its first test. */
  readonly outcomes: FileOutcomes | undefined;
}

/** Reads the result files of one run. One file may be named in two ways: `a.xml ./a.xml`. */
async function gatherFiles(
  reader: RunReader,
  files: readonly string[],
  place: Place,
  isStress: boolean,
): Promise<GatheredFile[]> {
  const gathered: GatheredFile[] = [];
  const begin = (file: string) => {
    const gatherer = reader.gather(file, isStress);
    return { gatherer, onTest: (test: TestResult) => void gatherer.add(test) };
  };
  for await (const { file, read, taker } of readResults(files, place, begin)) {
    gathered.push({ file, read, outcomes: isUnreadable(read) ? undefined : taker.gatherer.end(read) });
  }
  return gathered;
}

/** What is wrong with the files, each finding with the name that its file was given by. */
function findingsIn(gathered: readonly Pick<GatheredFile, 'file' | 'read'>[]): Finding[] {
  return gathered.flatMap(({ file, read }) => read.findings.map((found) => ({ ...found, file })));
}

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
  { head, files, isStress = false }: RunToIngest,
  cwd: string,
): Promise<MeasuredFiles> {
  const gathered = await gatherFiles(reader, files, { cwd }, isStress);
  const isThere = gathered.some(({ read }) => read.isThere);
  const isUnread = gathered.some(({ outcomes }) => outcomes === undefined);
  const findings = findingsIn(gathered);
  const measure = reader.measure(
    head,
    gathered.flatMap(({ outcomes }) => outcomes ?? []),
    isStress,
  );
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
