import type { Standing } from '../../confirm/measure-fixes.ts';
import type { TestHistory } from '../../runs/verdict/suite-runs.ts';
import { type DifferenceSection, ofIssue } from '../blocks/difference.ts';
import { type Inlines, recordLink } from '../blocks/tree.ts';
import type { BookAt } from '../book-at.ts';
import { issueRoute } from '../routes.ts';
import { momentWords, rateWords, runCode } from '../words/run-format.ts';
import { words as all } from '../words/words.ts';
import type { ClaimedFix } from './issue-runs.ts';
import { nameInRuns } from './suite-section.ts';

const { runs: words, claims, verdicts } = all;

/** What the runs show at the later of two dates and did not show at the earlier one. */
export interface RunChanges {
  /** Measured runs that came in between. */
  readonly runs: number;
  /** Claims that runs contradict by now, or support by now. In the order of the issues. */
  readonly contradicted: readonly ClaimedFix[];
  readonly supported: readonly ClaimedFix[];
  /** Tests that are flaky by now, by suite and then by key. */
  readonly flaky: readonly TestHistory[];
}

/** @param suite leaves out what is not of this suite. */
export function readRunChanges(earlier: BookAt, later: BookAt, suite?: string): RunChanges {
  const suites = later.suiteIds.filter((id) => suite === undefined || id === suite);
  const before = new Map(earlier.claimedFixes(suite).map(({ fix }) => [fix.testId, fix.standing]));
  const after = later.claimedFixes(suite);
  const turned = (to: Standing) =>
    after.filter(({ fix }) => fix.standing === to && before.get(fix.testId) !== to);
  return {
    runs: countRuns(later, suites) - countRuns(earlier, suites),
    contradicted: turned('contradicted'),
    supported: turned('supported'),
    flaky: suites.flatMap((id) => newlyFlaky(earlier, later, id)),
  };
}

function countRuns(book: BookAt, suites: readonly string[]): number {
  return suites.reduce((sum, id) => sum + (book.suiteSummary(id)?.runs.length ?? 0), 0);
}

/** Told by its names: the key of a test changes when an issue names it. */
function newlyFlaky(earlier: BookAt, later: BookAt, suite: string): TestHistory[] {
  const known = new Set(flakyTests(earlier, suite).flatMap(({ names }) => names));
  return flakyTests(later, suite).filter(({ names }) => !names.some((name) => known.has(name)));
}

function flakyTests(book: BookAt, suite: string): readonly TestHistory[] {
  return book.suiteSummary(suite)?.flaky ?? [];
}

/** So many tests a list names; a suite's page shows more. */
const SHOWN_TESTS = 20;

/** The changes in words, what somebody must know first first. Empty where the runs show nothing new. */
export function describeRunChanges(book: BookAt, changes: RunChanges): DifferenceSection[] {
  const moments = momentWords(book);
  const fixItem = ({ issue, fix }: ClaimedFix) =>
    ofIssue(book, issue, [
      recordLink(issueRoute(issue), fix.testId, 'runs'),
      `: ${claims.reason(fix, moments)}`,
    ]);
  const { contradicted, supported, flaky } = changes;
  const more = flaky.length - SHOWN_TESTS;
  const flakes = [
    ...flaky.slice(0, SHOWN_TESTS).map((history) => ({ said: flakeItem(book, history) })),
    ...(more > 0 ? [{ said: words.changes.more(more) }] : []),
  ];
  return [
    { title: claims.contradicted, items: contradicted.map(fixItem) },
    { title: claims.supported, items: supported.map(fixItem) },
    { title: words.changes.flaky, items: flakes },
  ].filter(({ items }) => items.length > 0);
}

function flakeItem(book: BookAt, history: TestHistory): Inlines {
  const issue = history.issues.find((id) => book.hasIssue(id));
  const { rate } = history;
  return [
    issue === undefined ? words.suite.noIssue : recordLink(issueRoute(issue), issue),
    ': ',
    runCode(nameInRuns(book, history)),
    words.changes.flake(verdicts.badge(history.verdict).label, rate && rateWords(rate)),
  ];
}
