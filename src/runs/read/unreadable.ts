import { FILE_START } from '../../core/finding.ts';
import { finding } from './rules.ts';
import type { ResultsFile } from './test-result.ts';

/** A file whose bytes nobody can get; the message is a part of a sentence: `it holds more than 2 GB`. */
export class Unreadable extends Error {
  readonly isThere: boolean;

  constructor(because: string, isThere = true) {
    super(because);
    this.isThere = isThere;
  }
}

/** What was read of a file whose bytes ended before their time. @param hasBegun some of them came. */
export function cutShort(read: ResultsFile, because: string, hasBegun: boolean): ResultsFile {
  const strange = { found: 'none', expected: 'a readable file', because };
  const findings = [finding('unread-results', FILE_START, strange), ...(hasBegun ? read.findings : [])];
  return { ...read, partial: true, findings, isForeign: false };
}

/** What a packed file may hold, unpacked: 2 GiB. Reports are far smaller, and a bomb has no end. */
const MAX_UNPACKED = 2 ** 31;

/** Unpacked bytes, which have an end. */
export async function* bounded(
  pieces: AsyncIterable<Uint8Array>,
  limit = MAX_UNPACKED,
): AsyncGenerator<Uint8Array> {
  let count = 0;
  try {
    for await (const piece of pieces) {
      count += piece.length;
      if (count > limit) throw new Unreadable('it holds more than 2 GB once it is unpacked');
      yield piece;
    }
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable('what is packed in it is damaged, or was cut off');
  }
}
