import { quoteText } from './quote-text.ts';

/** `did you mean X?` where something is near, otherwise another cure. */
export function didYouMeanOr(suggestion: string | undefined, cure: string): string {
  return suggestion === undefined || suggestion === '' ? cure : `did you mean \`${suggestion}\`?`;
}

/** The cure where only these words will do: the near one first. */
export function useOneOf(expected: readonly string[], suggestion: string | undefined): string {
  const near = didYouMeanOr(suggestion, '');
  return near === '' ? `use ${list(expected)}` : `${near} (${list(expected)})`;
}

/** `one of a, b, c`; a single one stands alone. */
export function list(values: readonly string[]): string {
  const shown = values.map((value) => `\`${value}\``).join(', ');
  return values.length === 1 ? shown : `one of ${shown}`;
}

/** A value as it stands in a sentence: `nothing`, `a list` and `a map` are words, all else is shown as text. */
export function aValue(value: string): string {
  return value === 'nothing' || value === 'a list' || value === 'a map' ? value : quoteText(value);
}

/** The first line of a text, at most 40 characters of it. */
export function shorten(text: string): string {
  const [line = ''] = text.split('\n', 1);
  return line === text && line.length <= 40 ? line : `${line.slice(0, 39)}…`;
}
