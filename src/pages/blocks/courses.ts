import type { RootContent } from 'mdast';
import { AGES, type Figures } from '../../asof/figures.ts';
import type { HistoryPoint } from '../../asof/history.ts';
import { STAGES, type Stage } from '../../asof/snapshot.ts';
import { createCalendar, dayAt } from '../../core/calendar.ts';
import { compareText } from '../../core/finding.ts';
import type { BookAt } from '../book-at.ts';
import type { Bar } from '../document.ts';
import { issuesWhere, type Term } from '../issue-query.ts';
import type { IssueRow } from '../issue-rows.ts';
import { NOW } from '../questions.ts';
import { ROUTES } from '../routes.ts';
import { formatDate } from '../words/format.ts';
import { words } from '../words/words.ts';
import { patternLink } from './links.ts';
import { timeAxis } from './time-axis.ts';
import { bar, chart, type Inlines, joined, paragraph, recordLink, table } from './tree.ts';

const { charts: says } = words;

/** What is unresolved lies at the bottom: it is read against zero. What ended otherwise is not drawn. */
const DRAWN: readonly Stage[] = ['flaking', 'held', 'fixed', 'verified'];

/** How far the issues of a suite, or all of them, had come over time; nothing without issues. */
export function stateChart(book: BookAt, suite?: string): RootContent[] {
  const history = book.history(suite);
  const [first] = history;
  const last = history.at(-1);
  // One day is no course.
  if (first === undefined || last === undefined || history.length < 3) return [];
  const { ticks } = timeAxis(book.settings.timeZone, first.date, last.date);
  const layers = DRAWN.map((stage) => ({
    stage,
    label: says.layer(last.stages[stage], stage),
    values: history.map(({ stages }) => stages[stage]),
  }));
  const rows = history
    .toReversed()
    .map(({ date, stages }): Inlines[] => [
      formatDate(date),
      ...STAGES.map((stage) => String(stages[stage])),
    ]);
  const links = DRAWN.map((stage) =>
    listLink(book, says.layer(last.stages[stage], stage), last.stages[stage], suite, [
      { key: 'stage', value: stage },
    ]),
  );
  return chart(
    stateFinding(book, history, last),
    { kind: 'areas', ticks, layers },
    table(says.stateTable, rows, ['left', ...STAGES.map(() => 'right' as const)]),
    says.stateAlt(first.date, last.date),
  ).map((drawn) => (book.moment === NOW ? { ...drawn, legend: paragraph(says.now, joined(links)) } : drawn));
}

/** What some issues are called, with the way to them; past issues have no filters. */
function listLink(
  book: BookAt,
  label: string,
  count: number,
  suite: string | undefined,
  terms: readonly Term[],
): Inlines {
  if (count === 0 || book.moment !== NOW) return label;
  const own = suite === undefined ? [] : [{ key: 'suite', value: suite }];
  return { ...recordLink(ROUTES.issues, label), ...issuesWhere([...own, ...terms]) };
}

/** Longer ago than these days is another time. */
const LOOKED_BACK = 84;

/** What is unresolved now, against a quarter ago, or against the first day with an issue. */
function stateFinding(book: BookAt, history: readonly HistoryPoint[], last: HistoryPoint): string {
  const { daysBetween } = createCalendar(book.settings.timeZone);
  const begun = history.filter(({ stages }) => STAGES.some((stage) => stages[stage] > 0));
  const base = begun.findLast(({ date }) => daysBetween(date, last.date) >= LOOKED_BACK) ?? begun[0] ?? last;
  const now = unresolvedAt(last);
  if (base === last) return says.stateNow(now);
  return says.stateSince(unresolvedAt(base), now, base.date);
}

function unresolvedAt({ stages }: HistoryPoint): number {
  return stages.flaking + stages.held;
}

/** How long what is unresolved has been known; nothing where nothing is. */
export function ageChart(
  book: BookAt,
  { byAge, oldestUnresolvedDays }: Figures,
  suite?: string,
): RootContent[] {
  if (oldestUnresolvedDays === undefined) return [];
  const counts = byAge.map(({ flaking, held }) => flaking + held);
  const most = Math.max(...counts);
  const sum = counts.reduce((total, count) => total + count, 0);
  const old = byAge.flatMap(({ age }, i) => (age === 'older' || age === 'year' ? (counts[i] ?? 0) : []));
  // An age above that of the oldest has no row.
  const end = counts.findLastIndex((count) => count > 0) + 1;
  const rows = byAge.slice(0, end).map(({ age, flaking, held }, i): Inlines[] => [
    says.ages[age],
    bar({ share: flaking / most, stage: 'flaking' }, { share: held / most, stage: 'held' }),
    listLink(book, says.counts(flaking + held, held), flaking + held, suite, [
      { key: 'group', value: 'unresolved' },
      { key: 'opened', value: openedFor(book, AGES[i - 1]?.days ?? 0, AGES[i]?.days ?? 0) },
    ]),
  ]);
  const title = says.ageTitle(
    old.reduce((total, count) => total + count, 0),
    sum,
    oldestUnresolvedDays.value,
  );
  return chart(title, { kind: 'table' }, table(says.ageTable, rows));
}

/** When issues were opened that have been known for some days, as a filter says it. @param days the first that are too many. */
function openedFor({ asOf, settings: { timeZone } }: BookAt, from: number, days: number): string {
  const noon = Date.parse(`${createCalendar(timeZone).day(asOf.text)}T12:00:00Z`);
  const before = (count: number) => (Number.isFinite(count) ? dayAt(noon - count * DAY_MS, 'UTC') : '');
  return `${before(days - 1)}..${before(from)}`;
}

const DAY_MS = 86_400_000;

/** How far some issues have come. @param most so many fill the bar. */
export function stageBar(issues: readonly IssueRow[], most: number): Bar {
  const inStage = (stage: Stage) => issues.filter((row) => row.stage === stage).length;
  return bar(...DRAWN.map((stage) => ({ share: inStage(stage) / most, stage })));
}

/** So many causes a picture has; the catalogue has them all. */
const SHOWN_CAUSES = 8;

/** The patterns of leading causes, what is unresolved first; nothing where no issue has a classified cause. */
export function causesChart(book: BookAt, issues: readonly IssueRow[]): RootContent[] {
  const classified = issues.filter(({ pattern, group }) => (pattern ?? '') !== '' && group !== 'closed');
  const causes = [...Map.groupBy(classified, ({ pattern = '' }) => pattern)]
    .map(([pattern, own]) => {
      const unresolved = own.filter(({ group }) => group === 'unresolved').length;
      return { pattern, own, unresolved };
    })
    .sort(
      (a, b) =>
        b.unresolved - a.unresolved || b.own.length - a.own.length || compareText(a.pattern, b.pattern),
    );
  const [first] = causes;
  if (first === undefined) return [];
  const most = Math.max(...causes.map(({ own }) => own.length));
  const rows = causes.slice(0, SHOWN_CAUSES).map(({ pattern, own, unresolved }): Inlines[] => [
    patternLink(book, pattern),
    stageBar(own, most),
    listLink(book, says.ofIssues(unresolved, own.length), own.length, undefined, [
      { key: 'cause', value: pattern },
      { key: 'group', value: 'unresolved' },
      { key: 'group', value: 'resolved' },
    ]),
  ]);
  const unresolved = causes.reduce((sum, cause) => sum + cause.unresolved, 0);
  const title = says.causesTitle(book.patternTitle(first.pattern), first.unresolved, unresolved);
  return chart(title, { kind: 'table' }, table(says.causesTable, rows));
}
