import { amountOf, fieldsOf, textOf } from '../json/json-fields.ts';
import { type FormatReader, noCounts, type ResultsSink } from '../sink.ts';
import { GoTests } from './go-tests.ts';

/** Characters of one line; a longer one is left out, and said to be. */
const MAX_LINE = 64 * 1024 * 1024;

/** `go test -json`, one event a line: https://pkg.go.dev/cmd/test2json. */
export class GoTestReader implements FormatReader {
  line = 1;
  private readonly sink: ResultsSink;
  private readonly tests: GoTests;
  /** The start of a line. */
  private rest = '';
  private isTooLong = false;

  constructor(sink: ResultsSink) {
    sink.format = 'go-json';
    sink.leaf = noCounts();
    this.sink = sink;
    this.tests = new GoTests(sink);
  }

  write(text: string): void {
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      this.readLine(this.rest + text.slice(start, end), false);
      this.rest = '';
      start = end + 1;
    }
    this.rest += text.slice(start);
    if (this.rest.length <= MAX_LINE) return;
    this.isTooLong = true;
    this.rest = '';
  }

  end(): void {
    if (this.rest !== '' || this.isTooLong) this.readLine(this.rest, true);
    const open = this.tests.end();
    if (open !== undefined)
      this.sink.problem('cut-off-results', {
        found: 'the end of the file',
        line: this.line,
        expected: `the end of package \`${open}\``,
        because: 'the file was cut off',
        partial: true,
      });
  }

  private readLine(text: string, isLast: boolean): void {
    const { sink, line } = this;
    if (this.isTooLong)
      sink.problem('broken-results', {
        found: 'a line of more than 64 MB',
        line,
        expected: 'an event',
        because: 'it was left out',
        partial: true,
      });
    else if (!readEvent(this.tests, text)) reportLine(sink, text, line, isLast);
    this.isTooLong = false;
    this.line += 1;
  }
}

/** Whether the line is an event, or empty. */
function readEvent(tests: GoTests, text: string): boolean {
  if (text.trim() === '') return true;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return false;
  }
  const fields = fieldsOf(value);
  const action = textOf(fields?.Action);
  if (!fields || action === undefined) return false;
  for (const key of ['Package', 'Test', 'Output', 'ImportPath'])
    if (fields[key] !== undefined && typeof fields[key] !== 'string') return false;
  tests.read({
    action,
    pkg: textOf(fields.Package) ?? textOf(fields.ImportPath) ?? '',
    test: textOf(fields.Test),
    output: textOf(fields.Output) ?? '',
    failedBuild: textOf(fields.FailedBuild),
    elapsedSeconds: amountOf(fields.Elapsed),
  });
  return true;
}

/** What a tool printed between the events is no loss; a broken event may be one. */
function reportLine(sink: ResultsSink, text: string, line: number, isLast: boolean): void {
  const isEvent = text.trimStart().startsWith('{');
  if (isEvent && isLast)
    sink.problem('cut-off-results', {
      found: 'the end of the file',
      line,
      expected: 'the end of an event',
      because: 'the file was cut off',
      partial: true,
    });
  else
    sink.problem('broken-results', {
      found: 'other text',
      line,
      expected: 'an event',
      because: isEvent ? 'it was left out' : 'it was passed over',
      partial: isEvent,
    });
}
