import type { IssueReading, SuiteReading } from '../../asof/snapshot.ts';
import { isClaim, isClaimed } from '../../confirm/claim-history.ts';
import type {
  ConfirmedBook,
  ConfirmedIssue,
  ConfirmedSuite,
  CountedIssue,
  Edit,
} from '../../confirm/confirmed.ts';
import { writeBlockEntry } from '../../confirm/edit-timeline.ts';
import type { FixConfidence, Proposal } from '../../confirm/measure-fixes.ts';
import { observedClaim, observedOf } from '../../confirm/observed-claims.ts';
import { proposeChanges } from '../../confirm/propose.ts';
import { finding } from '../../confirm/rules.ts';
import { stressCommand } from '../../confirm/stress-command.ts';
import { createCalendar, type When } from '../../core/calendar.ts';
import { FILE_START, type Finding } from '../../core/finding.ts';
import type { BookAt } from '../../pages/book-at.ts';
import { placeOfEntry } from '../../records/check/parse-source.ts';
import type { TimelineEntry } from '../../records/issue/timeline.ts';
import { holds } from '../../runs/verdict/statistics.ts';
import { chooseAmong, type Workspace } from '../open-workspace.ts';
import { createSources } from '../source-of.ts';

/**
 * Measures every claimed fix. Call after a check found no error.
 * @param suite only this one.
 * @throws UserError when the book has no such suite.
 */
export async function confirmFixes(
  workspace: Workspace,
  asOf: When,
  suite: string | undefined,
): Promise<ConfirmedBook> {
  const book = await workspace.open(asOf);
  const id = suite === undefined ? undefined : chooseAmong(book.now.recordedSuites, suite);
  const { snapshot } = book;
  const suites = [...snapshot.suites.values()].filter(
    (reading) => id === undefined || reading.suite.id === id,
  );
  return { asOf, snapshot, suites: suites.map((reading) => confirmSuite(book.now, reading)) };
}

function confirmSuite(book: BookAt, { suite, issues }: SuiteReading): ConfirmedSuite {
  const claimed = issues.filter(isClaimed);
  const runs = claimed.length === 0 ? undefined : book.suiteRuns(suite.id);
  return {
    suite: suite.id,
    claims: claimed.flatMap(({ tests }) => tests.filter(({ status }) => isClaim(status))).length,
    isMeasured: runs !== undefined,
    runs: runs?.runs.filter(({ kind }) => kind === 'counted' || kind === 'stress').length ?? 0,
    issues: runs === undefined ? [] : claimed.map((reading) => confirmIssue(book, reading)),
    counted: claimed.flatMap((reading) => countedIn(book, reading)),
  };
}

function confirmIssue(book: BookAt, reading: IssueReading): ConfirmedIssue {
  const { id, title, file, suite } = reading.issue;
  const measured = book.claimedFixes(suite).filter(({ issue }) => issue === id);
  const fixes = measured.map(({ fix }) => ({
    ...fix,
    ...(fix.luck !== undefined && fix.relapses.length === 0 && { holds: holds(fix.luck, book.claimRecord) }),
    stress: stressOf(fix, reading),
  }));
  const proposals = proposeChanges(reading, fixes, book.settings.timeZone).map((proposal) => ({
    ...proposal,
    lines: writeBlockEntry(toEntry(proposal), '  '),
  }));
  return { issue: id, title, file, fixes, proposals };
}

function countedIn(book: BookAt, reading: IssueReading): CountedIssue[] {
  const calendar = createCalendar(book.settings.timeZone);
  const claim = observedClaim(reading, observedOf(reading), calendar);
  return claim === undefined ? [] : [{ issue: reading.issue.id, ...claim }];
}

function stressOf({ letter, standing, needed = 0, passes }: FixConfidence, { issue }: IssueReading) {
  const name = issue.tests.find((test) => test.letter === letter)?.name;
  if (standing !== 'gathering' || name === undefined || needed <= passes) return undefined;
  return stressCommand(name, needed - passes);
}

export function toEntry({ word, at, tests, run, note }: Proposal): TimelineEntry {
  return { word, at, tests, run, note };
}

/** What is wrong about the claims; where the proposals were to be written, what was not. */
export function findingsOf(
  { content }: Workspace,
  issues: readonly ConfirmedIssue[],
  edits: readonly Edit[] | undefined,
): Finding[] {
  if (edits)
    return edits.flatMap(({ file, refused }) =>
      refused === undefined ? [] : [{ ...finding('refused-edit', FILE_START, { reason: refused }), file }],
    );
  const sourceOf = createSources(content);
  return issues.flatMap(({ file, fixes }) =>
    fixes.flatMap(({ testId, standing, word, claimed, relapses: [first] }) => {
      if (standing !== 'contradicted' || !first) return [];
      const args = { test: testId, run: first.run, at: first.at, word, claimed };
      return [{ ...finding('relapsed-fix', placeOfEntry(sourceOf(file), word, claimed), args), file }];
    }),
  );
}
