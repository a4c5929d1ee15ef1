import type { PhrasingContent, RootContent } from 'mdast';
import { formatLongDate } from '../../core/calendar.ts';
import { isStatus } from '../../core/status.ts';
import type { TimelineEntry } from '../../records/issue/timeline.ts';

import { capitalise, statusBadge } from '../words/format.ts';
import { besideMark } from './evidence-marks.ts';
import { formatMoment, type IssueView } from './issue-parts.ts';
import { prose } from './prose.ts';
import { commitUrl } from './references.ts';
import { code, type Inlines, joined, link, table } from './tree.ts';

/** All that is dated about an issue, in the file's order. */
export function timelineTable({ reading, context, home }: IssueView): RootContent {
  const suite = context.suiteHead(reading.issue.suite);
  const rows = reading.timeline.map((entry): Inlines[] => {
    const word = isStatus(entry.word) ? statusBadge(entry.word, context.book) : capitalise(entry.word);
    return [formatMoment(entry.at), word, joined(entryDetails(entry), '; ')];
  });
  return table(['Date', 'Entry', 'Details'], rows);

  function entryDetails(entry: TimelineEntry): Inlines[] {
    const fix = reading.fixes.find(({ id }) => id === entry.fix);
    const runs = [...(entry.run === undefined ? [] : [entry.run]), ...(entry.runs ?? [])];
    return [
      ...(entry.tests.length > 0 ? [`tests ${entry.tests.join(', ')}`] : []),
      ...(entry.fix === undefined
        ? []
        : [['fix: ', ...(fix ? prose(context, fix.title, home) : [code(entry.fix)])]]),
      ...(entry.commit === undefined
        ? []
        : [
            [
              'commit ',
              ...linkedCode(commitUrl(context, suite, entry.commit), entry.commit),
              ...besideMark(context, reading.issue, {
                kind: 'commit',
                of: `${entry.word} ${entry.at}`,
                what: entry.commit,
              }),
            ],
          ]),
      ...(entry.to === undefined ? [] : [['to ', code(entry.to)]]),
      ...(entry.until === undefined ? [] : [`until ${formatLongDate(entry.until)}`]),
      ...(entry.by === undefined ? [] : [['by ', ...prose(context, entry.by, home)]]),
      ...(runs.length === 0
        ? []
        : [['run ', ...joined(runs.map((run) => (/^https?:/.test(run) ? link(run, run) : code(run))))]]),
      ...[entry.what, entry.result, entry.why, entry.note].flatMap((words) =>
        words === undefined ? [] : [prose(context, words, home)],
      ),
    ];
  }
}

function linkedCode(url: string | undefined, value: string): PhrasingContent[] {
  return [url === undefined ? code(value) : link(url, code(value))];
}
