import { ResultsReader } from './read-results.ts';
import { NO_REPORT, type Source, unreadable } from './sources.ts';
import type { ResultsFile, TestResult } from './test-result.ts';
import { cutShort, Unreadable } from './unreadable.ts';

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

/** What one argument stands for. */
export interface Argument {
  readonly word: string;
  readonly sources: readonly Source[];
  /** Files stood in it, which nobody named: those that are no reports are passed over. */
  readonly isContainer: boolean;
}

/** How files are read: what depends on where that is. */
export interface Reading {
  /** Text of no known format is a log, from which failures are cut. */
  readonly readsLogs?: boolean | undefined;
  /** What an error means that is no `Unreadable`. */
  reasonOf(error: unknown): string;
  beforePiece?(label: string): void;
}

/** One of the files that were read, as it was named. */
export interface ReadOne {
  readonly file: string;
  readonly read: ReadFile;
}

/**
 * Reads what an argument stands for. One without any report is unread.
 * @param begin called for each file, with what messages call it.
 */
export async function* readSources<Begun extends Taker>(
  { word, sources, isContainer }: Argument,
  begin: (file: string) => Begun,
  reading: Reading,
): AsyncGenerator<ReadOne & { readonly taker: Begun }> {
  let isEmpty = true;
  for (const source of sources) {
    const taker = begin(source.label);
    const read = await readSource(source, taker, reading);
    if (isContainer && read.isForeign) continue;
    isEmpty = false;
    yield { file: source.label, read, taker };
  }
  if (!isContainer || !isEmpty) return;
  const taker = begin(word);
  yield { file: word, read: await readSource(unreadable(word, NO_REPORT), taker, reading), taker };
}

/** Reads a test-result file as a stream. Where it cannot be read to its end, the result says so and has what was read. */
export async function readSource(
  { label, pieces }: Source,
  taker: Taker,
  { readsLogs, reasonOf, beforePiece }: Reading,
): Promise<ReadFile> {
  const reader = new ResultsReader((test) => taker.onTest(test), readsLogs);
  let isThere = false;
  let hasBegun = false;
  let unread: string | undefined;
  try {
    for await (const piece of pieces()) {
      isThere = true;
      hasBegun = true;
      beforePiece?.(label);
      reader.write(piece);
      await taker.afterPiece?.();
      if (reader.isOver) break;
    }
    isThere = true;
  } catch (error) {
    unread = error instanceof Unreadable ? error.message : reasonOf(error);
    isThere ||= error instanceof Unreadable && error.isThere;
  }
  const read = reader.end();
  if (unread === undefined) {
    await taker.afterPiece?.();
    return { ...read, isThere };
  }
  return { ...cutShort(read, unread, hasBegun), isThere };
}
