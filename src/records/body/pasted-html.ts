/** What trackers write around text, and comments: none of it says anything by itself. */
const AROUND = /<\/?(?:details|summary|br)\b[^<>]*>|<!--[\s\S]*?-->/gi;

/** The words of HTML that a tracker wrote, which may be none; undefined where any other HTML is in it. */
export function wordsOfPasted(html: string): string | undefined {
  const words = html.replaceAll(AROUND, ' ');
  return words.includes('<') ? undefined : words.replaceAll(/\s+/g, ' ').trim();
}
