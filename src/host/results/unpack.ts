import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { bounded } from '../../runs/read/unreadable.ts';

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
