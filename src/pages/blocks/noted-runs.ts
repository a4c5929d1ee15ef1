import type { RootContent } from 'mdast';
import { formatLongDate } from '../../core/calendar.ts';
import type { Section } from '../../records/body/section.ts';
import type { Run } from '../../records/suite/suite.ts';
import type { BookAt } from '../book-at.ts';
import { capitalise, enumerate } from '../words/format.ts';
import { formatShare } from '../words/share.ts';
import { words } from '../words/words.ts';
import { idLink, issueLinks } from './links.ts';
import { type ProseHome, proseBlocks } from './prose.ts';
import {
  bullets,
  type Column,
  fact,
  filledTable,
  heading,
  type Inlines,
  link,
  paragraph,
  strong,
} from './tree.ts';

const { run: says } = words.suite;

const COUNTS = ['passed', 'failed', 'errored', 'pending', 'skipped', 'interrupted', 'flaky'] as const;

/** Runs of one day and commit, with the same fixes, that differ in their settings. */
export type AlikeRuns = readonly [Run, ...Run[]];

export function alikeRuns(runs: readonly Run[]): AlikeRuns[] {
  const groups = Map.groupBy(runs, ({ date, after, commit }) => JSON.stringify([date, after, commit]));
  return [...groups.values()].flatMap((group): AlikeRuns[] => {
    const [first, ...more] = group;
    const settings = new Set(group.map((run) => JSON.stringify(Object.entries(run.with).sort())));
    if (first === undefined) return [];
    return settings.size === group.length ? [[first, ...more]] : group.map((run) => [run]);
  });
}

/**
 * What a run had, its counts, its log; of several that differ in their settings, a table. A count that was not noted is
 * left out, never printed as 0.
 */
export function runBlocks(
  book: BookAt,
  runs: AlikeRuns,
  logOf: (run: Run) => readonly Section[],
  home: ProseHome,
): RootContent[] {
  const logs = (run: Run) => logOf(run).flatMap(({ content }) => proseBlocks(book, content, home));
  const [run] = runs;
  const title = (said: string): RootContent => ({
    ...heading(3, said),
    data: { inTime: true, facets: { [words.lists.year]: run.date.slice(0, 4) } },
  });
  if (runs.length === 1)
    return [
      title(says.title(runTitle(run))),
      paragraph(whichRun(book, run, home), settingsWords(run), linkTo(run), '.'),
      ...countLine(run),
      ...bullets(fact(says.failures, run.failures.join(', '))),
      ...logs(run),
    ];
  return [
    title(says.by(settingsOf(runs))),
    paragraph(whichRun(book, run, home), '.'),
    runsTable(runs),
    ...bullets(runs.flatMap(({ url, ...one }) => (url === undefined ? [] : [[link(url, runTitle(one))]]))),
    ...runs.flatMap((one) => {
      const log = logs(one);
      return log.length === 0 ? [] : [paragraph(strong(runTitle(one))), ...log];
    }),
  ];
}

export function runTitle({ id }: Pick<Run, 'id'>): string {
  return capitalise(id.replaceAll('-', ' '));
}

function settingsOf(runs: readonly Run[]): string[] {
  return [...new Set(runs.flatMap(({ with: settings }) => Object.keys(settings)))];
}

function whichRun(book: BookAt, { date, after, commit }: Run, home: ProseHome): Inlines {
  const suite = book.suiteHead(home.file.replace(/^suites\/|\.md$/g, ''));
  return [
    formatLongDate(date),
    after.length === 0 ? '' : [says.fixes, issueLinks(after)],
    commit === undefined ? '' : [says.commit, idLink(book, suite, 'commit', commit)],
  ];
}

function settingsWords({ with: settings }: Run): string {
  const pairs = Object.entries(settings).map(([key, value]) => `${key} ${value}`);
  return pairs.length === 0 ? '' : `${says.with}${enumerate(pairs)}`;
}

function linkTo({ url }: Run): Inlines {
  return url === undefined ? '' : [', ', link(url, says.link)];
}

function ranOf({ ran, of }: Run): string | undefined {
  return ran === undefined || of === undefined ? ran?.toString() : says.ranOf(ran, of);
}

function countLine(run: Run): RootContent[] {
  const ran = ranOf(run);
  const counts = [
    ...(ran === undefined ? [] : [says.ran(ran)]),
    ...COUNTS.flatMap((count) => (run[count] === undefined ? [] : [`${run[count]} ${count}`])),
    ...(run.took === undefined ? [] : [says.took(run.took)]),
  ];
  return counts.length === 0 ? [] : [paragraph(`${capitalise(counts.join(', '))}.`)];
}

function runsTable(runs: readonly Run[]): RootContent {
  const columns: Column<Run>[] = [
    { label: says.run, of: runTitle },
    ...settingsOf(runs).map((key) => ({ label: capitalise(key), of: (run: Run) => run.with[key] ?? '' })),
    { label: says.tests, of: (run) => ranOf(run) ?? '' },
    ...COUNTS.map((count) => ({ label: capitalise(count), of: (run: Run) => `${run[count] ?? ''}` })),
    {
      label: says.passRate,
      of: ({ passed, ran }) =>
        passed === undefined || ran === undefined || ran === 0 ? '' : formatShare(passed, ran),
    },
    { label: says.failures, of: ({ failures }) => failures.join(', ') },
    { label: says.time, of: ({ took }) => took ?? '' },
  ];
  return filledTable(columns, runs);
}
