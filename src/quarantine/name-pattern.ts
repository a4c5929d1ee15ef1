import { escapeRegex, replaceControlCharacters } from '../core/text.ts';
import { withAnyValues } from '../runs/names/covered.ts';
import { readName } from '../runs/names/test-name.ts';
import type { SpelledName } from './mutes.ts';

/** What tools put between the words of a name. */
const SIGN = String.raw`[\s./\\$#_:>›»|]`;
const ENDING = String.raw`(?:\.\w+)?`;

/** Where runners print containers with signs between them: a blank before a name is one within a longer name. */
const STEP = String.raw`[./\\#:>›»|]\s*`;

/**
 * A regular expression for the name of a test with its file, as a runner prints it: the same words at its end, whatever stands
 * between them. Of the file's folders a runner may leave out outer ones. JavaScript, Python and RE2 read it alike.
 * @param end what else may follow. @param hasSteps the runner prints signs between containers.
 * @returns undefined where it would fit every test.
 */
export function namePattern({ text, at }: SpelledName, end = '', hasSteps = false): string | undefined {
  const { words, start, file } = readName(withAnyValues(text), at);
  if (start === 0 && words.every((word) => /^\**$/.test(word))) return undefined;
  const own = escaped(words.slice(start));
  if (start === 0) return `(?:^|${hasSteps ? STEP : SIGN})${own}${end}$`;
  const whole = `(?:^|${SIGN})${escaped(words.slice(0, start))}`;
  const folders = file.split('/');
  const shorter = folders.slice(1).map((_, i) => {
    const inner = readName('', folders.slice(i + 1).join('/'));
    return `(?:^|\\s)${escaped(inner.words.slice(0, inner.start))}`;
  });
  return `(?:${[whole, ...shorter].join('|')})${ENDING}${SIGN}+${own}${end}$`;
}

function escaped(words: readonly string[]): string {
  return words.map(escapeWord).join(`${SIGN}+`);
}

/** A `*` in a written name stands for any text. */
function escapeWord(word: string): string {
  return visibleRegex(word).replaceAll('\\*', '.*');
}

/** Any one sign stands for one that an editor or a terminal would act on: no file of ours shows other code than it runs. */
export function visibleRegex(text: string): string {
  return replaceControlCharacters(escapeRegex(text), () => '.');
}
