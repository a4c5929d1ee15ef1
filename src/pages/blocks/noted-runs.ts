import type { RootContent } from 'mdast';
import { formatLongDate } from '../../core/calendar.ts';
import type { Section } from '../../records/body/section.ts';
import type { Run } from '../../records/suite/suite.ts';
import type { BookAt } from '../book-at.ts';
import { capitalise } from '../words/format.ts';
import { words } from '../words/words.ts';
import { idLink, issueLinks } from './links.ts';
import { type ProseHome, proseBlocks } from './prose.ts';
import { heading, link, paragraph } from './tree.ts';

const { run: says } = words.suite;

const COUNTS = ['passed', 'failed', 'errored', 'pending', 'skipped', 'interrupted', 'flaky'] as const;

/** One run: what it had, its counts, its log. A count that was not noted is left out, never printed as 0. */
export function runBlocks(
  book: BookAt,
  run: Run,
  log: readonly Section[],
  depth: 3 | 4,
  home: ProseHome,
): RootContent[] {
  const suite = book.suiteHead(home.file.replace(/^suites\/|\.md$/g, ''));
  const { id, date, after, commit, url, ran, of, took } = run;
  const counts = [
    ...(ran === undefined ? [] : [says.ran(of === undefined ? String(ran) : says.ranOf(ran, of))]),
    ...COUNTS.flatMap((count) => (run[count] === undefined ? [] : [`${run[count]} ${count}`])),
    ...(took === undefined ? [] : [says.took(took)]),
  ];
  return [
    heading(depth, capitalise(id.replaceAll('-', ' '))),
    paragraph(
      formatLongDate(date),
      after.length === 0 ? '' : [says.fixes, issueLinks(after)],
      commit === undefined ? '' : [says.commit, idLink(book, suite, 'commit', commit)],
      url === undefined ? '' : [', ', link(url, says.link)],
      '.',
    ),
    ...(counts.length === 0 ? [] : [paragraph(`${capitalise(counts.join(', '))}.`)]),
    ...log.flatMap(({ content }) => proseBlocks(book, content, home)),
  ];
}
