import { type JsonPath, type JsonPlan, JsonStream } from '../../../text/json/json-stream.ts';
import { type JsonKind, KIND_WORDS } from '../../../text/json/json-value.ts';
import type { FormatReader, ResultsSink } from '../sink.ts';
import type { ResultsFormat } from '../test-result.ts';
import { type Fields, fieldsOf, typeName } from './json-fields.ts';

/** Values that a format takes. */
interface JsonRow {
  /** The keys on the way to it; `#` is each value of a list. */
  readonly at: readonly string[];
  /** Without its list, the file is none of this format. */
  readonly isNeeded?: boolean;
  readonly take: (value: unknown, line: number) => void;
}

/** What a format that is one JSON document holds, and where. */
export interface JsonFormat {
  readonly format: ResultsFormat;
  /** What messages call it. */
  readonly name: string;
  readonly rows: readonly JsonRow[];
  /** Documents may follow each other. */
  readonly isList?: boolean;
  /** A further document begins, or the file is over. */
  readonly endDocument?: () => void;
  readonly end?: () => void;
}

/** The objects of a format that are tests, or have them in it. Anything else in their place is told. */
export function testsAt(
  sink: ResultsSink,
  at: readonly string[],
  read: (fields: Fields, line: number) => void,
): JsonRow {
  const take = (value: unknown, line: number) => {
    const fields = fieldsOf(value);
    if (fields) read(fields, line);
    else
      sink.problem('strange-results', {
        found: `${typeName(value)} as a test`,
        line,
        expected: 'an object',
        partial: true,
      });
  };
  return { at, isNeeded: true, take };
}

/**
 * Reads files that are one JSON value, with the tests somewhere in it: its format says which values it takes.
 * @param isGuess nothing but its brackets told the format.
 */
export function jsonReader(sink: ResultsSink, form: JsonFormat, isGuess = false): FormatReader {
  const { rows, format, name } = form;
  sink.isForeign = isGuess;
  /** `enter` what leads to a row, `take` what is one. */
  const plan = (path: JsonPath, kind: JsonKind): JsonPlan => {
    if (path.length === 0) form.endDocument?.();
    const on = rows.filter(({ at }) => fits(at, path));
    const [row] = on;
    if (!row) return 'skip';
    if (row.at.length === path.length) {
      if (row.isNeeded) sink.format = format;
      return 'take';
    }
    const expected = row.at[path.length] === '#' ? 'array' : 'object';
    if (kind === expected) {
      const isList = on.some(({ at, isNeeded }) => isNeeded && at.length === path.length + 1);
      if (isList) sink.format = format;
      return 'enter';
    }
    // An empty list of Go is `null`.
    const isEmpty = kind === 'other' && expected === 'array';
    if (!isEmpty && on.some(({ isNeeded }) => isNeeded)) refuse(path, kind, expected);
    return 'skip';
  };
  const refuse = (path: JsonPath, kind: JsonKind, expected: JsonKind): void => {
    const keys = path.filter((step) => typeof step === 'string');
    const where = keys.length === 0 ? 'one of the list' : `\`${keys.join('.')}\``;
    const found = `${KIND_WORDS[kind]} as ${where}`;
    const { line } = stream;
    sink.problem('strange-results', { found, line, expected: KIND_WORDS[expected], partial: true });
  };
  const stream = new JsonStream({
    isList: form.isList,
    plan,
    take: (path, value) =>
      rows.find(({ at }) => at.length === path.length && fits(at, path))?.take(value, stream.line),
    problem: ({ isEnd = false, isLost, ...strange }) => {
      const { line } = stream;
      sink.problem(isEnd ? 'cut-off-results' : 'broken-results', { ...strange, line, partial: isLost });
    },
  });
  return {
    get line() {
      return stream.line;
    },
    write: (text) => stream.write(text),
    end() {
      stream.end();
      form.endDocument?.();
      form.end?.();
      const needed = rows.find(({ isNeeded }) => isNeeded)?.at.filter((step) => step !== '#') ?? [];
      if (sink.format === 'unknown')
        sink.problem('unknown-results', {
          found: needed.length === 0 ? 'another document' : `JSON without \`${needed.join('.')}\``,
          expected: name,
          partial: true,
        });
    },
  };
}

/** Whether a value lies on the way of a row. */
function fits(at: readonly string[], path: JsonPath): boolean {
  return (
    path.length <= at.length &&
    path.every((step, i) => (typeof step === 'number' ? at[i] === '#' : at[i] === step))
  );
}
