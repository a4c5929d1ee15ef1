import { firstLine } from '../../core/text/first-line.ts';
import { sentenceOf } from '../../rules/rules.ts';
import { enumerate, plural } from '../words/format.ts';
import { countKinds, isRed, type MatchedFailure, type MatchedIssue, type MatchedRun } from './matched-run.ts';

/** `3 of 14 tests failed: 1 unknown, 2 known.` */
export function headline({
  tests,
  failures,
  files,
}: Pick<MatchedRun, 'tests' | 'failures' | 'files'>): string {
  const red = failures.filter(isRed);
  const retried = new Set(failures.filter((failure) => !isRed(failure)).map(({ test }) => test)).size;
  const passedOnRetry = retried === 0 ? '' : ` ${plural(retried, 'test')} passed on retry.`;
  if (tests === 0 && red.length === 0)
    return files.every(({ format }) => format === 'unknown')
      ? 'No file could be read.'
      : 'These files have no test.';
  if (red.length === 0) return `No failure in ${plural(tests, 'test')}.${passedOnRetry}`;
  return `${failedWords(red, tests)}: ${countWords(red)}.${passedOnRetry}`;
}

function failedWords(red: readonly MatchedFailure[], tests: number): string {
  const isSetup = (failure: MatchedFailure) => failure.outcome === 'setup';
  const failed = new Set(red.filter((failure) => !isSetup(failure)).map(({ test }) => test)).size;
  const setups = red.filter(isSetup).length;
  const parts = failed > 0 || setups === 0 ? [`${failed} of ${plural(tests, 'test')} failed`] : [];
  return enumerate(setups === 0 ? parts : [...parts, `${plural(setups, 'set-up')} failed`]);
}

function countWords(red: readonly MatchedFailure[]): string {
  const counts = countKinds(red);
  const words = [
    counts.unknown === 0 ? [] : [`${counts.unknown} unknown`],
    counts['new-failure'] === 0 ? [] : [`${plural(counts['new-failure'], 'new failure')} of known tests`],
    counts.known === 0 ? [] : [`${counts.known} known`],
  ];
  return enumerate(words.flat());
}

/** What a failure is, in a word or three. */
export function kindWords({ kind }: MatchedFailure): string {
  return { known: 'known', 'new-failure': 'new failure', unknown: 'unknown' }[kind];
}

/** How it came out, where that is more than a failed test. */
export function outcomeWords({ outcome }: MatchedFailure): string {
  return { failed: '', errored: 'errored', flaky: 'passed on retry', setup: 'outside of the tests' }[outcome];
}

/** By what of the issue the failure was recognised, and what that means where the issue was thought to be over. */
export function reasonWords({ by, testId, group }: MatchedIssue, { kind }: MatchedFailure): string {
  if (kind === 'new-failure') return 'names the test, and describes other failures';
  const how = by === 'test' ? 'names the test, and describes no failure' : `by a ${by}`;
  const notNamed = testId === undefined ? '; it does not name the test' : '';
  return `${how}${notNamed}${group === 'resolved' ? '; it was said to be mended' : ''}`;
}

export function workaroundWords({ workarounds }: MatchedIssue): string {
  const words = workarounds.map(({ title, does }) =>
    does === undefined ? firstLine(title) : `${firstLine(title)}: ${firstLine(does)}`,
  );
  return firstLine(words.join('; '), 300);
}

/** Things wrong with files that are told: what failed stands below, and must not be pushed out of sight. */
const MAX_FILE_WORDS = 4;

/** What is wrong with the files, each thing as a sentence; of many, the first ones. */
export function fileWords({ files }: Pick<MatchedRun, 'files'>): string[] {
  const all = files.flatMap(({ file, format, partial, findings }) => {
    const sentences = findings.map(sentenceOf);
    if (format === 'unknown') return [`${file} was not read: ${sentences[0] ?? 'it is empty.'}`];
    const said = sentences.map((sentence) => `${file}: ${sentence}`);
    return partial ? [`${file} was read only in part: failures may be missing.`, ...said] : said;
  });
  if (all.length <= MAX_FILE_WORDS) return all;
  const told = all.slice(0, MAX_FILE_WORDS - 1);
  return [...told, `${all.length - told.length} more things are wrong with the files.`];
}
