import GithubSlugger from 'github-slugger';
import type { Element, ElementContent } from 'hast';
import type { Heading, Html, InlineCode, ListItem, Nodes, Paragraph, Parents, Root, Text } from 'mdast';
import { type State as HastState, defaultHandlers as hastHandlers } from 'mdast-util-to-hast';
import { defaultHandlers, type Handle, type Info, type State } from 'mdast-util-to-markdown';
import type { Badge, Mark } from '../../pages/document.ts';
import { isPlain } from '../markdown-phrasing.ts';
import { element, type HtmlPage, text } from '../page.ts';

/** Text with its white space tidied: what Markdown would drop is dropped, instead of kept as character references. */
export const textToMarkdown = Object.assign(
  (node: Text, parent: Parents | undefined, state: State, info: Info): string => {
    if (isPlain(node.value, info.before, info.after)) return node.value;
    const tidy = { ...node, value: tidySpace(node.value, state, info) };
    return defaultHandlers.text(tidy, parent, state, info);
  },
  {
    /** The first character: the library would render all of the text for it. */
    peek: (node: Text, parent: Parents | undefined, state: State, info: Info): string =>
      /^(?:[A-Za-z0-9,;:.?)+-]| \S| $)/.test(node.value)
        ? node.value.charAt(0)
        : textToMarkdown(node, parent, state, info),
  },
);

/** Most texts are of one line, in which there is nothing to trim. */
export function textToHast(state: HastState, node: Text): ElementContent {
  return /[\r\n]/.test(node.value) ? hastHandlers.text(state, node) : text(node.value);
}

/** Raw HTML of a record is shown as it was written, never run. */
export const htmlToMarkdown: Handle = (node: Html, parent, state, info) => {
  const written: Text = { type: 'text', value: node.value };
  if (state.stack.includes('phrasing')) return textToMarkdown(written, parent, state, info);
  return state.handle({ type: 'paragraph', children: [written] }, parent, state, info);
};

/** A paragraph without space at its end. `next` is the handler that knows the boxes of tasks. */
export function paragraphToMarkdown(next: Handle) {
  return (node: Paragraph, parent: Parents | undefined, state: State, info: Info): string =>
    trimEnd(next(node, parent, state, info));
}

/** Most lines have nothing to trim, which is soon told. */
function trimEnd(line: string): string {
  return line.endsWith(' ') || line.endsWith('\t') ? line.replace(/(?<![ \t])[ \t]+$/, '') : line;
}

/** Inline code in one line, as it is read. `next` is the handler that knows tables. */
export function inlineCodeToMarkdown(next: Handle) {
  const handle = (node: InlineCode, parent: Parents | undefined, state: State, info: Info): string => {
    if (/^[^`|\s](?:[^`|\r\n]*[^`|\s])?$/.test(node.value)) return `\`${node.value}\``;
    const value = node.value.replace(/\r\n|\r|\n/g, ' ');
    if (value === '') return '';
    // Inline code in a cell cannot hold a backslash before a pipe in a way that all readers agree on; text can.
    const unsayable = value.includes('\\|') && state.stack.includes('tableCell');
    return unsayable ? state.safe(value, info) : next({ ...node, value }, parent, state, info);
  };
  return Object.assign(handle, { peek: () => '`' });
}

export function htmlToHast(_: HastState, node: Html, parent: Parents | undefined): ElementContent {
  const inFlow = parent === undefined || FLOW_PARENTS.has(parent.type);
  return inFlow ? element('p', { className: ['fb-literal'] }, [node.value]) : text(node.value);
}

const FLOW_PARENTS: ReadonlySet<string> = new Set(['root', 'blockquote', 'listItem', 'footnoteDefinition']);
const ONE_LINE = ['headingAtx', 'tableCell'] as const;

function tidySpace(value: string, state: State, info: Info): string {
  const lineEnd = ONE_LINE.some((construct) => state.stack.includes(construct)) ? ' ' : '\n';
  let tidy = value.replaceAll('\0', '\uFFFD');
  if (/[\r\n]/.test(tidy)) tidy = tidy.replace(/(?<![ \t\r\n])[ \t]*[\r\n][ \t\r\n]*/g, lineEnd);
  if (/[ \t\r\n]$/.test(info.before)) tidy = tidy.replace(/^[ \t\r\n]+/, '');
  if (/^[ \r\n]/.test(info.after)) tidy = tidy.replace(/(?<![ \t\r\n])[ \t\r\n]+$/, '');
  return tidy;
}

/** What is not done yet has one character in text, whatever its shape. */
const CHARACTERS: Readonly<Record<Mark, string>> = {
  ring: '⏳',
  half: '⏳',
  dot: '⏳',
  tick: '✅',
  cross: '❌',
  ended: '⏹',
  unsure: '❓',
  found: '✔',
  moved: '➜',
};

/** What a badge says without colour: `✅ Fixed`. */
function badgeText({ mark, label }: Badge): string {
  if (mark === undefined) return label;
  return label === '' ? CHARACTERS[mark] : `${CHARACTERS[mark]} ${label}`;
}

export const badgeToMarkdown: Handle = (node: Badge, parent, state, info) => {
  const value = badgeText(node);
  if (isPlain(value, info.before, info.after)) return value;
  return defaultHandlers.text({ type: 'text', value }, parent, state, info);
};

/** A mark and a word. The label says it all: shape and colour are for eyes. */
export function badgeToHast(_: HastState, { tone, mark, label }: Badge): Element {
  return element('span', { className: ['fb-badge'], dataTone: tone, dataMark: mark }, [label]);
}

/** `## Text`: never the underlined form, which a line end in a text would otherwise bring about. */
export const headingToMarkdown: Handle = (node: Heading, _, state, info) => {
  const marks = '#'.repeat(node.depth);
  const tracker = state.createTracker(info);
  tracker.move(`${marks} `);
  const exits = [state.enter('headingAtx'), state.enter('phrasing')];
  const inner = state.containerPhrasing(node, { before: '# ', after: '\n', ...tracker.current() });
  for (const exit of exits.reverse()) exit();
  // Marks at the end, after a space, would be read as the end of the heading and not shown.
  const line = trimEnd(inner.replace(/^[ \t]+/, ''));
  const value = line.endsWith('#') ? line.replace(/(^|[ \t])(?=#+$)/, '$1\\') : line;
  return value ? `${marks} ${value}` : marks;
};

/**
 * An element with its anchor beside it. The id is the slug that GitHub gives the heading of the Markdown output, so the
 * title and the words of badges count, and a link with an anchor works in both. The title itself is left to the theme.
 */
export function headingToHast(page: HtmlPage) {
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
    if (slug === '' || page.isInRail)
      return element(tagName, slug === '' ? {} : { id: slug }, state.all(node));
    page.headings.push({ depth, slug, text });
    return element('div', { className: ['fb-heading'], dataDepth: depth }, [
      element(tagName, { id: slug }, state.all(node)),
      element('a', { className: ['fb-anchor'], href: `#${slug}`, ariaLabel: `Link to section “${text}”` }),
    ]);
  };
}

/** Whether a page has a heading of a slug below its title; its headings are read once a link asks. */
export function partsOf(root: Root): (slug: string) => boolean {
  let slugs: Set<string> | undefined;
  return (slug) => {
    slugs ??= new Set(slugsOf(root).slice(1));
    return slugs.has(slug);
  };
}

function slugsOf(root: Root): string[] {
  const slugger = new GithubSlugger();
  const slugs: string[] = [];
  const walk = (node: Nodes): void => {
    if (node.type === 'heading') slugs.push(slugger.slug(headingText(node, true)));
    else if ('children' in node) for (const child of node.children) walk(child);
  };
  walk(root);
  return slugs;
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

/** A list item; the box of a task is a picture with a name, since nobody can tick it on the page. */
export function listItemToHast(state: HastState, node: ListItem, parent: Parents | undefined): Element {
  const item = hastHandlers.listItem(state, node, parent);
  if (typeof node.checked === 'boolean') item.children = item.children.map(replaceBox);
  return item;
}

function replaceBox(child: ElementContent): ElementContent {
  if (child.type !== 'element') return child;
  if (child.tagName === 'p') return { ...child, children: child.children.map(replaceBox) };
  if (child.tagName !== 'input') return child;
  const done = child.properties.checked === true;
  return element('span', { className: ['fb-check'], role: 'img', ariaLabel: done ? 'done' : 'to do' }, [
    done ? '☑' : '☐',
  ]);
}
