/** The lines with which git marks a conflict, https://git-scm.com/docs/git-merge#_how_conflicts_are_presented */
const MARKER = /^(?:<{7}|\|{7}|={7}|>{7})(?: .*)?$/;

export function isConflictMarker(line: string): boolean {
  return MARKER.test(line);
}

/** Offset of the first conflict; undefined where not all of its three markers stand below each other. */
export function findConflict(text: string): number | undefined {
  const at = (marker: string, from: number) => {
    const found = text.startsWith(marker, from) ? from : text.indexOf(`\n${marker}`, from) + 1;
    return found === 0 && !text.startsWith(marker) ? undefined : found;
  };
  const start = at('<<<<<<< ', 0);
  const middle = start === undefined ? undefined : at('=======\n', start);
  const end = middle === undefined ? undefined : at('>>>>>>> ', middle);
  return end === undefined ? undefined : start;
}

const MARKERS = ['\n<<<<<<< ', '\n=======', '\n>>>>>>> '];
const LONGEST = '\n<<<<<<< '.length;

/** Looks for the first conflict in a text that comes in pieces. */
export class ConflictWatch {
  /** 1-based lines of the markers so far: a conflict has three. */
  readonly lines: number[] = [];
  /** The end of the last piece, in which a marker may begin. */
  #carry = '\n';

  /** @param line the line that the piece begins in, 1-based. */
  write(text: string, line: number): void {
    const whole = this.#carry + text;
    let from = 0;
    let at = line - newlines(this.#carry, this.#carry.length);
    for (let marker = MARKERS[this.lines.length]; marker; marker = MARKERS[this.lines.length]) {
      const found = whole.indexOf(marker, from);
      if (found === -1) break;
      at += newlines(whole.slice(from), found + 1 - from);
      this.lines.push(at);
      from = found + 1;
    }
    this.#carry = whole.slice(Math.max(from, whole.length - LONGEST + 1));
  }
}

/** How many lines end before an offset, from another one on. */
export function newlines(text: string, end: number, start = 0): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
