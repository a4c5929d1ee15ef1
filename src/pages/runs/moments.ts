import type { InlineCode } from 'mdast';
import { createCalendar, formatLongDate, type When } from '../../core/calendar.ts';
import { shortCommit } from '../../records/evidence/evidence.ts';

import { cleanName } from '../../runs/read/locate/names.ts';
import { code } from '../blocks/tree.ts';
import type { BookAt } from '../context.ts';

/** Moments of runs, in the words of a book. */
export interface MomentWords {
  /** `January 4, 2026`, in the book's time zone. */
  day(at: When): string;
  /** `2026-01-04 09:00Z`, as the run history has it: for tables, where runs of one day are told apart. */
  minute(at: When): string;
  /** `January 4, 2026 to January 23, 2026`, or one day. */
  span(from: When, to: When): string;
}

export function momentWords({ book }: Pick<BookAt, 'book'>): MomentWords {
  const calendar = createCalendar(book.timeZone);
  const day = (at: When) => formatLongDate(calendar.day(at));
  return {
    day,
    minute: (at) =>
      at.length > 10 ? `${at.slice(0, 10)} ${at.slice(11, 16)}${at.slice(16).replace(/^:[\d.]+/, '')}` : at,
    span: (from, to) => (day(from) === day(to) ? day(from) : `${day(from)} to ${day(to)}`),
  };
}

/** A word of a run (its id, its branch, a test's name) as code: what no reader sees is made visible. */
export function runCode(word: string): InlineCode {
  return code(cleanName(word));
}

/** A commit as readers see it: short where it is a hash, else whatever the run calls it. */
export function commitText(commit: string): string {
  return /^[0-9a-f]{10,}$/.test(commit) ? shortCommit(commit) : cleanName(commit);
}

export function commitCode(commit: string): InlineCode {
  return code(commitText(commit));
}
