import type { Book } from '../model/book.ts';
import type { When } from '../model/issue.ts';
import { createCalendar } from '../time/calendar.ts';
import type { AsOf } from './snapshot.ts';

/** The date of reading that a text stands for; the text has passed `isWhen`. */
export function makeAsOf(book: Book, text: When): AsOf {
  return { text, instantMs: createCalendar(book.timeZone).instantMs(text) };
}
