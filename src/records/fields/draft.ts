import type { AnyRecord } from '../knowledge-base.ts';
import type { Roster, RunMonth } from '../runs/run-history.ts';

/** Texts that a record or an entry of one has whatever its file leaves out. */
type AlwaysThere = 'kind' | 'id' | 'file' | 'letter' | 'word' | 'at' | 'state' | 'record';

/**
 * A record of which required texts may be absent: what can be made of a file that leaves them out, so that the rest of it
 * is checked all the same.
 */
export type Draft<T> = T extends readonly (infer Item)[]
  ? readonly Draft<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DraftOf<T[Key], Key> }
    : T;

/** A map with keys of any name lacks none. */
type DraftOf<Value, Key> = string extends Key
  ? Value
  : Key extends AlwaysThere
    ? Value
    : Value extends string
      ? Value | undefined
      : Draft<Value>;

/** Files of the run history lack nothing: a line of which something is wrong is left out whole. */
export type AnyDraft = Draft<Exclude<AnyRecord, RunMonth | Roster>> | RunMonth | Roster;
