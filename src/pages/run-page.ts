import type { PhrasingContent, RootContent } from 'mdast';
import { ofLast } from '../core/kept.ts';
import { headlineOf } from '../match/headline.ts';
import type { MatchKind } from '../match/match.ts';
import type { MeasuredRun } from '../records/runs/run-schema.ts';
import { cleanName, cleanText } from '../runs/read/locate/names.ts';
import { hasColour } from '../runs/verdict/run-kinds.ts';
import type { RunReading, SuiteRuns } from '../runs/verdict/suite-runs.ts';
import { idLink, issueLink, suiteLink } from './blocks/links.ts';
import {
  badge,
  code,
  heading,
  type Inlines,
  joined,
  link,
  overviewPage,
  page,
  paragraph,
  recordLink,
  region,
  section,
  strong,
  table,
} from './blocks/tree.ts';
import { type BookAt, found } from './book-at.ts';
import type { Badge, Document } from './document.ts';
import { LIST_SIZES } from './lists.ts';
import { runRoute, runSlug, runsRoute } from './routes.ts';
import { capitalise } from './words/format.ts';
import { commitText, momentWords, runCode } from './words/run-format.ts';
import { words } from './words/words.ts';

const { run: says } = words;

/** Runs that have a page: the newest of a suite. Oldest first, by what stands for them in an address. Each of their pages asks. */
export const shownRuns = ofLast((runs: readonly MeasuredRun[]): ReadonlyMap<string, MeasuredRun> => {
  const shown = new Map<string, MeasuredRun>();
  for (const run of runs.slice(-LIST_SIZES.rows.most)) {
    const slug = runSlug(run.run);
    if (slug !== undefined) shown.set(slug, run);
  }
  return shown;
});

/** The name of a run, linked to its page. */
export function runLink(suite: string, { run }: MeasuredRun): PhrasingContent {
  const slug = runSlug(run);
  return slug === undefined ? runCode(run) : recordLink(runRoute(suite, slug), cleanName(run));
}

/** Red and why, green, or why it is neither. */
export function runOutcome({ reds }: SuiteRuns, reading: RunReading): PhrasingContent {
  const cause = reds.get(reading);
  if (cause !== undefined) return badge('bad', capitalise(words.runs.suite.why(cause)), 'dot');
  if (hasColour(reading)) return badge('good', says.green, 'tick');
  return reading.kind === 'counted'
    ? badge('calm', says.partial, 'unsure')
    : badge('calm', says.uncoloured, 'ended');
}

/** The newest runs of a suite. */
export function composeRuns(book: BookAt, suite: string): Document {
  const measured = found(book.suiteRuns(suite), suite);
  const head = book.suiteHead(suite);
  const moments = momentWords(book);
  const shown = measured.runs.slice(-LIST_SIZES.rows.most).reverse();
  const rows = shown.map((reading): Inlines[] => {
    const { run } = reading;
    return [
      moments.minute(run.at),
      runLink(suite, run),
      runOutcome(measured, reading),
      String(run.failed + run.errored + run.setup.length),
      String(run.flaky),
      String(run.tests),
      run.commit === '' ? '' : idLink(book, head, 'commit', run.commit, commitText(run.commit)),
    ];
  });
  const title = says.listTitle(book.suiteTitle(suite));
  const entry = { title, description: says.listDescription(book.suiteTitle(suite)) };
  return overviewPage(runsRoute(suite), 'index', entry, [
    paragraph(says.newest(shown.length, measured.runs.length)),
    table(says.listTable, rows, ['left', 'left', 'left', 'right', 'right', 'right']),
  ]);
}

/** One run: what it was, what failed in it, and which issues that belongs to. @param slug of its id. */
export function composeRun(book: BookAt, suite: string, slug: string): Document {
  const measured = found(book.suiteRuns(suite), suite);
  const reading = found(
    measured.runs.findLast(({ run }) => runSlug(run.run) === slug),
    slug,
  );
  const { run, kind, isPartial } = reading;
  const entry = {
    route: runRoute(suite, slug),
    kind: 'index',
    title: says.title(cleanName(run.run)),
    description: says.description(cleanName(run.run), book.suiteTitle(suite)),
    facets: {},
  } as const;
  const cards = says.counts.flatMap(([key, label, note]) =>
    run[key] === 0 && key !== 'failed' ? [] : [{ label, value: String(run[key]), note }],
  );
  const notes = [says.why[kind], isPartial ? says.isPartial : ''].filter((note) => note !== '');
  return page(entry, [
    heading(1, entry.title),
    ...region('meta', [paragraph(runOutcome(measured, reading), ' · ', momentWords(book).minute(run.at))]),
    ...(notes.length === 0 ? [] : [paragraph(notes.join(' '))]),
    { type: 'figureCards', cards },
    ...region('rail', [table([says.facts.head, ''], facts(book, suite, run))]),
    heading(2, says.failures),
    ...failures(book, suite, run),
    ...section(2, says.setUps, setUps(run)),
  ]);
}

function facts(book: BookAt, suite: string, run: MeasuredRun): Inlines[][] {
  const labels = says.facts;
  const row = (label: string, value: string, shown: Inlines): Inlines[][] =>
    value === '' ? [] : [[strong(label), shown]];
  const commit = idLink(book, book.suiteHead(suite), 'commit', run.commit, commitText(run.commit));
  return [
    ...row(labels.suite, suite, suiteLink(book, suite)),
    ...row(labels.began, run.at, momentWords(book).minute(run.at)),
    ...row(labels.commit, run.commit, commit),
    ...row(labels.branch, run.branch, runCode(run.branch)),
    ...row(labels.environment, run.environment, runCode(run.environment)),
    ...row(labels.log, run.url, link(run.url, cleanName(run.run))),
    ...row(labels.formats, run.formats.join(), joined(run.formats.map(runCode))),
  ];
}

/** What failed against the issues: what nobody knows first. */
function failures(book: BookAt, suite: string, run: MeasuredRun): RootContent[] {
  const failed = book.runMatch(suite, run.run);
  if (failed.length === 0) return [paragraph(says.none)];
  const rows = failed
    .slice(0, LIST_SIZES.rows.most)
    .map(({ test, outcome, message, kind, issues }): Inlines[] => {
      const line = headlineOf(cleanText(message));
      const reasons = issues.map(({ issue, reason, text }) => [
        issues.length > 1 ? `${issue}: ` : '',
        reason,
        text === '' ? '' : [': ', code(text)],
      ]);
      return [
        [runCode(test), outcome === 'flaky' ? says.passedOnRetry : ''],
        [
          KINDS[kind],
          ...(issues.length === 0 ? [] : [' ']),
          joined(issues.map(({ issue }) => issueLink(issue))),
        ],
        issues.length === 0 ? says.noIssue : joined(reasons, '; '),
        line === '' ? '' : code(line),
      ];
    });
  const more = failed.length - rows.length;
  return [table(says.failureTable, rows), ...(more > 0 ? [paragraph(says.more(more))] : [])];
}

const KINDS: Readonly<Record<MatchKind, Badge>> = {
  new: badge('bad', capitalise(words.match.kinds.new), 'dot'),
  like: badge('warn', capitalise(words.match.kinds.like), 'unsure'),
  known: badge('note', capitalise(words.match.kinds.known), 'tick'),
};

function setUps({ setup }: MeasuredRun): RootContent[] {
  if (setup.length === 0) return [];
  const rows = setup.slice(0, LIST_SIZES.rows.most).map(({ suite, message }): Inlines[] => {
    const line = headlineOf(cleanText(message));
    return [runCode(suite), line === '' ? '' : code(line)];
  });
  return [table([says.failureTable[0] ?? '', says.failureTable[3] ?? ''], rows)];
}
