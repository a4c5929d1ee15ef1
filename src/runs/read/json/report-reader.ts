import { type JsonPath, type JsonPlan, JsonStream } from '../../../text/json/json-stream.ts';
import { type JsonKind, KIND_WORDS } from '../../../text/json/json-value.ts';
import type { Strange } from '../rules.ts';
import type { FormatReader, ResultsSink } from '../sink.ts';

/** Reads files that are one JSON value, with the tests somewhere in it. A format says which values it takes. */
export abstract class JsonReportReader implements FormatReader {
  protected readonly sink: ResultsSink;
  private readonly stream: JsonStream;
  /** What is said of a file that turned out to be none of the format. */
  protected abstract readonly strange: Strange;

  constructor(sink: ResultsSink) {
    this.sink = sink;
    this.stream = new JsonStream({
      plan: (path, kind) => this.plan(path, kind),
      take: (path, value) => this.take(path, value),
      problem: ({ isEnd = false, isLost, ...strange }) =>
        sink.problem(isEnd ? 'cut-off-results' : 'broken-results', {
          ...strange,
          line: this.line,
          partial: isLost,
        }),
    });
  }

  get line(): number {
    return this.stream.line;
  }

  write(text: string): void {
    this.stream.write(text);
  }

  end(): void {
    this.stream.end();
    if (this.sink.format === 'unknown')
      this.sink.problem('unknown-results', { ...this.strange, partial: true });
  }

  protected abstract plan(path: JsonPath, kind: JsonKind): JsonPlan;

  protected abstract take(path: JsonPath, value: unknown): void;

  /** Passes over a value of the wrong kind, and says so. */
  protected wrong(where: string, kind: JsonKind, expected: string): JsonPlan {
    const found = `${KIND_WORDS[kind]} as ${where}`;
    this.sink.problem('strange-results', { found, line: this.line, expected, partial: true });
    return 'skip';
  }
}
