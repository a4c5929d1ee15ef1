import type { RootContent } from 'mdast';
import { formatLongDate } from '../../core/calendar.ts';
import type { Section } from '../../records/body/section.ts';
import type { Run } from '../../records/suite/suite.ts';
import type { BookAt } from '../context.ts';
import { issueRoute } from '../routes.ts';
import { capitalise } from '../words/format.ts';
import { type ProseHome, proseBlocks } from './prose.ts';
import { code, heading, type Inlines, joined, link, paragraph, recordLink, table, text } from './tree.ts';

const COUNTS = ['passed', 'failed', 'errored', 'pending', 'skipped', 'interrupted', 'flaky'] as const;

/** One run: what it had, its counts, its log. A count that was not noted is left out, never printed as 0. */
export function runBlocks(
  context: BookAt,
  run: Run,
  log: readonly Section[],
  depth: 3 | 4,
  home: ProseHome,
): RootContent[] {
  const known = COUNTS.filter((count) => run[count] !== undefined);
  const head = ['Ran', ...known.map(capitalise), 'Took'];
  const row: Inlines[] = [
    run.ran === undefined ? 'not noted' : run.of === undefined ? String(run.ran) : `${run.ran} of ${run.of}`,
    ...known.map((count) => String(run[count])),
    run.took ?? 'not noted',
  ];
  const after =
    run.after.length === 0
      ? []
      : [text(', with the fixes of '), ...joined(run.after.map((id) => recordLink(issueRoute(id), id)))];
  const where = [
    ...(run.commit === undefined ? [] : [text(', commit '), code(run.commit)]),
    ...(run.url === undefined ? [] : [text(', '), link(run.url, 'the run')]),
  ];
  return [
    heading(depth, capitalise(run.id.replaceAll('-', ' '))),
    paragraph(formatLongDate(run.date), after, where, '.'),
    table(head, [row]),
    ...log.flatMap(({ content }) => proseBlocks(context, content, home)),
  ];
}
