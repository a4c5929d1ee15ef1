/** Stands before a line break that the HTML has itself. */
const OWN = '↵';

/** What begins a line: the tags of blocks, of table cells and of drawings. */
const BLOCKS =
  /<(?=\/?(?:article|aside|blockquote|details|div|dl|dt|dd|figcaption|figure|footer|g|h[1-6]|hr|header|li|line|nav|ol|p|path|pre|rect|section|summary|svg|table|tbody|td|text|th|thead|title|tr|ul)[ >])/g;

/**
 * HTML with a line break before the tags of blocks, so that a change is a few lines. Nothing is lost: `joinLines` gives the
 * HTML again.
 */
export function breakLines(html: string): string {
  if (html.includes(OWN)) throw new Error(`The page itself has a ${OWN}: choose another mark.`);
  return `${html.replaceAll('\n', `${OWN}\n`).replace(BLOCKS, '\n<')}\n`;
}

export function joinLines(text: string): string {
  return text.replace(new RegExp(`(?<!${OWN})\\n`, 'g'), '').replaceAll(`${OWN}\n`, '\n');
}
