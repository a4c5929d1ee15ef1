import { shellWord } from '../core/text.ts';
import type { Detected } from '../detect/detect.ts';
import { plain } from '../pages/blocks/tree.ts';
import type { BookAt } from '../pages/book-at.ts';
import { describeFlake } from '../pages/runs/detected.ts';
import { momentWords } from '../pages/words/run-format.ts';
import { words as all } from '../pages/words/words.ts';
import type { SuiteRuns } from '../runs/verdict/suite-runs.ts';
import { type Line, styled } from './lines.ts';

const { detect: words, runs: runsWords, verdicts } = all;

export interface PresentedFlakes {
  readonly detected: Detected;
  readonly runs: SuiteRuns;
  readonly now: Pick<BookAt, 'settings'>;
}

/** For people: what costs most first, each with its evidence and the command that makes an issue of it. */
export function flakeLines({ detected, runs, now }: PresentedFlakes): Line[] {
  const moments = momentWords(now);
  const flakes = detected.flakes.flatMap((flake, i) => {
    const test = flake.history.key;
    const { facts, messages } = describeFlake(flake, moments);
    return [
      '',
      styled('bold', `${i + 1}. ${test}`),
      ...facts.map((fact) => `   ${fact}`),
      ...messages.map((message) => styled('dim', `     ${message}`)),
      ...(flake.nameless.length > 0
        ? []
        : [`   flakebook new issue --suite ${runs.suite} --from-test ${shellWord(test)}`]),
    ];
  });
  const failing = detected.failing.map(
    (history) => `   ${history.key}: ${plain(verdicts.reason(history, moments))}`,
  );
  const counted = plain(runsWords.counted(runs.runs, moments));
  return [
    words.summary(runs.suite, detected.flakes.length, counted),
    ...flakes,
    ...(failing.length === 0 ? [] : ['', styled('bold', words.failing), ...failing]),
  ];
}

/** For programs: everything that the words are made of. */
export function flakeData({ detected, runs: { suite } }: PresentedFlakes): unknown {
  return { suite, ...detected };
}
