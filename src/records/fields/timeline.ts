import { z } from 'zod';
import { isWhen } from '../../core/calendar.ts';
import {
  EVENT_WORDS,
  EVENTS,
  isEvent,
  isStatus,
  STATUS_WORDS,
  STATUSES,
  type TimelineWord,
} from '../../core/status.ts';
import type { TimelineEntry } from '../issue/issue.ts';
import { refuse } from './fields.ts';
import { suggest } from './suggest.ts';

type Raw = Record<string, unknown>;
type Report = (path: string[], refusal: ReturnType<typeof refuse>) => void;

const WORDS: readonly string[] = [...STATUS_WORDS, ...EVENT_WORDS];
const LISTS = new Set(['tests', 'runs']);

/** One entry: the word is the key, its date the value, details beside it. Which details fit depends on the word. */
export const timelineEntry = z.record(z.string(), z.unknown()).transform((raw, context): TimelineEntry => {
  let sound = true;
  const report: Report = (path, refusal) => {
    sound = false;
    context.addIssue({ code: 'custom', path, ...refusal });
  };
  const word = readWord(raw, report);
  if (word) readDetails(raw, word, report);
  return sound && word ? toEntry(raw, word) : z.NEVER;
});

function readWord(raw: Raw, report: Report): TimelineWord | undefined {
  const found = Object.keys(raw).filter((key) => isStatus(key) || isEvent(key));
  const [word, second] = found;
  if (word === undefined) {
    const [first = ''] = Object.keys(raw);
    const near = Object.keys(raw)
      .map((key) => suggest(key, WORDS))
      .find((s) => s !== undefined);
    const refusal = refuse('unknown-timeline-word', { word: first, suggestion: near });
    report(first === '' ? [] : [first], refusal);
    return undefined;
  }
  if (second !== undefined) report([second], refuse('two-timeline-words', { first: word, second }));
  const at = raw[word];
  if (typeof at !== 'string' || !isWhen(at)) report([word], refuse('invalid-date', {}));
  return word as TimelineWord;
}

function readDetails(raw: Raw, word: TimelineWord, report: Report): void {
  const meaning: { required: readonly string[]; allowed: readonly string[] } = isStatus(word)
    ? STATUSES[word]
    : EVENTS[word];
  const known = [...meaning.required, ...meaning.allowed, 'tests'];
  for (const [key, value] of Object.entries(raw)) {
    if (key === word || isStatus(key) || isEvent(key)) continue;
    if (!known.includes(key)) {
      report([key], refuse('unknown-key', { key, expected: known, suggestion: suggest(key, known) }));
    } else if (LISTS.has(key)) {
      if (!Array.isArray(value) || value.some((v) => typeof v !== 'string' || v === ''))
        report([key], refuse('wrong-type', { expected: 'a list' }));
    } else if (typeof value !== 'string' || value === '')
      report([key], refuse('wrong-type', { expected: 'text' }));
    else if (key === 'until' && !isWhen(value)) report([key], refuse('invalid-date', {}));
  }
  for (const key of meaning.required) {
    if (!Object.hasOwn(raw, key)) report([], refuse('missing-key', { key, where: `\`${word}\`` }));
  }
}

function toEntry(raw: Raw, word: TimelineWord): TimelineEntry {
  const { [word]: at, tests = [], ...details } = raw;
  return { word, at: at as string, tests: tests as string[], ...details };
}
