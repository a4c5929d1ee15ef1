import type { Insertion } from './insertions.ts';

/** A text as it is read, and the way back to how it is written. */
export interface OriginalText {
  /** Without byte order mark, lines ended by `\n`: as records are read. */
  readonly text: string;
  /** The written text with the insertions, given in order by offsets of `text`; their lines end as the line before them does. */
  insert(insertions: readonly Insertion[]): string;
}

export function asWritten(written: string): OriginalText {
  const marked = written.startsWith('\ufeff') ? 1 : 0;
  return {
    text: written.slice(marked).replace(/\r\n?/g, '\n'),
    insert(insertions) {
      const offsets = writtenOffsets(written, marked, insertions);
      return insertions.reduceRight((whole, { text }, i) => {
        const offset = offsets[i] ?? whole.length;
        const ending = endingBefore(written, offset);
        return whole.slice(0, offset) + text.replaceAll('\n', ending) + whole.slice(offset);
      }, written);
    },
  };
}

/** Where offsets of the read text lie in the written one. */
function writtenOffsets(written: string, start: number, insertions: readonly Insertion[]): number[] {
  let from = start;
  let read = 0;
  return insertions.map(({ offset }) => {
    for (; read < offset; read++) from += written.startsWith('\r\n', from) ? 2 : 1;
    return from;
  });
}

/** How the last line before an offset ends. */
function endingBefore(written: string, offset: number): string {
  const last = Math.max(written.lastIndexOf('\n', offset - 1), written.lastIndexOf('\r', offset - 1));
  if (written[last] === '\r') return '\r';
  return written[last - 1] === '\r' ? '\r\n' : '\n';
}
