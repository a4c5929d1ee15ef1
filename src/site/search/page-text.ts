import { isSearched, type SitePage } from '../../render/site-page.ts';

/** Words of columns and drawings say nothing of the page; what is ignored stands on it twice. */
const SILENT = /^(?:thead|svg|input|button)$/;
/** Elements that stand within a line. After all others, a word ends. */
const INLINE = /^(?:a|abbr|b|code|del|em|i|ins|mark|small|span|strong|sub|sup|time)$/;
const HEADING = /^h[2-6]$/;

/**
 * What a page says below its title and headings, which are none of it: before the first heading by the empty anchor, and
 * below each by its own. A report is found by its title alone, and pages that are not searched by nothing.
 */
export function searchedText(page: SitePage): ReadonlyMap<string, string> | undefined {
  if (!isSearched(page)) return undefined;
  if (page.kind === 'report') return new Map();
  const texts = new Map(['', ...(page.headings ?? []).map(({ slug }) => slug)].map((anchor) => [anchor, '']));
  let anchor = '';
  const say = (text: string) => texts.set(anchor, (texts.get(anchor) ?? '') + text);
  const walk = (nodes: SitePage['body']): void => {
    for (const node of nodes) {
      if (node.type === 'text') say(node.value);
      if (node.type !== 'element') continue;
      const { tagName, properties, children } = node;
      const { id, dataPagefindIgnore } = properties;
      if (HEADING.test(tagName) && typeof id === 'string' && texts.has(id)) anchor = id;
      else if (!SILENT.test(tagName) && dataPagefindIgnore === undefined) walk(children);
      if (!INLINE.test(tagName)) say(' ');
    }
  };
  walk(page.body);
  return new Map([...texts].map(([key, text]) => [key, text.replace(/\s+/g, ' ').trim()]));
}
