import type { RootContent } from 'mdast';
import type { Change, Difference, PassedEntry } from '../../asof/diff.ts';
import { itemId, parseItemId } from '../../core/ids.ts';
import { groupOf, isStatus, type Status } from '../../core/status.ts';
import type { BookAt } from '../book-at.ts';
import { issueRoute, suiteRoute } from '../routes.ts';
import { formatDate, formatNamedFigure, inSentence, statusLabel } from '../words/format.ts';
import { words } from '../words/words.ts';
import { optionName } from './decisions.ts';
import { figureName } from './figures.ts';
import { causeName, statusSince } from './issue.ts';
import { homeOf, plainText, prose } from './prose.ts';
import { code, counted, heading, type Inlines, list, paragraph, recordLink, section, table } from './tree.ts';
import { overdueItem } from './trials.ts';

const { difference: says } = words;

/** One kind of change in words: its items as a page lists them. */
export interface DifferenceSection {
  readonly title: string;
  readonly items: readonly DifferenceItem[];
}

interface DifferenceItem {
  readonly said: Inlines;
  /** The title of its suite. */
  readonly suite?: string;
}

/** What is said of an issue. */
export function ofIssue(book: BookAt, issue: string | undefined, said: Inlines): DifferenceItem {
  const suite = issue === undefined ? undefined : book.suiteOfIssue(issue);
  return { said, suite: suite && book.suiteTitle(suite) };
}

/** Statuses of which nothing else is told: no fix, no mitigation and no end. */
const IN_PROGRESS: ReadonlySet<Status> = new Set(['open', 'investigating', 'triaged', 'fix-proposed']);

/** The difference between two dates in words; `book` is read at the later one. Empty where nothing changed. */
export function describeDifference(book: BookAt, difference: Difference): DifferenceSection[] {
  const entered = (belongs: (word: Status) => boolean) =>
    difference.entries
      .filter(({ entry }) => isStatus(entry.word) && belongs(entry.word))
      .map((passed) => ofIssue(book, passed.issue, entryItem(book, passed)));
  const { issues, causes, fixes, decisions, tasks, holds } = difference;
  const over = holds.flatMap(({ key, to }) =>
    to === 'over' ? (book.issue(key)?.overdue ?? []).map((one) => ({ issue: key, ...one })) : [],
  );
  const created = issues.filter(({ from }) => from === undefined);
  const moved = issues.filter(
    ({ from, to }) => from !== undefined && to !== undefined && IN_PROGRESS.has(to),
  );
  const worked = fixes.filter(({ from, to }) => from !== undefined || to !== 'planned');
  const done = tasks.filter(({ from, to }) => from !== undefined || to === 'done');
  const sections: [title: string, items: DifferenceItem[]][] = [
    [says.newIssues, created.map((change) => ofIssue(book, change.key, newItem(book, change)))],
    [says.fixed, entered((word) => word === 'fixed')],
    [says.verified, entered((word) => word === 'verified')],
    [says.reopened, entered((word) => word === 'reopened')],
    [says.heldOff, entered((word) => ['mitigated', 'quarantined', 'partly-fixed'].includes(word))],
    [words.report.head.overdue, over.map((one) => ofIssue(book, one.issue, overdueItem(book, one)))],
    [says.status, moved.map((change) => ofIssue(book, change.key, statusItem(book, change)))],
    [says.closed, entered((word) => groupOf(word) === 'closed')],
    [says.causes, causes.map((change) => ofIssue(book, change.issue, causeItem(book, change)))],
    [says.fixes, worked.map((change) => ofIssue(book, change.issue, fixItem(book, change)))],
    [says.decisions, decisions.map((change) => ofIssue(book, change.issue, decisionItem(book, change)))],
    [says.tasks, done.map((change) => taskItem(book, change))],
  ];
  return sections.flatMap(([title, items]) => (items.length === 0 ? [] : [{ title, items }]));
}

/**
 * The difference as blocks of a page: a list for each kind of change, then the figures with both values.
 * @param measured what runs showed in between, before all else.
 */
export function differenceBlocks(
  book: BookAt,
  difference: Difference,
  depth: 2 | 3 | 4,
  suffix = '',
  measured: readonly DifferenceSection[] = [],
): RootContent[] {
  const blocks = [
    ...[...measured, ...describeDifference(book, difference)].flatMap(({ title, items }) => [
      heading(depth, title, suffix),
      list(items.map(({ said, suite = '' }) => counted(said, { [words.lists.suite]: suite }))),
    ]),
    ...section(depth, [says.figures, suffix], changedFiguresTable(book, difference)),
  ];
  return blocks.length === 0 ? [paragraph(says.nothing)] : blocks;
}

/** The figures that changed, with both values; nothing where none did. */
export function changedFiguresTable(book: BookAt, difference: Difference): RootContent[] {
  const rows = changedFigures(book, difference);
  const { from, to } = difference;
  return rows.length === 0 ? [] : [table([says.figure, formatDate(from.text), formatDate(to.text)], rows)];
}

/** Each figure that changed: its name, its earlier value, its later one. */
export function changedFigures(
  book: BookAt,
  { figures }: Difference,
): (readonly [name: string, was: string, is: string])[] {
  const value = (key: string, figure: (typeof figures)[number]['to']) => {
    if (figure !== undefined) return formatNamedFigure(figure, book.settings);
    return key.startsWith('suite.') ? words.figures.notKnown : says.none;
  };
  // That there is still none of something is no news, whatever it is none of.
  const changed = figures.filter(({ from, to }) => from?.value !== 0 || to?.value !== 0);
  const rows = changed.map(
    ({ key, from, to }) => [figureName(book, key), value(key, from), value(key, to)] as const,
  );
  // What is rounded may read the same.
  return rows.filter(([, was, is]) => was !== is);
}

/** `DS-FLAKY-003: its title - what became of it: why`. */
function item(name: Inlines, became: Inlines, why: readonly Inlines[] = []): Inlines {
  return [name, ' - ', became, why.length === 0 ? [] : [': ', why]];
}

function issueName(book: BookAt, id: string): Inlines {
  const title = book.issue(id)?.issue.title;
  return [
    recordLink(issueRoute(id), id),
    title === undefined ? '' : `: ${plainText(book, title, homeOf({ kind: 'issue', id }))}`,
  ];
}

function statusWords(book: BookAt, status: Status): string {
  return inSentence(statusLabel(status, book.settings));
}

function newItem(book: BookAt, { key }: Change<Status>): Inlines {
  const issue = book.issue(key);
  return issue
    ? item(issueName(book, key), [statusWords(book, issue.status), statusSince(issue)])
    : issueName(book, key);
}

function statusItem(book: BookAt, { key, from, to }: Change<Status>): Inlines {
  const [before = '', now = ''] = [from, to].map((status) => status && statusWords(book, status));
  return item(issueName(book, key), says.turned(now, before));
}

function entryItem(book: BookAt, { issue, entry }: PassedEntry): Inlines {
  const home = { ...homeOf({ kind: 'issue', id: issue }), issue };
  const fix = book.issue(issue)?.fixes.find(({ id }) => id === entry.fix);
  const status = isStatus(entry.word) ? statusWords(book, entry.word) : entry.word;
  return item(
    issueName(book, issue),
    [
      status,
      entry.to === undefined ? '' : [says.to, code(entry.to)],
      entry.listed ? says.listed : '',
      says.on('', entry.at),
      entry.tests.length === 0 ? '' : says.forTests(entry.tests),
      fix === undefined ? [] : [says.by, prose(book, fix.title, home)],
    ],
    prose(book, entry.why ?? entry.note ?? '', home),
  );
}

function causeItem(book: BookAt, { key, issue = '', from, to }: Change<string>): Inlines {
  const reading = book.issue(issue)?.causes.find(({ cause }) => itemId(issue, cause.id) === key);
  const home = homeOf({ kind: 'issue', id: issue });
  const name = reading === undefined ? key : causeName(book, reading, home);
  return item(
    issueName(book, issue),
    [name, ' ', says.state(to, from)],
    prose(book, reading?.because ?? '', home),
  );
}

function fixItem(book: BookAt, { key, issue = '', from, to }: Change<string>): Inlines {
  const fix = book.issue(issue)?.fixes.find(({ id }) => itemId(issue, id) === key);
  const name = prose(book, fix?.title ?? key, homeOf({ kind: 'issue', id: issue }));
  return item(issueName(book, issue), [name, ' ', says.state(to, from)]);
}

function decisionItem(book: BookAt, { key, to }: Change<string>): Inlines {
  const reading = book.decision(key);
  if (!reading) return item(key, to ?? says.gone);
  const { ask, chosen, asked, answered } = reading.decision;
  const became = to === 'open' ? says.on(says.asked, asked) : says.on(says.answered, answered);
  const choice = to === 'open' || chosen === undefined ? [] : optionName(book, reading, chosen);
  return item(prose(book, ask, homeOf(reading.home)), became, choice);
}

function taskItem(book: BookAt, { key, to }: Change<string>): DifferenceItem {
  const { record: home = '', item: id } = parseItemId(key) ?? {};
  const record = book.issue(home)?.issue ?? book.suiteAlone(home)?.suite;
  const title = record?.tasks.find((task) => task.id === id)?.title ?? key;
  const { kind = 'issue' } = record ?? {};
  const name = [
    recordLink(kind === 'suite' ? suiteRoute(home) : issueRoute(home), home),
    ': ',
    prose(book, title, homeOf({ kind, id: home })),
  ];
  const said = item(name, to ?? says.gone);
  return record?.kind === 'suite' ? { said, suite: record.title } : ofIssue(book, home, said);
}
