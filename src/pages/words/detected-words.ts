import { toString as plainText } from 'mdast-util-to-string';
import { firstLine } from '../../core/text/first-line.ts';
import type { Detected, DetectedFlake } from '../../detect/detect.ts';
import type { SuiteRuns, TestHistory } from '../../runs/verdict/suite-runs.ts';
import type { Inlines } from '../blocks/tree.ts';
import type { BookAt } from '../context.ts';
import { countedRuns } from '../runs/counted-runs.ts';
import { commitText, type MomentWords, momentWords } from '../runs/moments.ts';
import { rateWords } from '../runs/rates.ts';
import { verdictReason } from '../runs/verdict-words.ts';
import { enumerate, plural } from './format.ts';

/** Ways to fail that are shown of a test, and runs that are named. */
const MAX_KINDS = 3;
const MAX_RUNS = 5;

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
  context: BookAt,
): DetectedWords {
  const moments = momentWords(context);
  const count =
    flakes.length === 0
      ? 'No test flakes without an issue'
      : `${plural(flakes.length, 'test')} without an issue ${flakes.length === 1 ? 'flakes' : 'flake'}`;
  return {
    summary: `${count} in ${runs.suite}. ${countedRuns(runs.runs, moments).map(plain).join('')}`,
    flakes: flakes.map((flake) => describeFlake(flake, moments)),
    failing: failing.map((history) => `${history.key}: ${plain(verdictReason(history, moments))}`),
  };
}

function describeFlake(flake: DetectedFlake, moments: MomentWords): FlakeWords {
  const { history, kinds, group } = flake;
  const others = group?.tests.filter((test) => test !== history.key) ?? [];
  const more = kinds.slice(MAX_KINDS).reduce((sum, kind) => sum + kind.count, 0);
  return {
    test: history.key,
    facts: [
      ...(history.rate ? [`${rateWords(history.rate)}.`] : []),
      plain(verdictReason(history, moments)),
      failedIn(flake, moments),
      ...setAside(history),
      ...(flake.formerName === undefined
        ? []
        : [
            `Perhaps it was once called ${flake.formerName}, which went in the run before it came, and failed alike: name that under \`aliases\` of its test.`,
          ]),
      ...(others.length === 0 ? [] : [`It fails together with ${enumerate(others)}.`]),
    ],
    messages: [
      ...kinds
        .slice(0, MAX_KINDS)
        .map(({ message, count }) => `${count} ×  ${firstLine(message) || 'no message'}`),
      ...(more > 0 ? [`${more} ×  other messages`] : []),
    ],
  };
}

/** The newest runs by name, so that somebody can look at their logs. */
function failedIn({ failedRuns }: DetectedFlake, moments: MomentWords): string {
  const named = failedRuns.slice(0, MAX_RUNS).map(({ run, at, commit, outcome }) => {
    const retried = outcome === 'flaky' ? ', passed on retry' : '';
    return `${run} (${moments.minute(at)}, ${commitText(commit)}${retried})`;
  });
  const more = failedRuns.length - named.length;
  return `Failed in ${[...named, ...(more > 0 ? [`${plural(more, 'run')} before`] : [])].join(', ')}.`;
}

function setAside({ setAside: count }: TestHistory): string[] {
  return count === 0
    ? []
    : [
        `${plural(count, 'failure')} in a row ${count === 1 ? 'is' : 'are'} not counted: a regression explains them.`,
      ];
}

function plain(words: Inlines): string {
  return typeof words === 'string' ? words : plainText(words);
}
