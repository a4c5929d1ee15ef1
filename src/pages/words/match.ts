import { firstLine, plural } from '../../core/text.ts';
import type { RunHead } from '../../runs/merge/measure-run.ts';
import type { FileProblem } from '../../runs/read/rules.ts';
import {
  countKinds,
  isRed,
  type MatchedFailure,
  type MatchedIssue,
  type MatchedRun,
} from '../matches/matched-run.ts';
import { enumerate } from './format.ts';
import { resultsWords } from './results.ts';
import { commitText } from './run-format.ts';

/** Things wrong with files that are told: what failed stands below, and must not be pushed out of sight. */
const MAX_FILE_WORDS = 4;

/** What `match` says of the failures of a run. */
export const matchWords = {
  /** `3 of 14 tests failed: 1 new and 2 known.` */
  headline({ tests, failures, files }: Pick<MatchedRun, 'tests' | 'failures' | 'files'>): string {
    const red = failures.filter(isRed);
    const retried = new Set(failures.filter((failure) => !isRed(failure)).map(({ test }) => test)).size;
    const passedOnRetry = retried === 0 ? '' : ` ${plural(retried, 'test')} passed on retry.`;
    if (tests === 0 && red.length === 0)
      return files.every(({ format }) => format === 'unknown')
        ? 'Flakebook could not read any file.'
        : resultsWords.noTest;
    if (red.length === 0) return `No failure in ${plural(tests, 'test')}.${passedOnRetry}`;
    // A log tells of no test that passed.
    const isOfLogs = files.every(({ format }) => format === 'log');
    return `${failedWords(red, isOfLogs ? undefined : tests)}: ${countWords(red)}.${passedOnRetry}`;
  },
  /** What a failure is, in a word or three. */
  kinds: { known: 'known', like: 'like', new: 'new' },
  /** How it came out, where that is more than a failed test. */
  outcomes: { failed: '', errored: 'errored', flaky: 'passed on retry', setup: 'outside the tests' },
  /** How it came out and where a log tells of it, in brackets; empty where neither is to be said. */
  aside({ outcome, place = '' }: Pick<MatchedFailure, 'outcome' | 'place'>): string {
    const said = [matchWords.outcomes[outcome], place].filter((one) => one !== '').join(', ');
    return said === '' ? '' : ` (${said})`;
  },
  /** By what of the issue the failure was recognised, and what that means where the issue was thought to be over. */
  reason(issue: MatchedIssue, { kind, test }: MatchedFailure): string {
    const { by, testId, group, from, status } = issue;
    const isKnown = kind === 'known';
    const took = `took over from ${from}`;
    const after = [
      ...(group === 'resolved' ? ['the issue counts as resolved'] : []),
      ...(status === 'not-flaky' ? ['the issue says that it is no flake'] : []),
    ];
    if (by !== 'test') {
      const stranger = test === '' ? 'the text names no test' : 'the issue does not name this test';
      if (from !== undefined) after.unshift(`${took}, whose ${by} it is`);
      else if (testId === undefined) after.unshift(stranger);
      return [isKnown ? `matches a ${by}` : `is like a ${by}`, ...after].join('; ');
    }
    const other = status === 'not-flaky' ? '' : ', but describes other failures';
    const named = `names the test${isKnown ? ', and describes no failure' : other}`;
    if (from !== undefined) return [`${took}, which ${named}`, ...after].join('; ');
    const end = 'the name of its test is only the end of this one';
    return [testId === undefined ? end : named, ...after].join('; ');
  },
  /** The text of the failure that is the same or comes closest, and what of it differs; empty where that is nothing. */
  found({ found, text, differs }: MatchedIssue): string {
    const here = found === '' || found === text ? [] : [`here: ${firstLine(found)}`];
    const parts = differs.map(
      ({ was, is }) => `${firstLine(was, 60) || '(nothing)'} → ${firstLine(is, 60) || '(nothing)'}`,
    );
    return firstLine(
      [...here, ...(parts.length === 0 ? [] : [`differs: ${parts.join(', ')}`])].join('; '),
      400,
    );
  },
  workaround({ workarounds }: MatchedIssue): string {
    const words = workarounds.map(({ title, does, planned }) =>
      [`${firstLine(title)}${planned ? ' (planned)' : ''}`, ...(does ? [firstLine(does)] : [])].join(': '),
    );
    return firstLine(words.join('; '), 300);
  },
  inLog: 'In the log: ',
  noMessage: 'The tool gave no message.',
  /** What is wrong with the files, each thing as a sentence, the worst first; of many, the first ones. */
  files({ files }: Pick<MatchedRun, 'files'>): FileProblem[] {
    const all = files.flatMap(({ file, format, partial, problems }): FileProblem[] => {
      const [first] = problems;
      if (format === 'unknown') return [error(`${file} was not read: ${first?.says ?? 'it is empty.'}`)];
      const found = problems.map(({ severity, says }) => ({ severity, says: `${file}: ${says}` }));
      return partial
        ? [error(`${file} was read only in part, so failures may be missing.`), ...found]
        : found;
    });
    const sorted = all.toSorted((one, other) => Number(isError(other)) - Number(isError(one)));
    if (sorted.length <= MAX_FILE_WORDS) return sorted;
    const told = sorted.slice(0, MAX_FILE_WORDS - 1);
    const [next] = sorted.slice(told.length);
    const says = `The files have ${sorted.length - told.length} more problems.`;
    return [...told, { severity: next?.severity ?? 'error', says }];
  },
  moreIssues: (count: number) => plural(count, 'more issue'),
  terminal: {
    andMore: (issues: string) => `and ${issues}`,
    asAbove: (issue: string, reason: string) => `${issue}, as above; ${reason}`,
    workaround: (workaround: string) => `workaround: ${workaround}`,
  },
  /** For the summary of a CI job. */
  summary: {
    noTest: 'a failure without the name of a test',
    title: 'Failures against the flaky-test book',
    head: ['Failure', 'Test', 'Issue', 'Status', 'Workaround'],
    notInTable: (count: number) =>
      `${plural(count, 'more failure')} ${count === 1 ? 'is' : 'are'} not in this table.`,
    noDetails: (count: number) =>
      `${plural(count, 'more failure')} ${count === 1 ? 'has' : 'have'} no details here.`,
    noIssue: (test: string) =>
      `No issue ${test === '' ? '' : 'names this test or '}describes such a failure.`,
    issue: ({ title, statusLabel }: MatchedIssue, reason: string) =>
      `, ${firstLine(title)} (${statusLabel}): ${reason}, `,
    workaround: (workaround: string) => (workaround === '' ? '' : `. Workaround: ${workaround}`),
    asOf: (date: string) => `Read as of ${date}.`,
    ran: ({ run, commit, branch }: RunHead) =>
      `Run ${run} of commit ${commitText(commit)}${branch === '' ? '' : ` on ${branch}`}`,
  },
  /** Titles of annotations on GitHub. */
  annotations: { files: 'Test results', headline: 'Flaky-test book' },
};

function error(says: string): FileProblem {
  return { severity: 'error', says };
}

function isError({ severity }: FileProblem): boolean {
  return severity === 'error';
}

function failedWords(red: readonly MatchedFailure[], tests: number | undefined): string {
  // Somebody pasted what one failure printed.
  if (red.every(({ test }) => test === '')) return plural(red.length, 'failure');
  const isSetup = (failure: MatchedFailure) => failure.outcome === 'setup';
  const failed = new Set(red.filter((failure) => !isSetup(failure)).map(({ test }) => test)).size;
  const setups = red.filter(isSetup).length;
  const parts =
    failed > 0 || setups === 0
      ? [
          tests === undefined
            ? `${plural(failed, 'test')} failed`
            : `${failed} of ${plural(tests, 'test')} failed`,
        ]
      : [];
  return enumerate(setups === 0 ? parts : [...parts, `${plural(setups, 'set-up')} failed`]);
}

function countWords(red: readonly MatchedFailure[]): string {
  const { known, like, new: other } = countKinds(red);
  const words = [
    other === 0 ? [] : [`${other} new`],
    like === 0 ? [] : [`${like} like ${like === 1 ? 'a known one' : 'known ones'}`],
    known === 0 ? [] : [`${known} known`],
  ];
  return enumerate(words.flat());
}
