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
export function lineReader(format: LineFormat, limit = MAX_LINE): FormatReader {
  let line = 1;
  /** The start of a line. */
  let rest = '';
  let isTooLong = false;
  return {
    get line() {
      return line;
    },
    write(text) {
      let start = 0;
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
        readLine(rest + text.slice(start, end), false);
        rest = '';
        start = end + 1;
      }
      rest += text.slice(start);
      if (rest.length <= limit) return;
      isTooLong = true;
      rest = '';
    },
    end() {
      if (rest !== '' || isTooLong) readLine(rest, true);
      format.end(line);
    },
  };

  function readLine(text: string, isLast: boolean): void {
    if (isTooLong) format.tooLong(line);
    else format.read(text, line, isLast);
    isTooLong = false;
    line += 1;
  }
}
