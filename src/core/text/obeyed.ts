/** Control characters, ends of lines, and marks that turn the order of text around. */
const OBEYED = String.raw`[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]`;
const ANY = new RegExp(OBEYED, 'u');
const EVERY = new RegExp(OBEYED, 'gu');

/** Whether a text has a character that a terminal, a page or an editor obeys rather than shows. */
export function hasObeyed(text: string): boolean {
  return ANY.test(text);
}

/** A text with something in the place of each such character. */
export function replaceObeyed(text: string, by: (character: string) => string): string {
  return text.replace(EVERY, by);
}

/** A text of which all is shown and nothing obeyed: such characters stand as their escapes, `\u001b`. */
export function visible(text: string): string {
  return replaceObeyed(text, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
