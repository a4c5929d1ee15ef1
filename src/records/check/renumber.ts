import type { Place } from '../../core/finding.ts';
import type { Book } from '../book/book.ts';
import { checkFile } from './check-file.ts';
import type { Facts } from './facts.ts';

export interface Renumbered {
  readonly text: string;
  /** Lines in which the old id still stands, in code or a quotation: nobody's sentence, so nothing there is changed. */
  readonly left: readonly number[];
}

/**
 * Gives an issue another id in the text of one file: wherever the file names the issue, one of its tests, causes or fixes, or
 * its file. Undefined where that takes a person: what the new text names would not be what the old one did.
 * @param file its path, which is another afterwards where it is the issue's own.
 * @param text as it lies on disk, with its byte order mark and ends of lines.
 */
export function renumber(
  file: string,
  text: string,
  from: string,
  to: string,
  book: Book,
): Renumbered | undefined {
  const ids = new RegExp(`(?<![A-Za-z0-9-])${from}(?![A-Z0-9-])`, 'g');
  const factsOf = (path: string, written: string) =>
    checkFile(path, new TextEncoder().encode(written), book).facts;
  const before = factsOf(file, text);
  const places = before.uses.filter(({ id }) => id.search(ids) !== -1).map(({ place }) => place);
  const parts = text.split(/(\r\n|\n|\r)/);
  const mark = text.startsWith('\ufeff') ? 1 : 0;
  const left: number[] = [];
  const lines = parts.map((part, i) => {
    if (i % 2 === 1) return part;
    const line = i / 2 + 1;
    const start = line === 1 ? mark : 0;
    return part.replaceAll(ids, (id, at: number) => {
      const column = at - start + 1;
      if (places.some((place) => isIn(place, line, column))) return to;
      left.push(line);
      return id;
    });
  });
  const written = lines.join('');
  const after = factsOf(file.replace(ids, to), written);
  const swap = (said: string) => said.replace(ids, to);
  return swap(saidBy(before)) === saidBy(after) ? { text: written, left } : undefined;
}

function isIn({ start, end }: Place, line: number, column: number): boolean {
  const isAfter = line > start.line || (line === start.line && column >= start.column);
  return isAfter && (line < end.line || (line === end.line && column < end.column));
}

/** What a file declares and names, without places. */
function saidBy({ id, declares, uses, sames }: Facts): string {
  return JSON.stringify([
    id,
    declares.map(({ name }) => name),
    uses.map(({ what, id: used }) => [what, used]),
    sames.map(({ what, id: same, of }) => [what, same, of]),
  ]);
}
