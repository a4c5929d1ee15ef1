import { type Calendar, isWhen, type When } from '../../core/calendar.ts';
import { isEvent, isStatus } from '../../core/status.ts';
import type { TimelineEntry } from '../../records/issue/timeline.ts';
import { splitFrontMatter } from '../../text/front-matter.ts';
import { isMap, isScalar, isSeq, openYaml, toData, type YAMLSeq } from '../../text/yaml.ts';
import { type Insertion, insertionsFor } from './insertions.ts';
import { asWritten } from './original-text.ts';
import { entryData, writeBlockEntry } from './write-entry.ts';

/** Why a record was left as it is, and what a person can paste. */
export interface TimelineRefusal {
  /** Follows the name of the record: `its timeline …`. */
  readonly why: string;
  /** The entry as lines of a block list. */
  readonly lines: string;
}

/**
 * Puts an entry into the timeline of an issue, behind all entries that it does not come before. Every other byte stays:
 * what is given back is the text with one or two stretches put in.
 * @param text the record as it lies on disk, with its byte order mark and ends of lines.
 */
export function appendTimelineEntry(
  text: string,
  entry: TimelineEntry,
  calendar: Calendar,
): string | TimelineRefusal {
  const refuse = (why: string): TimelineRefusal => ({ why, lines: writeBlockEntry(entry, '  ') });
  const original = asWritten(text);
  const { yaml, yamlOffset } = splitFrontMatter(original.text);
  if (yaml === undefined) return refuse('its front matter cannot be read');
  const seq = timelineOf(yaml);
  if (seq === undefined) return refuse('its `timeline:` is no list that can be read');
  const dates = seq.items.map(dateOf);
  if (!dates.every((date) => date !== undefined)) return refuse('its timeline has an entry without a date');
  const index = dates.findLastIndex((date) => !calendar.comesBefore(entry.at, date)) + 1;
  const expected = expectedData(yaml, index, entry);
  const found = insertionsFor({ yaml, seq }, index, entry).find(
    (insertions) => JSON.stringify(toData(openYaml(insert(yaml, insertions)))) === expected,
  );
  if (!found) return refuse('its timeline is written in a form that only a person can edit');
  return original.insert(
    found.map(({ offset, text: added }) => ({ offset: yamlOffset + offset, text: added })),
  );
}

function timelineOf(yaml: string): YAMLSeq.Parsed | undefined {
  const doc = openYaml(yaml, { keepSourceTokens: true });
  if (doc.errors.length > 0 || !isMap(doc.contents)) return undefined;
  const found: unknown = doc.contents.get('timeline', true);
  return isSeq(found) ? (found as YAMLSeq.Parsed) : undefined;
}

/** The date of an entry: the value of its word. */
function dateOf(item: unknown): When | undefined {
  if (!isMap(item)) return undefined;
  const pair = item.items.find(({ key }) => {
    const word = isScalar(key) ? String(key.value) : '';
    return isStatus(word) || isEvent(word);
  });
  const date = isScalar(pair?.value) ? pair.value.value : undefined;
  return typeof date === 'string' && isWhen(date) ? date : undefined;
}

/** What the front matter must say afterwards, as JSON. */
function expectedData(yaml: string, index: number, entry: TimelineEntry): string {
  const data = toData(openYaml(yaml)) as { readonly timeline: readonly unknown[] };
  return JSON.stringify({ ...data, timeline: data.timeline.toSpliced(index, 0, entryData(entry)) });
}

function insert(text: string, insertions: readonly Insertion[]): string {
  return insertions.reduceRight(
    (whole, { offset, text: added }) => whole.slice(0, offset) + added + whole.slice(offset),
    text,
  );
}
