import type { RootContent } from 'mdast';
import { compareText } from '../../core/finding.ts';
import { readName } from '../../runs/names/test-name.ts';
import type { Circumstance, SuiteRuns, TestHistory } from '../../runs/verdict/suite-runs.ts';
import { heading, type Inlines, joined, list, paragraph, recordLink, table } from '../blocks/tree.ts';
import type { BookAt } from '../book-at.ts';
import { issueRoute } from '../routes.ts';
import { momentWords, percent, rateFigure, rateWords, runCode } from '../words/run-format.ts';
import { words as all } from '../words/words.ts';

const { suite: words, counted, interval, circumstances: differs } = all.runs;

/** So many tests a table shows; the command shows them all. */
const SHOWN_TESTS = 50;

const SECTIONS = ['flaky', 'broken', 'regression', 'failed-once', 'infrastructure'] as const;

/** The section of a suite's page about its measured runs. */
export function suiteRunsSection(book: BookAt, runs: SuiteRuns): RootContent[] {
  const histories = Map.groupBy(runs.tests.values(), ({ verdict }) => verdict.kind);
  return [
    heading(2, words.title),
    paragraph(counted(runs.runs, momentWords(book)), ` ${interval}`),
    list(redLines(runs)),
    ...SECTIONS.flatMap((kind) => testsSection(book, kind, histories.get(kind) ?? [])),
    ...groupsSection(book, runs),
    ...circumstancesSection(book, runs),
  ];
}

/** How often the suite is red, and how often it would be by its flaky tests alone. */
export function redLines({ red, redCauses, redByFlake, tests }: SuiteRuns): string[] {
  const flaky = [...tests.values()].filter(({ verdict }) => verdict.kind === 'flaky').length;
  return [
    red === undefined ? words.redUnknown : words.red((verb) => rateWords(red, verb)),
    words.redCauses(redCauses),
    flaky === 0 ? '' : words.redByFlakes(redByFlake, flaky),
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
  const isUnknown = shown.some(({ issues }) => issues.length === 0);
  return [
    heading(3, words.sections[kind]),
    table(words.head, rows, ['left', 'left', 'right']),
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
