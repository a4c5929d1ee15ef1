import type { z } from 'zod';
import type { DataPath } from '../../text/yaml.ts';
import type { AnyRecord } from '../knowledge-base.ts';
import type { AnyDraft } from './draft.ts';

type Issue = z.core.$ZodIssue;

/** Data out of which wrong parts are cut, and into which missing ones are filled, until a schema takes what is left. */
export interface Pruned {
  readonly data: unknown;
  /** Whether something that a record cannot do without had to be filled in. */
  readonly isDraft: boolean;
  /** Cuts and fills where the issues say; false when nothing could be done. */
  mend(issues: readonly Issue[]): boolean;
  /** The path in the data as it was, for a path in what is left: cutting an entry of a list moves those behind it. */
  original(path: DataPath): DataPath;
  /** A typed record without what was filled in. */
  withoutStandIns(record: AnyRecord): AnyDraft;
}

/** Filled in where something is missing. */
interface StandIns {
  /** A text and a date that are none of the record's own, tried in turn; `0` where a count is missing. */
  readonly texts: readonly [text: string, date: string, count: '0'];
  /** For what must not be empty. */
  readonly full: ReadonlyMap<unknown, object>;
}

function standInsFor(source: unknown): StandIns {
  const own = new Set(stringsIn(source));
  let text = '\u0000';
  while (own.has(text)) text += '\u0000';
  let year = 1;
  const date = () => `${year}-01-01`.padStart(10, '0');
  while (own.has(date())) year += 1;
  const full = new Map<unknown, object>([
    ['tests', { a: {} }],
    ['timeline', [{ open: date() }]],
  ]);
  return { texts: [text, date(), '0'], full };
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

interface State {
  data: unknown;
  /** Made when something is mended: most records have nothing to mend. */
  standIns?: StandIns;
  /** Where the entries of a list stood, for lists that lost some. */
  readonly positions: Map<unknown[], number[]>;
  /** Paths with a stand-in. */
  readonly filled: Set<string>;
}

export function createPruned(source: unknown): Pruned {
  const state: State = { data: source, positions: new Map(), filled: new Set() };
  return {
    get data() {
      return state.data;
    },
    get isDraft() {
      return state.filled.size > 0;
    },
    // From the back, so that cutting one entry of a list leaves the positions of the others alone.
    mend(issues) {
      // Most records have nothing to mend, and are read as they are.
      if (state.data === source) state.data = structuredClone(source);
      state.standIns ??= standInsFor(source);
      const { standIns } = state;
      return distinct(issues)
        .toSorted(laterFirst)
        .map((issue) => mendOne(state, standIns, issue))
        .includes(true);
    },
    original: (path) => {
      let value = state.data;
      return path.map((step) => {
        const moved = Array.isArray(value) ? state.positions.get(value)?.[Number(step)] : undefined;
        value = valueAt(value, [step]);
        return moved ?? step;
      });
    },
    withoutStandIns: (record) => {
      const { texts = [], full = new Map() } = state.standIns ?? {};
      const emptied = [...full.keys()].filter((key) => state.filled.has(JSON.stringify([key])));
      const lists = Object.fromEntries(emptied.map((key) => [key, []]));
      return withoutMissing({ ...record, ...lists }, new Set<unknown>(texts.slice(0, 2))) as AnyDraft;
    },
  };
}

function withoutMissing(value: unknown, standIns: ReadonlySet<unknown>): unknown {
  if (standIns.has(value)) return undefined;
  if (Array.isArray(value)) return value.map((part) => withoutMissing(part, standIns));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, withoutMissing(part, standIns)]),
  );
}

/** Cuts out what is wrong, fills in what is missing; where no stand-in is taken, the entry around it goes. */
function mendOne(state: State, { texts, full: fulls }: StandIns, issue: Issue): boolean {
  const path = issue.path as DataPath;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => cut(state, [...path, key])).includes(true);
  const name = JSON.stringify(path);
  const value = valueAt(state.data, path);
  if (state.filled.has(name)) {
    const next = typeof value === 'string' ? texts[texts.indexOf(value) + 1] : undefined;
    if (next !== undefined) return put(state.data, path, next);
    return path.length > 1 && cut(state, path.slice(0, -1));
  }
  const full = path.length === 1 ? fulls.get(path[0]) : undefined;
  if (full === undefined && value !== undefined) return cut(state, path);
  state.filled.add(name);
  if (full !== undefined) return put(state.data, path, structuredClone(full));
  const expected = issue.code === 'invalid_type' ? issue.expected : undefined;
  return put(state.data, path, expected === 'array' ? [] : expected === 'string' ? texts[0] : {});
}

function cut({ data, positions }: State, path: DataPath): boolean {
  const holder = valueAt(data, path.slice(0, -1));
  const last = path.at(-1);
  if (typeof holder !== 'object' || holder === null || last === undefined || !Object.hasOwn(holder, last))
    return false;
  if (Array.isArray(holder)) {
    const known = positions.get(holder) ?? holder.map((_, i) => i);
    positions.set(holder, known);
    known.splice(Number(last), 1);
    holder.splice(Number(last), 1);
  } else delete (holder as Record<string | number, unknown>)[last];
  return true;
}

/** The value at a path; undefined where the path leads nowhere. */
export function valueAt(data: unknown, path: DataPath): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

function put(data: unknown, path: DataPath, value: unknown): boolean {
  const holder = valueAt(data, path.slice(0, -1));
  const last = path.at(-1);
  if (typeof holder !== 'object' || holder === null || last === undefined) return false;
  (holder as Record<string | number, unknown>)[last] = value;
  return true;
}

/** One issue of each path: two of them would cut or fill twice. */
function distinct(issues: readonly Issue[]): Issue[] {
  const byPath = new Map<string, Issue>();
  for (const issue of issues) {
    const key = `${issue.code === 'unrecognized_keys'}${JSON.stringify(issue.path)}`;
    if (!byPath.has(key)) byPath.set(key, issue);
  }
  return [...byPath.values()];
}

function laterFirst({ path: a }: Issue, { path: b }: Issue): number {
  for (const [i, step] of a.entries()) {
    const other = b[i];
    if (other === undefined) return -1;
    if (typeof step === 'number' && typeof other === 'number' && step !== other) return other - step;
  }
  return b.length - a.length;
}
