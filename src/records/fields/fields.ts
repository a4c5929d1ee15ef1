import { z } from 'zod';
import { isWhen } from '../../core/calendar.ts';
import { amountMinutes, type Effort, parseEffort, type WorkingTime } from '../../core/effort.ts';
import type { FindingArgs } from '../../core/finding.ts';
import { atKey } from '../../core/kept.ts';
import type { ReadOnly } from '../../core/read-only.ts';
import type { RecordRuleArgs, RecordRuleId } from '../rules.ts';

/**
 * Types of values in the front matter. YAML gives text only (its failsafe schema), so that a commit such as `4512e87` or a
 * duration such as `50.630` survives as written; each type here says what the text must be.
 *
 * Types of records are inferred from their schemas. Every field says there what it means, with an example: the tables of
 * docs/format.md come from it.
 */

/**
 * Names a type of values or maps: `docs/format.md` calls it so.
 * @param id lower-case words joined by hyphens.
 */
export function named<Schema extends z.ZodType>(
  id: string,
  schema: Schema,
  description: string,
  ...examples: z.input<Schema>[]
): Schema {
  return schema.meta({ id, description, ...(examples.length === 0 ? {} : { examples }) });
}

/** A key of a map, with what its value means and an example of it. */
export function field<Schema extends z.ZodType>(
  schema: Schema,
  description: string,
  ...examples: readonly [z.input<Schema>, ...z.input<Schema>[]]
): Schema {
  return schema.meta({ description, examples });
}

/** A record: what its file's path says, and its fields. */
export type RecordOf<Kind extends string, Fields> = ReadOnly<
  { kind: Kind; id: string; file: string } & Fields
>;

/** Ids that are keys of the front matter: `serial-marker`. */
export const KEY_ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

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

export const text = named('text', z.string().min(1), 'Any text that is not empty.', 'Order is confirmed');
export const words = z.array(text).default([]);
export const sentence = named(
  'sentence',
  z.string().min(1),
  'Text for readers. Links, ids of issues and `{{figures}}` in it must lead somewhere.',
  'It fails on a RAM disk too',
);
/** Titles and labels stand in links, headings, filters and charts, which hold no links or marks of their own. */
export const title = named(
  'title',
  z.string().min(1),
  'A name for readers. Pages show it as it is, without Markdown.',
  'Order is confirmed',
);
export const sentences = z.array(sentence).default([]);
export const keyId = named(
  'id',
  z.string().regex(KEY_ID),
  'Lower-case words joined by hyphens.',
  'serial-marker',
);
export const issueId = named('issue-id', text, 'The id of an issue.', 'SHOP-FLAKY-002');
export const testId = named(
  'test-id',
  text,
  'The id of a test: that of its issue and its letter.',
  'SHOP-FLAKY-002a',
);
export const suiteId = named('suite-id', text, 'The id of a suite.', 'shop');
export const patternId = named('pattern-id', keyId, 'The id of a pattern.', 'shared-state');
export const when = named(
  'date',
  z.string().refine(isWhen, refuse('invalid-date', {})),
  'A date, or a date with time and offset. A date alone counts at the end of its day.',
  '2026-03-02',
  '2026-03-02T12:04+01:00',
);

export const effort = named(
  'effort',
  z.string().transform((value, context): Effort => {
    const range = parseEffort(value);
    if (range && isPossible(range)) return range;
    context.addIssue({ code: 'custom', ...refuse('invalid-effort', {}) });
    return z.NEVER;
  }),
  'An estimate in minutes, hours, days or weeks, or a range of two.',
  '5m',
  '1d',
  '2h-4h',
);

/** With days this long, a range that runs backwards does so in every book. */
const LONGEST: WorkingTime = { dayMinutes: 24 * 60, weekMinutes: 7 * 24 * 60 };

/** Some ninety years: sums stay exact. */
const MAX_MINUTES = 50_000_000;

function isPossible(range: Effort): boolean {
  const highMinutes = amountMinutes(range.high, LONGEST);
  return amountMinutes(range.low, LONGEST) <= highMinutes && highMinutes <= MAX_MINUTES;
}

export const count = named(
  'count',
  z
    .string()
    .refine((value) => /^\d{1,9}$/.test(value), refuse('invalid-count', {}))
    .transform(Number),
  'A whole number.',
  '157',
);

export const took = named(
  'duration',
  z.string().refine((value) => /^\d+(?:\.\d+)?(?:ms|s|m|h)$/.test(value), refuse('invalid-duration', {})),
  'A number and `ms`, `s`, `m` or `h`.',
  '50.630s',
);

/** Not a path of a whole file system, of Windows, or the end of an address. */
export function isLocation(value: string): boolean {
  return /^(?!\/)[^\s:\\]+(?::\d+(?:-\d+)?)?$/.test(value) && !/#L\d+/.test(value);
}

export const location = named(
  'location',
  z.string().refine(isLocation, refuse('invalid-location', {})),
  'A path from the root of the repository, with the line or lines where they are known.',
  'test/a_test.go:88',
  'test/a_test.go:88-96',
);

export const url = named(
  'url',
  z.string().refine((value) => /^https?:\/\/\S+$/.test(value), refuse('invalid-url', {})),
  'A whole `https://` or `http://` address.',
  'https://ci.example/runs/31',
);

/** Whether a value is a sentence for readers. */
export function isSentence(schema: z.core.$ZodType | undefined): boolean {
  return proseType(schema) === sentence;
}

/** Whether people write a value for readers; any other text is an id, an address or a quotation. */
export function isProse(schema: z.core.$ZodType | undefined): boolean {
  return proseType(schema) !== null;
}

function proseType(schema: z.core.$ZodType | undefined): z.ZodType | null {
  if (schema === undefined) return null;
  return atKey(proseTypes, schema, (one) => [sentence, title].find((type) => isOfType(type, one)) ?? null);
}

/** Every value of every record is asked about. */
const proseTypes = new WeakMap<z.core.$ZodType, z.ZodType | null>();

function isOfType(type: z.ZodType, schema: z.core.$ZodType | undefined): boolean {
  if (schema instanceof z.ZodOptional) return isOfType(type, schema.unwrap());
  return schema !== undefined && (schema === type || isOfType(type, schema._zod.parent));
}

export function mapOf<Entry extends z.ZodType>(entry: Entry) {
  return z.record(keyId, entry);
}

/** A map from ids to entries, read as a list of entries that have their ids; empty where it is left out. */
export function listById<Entry extends z.ZodType<object>>(entry: Entry) {
  return mapOf(entry).default({}).transform(withIds);
}

export function withIds<Entry extends object>(
  map: Readonly<Record<string, Entry>>,
): ({ id: string } & Entry)[] {
  return Object.entries(map).map(([id, entry]) => ({ id, ...entry }));
}
