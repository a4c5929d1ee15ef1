import { type Entry, getFileNameLowLevel, openPromise, validateFileName, type ZipFile } from 'yauzl';
import { type ArchivedFile, DAMAGED, MAX_ENTRIES, TOO_MANY } from '../../runs/read/sources.ts';
import { bounded, Unreadable } from '../../runs/read/unreadable.ts';
import { unpacked } from './unpack.ts';

/**
 * What is in a zip archive. Nothing of it is ever written to a disk, so its names lead nowhere.
 * @throws Unreadable
 */
export async function filesIn(path: string): Promise<ArchivedFile[]> {
  let zip: ZipFile | undefined;
  const files: ArchivedFile[] = [];
  try {
    zip = await open(path);
    for await (const entry of zip.eachEntry()) {
      if (files.length >= MAX_ENTRIES) throw TOO_MANY;
      files.push({ name: nameOf(entry), pieces: () => unpacked(bounded(bytesOf(path, entry))) });
    }
    return files;
  } catch (error) {
    throw error instanceof Unreadable ? error : DAMAGED;
  } finally {
    zip?.close();
  }
}

/** Names are checked here: yauzl gives a whole archive up for one of them. */
function open(path: string): Promise<ZipFile> {
  return openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false });
}

function nameOf(entry: Entry): string {
  const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
}

async function* bytesOf(path: string, entry: Entry): AsyncGenerator<Uint8Array> {
  if (validateFileName(nameOf(entry)) !== null) throw new Unreadable('its name leads out of the archive');
  if (entry.isEncrypted()) throw new Unreadable('it is encrypted');
  const zip = await open(path);
  try {
    for await (const piece of await zip.openReadStreamPromise(entry)) yield piece as Uint8Array;
  } finally {
    zip.close();
  }
}
