/** Text that was UTF-8 once and was read as another encoding. */
export interface Mojibake {
  /** Where the first damaged stretch begins, in UTF-16 code units. */
  readonly offset: number;
  readonly damaged: string;
  /** What the stretch was before. */
  readonly original: string;
  /** The encoding that it was read as. */
  readonly encoding: string;
  /** How many stretches of the text are damaged in this way. */
  readonly count: number;
}

const ENCODINGS = [
  { label: 'macintosh', name: 'Mac Roman' },
  { label: 'windows-1252', name: 'Windows-1252' },
] as const;

/**
 * Finds stretches that become valid multi-byte UTF-8 when they are put back into the bytes of a one-byte encoding.
 * Honest text does not: its accented letters stand among ASCII, and one byte above 0x7F is never UTF-8.
 */
export function findMojibake(text: string): Mojibake | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the bound of ASCII.
  if (!/[^\u0000-\u007f]{2}/.test(text)) return undefined;
  for (const { label, name } of ENCODINGS) {
    const bytesOf = reverseTable(label);
    let first: { offset: number; damaged: string; original: string } | undefined;
    let count = 0;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the bound of ASCII.
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

const tables = new Map<string, ReadonlyMap<string, number>>();

function reverseTable(label: string): ReadonlyMap<string, number> {
  let table = tables.get(label);
  if (!table) {
    const decoder = new TextDecoder(label);
    table = new Map(
      Array.from({ length: 128 }, (_, i) => [decoder.decode(Uint8Array.of(128 + i)), 128 + i] as const),
    );
    tables.set(label, table);
  }
  return table;
}
