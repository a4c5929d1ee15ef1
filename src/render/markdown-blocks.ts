import type { Nodes } from 'mdast';
import type { State } from 'mdast-util-to-markdown';
import { between, write } from './markdown-phrasing.ts';

const AROUND_BLOCKS = between('\n', '\n');

type Parent = Parameters<State['containerFlow']>[0];

/**
 * Writes blocks one after the other as the library does, which looks for handlers and for what stands between two blocks in
 * a longer way. Which blocks of an item stand apart, the library knows.
 */
export function writeBlocks(state: State): void {
  const library = state.containerFlow;
  state.containerFlow = (parent, info) =>
    parent.type === 'listItem' && parent.children.length > 1
      ? library.call(state, parent, info)
      : writeFlow(state, parent);
}

function writeFlow(state: State, parent: Parent): string {
  const children: readonly Nodes[] = parent.children;
  let written = '';
  let last: Nodes | undefined;
  let index = 0;
  const depth = state.indexStack.push(index) - 1;
  for (const child of children) {
    if (last) written += gap(last, child, parent);
    state.indexStack[depth] = index;
    written += write(state, child, parent, AROUND_BLOCKS);
    if (child.type !== 'list') state.bulletLastUsed = undefined;
    last = child;
    index += 1;
  }
  state.indexStack.pop();
  return written;
}

function gap(left: Nodes, right: Nodes, parent: Parent): string {
  const isTight =
    parent.type === 'list'
      ? parent.spread === false
      : left.type === 'definition' && right.type === 'definition';
  return isTight ? '\n' : '\n\n';
}
