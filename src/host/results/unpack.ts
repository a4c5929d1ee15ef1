import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** A file whose bytes nobody can get; the message is a part of a sentence: `it holds more than 2 GB`. */
export class Unreadable extends Error {
  readonly isThere: boolean;

  constructor(because: string, isThere = true) {
    super(because);
    this.isThere = isThere;
  }
}

/** What a packed file may hold, unpacked: 2 GiB. Reports are far smaller, and a bomb has no end. */
const MAX_UNPACKED = 2 ** 31;

/** The bytes, or what is packed in them by gzip: https://www.rfc-editor.org/rfc/rfc1952. */
export async function* unpacked(pieces: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  const rest = async function* (first: Uint8Array) {
    yield first;
    for (let next = await iterator.next(); !next.done; next = await iterator.next())
      yield bytesOf(next.value);
  };
  try {
    const first = await iterator.next();
    if (first.done) return;
    const start = bytesOf(first.value);
    if (start[0] !== 0x1f || start[1] !== 0x8b) yield* rest(start);
    else yield* bounded(Readable.from(rest(start)).pipe(createGunzip()));
  } finally {
    await iterator.return?.();
  }
}

function bytesOf(piece: Uint8Array | string): Uint8Array {
  return typeof piece === 'string' ? Buffer.from(piece) : piece;
}

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
