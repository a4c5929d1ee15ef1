import type { RootContent } from 'mdast';
import type { CauseReading } from '../../asof/snapshot.ts';
import { formatLongDate } from '../../core/calendar.ts';
import type { BookAt } from '../context.ts';
import type { RecordLink } from '../document.ts';
import type { FirstDiagnosis, IssueAt } from '../questions.ts';
import { issueRoute, patternRoute } from '../routes.ts';
import { plural } from '../words/format.ts';
import { type ProseHome, prose } from './prose.ts';
import { type Inlines, list, paragraph, recordLink, text } from './tree.ts';

/** The first cause of an issue's ledger when it no longer stands: refuted, or superseded by another. */
function fallenFirst({ causes }: Pick<IssueAt, 'causes'>): CauseReading | undefined {
  const [first] = causes;
  return first && (first.state === 'refuted' || first.state === 'superseded') ? first : undefined;
}

/** Says that a first diagnosis was wrong, why, and what leads now; nothing where the first one stands. */
export function diagnosisBlocks(context: BookAt, reading: IssueAt, home: ProseHome): RootContent[] {
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

function cause(context: BookAt, { cause: { pattern } }: CauseReading): RecordLink {
  return recordLink(patternRoute(pattern), context.patternTitle(pattern));
}

/** How often a pattern was somebody's first diagnosis, and how often that fell. */
export function firstDiagnosisBlocks(context: BookAt, pattern: string): RootContent[] {
  const first = context.firstDiagnoses(pattern);
  const fallen = first.filter((reading) => fallenFirst(reading) !== undefined);
  if (first.length === 0) return [];
  return [
    paragraph(
      `It was the first diagnosis of ${plural(first.length, 'issue')}, and ${fallen.length === 0 ? 'none of them fell' : `${fallen.length} of them fell`}${fallen.length === 0 ? '.' : ':'}`,
    ),
    ...(fallen.length === 0 ? [] : [list(fallen.map((reading) => fallenItem(context, reading)))]),
  ];
}

function fallenItem(context: BookAt, diagnosis: FirstDiagnosis): Inlines {
  const { id, leading } = diagnosis;
  const state = fallenFirst(diagnosis)?.state ?? '';
  return [
    recordLink(issueRoute(id), id),
    text(`: ${state}`),
    ...(leading === undefined ? [] : [text(', and '), cause(context, leading), text(' leads now')]),
  ];
}
