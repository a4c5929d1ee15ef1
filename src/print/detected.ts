import { visible } from '../core/text.ts';
import type { Detected } from '../detect/detect.ts';
import { plain } from '../pages/blocks/tree.ts';
import type { BookAt } from '../pages/book-at.ts';
import { describeFlake } from '../pages/runs/detected.ts';
import { momentWords } from '../pages/words/run-format.ts';
import { words as all } from '../pages/words/words.ts';
import type { SuiteRuns } from '../runs/verdict/suite-runs.ts';
import { createStyle, toJson } from './terminal.ts';

const { detect: words, runs: runsWords, verdicts } = all;

export interface PresentedFlakes {
  readonly detected: Detected;
  readonly runs: SuiteRuns;
  readonly now: Pick<BookAt, 'settings'>;
}

/** For people: what costs most first, each with its evidence and the command that makes an issue of it. */
export function presentFlakes({ detected, runs, now }: PresentedFlakes, color: boolean): string {
  const style = createStyle(color);
  const moments = momentWords(now);
  const flakes = detected.flakes.flatMap((flake, i) => {
    const test = flake.history.key;
    const { facts, messages } = describeFlake(flake, moments);
    return [
      '',
      style('bold', `${i + 1}. ${visible(test)}`),
      ...facts.map((fact) => `   ${visible(fact)}`),
      ...messages.map((message) => style('dim', `     ${visible(message)}`)),
      `   flakebook new issue --suite ${runs.suite} --from-test ${quoted(test)}`,
    ];
  });
  const failing = detected.failing.map(
    (history) => `   ${visible(`${history.key}: ${plain(verdicts.reason(history, moments))}`)}`,
  );
  const counted = plain(runsWords.counted(runs.runs, moments));
  return `${[
    visible(words.summary(runs.suite, detected.flakes.length, counted)),
    ...flakes,
    ...(failing.length === 0 ? [] : ['', style('bold', words.failing), ...failing]),
  ].join('\n')}\n`;
}

/** For programs: everything that the words are made of. */
export function presentFlakesJson({ detected, runs: { suite } }: PresentedFlakes): string {
  return toJson({ suite, ...detected });
}

/** As one word of a POSIX shell, so that the line can be pasted whatever the test is called. */
function quoted(word: string): string {
  return `'${visible(word).replaceAll("'", `'\\''`)}'`;
}
