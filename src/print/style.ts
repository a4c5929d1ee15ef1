import { styleText } from 'node:util';

export type Format = Parameters<typeof styleText>[0];

/** Styles words for a terminal, or leaves them as they are. */
export type Style = (format: Format, words: string) => string;

/** @param color whether the output has colours, which is found out where it is opened, not here. */
export function createStyle(color: boolean): Style {
  return color ? (format, words) => styleText(format, words, { validateStream: false }) : (_, words) => words;
}
