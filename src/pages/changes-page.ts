import type { RootContent } from 'mdast';
import type { Difference } from '../asof/diff.ts';
import { formatLongDate } from '../core/calendar.ts';
import { type DifferenceSection, differenceBlocks } from './blocks/difference.ts';
import { heading, paragraph } from './blocks/tree.ts';
import type { BookAt } from './context.ts';
import type { Document, DocumentEntry } from './document.ts';
import type { Moment } from './questions.ts';
import { ROUTES } from './routes.ts';
import { describeRunChanges, readRunChanges } from './runs/run-changes.ts';

export const CHANGES_ENTRY: DocumentEntry = {
  route: ROUTES.changes,
  kind: 'changes',
  title: 'What changed',
  description: 'The difference from each report to the next.',
  facets: {},
};

/** The book from report to report, the newest difference first. @param moments those of the reports, oldest first. */
export function composeChanges(now: BookAt, moments: readonly Moment[]): Document {
  const steps = moments
    .slice(1)
    .map((later, i) => [moments[i] ?? later, later] as const)
    .reverse();
  const children: RootContent[] = [heading(1, CHANGES_ENTRY.title)];
  if (steps.length === 0)
    children.push(paragraph('There is one report so far, so there is nothing to compare it with.'));
  for (const [earlier, later] of steps) {
    const context = now.at(later);
    const difference = context.differenceSince(earlier);
    children.push(
      heading(2, `${formatLongDate(difference.from.text)} to ${formatLongDate(difference.to.text)}`),
      ...differenceBlocks(
        context,
        difference,
        3,
        `, ${difference.to.text}`,
        describeRunChanges(context, readRunChanges(now.at(earlier), context)),
      ),
    );
  }
  return { ...CHANGES_ENTRY, root: { type: 'root', children } };
}

/** One difference as a document of its own, for `flakebook diff --format markdown`. */
export function composeDifference(
  context: BookAt,
  difference: Difference,
  measured: readonly DifferenceSection[],
): Document {
  const title = `What changed from ${formatLongDate(difference.from.text)} to ${formatLongDate(difference.to.text)}`;
  const children: RootContent[] = [
    heading(1, title),
    ...differenceBlocks(context, difference, 2, '', measured),
  ];
  return { ...CHANGES_ENTRY, title, root: { type: 'root', children } };
}
