import type { z } from 'zod';
import type { AnyRecord } from '../model/knowledge-base.ts';
import type { DataPath } from '../source/yaml.ts';

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
  /** Takes the stand-ins for whole lists out of a typed draft. */
  withoutStandIns(draft: AnyRecord): AnyRecord;
}

/** What stands in a draft where a text is missing: no id and no word of any record. */
export const MISSING = '\u0000';

/** Tried in turn: the second where a date is missing, the third where a count is. */
const TEXTS: readonly string[] = [MISSING, '0001-01-01', '0'];

/** Stand-ins for what must not be empty. */
const FULL: Readonly<Record<string, unknown>> = { tests: { a: {} }, timeline: [{ open: '0001-01-01' }] };

export function createPruned(source: unknown): Pruned {
  const data = structuredClone(source);
  const positions = new Map<unknown[], number[]>();
  const filled = new Set<string>();
  const cut = (path: DataPath): boolean => {
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
  };
  const mendOne = (issue: Issue): boolean => {
    const path = issue.path as DataPath;
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => cut([...path, key])).includes(true);
    const name = JSON.stringify(path);
    const top = path.length === 1 ? FULL[String(path[0])] : undefined;
    const wasFilled = filled.has(name);
    if (top !== undefined && !wasFilled) {
      filled.add(name);
      return put(data, path, structuredClone(top));
    }
    if (valueAt(data, path) !== undefined && !wasFilled) return cut(path);
    if (wasFilled) {
      const next = TEXTS[TEXTS.indexOf(String(valueAt(data, path))) + 1];
      const isText = typeof valueAt(data, path) === 'string';
      if (isText && next !== undefined) return put(data, path, next);
      return path.length > 1 && cut(path.slice(0, -1));
    }
    filled.add(name);
    const expected = issue.code === 'invalid_type' ? issue.expected : undefined;
    return put(data, path, expected === 'array' ? [] : expected === 'string' ? MISSING : {});
  };
  return {
    data,
    get isDraft() {
      return filled.size > 0;
    },
    // From the back, so that cutting one entry of a list leaves the positions of the others alone.
    mend: (issues) => distinct(issues).toSorted(laterFirst).map(mendOne).includes(true),
    original: (path) => {
      let value = data;
      return path.map((step) => {
        const moved = Array.isArray(value) ? positions.get(value)?.[Number(step)] : undefined;
        value = valueAt(value, [step]);
        return moved ?? step;
      });
    },
    withoutStandIns: (draft) => {
      const emptied = Object.keys(FULL).filter((key) => filled.has(JSON.stringify([key])));
      return { ...draft, ...Object.fromEntries(emptied.map((key) => [key, []])) };
    },
  };
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
