import type { ElementContent } from 'hast';
import type { Html, InlineCode, Paragraph, Parents, Text } from 'mdast';
import type { State as HastState } from 'mdast-util-to-hast';
import { defaultHandlers, type Handle, type Info, type State } from 'mdast-util-to-markdown';
import { element, text } from '../hast.ts';

/** Text with its white space tidied: what Markdown would drop is dropped, instead of kept as character references. */
export function textToMarkdown(node: Text, parent: Parents | undefined, state: State, info: Info): string {
  const tidy = { ...node, value: tidySpace(node.value, state, info) };
  return defaultHandlers.text(tidy, parent, state, info);
}

/** Raw HTML of a record is shown as it was written, never run. */
export function htmlToMarkdown(node: Html, parent: Parents | undefined, state: State, info: Info): string {
  const written: Text = { type: 'text', value: node.value };
  if (state.stack.includes('phrasing')) return textToMarkdown(written, parent, state, info);
  return state.handle({ type: 'paragraph', children: [written] }, parent, state, info);
}

/** A paragraph without space at its end. `next` is the handler that knows the boxes of tasks. */
export function paragraphToMarkdown(next: Handle) {
  return (node: Paragraph, parent: Parents | undefined, state: State, info: Info): string =>
    next(node, parent, state, info).replace(/(?<![ \t])[ \t]+$/, '');
}

/** Inline code in one line, as it is read. `next` is the handler that knows tables. */
export function inlineCodeToMarkdown(next: Handle) {
  const handle = (node: InlineCode, parent: Parents | undefined, state: State, info: Info): string => {
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
  let tidy = value
    .replaceAll('\0', '\uFFFD')
    .replace(/[ \t\r\n]+/g, (run) => (/[\r\n]/.test(run) ? lineEnd : run));
  if (/[ \t\r\n]$/.test(info.before)) tidy = tidy.replace(/^[ \t\r\n]+/, '');
  if (/^[ \r\n]/.test(info.after)) tidy = tidy.replace(/(?<![ \t\r\n])[ \t\r\n]+$/, '');
  return tidy;
}
