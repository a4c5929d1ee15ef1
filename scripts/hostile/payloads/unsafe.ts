const PAGE = 'https://book.example/page/';

/** Whether an address may be a link: within the book, or of a scheme that runs no code, read as a browser reads it. */
export function isSafeAddress(url: string): boolean {
  // What leads nowhere does no harm.
  return !URL.canParse(url, PAGE) || ['https:', 'http:', 'mailto:'].includes(new URL(url, PAGE).protocol);
}

/** Whether a page may show what is there: its own host's. */
export function isOwnAddress(url: string): boolean {
  return !URL.canParse(url, PAGE) || new URL(url, PAGE).origin === new URL(PAGE).origin;
}

/** Control characters except tab and line end, and those that turn the direction of text around. */
const UNSAFE = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** The first character that a terminal obeys or that hides what a line says, as `U+001B`. */
export function unsafeCharacter(text: string): string | undefined {
  const found = text.match(UNSAFE)?.find((character) => character !== '\n' && character !== '\t');
  return found && `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
