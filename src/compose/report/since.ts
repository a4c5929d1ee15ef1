import type { RootContent } from 'mdast';
import { diffSnapshots } from '../../derive/diff.ts';
import { formatLongDate } from '../../time/calendar.ts';
import { differenceBlocks } from '../difference.ts';
import { heading, paragraph } from '../tree.ts';
import type { ReportView } from './report.ts';

/** What changed since the report before this one; nothing where this is the first. */
export function composeSince({ context, reading, previous }: ReportView): RootContent[] {
  if (previous === undefined) return [];
  const difference = diffSnapshots(previous, context.snapshot, reading.suite.id);
  return [
    heading(2, 'Since the last report'),
    paragraph(`The last report is of ${formatLongDate(previous.asOf.text)}.`),
    ...differenceBlocks(context, difference, 3, ' since the last report'),
  ];
}
