import { atMost, FILE_START, type FileFinding, type Place } from '../core/finding.ts';
import { findConflict } from './conflict.ts';
import { hasHidden, hiddenCharacters } from './hidden.ts';
import { locator } from './locator.ts';
import { finding } from './rules.ts';

/** Bytes of a record above which it is not read: no hand-written record comes near. */
export const MAX_RECORD_BYTES = 1024 * 1024;

/** Bytes above which a file of JSON Lines is not read: a text of twice the size fits into no string. */
export const MAX_LINES_BYTES = 256 * 1024 * 1024;

export interface Decoded {
  /** Without byte order mark, lines ended by `\n`. Undefined where the bytes are no text. */
  readonly text?: string;
  readonly findings: readonly FileFinding[];
}

/** Turns the bytes of a record into text, or says why they are none; looks for what no text should hold. */
export function decode(bytes: Uint8Array): Decoded {
  const text = decodeText(bytes);
  if (typeof text !== 'string') return unreadable(text);
  const conflict = findConflict(text);
  if (conflict !== undefined)
    return unreadable(finding('conflict-markers', locator(text).place(conflict, conflict + 7)));
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const findings: FileFinding[] = [];
  if (hasMark) findings.push(finding('byte-order-mark', FILE_START));
  if (hasHidden(text)) findings.push(...atMost(hiddenCharacters(text, locator(text).place)));
  const damage = findMojibake(text);
  if (damage) {
    const { offset, damaged, ...args } = damage;
    const place = locator(text).place(offset, offset + damaged.length);
    findings.push(finding('mojibake', place, { damaged, ...args }));
  }
  return { text, findings };
}

/** The text alone, whatever it holds: as `decode` gives it. */
export function decodeText(bytes: Uint8Array): string | FileFinding {
  if (bytes.length > MAX_RECORD_BYTES)
    return finding('file-too-large', FILE_START, { bytes: bytes.length, limit: MAX_RECORD_BYTES });
  const utf16 = utf16Order(bytes);
  if (utf16) return finding('not-utf8', FILE_START, { encoding: utf16 });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n');
  } catch {
    return finding('not-utf8', firstBadByte(bytes), { encoding: 'bytes that are not UTF-8' });
  }
}

function unreadable(why: FileFinding): Decoded {
  return { findings: [why] };
}

/** The order of bytes in a text of UTF-16; undefined for other bytes. */
export function utf16Order(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16 (little-endian)';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'UTF-16 (big-endian)';
  // Without a mark: ASCII in UTF-16 has a NUL in every second byte.
  const sample = bytes.subarray(0, 64);
  const zeros = (parity: number) => sample.filter((byte, i) => i % 2 === parity && byte === 0).length;
  if (sample.length >= 8 && zeros(1) > sample.length * 0.4) return 'UTF-16 (little-endian)';
  if (sample.length >= 8 && zeros(0) > sample.length * 0.4) return 'UTF-16 (big-endian)';
  return undefined;
}

function firstBadByte(bytes: Uint8Array): Place {
  const lenient = new TextDecoder('utf-8').decode(bytes).replace(/\r\n?/g, '\n');
  const offset = lenient.indexOf('\ufffd');
  return locator(lenient).place(offset, offset + 1);
}

/** Text that was UTF-8 once and was read as another encoding. */
interface Mojibake {
  /** Where the first damaged stretch begins, in UTF-16 code units. */
  readonly offset: number;
  readonly damaged: string;
  /** What the stretch was before. */
  readonly original: string;
  readonly encoding: string;
  /** How many stretches of the text are damaged in this way. */
  readonly count: number;
}

/** One-byte encodings, with the byte of each character that they have beyond ASCII. */
const ENCODINGS = (
  [
    ['Mac Roman', 'macintosh'],
    ['Windows-1252', 'windows-1252'],
  ] as const
).map(([name, label]) => {
  const decoder = new TextDecoder(label);
  const bytes = Array.from({ length: 128 }, (_, i) => 128 + i);
  return { name, bytesOf: new Map(bytes.map((byte) => [decoder.decode(Uint8Array.of(byte)), byte])) };
});

/**
 * Finds stretches that become valid multi-byte UTF-8 when they are put back into the bytes of a one-byte encoding.
 * Honest text does not: its accented letters stand among ASCII, and one byte above 0x7F is never UTF-8.
 */
function findMojibake(text: string): Mojibake | undefined {
  if (!/[^\u0000-\u007f]{2}/.test(text)) return undefined;
  for (const { name, bytesOf } of ENCODINGS) {
    let first: { offset: number; damaged: string; original: string } | undefined;
    let count = 0;
    for (const run of text.matchAll(/[^\u0000-\u007f]{2,}/gu)) {
      const original = restore(run[0], bytesOf);
      if (original === undefined) continue;
      first ??= { offset: run.index, damaged: run[0], original };
      count += 1;
    }
    if (first) return { ...first, encoding: name, count };
  }
  return undefined;
}

function restore(run: string, bytesOf: ReadonlyMap<string, number>): string | undefined {
  const bytes: number[] = [];
  for (const character of run) {
    const byte = bytesOf.get(character);
    if (byte === undefined) return undefined;
    bytes.push(byte);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
}
