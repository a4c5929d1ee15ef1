import type { RootContent } from 'mdast';
import { compareText } from '../../core/finding.ts';
import type { MeasuredRun } from '../../records/runs/run-schema.ts';
import { readName } from '../../runs/names/test-name.ts';
import { cleanName } from '../../runs/read/locate/names.ts';
import type { Circumstance, SuiteRuns, TestHistory } from '../../runs/verdict/suite-runs.ts';
import {
  bar,
  chart,
  heading,
  type Inlines,
  joined,
  list,
  paragraph,
  recordLink,
  region,
  table,
} from '../blocks/tree.ts';
import type { BookAt } from '../book-at.ts';
import { NOW } from '../questions.ts';
import { issueRoute, runsRoute } from '../routes.ts';
import { runLink } from '../run-page.ts';
import { capitalise } from '../words/format.ts';
import { momentWords, percent, rateFigure, rateWords, runCode } from '../words/run-format.ts';
import { RED_CAUSES } from '../words/runs.ts';
import { words as all } from '../words/words.ts';
import { type SuiteSummary, summarise } from './issue-runs.ts';
import { markOf } from './strip.ts';

const { suite: words, card, counted, interval, circumstances: differs } = all.runs;

/** So many tests a table shows; the command shows them all. */
const SHOWN_TESTS = 10;

const SECTIONS = ['flaky', 'broken', 'regression', 'failed-once', 'infrastructure'] as const;

/** The section of a suite's page about its measured runs. */
export function suiteRunsSection(book: BookAt, runs: SuiteRuns): RootContent[] {
  const histories = Map.groupBy(runs.tests.values(), ({ verdict }) => verdict.kind);
  return [
    heading(2, words.title),
    paragraph(counted(runs.runs, momentWords(book)), ` ${interval}`),
    list(redLines(summarise(runs))),
    ...region('site', redChart(book, runs)),
    ...region('site', gridChart(book, runs)),
    ...SECTIONS.flatMap((kind) => testsSection(book, kind, histories.get(kind) ?? [])),
    ...groupsSection(book, runs),
    ...circumstancesSection(book, runs),
  ];
}

/** Pages of a past date lead to no run: only those of today have pages. */
function nameOfRun({ moment }: BookAt, suite: string, run: MeasuredRun): Inlines {
  return moment === NOW ? runLink(suite, run) : runCode(run.run);
}

/** Why runs were red; nothing where none was. */
function redChart(book: BookAt, { suite, reds, red, redCauses }: SuiteRuns): RootContent[] {
  if (red === undefined || reds.size === 0) return [];
  const rows = RED_CAUSES.flatMap((cause): Inlines[][] => {
    const own = [...reds].flatMap(([{ run }, why]) => (why === cause ? [run] : []));
    const newest = own.at(-1);
    if (newest === undefined) return [];
    const stage = cause === 'flaky' ? 'held' : 'flaking';
    const share = { share: own.length / reds.size, stage } as const;
    return [[capitalise(words.why(cause)), bar(share), String(own.length), nameOfRun(book, suite, newest)]];
  });
  const title = words.redTitle(red.failures, red.runs, redCauses.flaky);
  const all = book.moment === NOW ? [paragraph(recordLink(runsRoute(suite), words.allRuns))] : [];
  return [...chart(title, { kind: 'table' }, table(words.redTable, rows)), ...all];
}

/** So many runs a line of the grid has, and so many tests the grid. */
const [GRID_RUNS, GRID_TESTS] = [60, 10];

/** Tests that failed in the newest runs, those that did so most often first, and how they did in each. */
function gridChart(book: BookAt, runs: SuiteRuns): RootContent[] {
  const shown = Math.min(GRID_RUNS, runs.runs.length);
  const lines = [...runs.tests.values()].flatMap((history) => {
    if (history.failures + history.setAside === 0) return [];
    const marks = runs.observe(history.key).slice(-shown).map(markOf);
    const last = marks.findLastIndex((mark) => mark === 'failed' || mark === 'flaky');
    const newest = runs.runs.slice(-shown)[last];
    const failed = marks.filter((mark) => mark === 'failed' || mark === 'flaky').length;
    const ran = failed + marks.filter((mark) => mark === 'passed').length;
    return newest === undefined ? [] : [{ history, marks, failed, ran, newest }];
  });
  lines.sort((a, b) => b.failed - a.failed || compareText(a.history.key, b.history.key));
  const rows = lines.slice(0, GRID_TESTS).map(({ history, marks, failed, ran, newest }): Inlines[] => {
    const name = nameInRuns(book, history);
    const label = words.gridLine(cleanName(name), failed, ran);
    return [
      issuesOf(book, history),
      { type: 'runLine', marks, label },
      words.failedOf(failed, ran),
      nameOfRun(book, runs.suite, newest.run),
      runCode(name),
    ];
  });
  return chart(
    words.gridTitle(lines.length, rows.length, shown),
    { kind: 'table' },
    table(words.gridTable, rows, ['left', 'left', 'right']),
  );
}

/** How often the suite is red, and how often it would be by its flaky tests alone. */
export function redLines({ red, redCauses, redByFlake, flaky }: SuiteSummary): string[] {
  return [
    red === undefined ? words.redUnknown : words.red(rateWords(red, ...card.wereRed)),
    words.redCauses(redCauses),
    flaky.length === 0 ? '' : words.redByFlakes(redByFlake, flaky.length),
  ].filter((line) => line !== '');
}

function circumstancesSection(book: BookAt, { circumstances, tests }: SuiteRuns): RootContent[] {
  if (circumstances.size === 0) return [];
  const rows = [...circumstances].flatMap(([key, list]) => {
    const history = tests.get(key);
    const name = history ? [issuesOf(book, history), ' ', runCode(nameInRuns(book, history))] : key;
    return list.map((one): Inlines[] => [name, ...circumstanceCells(one)]);
  });
  return [
    heading(3, differs.title),
    paragraph(differs.note),
    table([differs.test, ...differs.head], rows, ['left', 'left', 'right', 'right', 'right']),
  ];
}

/** What stands beside the failures of a test: with it, without it, and the chance of such a difference. */
export function circumstanceCells({ what, with: withIt, without, chance }: Circumstance): Inlines[] {
  return [differs.what(what), differs.failed(withIt), differs.failed(without), percent(chance)];
}

function testsSection(
  book: BookAt,
  kind: (typeof SECTIONS)[number],
  histories: readonly TestHistory[],
): RootContent[] {
  if (histories.length === 0) return [];
  const ranked = histories.toSorted(
    (a, b) => b.failures - a.failures || (b.rate?.low ?? 0) - (a.rate?.low ?? 0) || compareText(a.key, b.key),
  );
  const shown = ranked.slice(0, SHOWN_TESTS);
  const rows = shown.map((history): Inlines[] => [
    issuesOf(book, history),
    history.rate === undefined ? words.noRate : rateFigure(history.rate),
    String(history.runs),
    all.verdicts.badge(history.verdict),
    runCode(nameInRuns(book, history)),
  ]);
  const isUnknown = ranked.some(({ issues }) => issues.length === 0);
  return [
    heading(3, words.sections[kind]),
    table(words.head, rows, ['left', 'right', 'right']),
    ...(ranked.length > shown.length ? [paragraph(words.shown(shown.length, ranked.length))] : []),
    ...(isUnknown && kind === 'flaky' ? [paragraph(words.detect)] : []),
  ];
}

/** What the runs call a test: the name that its record gives it today, as a renamed test has several. */
export function nameInRuns(book: BookAt, { names, issues, key }: TestHistory): string {
  if (issues.length === 0) return key;
  const states = issues.flatMap((id) => book.issue(id)?.tests ?? []);
  const recorded = states.find(({ id }) => id === key)?.test.name;
  const fits = (name: string) =>
    recorded !== undefined && ` ${wordsOf(name)}`.endsWith(` ${wordsOf(recorded)}`);
  return names.findLast(fits) ?? names.at(-1) ?? key;
}

/** The words of a name without its file: a record may leave the file and outer containers out. */
function wordsOf(name: string): string {
  const { words, start } = readName(name);
  return words.slice(start).join(' ');
}

function issuesOf(book: BookAt, { issues }: TestHistory): Inlines {
  if (issues.length === 0) return words.noIssue;
  return joined(issues.map((id) => (book.hasIssue(id) ? recordLink(issueRoute(id), id) : id)));
}

function groupsSection(book: BookAt, { groups, tests }: SuiteRuns): RootContent[] {
  if (groups.length === 0) return [];
  const name = (key: string): Inlines => {
    const [issue] = tests.get(key)?.issues ?? [];
    return issue !== undefined && book.hasIssue(issue)
      ? recordLink(issueRoute(issue), key.startsWith(issue) ? key : issue)
      : runCode(key);
  };
  const rows = groups.map(({ tests: keys, together, runs }): Inlines[] => [
    joined(keys.map(name)),
    words.together(together, runs),
  ]);
  return [heading(3, words.groups), paragraph(words.groupsNote), table(words.groupsHead, rows)];
}
