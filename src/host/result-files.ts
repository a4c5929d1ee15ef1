import { createReadStream } from 'node:fs';
import { createResultsReader } from '../runs/read/read-results.ts';
import type { ResultsFile, TestResult } from '../runs/read/test-result.ts';
import { reasonOf } from './content-files.ts';

/** Bytes that are read at a time. */
const PIECE = 256 * 1024;

export interface ReadFile extends ResultsFile {
  /** Something of it could be read. */
  readonly isThere: boolean;
}

export interface FileListener {
  /** Called for each test; the tests are not kept then. */
  readonly onTest: (test: TestResult) => void;
  /** Called after each piece of the file, and waited for: the file is read no faster than its tests are used. */
  readonly afterPiece: () => Promise<void>;
}

/** Reads a test-result file as a stream. Where it cannot be read to its end, the result says so and has what was read. */
export async function readResultFile(path: string, listener?: FileListener): Promise<ReadFile> {
  const reader = createResultsReader(listener ? { onTest: listener.onTest } : {});
  let isThere = false;
  try {
    for await (const piece of createReadStream(path, { highWaterMark: PIECE })) {
      isThere = true;
      reader.write(piece as Uint8Array);
      await listener?.afterPiece();
      if (reader.isOver) break;
    }
    isThere = true;
  } catch (error) {
    const read = reader.end();
    const problem = `Unexpected failure to read it, expected a file: ${reasonOf(error)}.`;
    const messages = isThere ? [problem, ...read.messages] : [problem];
    return { ...read, partial: true, messages, isThere };
  }
  const read = reader.end();
  await listener?.afterPiece();
  return { ...read, isThere };
}
