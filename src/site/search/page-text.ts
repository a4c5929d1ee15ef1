import { isSearched, type SitePage } from '../../render/site-page.ts';

/** Words of columns and drawings say nothing of the page; what is ignored stands on it twice. */
const SILENT: ReadonlySet<string> = new Set(['thead', 'svg', 'input', 'button']);
/** Elements that stand within a line. After all others, a word ends. */
const INLINE: ReadonlySet<string> = new Set(
  'a abbr b code del em i ins mark small span strong sub sup time'.split(' '),
);
const HEADINGS: ReadonlySet<string> = new Set(['h2', 'h3', 'h4', 'h5', 'h6']);

const MORE_THAN_A_SPACE = /\s\s+|[^\S ]/g;

/**
 * What a page says below its title and headings, which are none of it: before the first heading by the empty anchor, and
 * below each by its own. A report is found by its title alone, and pages that are not searched by nothing.
 */
export function searchedText(page: SitePage): ReadonlyMap<string, string> | undefined {
  if (!isSearched(page)) return undefined;
  if (page.kind === 'report') return new Map();
  const texts = new Map(['', ...(page.headings ?? []).map(({ slug }) => slug)].map((anchor) => [anchor, '']));
  let anchor = '';
  let said = '';
  const turnTo = (next: string) => {
    texts.set(anchor, (texts.get(anchor) ?? '') + said);
    said = '';
    anchor = next;
  };
  const walk = (nodes: SitePage['body']): void => {
    for (const node of nodes) {
      if (node.type === 'text') said += node.value;
      if (node.type !== 'element') continue;
      const { tagName, properties, children } = node;
      const { id, dataPagefindIgnore } = properties;
      if (HEADINGS.has(tagName) && typeof id === 'string' && texts.has(id)) turnTo(id);
      else if (!SILENT.has(tagName) && dataPagefindIgnore === undefined) walk(children);
      if (!INLINE.has(tagName)) said += ' ';
    }
  };
  walk(page.body);
  turnTo('');
  return new Map([...texts].map(([key, text]) => [key, text.replace(MORE_THAN_A_SPACE, ' ').trim()]));
}
