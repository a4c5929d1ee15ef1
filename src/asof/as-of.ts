import { createCalendar } from '../core/calendar.ts';
import type { Book } from '../records/model/book.ts';
import type { When } from '../records/model/issue.ts';
import type { AsOf } from './snapshot.ts';

/** The date of reading that a text stands for; the text has passed `isWhen`. */
export function makeAsOf(book: Book, text: When): AsOf {
  return { text, instantMs: createCalendar(book.timeZone).instantMs(text) };
}
