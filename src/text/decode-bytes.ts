export interface DecodedPiece {
  readonly text: string;
  /** Where the first bytes that are no text of this encoding were replaced; -1 for none. */
  readonly badAt: number;
}

/** Bytes that are looked at for a byte order mark and an XML declaration. */
const HEAD = 1024;

const NOTHING = new Uint8Array(0);

const EMPTY: DecodedPiece = { text: '', badAt: -1 };

/** Turns the bytes of a file into text, piece by piece, whatever the pieces are. */
export class BytesDecoder {
  /** Known once the first bytes are there. */
  encoding = 'utf-8';
  /** A name in the XML declaration that nobody knows: the bytes are read as UTF-8 then. */
  unknownEncoding: string | undefined;
  #head = NOTHING;
  #decode: PieceDecoder | undefined;

  write(bytes: Uint8Array): DecodedPiece {
    if (this.#decode) return this.#decode(bytes, false);
    this.#head = joined(this.#head, bytes);
    return this.#head.length < HEAD ? EMPTY : this.#begin();
  }

  end(): DecodedPiece {
    const first = this.#decode ? EMPTY : this.#begin();
    const last = this.#decode?.(NOTHING, true) ?? first;
    const badAt = last.badAt === -1 ? first.badAt : first.text.length + last.badAt;
    return { text: first.text + last.text, badAt: first.badAt === -1 ? badAt : first.badAt };
  }

  #begin(): DecodedPiece {
    const { encoding, mark, unknown } = tellEncoding(this.#head.subarray(0, HEAD));
    this.encoding = encoding;
    this.unknownEncoding = unknown;
    this.#decode = encoding === 'utf-8' ? utf8() : inEncoding(encoding);
    return this.#decode(this.#head.subarray(mark), false);
  }
}

type PieceDecoder = (bytes: Uint8Array, isLast: boolean) => DecodedPiece;

/** Every piece is cut before a character that is not all there yet: then it can be decoded, and judged, by itself. */
function utf8(): PieceDecoder {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest = NOTHING;
  return (bytes, isLast) => {
    const all = rest.length === 0 ? bytes : joined(rest, bytes);
    const whole = isLast ? all.length : wholeLength(all);
    rest = all.slice(whole);
    const piece = all.subarray(0, whole);
    try {
      return { text: strict.decode(piece), badAt: -1 };
    } catch {
      const text = lenient.decode(piece);
      return { text, badAt: text.indexOf('\ufffd') };
    }
  };
}

/** Where a character begins at the end that has fewer bytes than its first one says; else all. */
function wholeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return size > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function inEncoding(encoding: string): PieceDecoder {
  const lenient = new TextDecoder(encoding, { ignoreBOM: true });
  let strict: TextDecoder | undefined = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return (bytes, isLast) => {
    const text = lenient.decode(bytes, { stream: !isLast });
    try {
      strict?.decode(bytes, { stream: !isLast });
      return { text, badAt: -1 };
    } catch {
      strict = undefined;
      return { text, badAt: Math.max(0, text.indexOf('\ufffd')) };
    }
  };
}

function tellEncoding(head: Uint8Array): { encoding: string; mark: number; unknown?: string } {
  const [a, b, c] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', mark: 3 };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', mark: 2 };
  // Every format begins with an ASCII character, so UTF-16 without a mark shows.
  if (a !== 0 && b === 0) return { encoding: 'utf-16le', mark: 0 };
  if (a === 0 && b !== undefined && b !== 0) return { encoding: 'utf-16be', mark: 0 };
  const declared = DECLARATION.exec(new TextDecoder('latin1').decode(head))?.[1]?.toLowerCase();
  // What could be read up to here is not in 16 or 32 bits, whatever it says (.NET says so of files in UTF-8).
  if (declared === undefined || /^(?:utf|ucs)-?(?:8|16|2|32|4)/.test(declared))
    return { encoding: 'utf-8', mark: 0 };
  try {
    return { encoding: new TextDecoder(declared).encoding, mark: 0 };
  } catch {
    return { encoding: 'utf-8', mark: 0, unknown: declared };
  }
}

const DECLARATION = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z][\w.:-]*)["']/;

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
