import { z } from 'zod';
import { isWhen, type When } from '../../core/calendar.ts';
import {
  EVENT_WORDS,
  EVENTS,
  isEvent,
  isStatus,
  STATUS_WORDS,
  STATUSES,
  type TimelineWord,
} from '../../core/status.ts';
import { field, location, named, refuse, sentence, text, when } from '../fields/fields.ts';
import { toldInside } from '../fields/inside.ts';
import { suggest } from '../fields/suggest.ts';

/** What stands beside the word of an entry; which of it may, and which must, depends on the word (`core/status.ts`). */
export const DETAILS = {
  tests: field(z.array(text), 'The letters of the tests that the entry is about; all, unless given.', ['a']),
  fix: field(text, "The id of one of the issue's fixes.", 'serial-marker'),
  commit: field(text, 'The commit that did it.', '4512e87'),
  change: field(
    text,
    'The pull request, merge request or other change that did it, or that is open.',
    'https://github.com/example/shop/pull/41',
  ),
  run: field(text, 'The run that showed it.', 'https://ci.example/runs/31'),
  runs: field(z.array(text), 'The runs that showed it.', ['main-31', 'main-32']),
  until: field(when, 'The day until which it is meant to hold.', '2026-03-31'),
  why: field(sentence, 'The reason.', 'It needs a machine that nobody has any more'),
  by: field(sentence, 'The issue that takes over.', 'SHOP-FLAKY-001'),
  to: field(
    text,
    'The suite that it lives in now, its new place in the source, or its new name.',
    'test/order_test.go:40',
  ),
  what: field(sentence, 'What was tried, where it is no fix of the issue.', 'A longer timeout'),
  result: field(sentence, 'What came of it.', 'It fails as often as before'),
  outcome: field(
    z.enum(['failed', 'helped']),
    'Whether the trial helped. A trial with a `result` failed unless this says that it `helped`.',
    'failed',
  ),
  note: field(sentence, 'Anything else that is worth knowing.', 'Fails on four workers only'),
};

type Details = { readonly [Key in keyof typeof DETAILS]: Readonly<z.output<(typeof DETAILS)[Key]>> };
type Detail = Exclude<keyof Details, 'tests'>;

type Meanings = typeof STATUSES & typeof EVENTS;
type Required<Word extends TimelineWord> = Meanings[Word]['required'][number];
type Allowed<Word extends TimelineWord> = Meanings[Word]['allowed' | 'expected'][number];

/** An entry of a word: what the word requires is there, what it does not allow is not. */
export type EntryOf<Word extends TimelineWord> = Word extends TimelineWord ? Entry<Word> : never;

type Entry<Word extends TimelineWord> = {
  readonly word: Word;
  readonly at: When;
  /** The entry is from a list without dates: it was so on this date, and nobody knows since when. */
  readonly listed?: true;
  /** Letters of the tests that the entry is about; empty: all. */
  readonly tests: Details['tests'];
} & { readonly [Key in Required<Word>]: Details[Key] } & {
  readonly [Key in Exclude<Detail, Required<Word>>]?: Key extends Allowed<Word> ? Details[Key] : undefined;
};

export type TimelineEntry = EntryOf<TimelineWord>;

type Raw = Record<string, unknown>;
type Context = z.core.$RefinementCtx;

/** The key of an entry from a list without dates; its `status` says which. */
export const LISTED = 'as-listed';

const WORDS: readonly TimelineWord[] = [...STATUS_WORDS, ...EVENT_WORDS];

/** One entry: the word is the key, its date the value, details beside it. */
export const timelineEntry = named(
  'timeline-entry',
  z.record(z.string(), z.unknown()).transform((raw, context): TimelineEntry => {
    const written = readWord(raw, context);
    if (written) checkDetails(written, context);
    return written && context.issues.length === 0 ? toEntry(written) : z.NEVER;
  }),
  'What happened at a time: a word, its date, and details beside it.',
);

toldInside.set(timelineEntry, {
  keys: {
    ...Object.fromEntries(WORDS.map((word) => [word, when])),
    [LISTED]: when,
    status: text,
    ...DETAILS,
  },
});

/** An entry with its word found out, and unchecked details. */
interface Written {
  readonly word: TimelineWord;
  readonly at: unknown;
  readonly listed?: true;
  readonly details: Raw;
}

function readWord(raw: Raw, context: Context): Written | undefined {
  if (Object.hasOwn(raw, LISTED)) return readListed(raw, context);
  const [word, second] = wordsIn(raw);
  if (word === undefined) {
    const [first = ''] = Object.keys(raw);
    const suggestion = turnedEntry(raw) ?? suggest(first, WORDS);
    report(context, [], refuse('unknown-timeline-word', { word: first, suggestion }));
    return undefined;
  }
  if (second !== undefined) report(context, [second], refuse('two-timeline-words', { first: word, second }));
  const { [word]: at, ...details } = raw;
  checkDate(at, word, context);
  const isPlace = typeof details.to === 'string' && isLocation(details.to);
  return { word: word === 'moved' && isPlace ? 'relocated' : word, at, details };
}

/** `open: 2026-03-02`, where the word or its date was written as the value of another key. */
function turnedEntry(raw: Raw): string | undefined {
  const texts = Object.entries(raw).flat();
  const word = texts.find((text) => typeof text === 'string' && (isStatus(text) || isEvent(text)));
  const at = texts.find((text) => typeof text === 'string' && isWhen(text));
  return word === undefined || at === undefined ? undefined : `${word}: ${at}`;
}

/** `as-listed: DATE` and `status: WORD`: a status that a list without dates gave on that day. */
function readListed({ [LISTED]: at, status, ...details }: Raw, context: Context): Written | undefined {
  checkDate(at, LISTED, context);
  const [second] = wordsIn(details);
  if (second !== undefined)
    report(context, [second], refuse('two-timeline-words', { first: LISTED, second }));
  if (typeof status === 'string' && isStatus(status)) return { word: status, at, listed: true, details };
  if (typeof status !== 'string') {
    report(context, [], refuse('missing-key', { key: 'status', where: `\`${LISTED}\`` }));
    return undefined;
  }
  const suggestion = suggest(status, STATUS_WORDS);
  const args = { key: 'status', value: status, expected: STATUS_WORDS, suggestion };
  report(context, ['status'], refuse('unknown-value', args));
  return undefined;
}

function wordsIn(raw: Raw): TimelineWord[] {
  return Object.keys(raw).filter((key) => isStatus(key) || isEvent(key));
}

function checkDate(at: unknown, key: string, context: Context): void {
  if (typeof at !== 'string' || !isWhen(at)) report(context, [key], refuse('invalid-date', {}));
}

/** A path or a line in the source, and no name of a suite. */
function isLocation(text: string): boolean {
  return /[/.:]/.test(text) && location.safeParse(text).success;
}

function checkDetails({ word, details }: Written, context: Context): void {
  const { required, expected, allowed } = meaningOf(word);
  const known = [...required, ...expected, ...allowed, 'tests'] as const;
  for (const [key, value] of Object.entries(details)) {
    if (isStatus(key) || isEvent(key)) continue;
    const detail = known.find((name) => name === key);
    if (detail === undefined) {
      const args = { key, expected: known, suggestion: suggest(key, known) };
      report(context, [key], refuse('unknown-key', args));
    } else
      for (const issue of DETAILS[detail].safeParse(value).error?.issues ?? [])
        context.addIssue({ ...issue, path: [key, ...issue.path] });
  }
  for (const key of required) {
    if (!Object.hasOwn(details, key))
      report(context, [], refuse('missing-key', { key, where: `\`${word}\`` }));
  }
}

type Meaning = Readonly<Record<'required' | 'expected' | 'allowed', readonly Detail[]>>;

/** Which details an entry of a word must, should and may have. */
export function meaningOf(word: TimelineWord): Meaning {
  return isStatus(word) ? STATUSES[word] : EVENTS[word];
}

function report(context: Context, path: string[], refusal: ReturnType<typeof refuse>): void {
  context.addIssue({ code: 'custom', path, ...refusal });
}

/** The details were checked by the same lists of which the type is made. */
function toEntry({ word, at, listed, details: { tests = [], ...details } }: Written): TimelineEntry {
  return { word, at, ...(listed ? { listed } : {}), tests, ...details } as TimelineEntry;
}
