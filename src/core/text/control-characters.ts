/** Control characters, line ends, and marks that change the direction of text. */
const CONTROL = String.raw`[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]`;
const ANY = new RegExp(CONTROL, 'u');
const EVERY = new RegExp(CONTROL, 'gu');

/** Whether a text has a character that a terminal, a page or an editor acts on instead of showing it. */
export function hasControlCharacter(text: string): boolean {
  return ANY.test(text);
}

/** Replaces each such character. */
export function replaceControlCharacters(text: string, by: (character: string) => string): string {
  return text.replace(EVERY, by);
}

/** Shows such characters as escapes (`\u001b`), so that a terminal prints them instead of acting on them. */
export function visible(text: string): string {
  return replaceControlCharacters(
    text,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
