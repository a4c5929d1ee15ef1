import type { Detected, DetectedFlake } from '../../detect/detect.ts';
import type { SuiteRuns } from '../../runs/verdict/suite-runs.ts';
import { plain } from '../blocks/tree.ts';
import type { BookAt } from '../book-at.ts';
import { type MomentWords, momentWords, rateWords } from '../words/run-format.ts';
import { words as all } from '../words/words.ts';

const { detect: words, runs: runsWords, verdicts } = all;

/** Ways to fail that are shown of a test. */
const MAX_KINDS = 3;

/** A test in plain words, for a terminal. */
interface FlakeWords {
  readonly test: string;
  /** Sentences: rate, why it is called flaky, where it failed, what fails with it. */
  readonly facts: readonly string[];
  /** First lines of its failures, with how often each came. */
  readonly messages: readonly string[];
}

export interface DetectedWords {
  /** How many tests flake without an issue, and out of which runs that was told. */
  readonly summary: string;
  readonly flakes: readonly FlakeWords[];
  /** Tests that fail without flaking, one line each. */
  readonly failing: readonly string[];
}

/** What `detect` found in a suite, in words. */
export function describeDetected(
  { flakes, failing }: Detected,
  runs: SuiteRuns,
  book: BookAt,
): DetectedWords {
  const moments = momentWords(book);
  return {
    summary: words.summary(runs.suite, flakes.length, plain(runsWords.counted(runs.runs, moments))),
    flakes: flakes.map((flake) => describeFlake(flake, moments)),
    failing: failing.map((history) => `${history.key}: ${plain(verdicts.reason(history, moments))}`),
  };
}

function describeFlake(flake: DetectedFlake, moments: MomentWords): FlakeWords {
  const { history, kinds, group, formerName, failedRuns } = flake;
  const others = group?.tests.filter((test) => test !== history.key) ?? [];
  const more = kinds.slice(MAX_KINDS).reduce((sum, kind) => sum + kind.count, 0);
  return {
    test: history.key,
    facts: [
      ...(history.rate ? [`${rateWords(history.rate)}.${runsWords.setAside(history.setAside)}`] : []),
      plain(verdicts.reason(history, moments)),
      words.failedIn(failedRuns, moments),
      ...(formerName === undefined ? [] : [words.formerName(formerName)]),
      ...(others.length === 0 ? [] : [words.together(others)]),
    ],
    messages: [
      ...kinds.slice(0, MAX_KINDS).map(words.message),
      ...(more > 0 ? [words.otherMessages(more)] : []),
    ],
  };
}
