import type { RootContent } from 'mdast';
import { type Difference, diffSnapshots } from '../asof/diff.ts';
import type { Snapshot } from '../asof/snapshot.ts';
import { formatLongDate } from '../core/calendar.ts';
import type { BodySource } from '../records/knowledge-base.ts';
import { type DifferenceSection, differenceBlocks } from './blocks/difference.ts';
import { heading, paragraph } from './blocks/tree.ts';
import { type ComposeContext, createContext } from './context.ts';
import type { Document, DocumentEntry } from './document.ts';
import { ROUTES } from './routes.ts';
import { describeRunChanges, readRunChanges } from './runs/run-changes.ts';

export const CHANGES_ENTRY: DocumentEntry = {
  route: ROUTES.changes,
  kind: 'changes',
  title: 'What changed',
  description: 'The difference from each report to the next.',
  facets: {},
};

/** The book from report to report, the newest difference first. @param snapshots readings at the dates of the reports, oldest first. */
export function composeChanges(snapshots: readonly Snapshot[], bodies: BodySource): Document {
  const steps = snapshots
    .slice(1)
    .map((later, i) => [snapshots[i] as Snapshot, later] as const)
    .reverse();
  const children: RootContent[] = [heading(1, CHANGES_ENTRY.title)];
  if (steps.length === 0)
    children.push(paragraph('There is one report so far, so there is nothing to compare it with.'));
  for (const [earlier, later] of steps) {
    const context = createContext(later);
    children.push(
      heading(2, `${formatLongDate(earlier.asOf.text)} to ${formatLongDate(later.asOf.text)}`),
      ...differenceBlocks(
        context,
        diffSnapshots(earlier, later),
        3,
        `, ${later.asOf.text}`,
        describeRunChanges(context, readRunChanges(earlier, later, bodies)),
      ),
    );
  }
  return { ...CHANGES_ENTRY, root: { type: 'root', children } };
}

/** One difference as a document of its own, for `flakebook diff --format markdown`. */
export function composeDifference(
  context: ComposeContext,
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
