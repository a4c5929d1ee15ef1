import type { RootContent } from 'mdast';
import type { CauseReading, IssueReading } from '../../asof/snapshot.ts';
import { formatLongDate } from '../../core/calendar.ts';
import { type ComposeContext, patternTitle } from '../context.ts';
import type { RecordLink } from '../document.ts';
import { issueRoute, patternRoute } from '../routes.ts';
import { plural } from '../words/words.ts';
import { type ProseHome, prose } from './prose.ts';
import { type Inlines, list, paragraph, recordLink, text } from './tree.ts';

/** The first cause of an issue's ledger when it no longer stands: refuted, or superseded by another. */
function fallenFirst({ causes }: IssueReading): CauseReading | undefined {
  const [first] = causes;
  return first && (first.state === 'refuted' || first.state === 'superseded') ? first : undefined;
}

/** Says that a first diagnosis was wrong, why, and what leads now; nothing where the first one stands. */
export function diagnosisBlocks(
  context: ComposeContext,
  reading: IssueReading,
  home: ProseHome,
): RootContent[] {
  const fallen = fallenFirst(reading);
  if (!fallen) return [];
  return [
    paragraph(
      'The first diagnosis, ',
      cause(context, fallen),
      `, was ${fallen.state} on ${formatLongDate(fallen.since)}`,
      ...(fallen.because === undefined ? [] : [': ', prose(context, fallen.because, home)]),
      '. ',
      ...(reading.leading === undefined
        ? ['No other cause stands yet.']
        : [cause(context, reading.leading), ' leads now.']),
    ),
  ];
}

function cause(context: ComposeContext, { cause: { pattern } }: CauseReading): RecordLink {
  return recordLink(patternRoute(pattern), patternTitle(context, pattern));
}

/** How often a pattern was somebody's first diagnosis, and how often that fell. */
export function firstDiagnosisBlocks(context: ComposeContext, pattern: string): RootContent[] {
  const first = context.backlinks.firstDiagnoses.get(pattern) ?? [];
  const fallen = first.filter((reading) => fallenFirst(reading) !== undefined);
  if (first.length === 0) return [];
  return [
    paragraph(
      `It was the first diagnosis of ${plural(first.length, 'issue')}, and ${fallen.length === 0 ? 'none of them fell' : `${fallen.length} of them fell`}${fallen.length === 0 ? '.' : ':'}`,
    ),
    ...(fallen.length === 0 ? [] : [list(fallen.map((reading) => fallenItem(context, reading)))]),
  ];
}

function fallenItem(context: ComposeContext, reading: IssueReading): Inlines {
  const { issue, leading } = reading;
  const state = fallenFirst(reading)?.state ?? '';
  return [
    recordLink(issueRoute(issue.id), issue.id),
    text(`: ${state}`),
    ...(leading === undefined ? [] : [text(', and '), cause(context, leading), text(' leads now')]),
  ];
}
