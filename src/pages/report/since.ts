import type { RootContent } from 'mdast';
import { formatLongDate } from '../../core/calendar.ts';
import { differenceBlocks } from '../blocks/difference.ts';
import { heading, paragraph } from '../blocks/tree.ts';
import { describeRunChanges, readRunChanges } from '../runs/run-changes.ts';
import { plural } from '../words/format.ts';
import type { ReportView } from './report.ts';

/** What changed since the report before this one; nothing where this is the first. */
export function composeSince({ context, reading, previous }: ReportView): RootContent[] {
  if (previous === undefined) return [];
  const suite = reading.suite.id;
  const difference = context.differenceSince(previous.moment, suite);
  const changes = readRunChanges(previous, context, suite);
  const measured = describeRunChanges(context, changes);
  const runs = changes.runs === 0 ? '' : ` ${plural(changes.runs, 'run')} came in since.`;
  return [
    heading(2, 'Since the last report'),
    paragraph(`The last report is of ${formatLongDate(previous.asOf.text)}.${runs}`),
    ...differenceBlocks(context, difference, 3, ' since the last report', measured),
  ];
}
