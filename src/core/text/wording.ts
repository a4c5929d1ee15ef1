import { quoteText } from './quote-text.ts';

/** `, did you mean X?`, or nothing. */
export function didYouMean(suggestion: string | undefined): string {
  return suggestion === undefined || suggestion === '' ? '' : `, did you mean \`${suggestion}\`?`;
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
