export type JsonKind = 'object' | 'array' | 'string' | 'other';

/** For messages. */
export const KIND_WORDS: Readonly<Record<JsonKind, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a string',
  other: 'a plain value',
};

/** The kind of the value that begins with this character; undefined where none does. */
export function kindOf(mark: string): JsonKind | undefined {
  if (mark === '{') return 'object';
  if (mark === '[') return 'array';
  if (mark === '"') return 'string';
  return /[-\dtfn]/.test(mark) ? 'other' : undefined;
}

const MARKS = /["{}[\]]/g;
const STRING_MARKS = /["\\]/g;
const BEHIND_BARE = /[,\]}\s]/g;

/** Finds where one JSON value ends, whatever pieces it comes in, and keeps its text where that is wanted. */
export class ValueReader {
  readonly kind: JsonKind;
  isOver = false;
  /** The value is longer than its limit, and was not kept. */
  isTooLong = false;
  private kept = '';
  readonly keeps: boolean;
  private readonly limit: number;
  private depth = 0;
  private inString = false;
  private isEscaped = false;

  /** @param limit characters that are kept at most. */
  constructor(kind: JsonKind, keeps: boolean, limit: number) {
    this.kind = kind;
    this.keeps = keeps;
    this.limit = limit;
  }

  /** Reads on from `start` and says where it stopped: behind the value, or at the end of the text. */
  read(text: string, start: number): number {
    const end = this.kind === 'other' ? this.passBare(text, start) : this.pass(text, start);
    if (this.keeps && !this.isTooLong) {
      this.kept += text.slice(start, end);
      this.isTooLong = this.kept.length > this.limit;
      if (this.isTooLong) this.kept = '';
    }
    return end;
  }

  /** The parsed value; undefined where its text is no JSON or was not kept. */
  parse(): { readonly value: unknown } | undefined {
    if (this.isTooLong) return undefined;
    try {
      return { value: JSON.parse(this.kept) };
    } catch {
      return undefined;
    }
  }

  private pass(text: string, start: number): number {
    let at = start;
    while (at < text.length && !this.isOver)
      at = this.inString ? this.passString(text, at) : this.passMark(text, at);
    return at;
  }

  /** To behind the next bracket or quote. */
  private passMark(text: string, at: number): number {
    MARKS.lastIndex = at;
    const mark = MARKS.exec(text)?.[0];
    if (mark === undefined) return text.length;
    if (mark === '"') this.inString = true;
    else {
      this.depth += mark === '{' || mark === '[' ? 1 : -1;
      this.isOver = this.depth <= 0;
    }
    return MARKS.lastIndex;
  }

  /** To behind the quote that ends the string. */
  private passString(text: string, start: number): number {
    let at = start;
    if (this.isEscaped) {
      this.isEscaped = false;
      at += 1;
    }
    for (;;) {
      STRING_MARKS.lastIndex = at;
      const mark = STRING_MARKS.exec(text)?.[0];
      if (mark === undefined) return text.length;
      at = STRING_MARKS.lastIndex;
      if (mark === '"') {
        this.inString = false;
        this.isOver = this.depth === 0;
        return at;
      }
      if (at >= text.length) {
        this.isEscaped = true;
        return at;
      }
      at += 1;
    }
  }

  /** A number, `true`, `false`, `null`: to before what follows it. */
  private passBare(text: string, start: number): number {
    BEHIND_BARE.lastIndex = start;
    const end = BEHIND_BARE.exec(text)?.index;
    this.isOver = end !== undefined;
    return end ?? text.length;
  }
}
