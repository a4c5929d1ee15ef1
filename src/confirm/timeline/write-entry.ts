import type { TimelineEntry } from '../../records/issue/timeline.ts';
import { writeScalar } from '../../text/write-scalar.ts';

/** Details beside the word and its date, in the order in which they are written. */
const DETAILS = [
  'fix',
  'commit',
  'run',
  'runs',
  'until',
  'why',
  'by',
  'to',
  'what',
  'result',
  'note',
] as const;

/** An entry as the plain data that YAML gives for it. */
export function entryData(entry: TimelineEntry): Record<string, string | readonly string[]> {
  const details = DETAILS.flatMap((key) => (entry[key] === undefined ? [] : [[key, entry[key]] as const]));
  return {
    [entry.word]: entry.at,
    ...(entry.tests.length > 0 ? { tests: entry.tests } : {}),
    ...Object.fromEntries(details),
  };
}

/** The lines of an entry in a block list, the last one ended too. @param gap characters from the dash to the word, at least 2. */
export function writeBlockEntry(entry: TimelineEntry, indent: string, gap = 2): string {
  const inner = indent + ' '.repeat(gap);
  const [first, ...more] = writePairs(entry);
  return [`${indent}-${' '.repeat(gap - 1)}${first}`, ...more.map((pair) => inner + pair), ''].join('\n');
}

/** An entry in one line, in braces. */
export function writeFlowEntry(entry: TimelineEntry): string {
  return `{ ${writePairs(entry).join(', ')} }`;
}

function writePairs(entry: TimelineEntry): string[] {
  return Object.entries(entryData(entry)).map(([key, value]) => {
    if (typeof value !== 'string') return `${key}: [${value.map(writeScalar).join(', ')}]`;
    return `${key}: ${key === entry.word ? value : writeScalar(value)}`;
  });
}
