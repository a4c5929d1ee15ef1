import { createCalendar, type When } from '../core/calendar.ts';
import type { Book } from '../records/book/book.ts';

import type { AsOf } from './snapshot.ts';

/** The date of reading that a text stands for; the text has passed `isWhen`. */
export function makeAsOf(book: Book, text: When): AsOf {
  return { text, instantMs: createCalendar(book.timeZone).instantMs(text) };
}
