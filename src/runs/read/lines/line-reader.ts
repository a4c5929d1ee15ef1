import type { FormatReader } from '../sink.ts';

export interface LineFormat {
  /** @param isLast no `\n` ends it: the file may have been cut off in it. */
  read(line: string, at: number, isLast: boolean): void;
  /** @param at behind the last line. */
  end(at: number): void;
  /** A line was longer than any that is kept. */
  tooLong(at: number): void;
}

/** Characters of one line; a longer one is left out, and said to be. */
const MAX_LINE = 64 * 1024 * 1024;

/** Cuts text that comes in pieces into lines. */
export class LineReader implements FormatReader {
  line = 1;
  private readonly format: LineFormat;
  private readonly limit: number;
  /** The start of a line. */
  private rest = '';
  private isTooLong = false;

  constructor(format: LineFormat, limit = MAX_LINE) {
    this.format = format;
    this.limit = limit;
  }

  write(text: string): void {
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      this.readLine(this.rest + text.slice(start, end), false);
      this.rest = '';
      start = end + 1;
    }
    this.rest += text.slice(start);
    if (this.rest.length <= this.limit) return;
    this.isTooLong = true;
    this.rest = '';
  }

  end(): void {
    if (this.rest !== '' || this.isTooLong) this.readLine(this.rest, true);
    this.format.end(this.line);
  }

  private readLine(text: string, isLast: boolean): void {
    if (this.isTooLong) this.format.tooLong(this.line);
    else this.format.read(text, this.line, isLast);
    this.isTooLong = false;
    this.line += 1;
  }
}
