import { z } from 'zod';
import { isWhen } from '../../core/calendar.ts';
import { amountMinutes, type Effort, parseEffort, type WorkingTime } from '../../core/effort.ts';
import type { FindingArgs } from '../../core/finding.ts';
import type { RecordRuleArgs, RecordRuleId } from '../rules.ts';

/**
 * Field types of the front matter. YAML gives text only (its failsafe schema), so that a commit such as `4512e87` or a
 * duration such as `50.630` survives as written; each type here says what the text must be.
 */

/** Ids that are keys of the front matter: `serial-marker`. */
export const KEY_ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** Fields that hold sentences: there, YAML's own signs cut text that looks whole. */
export const PROSE_KEYS: ReadonlySet<string> = new Set([
  'title',
  'label',
  'claim',
  'because',
  'does',
  'gain',
  'cost',
  'ask',
  'advised',
  'note',
  'why',
  'what',
  'result',
  'summary',
  'affects',
  'theme',
  'solution',
  'solutionFor',
  'signals',
  'guards',
  'cures',
  'counterCures',
  'share',
  'of',
  'source',
]);

/** What a schema says of a value that it refuses. */
export interface Refusal {
  readonly ruleId: RecordRuleId;
  readonly args: FindingArgs;
}

/** What the value itself says, so that its schema need not. */
type Told = 'key' | 'value' | 'received';

type UntoldArgs<Args> = Args extends object
  ? Omit<Args, Told> & Partial<Pick<Args, Told & keyof Args>>
  : never;

/** An issue that a schema cannot word by itself. */
export function refuse<Id extends RecordRuleId>(
  ruleId: Id,
  args: UntoldArgs<RecordRuleArgs<Id>>,
): { params: { ruleId: Id; args: FindingArgs } } {
  return { params: { ruleId, args } };
}

export const text = z.string().min(1);
export const words = z.array(text).default([]);
export const keyId = z.string().regex(KEY_ID);
export const when = z.string().refine(isWhen, refuse('invalid-date', {}));

export const effort = z
  .string()
  .refine(isEffort, refuse('invalid-effort', {}))
  .transform((value): Effort => parseEffort(value) as Effort);

/** With days this long, a range that runs backwards does so in every book. */
const LONGEST: WorkingTime = { dayMinutes: 24 * 60, weekMinutes: 7 * 24 * 60 };

/** Some ninety years: sums stay exact. */
const MAX_MINUTES = 50_000_000;

function isEffort(value: string): boolean {
  const range = parseEffort(value);
  if (!range) return false;
  const highMinutes = amountMinutes(range.high, LONGEST);
  return amountMinutes(range.low, LONGEST) <= highMinutes && highMinutes <= MAX_MINUTES;
}

export const count = z
  .string()
  .refine((value) => /^\d{1,9}$/.test(value), refuse('invalid-count', {}))
  .transform(Number);

export const took = z
  .string()
  .refine((value) => /^\d+(?:\.\d+)?(?:ms|s|m|h)$/.test(value), refuse('invalid-duration', {}));

/** `path:line` or `path:first-last`. */
export const location = z
  .string()
  .refine((value) => /^[^\s:]+(?::\d+(?:-\d+)?)?$/.test(value), refuse('invalid-location', {}));

export const url = z.string().refine((value) => /^https?:\/\/\S+$/.test(value), refuse('invalid-url', {}));

/** A map that refuses other keys; its message carries the keys that it knows, for the finding. */
export function strict<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  const keys = JSON.stringify(Object.keys(shape));
  return z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? keys : undefined) });
}

/** A map from ids to entries. */
export function mapOf<Entry extends z.ZodType>(entry: Entry) {
  return z.record(keyId, entry);
}

/** Leaves out what is undefined, so that "absent" has one form. */
export function present<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as never;
}
