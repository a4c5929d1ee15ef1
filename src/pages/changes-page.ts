import type { RootContent } from 'mdast';
import type { Difference } from '../asof/diff.ts';
import { type DifferenceSection, differenceBlocks } from './blocks/difference.ts';
import { heading, overviewPage, paragraph, withCode } from './blocks/tree.ts';
import type { BookAt } from './book-at.ts';
import type { Document } from './document.ts';
import type { Moment } from './questions.ts';
import { ROUTES } from './routes.ts';
import { describeRunChanges, readRunChanges } from './runs/run-changes.ts';
import { formatDate } from './words/format.ts';
import { words } from './words/words.ts';

const { changes: says } = words;

/** The book from report to report, the newest difference first. @param moments those of the reports, oldest first. */
export function composeChanges(now: BookAt, moments: readonly Moment[]): Document {
  const steps = moments.slice(1).map((later, i) => stepBlocks(now.at(moments[i] ?? later), now.at(later)));
  const none = now.suiteIds.length === 0 ? words.reports.lead(0, []) : says.onlyOne;
  const blocks = steps.length === 0 ? [paragraph(withCode(none))] : steps.reverse().flat();
  return overviewPage(ROUTES.changes, 'changes', says, blocks);
}

function stepBlocks(earlier: BookAt, later: BookAt): RootContent[] {
  const difference = later.differenceSince(earlier.moment);
  const { from, to } = difference;
  const measured = describeRunChanges(later, readRunChanges(earlier, later));
  return [
    {
      ...heading(2, says.between(from.text, to.text)),
      data: { facets: { [words.lists.year]: to.text.slice(0, 4) } },
    },
    // With its date, a list that goes on on pages of its own keeps its name and address when a newer step comes.
    ...differenceBlocks(later, difference, 3, `, ${formatDate(to.text)}`, measured),
  ];
}

/** One difference as a document of its own, for `flakebook diff --format markdown`. */
export function composeDifference(
  book: BookAt,
  difference: Difference,
  measured: readonly DifferenceSection[],
): Document {
  const title = says.titleBetween(difference.from.text, difference.to.text);
  const blocks = differenceBlocks(book, difference, 2, '', measured);
  return overviewPage(ROUTES.changes, 'changes', { ...says, title }, blocks);
}
