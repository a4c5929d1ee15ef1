import { visible } from '../core/text/control-characters.ts';
import type { Detected } from '../detect/detect.ts';
import type { DetectedWords } from '../pages/runs/detected.ts';
import { words as all } from '../pages/words/words.ts';
import { createStyle, toJson } from './terminal.ts';

export interface PresentedFlakes {
  readonly suite: string;
  readonly detected: Detected;
  readonly words: DetectedWords;
}

/** For people: what costs most first, each with its evidence and the command that makes an issue of it. */
export function presentFlakes({ suite, words }: PresentedFlakes, color: boolean): string {
  const style = createStyle(color);
  const flakes = words.flakes.flatMap(({ test, facts, messages }, i) => [
    '',
    style('bold', `${i + 1}. ${visible(test)}`),
    ...facts.map((fact) => `   ${visible(fact)}`),
    ...messages.map((message) => style('dim', `     ${visible(message)}`)),
    `   flakebook new issue --suite ${suite} --from-test ${quoted(test)}`,
  ]);
  const failing =
    words.failing.length === 0
      ? []
      : ['', style('bold', all.detect.failing), ...words.failing.map((line) => `   ${visible(line)}`)];
  return `${[visible(words.summary), ...flakes, ...failing].join('\n')}\n`;
}

/** For programs: everything that the words are made of. */
export function presentFlakesJson({ suite, detected }: PresentedFlakes): string {
  return toJson({ suite, ...detected });
}

/** As one word of a POSIX shell, so that the line can be pasted whatever the test is called. */
function quoted(word: string): string {
  return `'${visible(word).replaceAll("'", `'\\''`)}'`;
}
