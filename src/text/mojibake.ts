/** Text that was UTF-8 once and was read as another encoding. */
export interface Mojibake {
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
export function findMojibake(text: string): Mojibake | undefined {
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
