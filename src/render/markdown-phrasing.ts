import type { Emphasis, Nodes, Parents, Strong } from 'mdast';
import type { Handle, Info, State, Tracker } from 'mdast-util-to-markdown';

/** Words between which nothing is special, and signs that are nothing special there: most of what is written. */
const PLAIN = (() => {
  const ordinary = String.raw`[A-Za-z0-9\u0080-\uffff ,;/'"?%)-]*`;
  const start = String.raw`(?:[,;:.)] |[ ,;]| \(| - )?(?!\d{1,9}[.)](?: |$))[A-Za-z0-9\u0080-\uffff]`;
  const sign = String.raw`(?:(?<= )\(|[.:](?= )|(?<![Ww])\.|(?<=\d):(?=\d)|(?<![PSps]):$)`;
  return new RegExp(`^${start}${ordinary}(?:${sign}${ordinary})*$`);
})();

/** What stands between two of them. */
const BETWEEN: ReadonlySet<string> = new Set([', ', '; ', ': ', ' ', ' (', ')', '), ', '.']);

/** Whether text is written as it stands. @param after what follows, which matters only where the text ends in a space. */
export function isPlain(value: string, before: string, after: string): boolean {
  if (!PLAIN.test(value) && !BETWEEN.has(value)) return false;
  return (
    (!value.startsWith(' ') || (before !== '' && !SPACE_AT_END.test(before))) &&
    (!value.endsWith(' ') || !SPACE_OR_END.test(after))
  );
}

const SPACE_AT_END = /[ \t\r\n]$/;
const SPACE_OR_END = /^(?:[ \t\r\n]|$)/;

/** Nothing that we write depends on the line and column at which it stands. */
const UNTRACKED: Tracker = {
  move: (value) => value ?? '',
  shift: () => undefined,
  current: () => NOWHERE,
};
const NOWHERE = { now: { line: 1, column: 1 }, lineShift: 0 };

/** What a handler is told of where its node stands. */
export function between(before: string, after: string): Info {
  return { now: NOWHERE.now, lineShift: 0, before, after };
}

/**
 * Writes texts, code, links and emphasis around plain words one after the other, without the search of the library for
 * marks that hold beside each other, which takes half of its time. Where that is needed, the library does it.
 */
export function writeQuickly(state: State): void {
  const library = state.containerPhrasing;
  state.createTracker = () => UNTRACKED;
  state.containerPhrasing = (parent, info) =>
    writeFlat(state, parent, info) ?? library.call(state, parent, info);
}

type Parent = Parameters<State['containerPhrasing']>[0];

/** Undefined where neighbours may change each other. */
function writeFlat(state: State, parent: Parent, info: Info): string | undefined {
  const children: readonly Nodes[] = parent.children;
  let written = '';
  let before = info.before;
  let isAfterMark = false;
  for (let i = 0; i < children.length; i += 1) {
    const child = children[i];
    if (child === undefined || child.type === 'html' || child.type === 'delete') return undefined;
    const isMarked = child.type === 'strong' || child.type === 'emphasis';
    if (isMarked && (isAfterMark || info.before.startsWith('*') || info.after.startsWith('*')))
      return undefined;
    let value: string | undefined;
    if (child.type === 'text' && !child.value.endsWith(' ') && isPlain(child.value, before, ''))
      value = child.value;
    else {
      const after = i + 1 < children.length ? firstOf(state, children[i + 1], parent) : info.after;
      value = isMarked
        ? writeMarked(state, child, before, after)
        : write(state, child, parent, between(before, after));
    }
    if (value === undefined) return undefined;
    if (value === '') continue;
    isAfterMark = isMarked;
    written += value;
    if (i + 1 < children.length) before = lastCharacter(value);
  }
  return written;
}

/** By its handler, which the library looks for in a longer way. */
export function write(state: State, node: Nodes, parent: Parents, info: Info): string {
  const handle: Handle | undefined = state.handlers[node.type];
  return handle ? handle(node, parent, state, info) : state.handle(node, parent, state, info);
}

/** Undefined where the marks may not hold. */
function writeMarked(
  state: State,
  node: Strong | Emphasis,
  before: string,
  after: string,
): string | undefined {
  const mark = node.type === 'strong' ? '**' : '*';
  const exit = state.enter(node.type);
  const inside = writeFlat(state, node, between(mark, mark));
  exit();
  if (inside === undefined || inside === '') return inside;
  const doHold =
    holdsBetween(before.slice(-1), inside.charAt(0)) && holdsBetween(after.charAt(0), inside.slice(-1));
  return doHold ? mark + inside + mark : undefined;
}

/** Marks hold beside a letter, whatever stands outside, and beside all but spaces where a space or another sign does. */
function holdsBetween(outside: string, inside: string): boolean {
  return /[A-Za-z0-9]/.test(inside) || (/[\s.,:;()]/.test(outside) && /\S/.test(inside));
}

const ALONE = between('', '');

/** The character that a node begins with. */
function firstOf(state: State, node: Nodes | undefined, parent: Parent): string {
  const handle: (Handle & { readonly peek?: Handle }) | undefined = node && state.handlers[node.type];
  const value = handle && (handle.peek ?? handle)(node, parent, state, ALONE);
  return value ? String.fromCodePoint(value.codePointAt(0) ?? 0) : '';
}

function lastCharacter(value: string): string {
  return (value.codePointAt(value.length - 2) ?? 0) > 0xffff ? value.slice(-2) : value.slice(-1);
}
