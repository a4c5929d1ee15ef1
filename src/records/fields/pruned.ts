import type { z } from 'zod';
import { atKey } from '../../core/kept.ts';
import type { DataPath } from '../../text/yaml.ts';
import type { AnyRecord } from '../knowledge-base.ts';
import type { AnyDraft } from './draft.ts';

type Issue = z.core.$ZodIssue;

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

/** Data out of which wrong parts are cut, and into which missing ones are filled, until a schema takes what is left. */
export class Pruned {
  data: unknown;
  readonly #source: unknown;
  /** Made when something is mended: most records have nothing to mend. */
  #standIns: StandIns | undefined;
  /** Where the entries of a list stood, for lists that lost some. */
  readonly #positions = new Map<unknown[], number[]>();
  /** Paths with a stand-in. */
  readonly #filled = new Set<string>();

  constructor(source: unknown) {
    this.#source = source;
    this.data = source;
  }

  /** Whether something that a record cannot do without had to be filled in. */
  get isDraft(): boolean {
    return this.#filled.size > 0;
  }

  /** Cuts and fills where the issues say; false when nothing could be done. */
  mend(issues: readonly Issue[]): boolean {
    if (this.data === this.#source) this.data = structuredClone(this.#source);
    this.#standIns ??= standInsFor(this.#source);
    const standIns = this.#standIns;
    // From the back, so that cutting one entry of a list leaves the positions of the others alone.
    return distinct(issues)
      .toSorted(laterFirst)
      .map((issue) => this.#mendOne(issue, standIns))
      .includes(true);
  }

  /** The path in the data as it was, for a path in what is left: cutting an entry of a list moves those behind it. */
  original(path: DataPath): DataPath {
    let value = this.data;
    return path.map((step) => {
      const moved = Array.isArray(value) ? this.#positions.get(value)?.[Number(step)] : undefined;
      value = valueAt(value, [step]);
      return moved ?? step;
    });
  }

  /** A typed record without what was filled in. */
  withoutStandIns(record: AnyRecord): AnyDraft {
    const { texts = [], full = new Map() } = this.#standIns ?? {};
    const emptied = [...full.keys()].filter((key) => this.#filled.has(JSON.stringify([key])));
    const lists = Object.fromEntries(emptied.map((key) => [key, []]));
    return withoutMissing({ ...record, ...lists }, new Set<unknown>(texts.slice(0, 2))) as AnyDraft;
  }

  /** Cuts out what is wrong, fills in what is missing; where no stand-in is taken, the entry around it goes. */
  #mendOne(issue: Issue, { texts, full: fulls }: StandIns): boolean {
    const path = issue.path as DataPath;
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => this.#cut([...path, key])).includes(true);
    const name = JSON.stringify(path);
    const value = valueAt(this.data, path);
    if (this.#filled.has(name)) {
      const next = typeof value === 'string' ? texts[texts.indexOf(value) + 1] : undefined;
      if (next !== undefined) return put(this.data, path, next);
      return path.length > 1 && this.#cut(path.slice(0, -1));
    }
    const full = path.length === 1 ? fulls.get(path[0]) : undefined;
    if (full === undefined && value !== undefined) return this.#cut(path);
    this.#filled.add(name);
    if (full !== undefined) return put(this.data, path, structuredClone(full));
    const expected = issue.code === 'invalid_type' ? issue.expected : undefined;
    return put(this.data, path, expected === 'array' ? [] : expected === 'string' ? texts[0] : {});
  }

  #cut(path: DataPath): boolean {
    const holder = valueAt(this.data, path.slice(0, -1));
    const last = path.at(-1);
    if (typeof holder !== 'object' || holder === null || last === undefined || !Object.hasOwn(holder, last))
      return false;
    if (Array.isArray(holder)) {
      atKey(this.#positions, holder, () => [...holder.keys()]).splice(Number(last), 1);
      holder.splice(Number(last), 1);
    } else delete (holder as Record<string | number, unknown>)[last];
    return true;
  }
}

function withoutMissing(value: unknown, standIns: ReadonlySet<unknown>): unknown {
  if (standIns.has(value)) return undefined;
  if (Array.isArray(value)) return value.map((part) => withoutMissing(part, standIns));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, withoutMissing(part, standIns)]),
  );
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
  const pathOf = ({ code, path }: Issue) => `${code === 'unrecognized_keys'}${JSON.stringify(path)}`;
  return [...Map.groupBy(issues, pathOf).values()].flatMap(([first]) => first ?? []);
}

function laterFirst({ path: a }: Issue, { path: b }: Issue): number {
  for (const [i, step] of a.entries()) {
    const other = b[i];
    if (other === undefined) return -1;
    if (typeof step === 'number' && typeof other === 'number' && step !== other) return other - step;
  }
  return b.length - a.length;
}
