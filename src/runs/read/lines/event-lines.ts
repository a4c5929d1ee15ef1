import { type Fields, fieldsOf } from '../json/json-fields.ts';
import type { ResultsSink } from '../sink.ts';
import type { LineFormat } from './line-reader.ts';

/**
 * Lines of JSON, an event each, between which a tool may print other text.
 * @param read whether the fields are an event of the format.
 * @param end gives away what was gathered.
 */
export function eventLines(
  sink: ResultsSink,
  read: (fields: Fields, line: number) => boolean,
  end: (line: number) => void,
): LineFormat {
  return {
    read: (text, line, isLast) => {
      if (text.trim() === '') return;
      const fields = parsed(text);
      if (!fields || !read(fields, line)) reportLine(sink, text, line, isLast);
    },
    end,
    tooLong: (line) =>
      sink.problem('broken-results', {
        found: 'a line of more than 64 MB',
        line,
        expected: 'an event',
        because: 'it was left out',
        partial: true,
      }),
  };
}

/** What cannot be an object is not parsed: to throw at each line of other text would take most of the time. */
function parsed(text: string): Fields | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}')) return undefined;
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** What a tool printed between the events is no loss; a broken event may be one. */
function reportLine(sink: ResultsSink, text: string, line: number, isLast: boolean): void {
  const isEvent = text.trimStart().startsWith('{');
  if (isEvent && isLast) sink.cutOff(line, 'the end of an event');
  else
    sink.problem('broken-results', {
      found: 'other text',
      line,
      expected: 'an event',
      because: isEvent ? 'it was left out' : 'it was passed over',
      partial: isEvent,
    });
}
