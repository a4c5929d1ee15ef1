import { createCalendar, type When } from '../../core/calendar.ts';
import { atMost, type Finding } from '../../core/finding.ts';
import type { Book } from '../book/book.ts';
import { indexBook } from './book-index.ts';
import { checkDuplicates, checkTakenIds } from './check-ids.ts';
import { checkLinks, checkSames } from './check-links.ts';
import { checkRosters, checkRunIds } from './check-runs.ts';
import { checkSharedTests, checkSizes, checkUndated } from './check-sizes.ts';
import { checkClaims, checkUntils } from './check-timeline.ts';
import type { BookContext, Facts } from './facts.ts';

/** What needs the facts of all files. */
const CHECKS: readonly ((context: BookContext) => Iterable<Finding>)[] = [
  checkDuplicates,
  checkTakenIds,
  checkLinks,
  checkSames,
  checkClaims,
  checkRosters,
  checkRunIds,
  checkSizes,
  checkUndated,
  checkSharedTests,
];

/** Those that are the same at every date. */
export function linkUndated(facts: readonly Facts[], book: Book): Finding[] {
  const context = { facts, index: indexBook(facts), book };
  return atMost(CHECKS.flatMap((check) => [...check(context)]));
}

/** Those that tell of the date. @param facts of the files that say until when something holds; of others they are none. */
export function linkDated(
  facts: readonly Pick<Facts, 'file' | 'untils'>[],
  book: Book,
  asOf: When,
): Finding[] {
  return [...checkUntils({ facts, calendar: createCalendar(book.timeZone), asOf })];
}
