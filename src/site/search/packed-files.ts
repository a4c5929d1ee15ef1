import {
  type ArchivedFile,
  beginsZip,
  DAMAGED,
  grouped,
  MAX_ENTRIES,
  reportsIn,
  type Source,
  TOO_MANY,
  unreadable,
} from '../../runs/read/sources.ts';
import { bounded, Unreadable } from '../../runs/read/unreadable.ts';

/** The reports in a zip archive; undefined for a file that is none. */
export async function reportsInFile(file: File): Promise<readonly Source[] | undefined> {
  const { buffer } = await startOf(file);
  if (!beginsZip(new Uint8Array(buffer))) return undefined;
  try {
    return grouped(reportsIn(file.name, await filesIn(file)));
  } catch (error) {
    return [unreadable(file.name, error instanceof Unreadable ? error : DAMAGED)];
  }
}

const [END, ENTRY] = [0x06054b50, 0x02014b50];
const [END_LENGTH, ENTRY_LENGTH, FILE_LENGTH] = [22, 46, 30];
/** Stands for a number that is elsewhere, since the archive is too large for it. */
const ELSEWHERE = 2 ** 32 - 1;
const TOO_BIG = new Unreadable('the archive is too large for a page: unpack it first');

/**
 * The files of an archive by its directory, which stands at its end: APPNOTE.TXT of PKWARE, 4.3.12 and 4.3.16. A browser can
 * inflate by itself, so a library would bring mostly what is here already.
 */
async function filesIn(zip: Blob): Promise<ArchivedFile[]> {
  const tail = await view(zip.slice(Math.max(0, zip.size - END_LENGTH - 0xffff)));
  let end = tail.byteLength - END_LENGTH;
  while (end >= 0 && tail.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw DAMAGED;
  const [length, start] = [tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)];
  if (start === ELSEWHERE) throw TOO_BIG;
  const directory = await view(zip.slice(start, start + length));
  const files: ArchivedFile[] = [];
  for (let at = 0; at < directory.byteLength; ) {
    if (directory.getUint32(at, true) !== ENTRY) throw DAMAGED;
    if (files.length >= MAX_ENTRIES) throw TOO_MANY;
    const short = (from: number) => directory.getUint16(at + from, true);
    const entry: Entry = {
      name: new TextDecoder().decode(new Uint8Array(directory.buffer, at + ENTRY_LENGTH, short(28))),
      flags: short(8),
      method: short(10),
      length: directory.getUint32(at + 20, true),
      at: directory.getUint32(at + 42, true),
    };
    if (entry.length === ELSEWHERE || entry.at === ELSEWHERE) throw TOO_BIG;
    files.push({ name: entry.name, pieces: () => bounded(inflated(zip, entry)) });
    at += ENTRY_LENGTH + short(28) + short(30) + short(32);
  }
  return files;
}

interface Entry {
  readonly name: string;
  readonly flags: number;
  /** 0 for what is stored as it is, 8 for what is deflated. */
  readonly method: number;
  /** In bytes, of what is in the archive. */
  readonly length: number;
  /** Where it begins in the archive. */
  readonly at: number;
}

async function* inflated(zip: Blob, { name, flags, method, length, at }: Entry): AsyncGenerator<Uint8Array> {
  if (flags & 1) throw new Unreadable('it is encrypted');
  if (method !== 0 && method !== 8) throw DAMAGED;
  const head = await view(zip.slice(at, at + FILE_LENGTH));
  const start = at + FILE_LENGTH + head.getUint16(26, true) + head.getUint16(28, true);
  const bytes = zip.slice(start, start + length).stream();
  const stream = method === 0 ? bytes : bytes.pipeThrough(new DecompressionStream('deflate-raw'));
  yield* piecesOf(/\.gz$/i.test(name) ? stream.pipeThrough(new DecompressionStream('gzip')) : stream);
}

/** The bytes, or what is packed in them by gzip. */
export async function* unpacked(file: Blob): AsyncGenerator<Uint8Array> {
  const start = await startOf(file);
  const isPacked = start.byteLength === 4 && start.getUint16(0) === 0x1f8b;
  yield* piecesOf(isPacked ? file.stream().pipeThrough(new DecompressionStream('gzip')) : file.stream());
}

/** Not every browser walks through a stream by itself. */
async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel();
  }
}

function startOf(file: Blob): Promise<DataView<ArrayBuffer>> {
  return view(file.slice(0, 4));
}

async function view(bytes: Blob): Promise<DataView<ArrayBuffer>> {
  return new DataView(await bytes.arrayBuffer());
}
