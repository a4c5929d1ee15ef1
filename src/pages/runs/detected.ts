import type { DetectedFlake } from '../../detect/detect.ts';
import { plain } from '../blocks/tree.ts';
import { type MomentWords, rateWords } from '../words/run-format.ts';
import { words as all } from '../words/words.ts';

const { detect: words, runs: runsWords, verdicts } = all;
const { circumstances: differs } = runsWords;

/** Ways to fail that are shown of a test. */
const MAX_KINDS = 3;

/**
 * A test that flakes without an issue, in plain words. `facts`: sentences about its rate, why it is called flaky, where it
 * failed, what fails with it. `messages`: first lines of its failures, with how often each came.
 */
export function describeFlake(flake: DetectedFlake, moments: MomentWords) {
  const { history, kinds, group, circumstances, formerName, nameless, failedRuns } = flake;
  const others = group?.tests.filter((test) => test !== history.key) ?? [];
  const more = kinds.slice(MAX_KINDS).reduce((sum, kind) => sum + kind.count, 0);
  return {
    facts: [
      history.rate ? `${rateWords(history.rate)}.` : '',
      plain(verdicts.reason(history, moments)),
      words.failedIn(failedRuns, moments),
      runsWords.setAside(history.setAside),
      formerName === undefined ? '' : words.formerName(formerName),
      ...nameless.map(words.nameless),
      others.length === 0 ? '' : words.together(others),
      ...circumstances.map((one) => differs.sentence(one, plain(differs.what(one.what)))),
    ].filter((fact) => fact !== ''),
    messages: [
      ...kinds.slice(0, MAX_KINDS).map(words.message),
      ...(more > 0 ? [words.otherMessages(more)] : []),
    ],
  };
}
