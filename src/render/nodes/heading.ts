import type { Element } from 'hast';
import type { Heading, Nodes, Parents } from 'mdast';
import type { State as HastState } from 'mdast-util-to-hast';
import type { Info, State } from 'mdast-util-to-markdown';
import { element } from '../hast.ts';
import type { HtmlPage } from '../page.ts';
import { badgeText } from './badge.ts';

/** `## Text`: never the underlined form, which a line end in a text would otherwise bring about. */
export function toMarkdown(node: Heading, _: Parents | undefined, state: State, info: Info): string {
  const marks = '#'.repeat(node.depth);
  const tracker = state.createTracker(info);
  tracker.move(`${marks} `);
  const exits = [state.enter('headingAtx'), state.enter('phrasing')];
  const inner = state.containerPhrasing(node, { before: '# ', after: '\n', ...tracker.current() });
  for (const exit of exits.reverse()) exit();
  // Marks at the end, after a space, would be read as the end of the heading and not shown.
  const value = inner.replace(/^[ \t]+|(?<![ \t])[ \t]+$/g, '').replace(/(^|[ \t])(?=#+$)/, '$1\\');
  return value ? `${marks} ${value}` : marks;
}

/**
 * An element with its anchor beside it. The id is the slug that GitHub gives the heading of the Markdown output, so the
 * title and the words of badges count, and a link with an anchor works in both. The title itself is left to the theme.
 */
export function toHast(page: HtmlPage) {
  return (state: HastState, node: Heading): Element | undefined => {
    const slug = page.slugger.slug(headingText(node, true));
    if (node.depth === 1 && !page.titleSeen) {
      page.titleSeen = true;
      return undefined;
    }
    // The page has one title; a record that brings another gets a section.
    const depth = Math.max(2, node.depth);
    const text = headingText(node, false);
    const tagName = `h${depth}`;
    if (slug === '') return element(tagName, {}, state.all(node));
    page.headings.push({ depth, slug, text });
    return element('div', { className: ['fb-heading'], dataDepth: depth }, [
      element(tagName, { id: slug }, state.all(node)),
      element('a', { className: ['fb-anchor'], href: `#${slug}`, ariaLabel: `Link to section “${text}”` }),
    ]);
  };
}

/** What a heading reads, in one line; images have no words there. */
function headingText(node: Heading, withBadges: boolean): string {
  return collectText(node, withBadges).replace(/\s+/g, ' ').trim();
}

function collectText(node: Nodes, withBadges: boolean): string {
  if (node.type === 'badge') return withBadges ? badgeText(node) : '';
  if (node.type === 'break') return ' ';
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map((child) => collectText(child, withBadges)).join('') : '';
}
