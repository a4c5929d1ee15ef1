import { addPiece } from '../kept-text.ts';
import type { ResultsSink } from '../sink.ts';
import { MESSAGE_LENGTH } from '../test-result.ts';
import type { LineFormat } from './line-reader.ts';

/** A test, or what sums up those before it. */
interface Point {
  suite: readonly string[];
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped, or what stood below it. */
  text: string;
}

/** What stands with one indentation, until a point with less sums it up. */
interface Level {
  plan: { readonly tests: number; readonly line: number } | undefined;
  count: number;
  readonly points: Point[];
}

const MAX_LEVELS = 64;
/** In the summary behind the last point: `# fail 1`, `# failed: 1`, `# Looks like you failed 1 test of 3.` */
const FAILURES = /^# ?(?:fail(?:ed|ures)?:?|Looks like you failed) +(\d{1,9})(?!\S*\d)/;
const POINT = /^(not )?ok\b(?: +\d+\b)?(?: +-)? *(.*)$/;

/**
 * TAP 13 and 14, as node's runner, tap, bats, prove and mocha write it: https://testanything.org/tap-version-14-specification.html.
 * A subtest stands before the point that sums it up and names it.
 */
export class Tap implements LineFormat {
  private readonly sink: ResultsSink;
  private readonly levels: Level[] = [];
  /** What the lines below a point belong to, and how far they are indented. */
  private last: { readonly point: Point; readonly indent: number } | undefined;
  private inDiagnostics = false;
  private hasBailed = false;
  /** All points that failed, those that sum up others, too; and how many the summary counts. */
  private failures = 0;
  private summary = { failures: 0, line: 1 };

  constructor(sink: ResultsSink) {
    sink.format = 'tap';
    this.sink = sink;
  }

  read(line: string, at: number): void {
    const text = line.trim();
    const { last } = this;
    if (this.inDiagnostics) {
      if (text === '...') this.inDiagnostics = false;
      else this.say(line.slice((last?.indent ?? 0) + 2));
      return;
    }
    if (text === '---' && last) {
      this.inDiagnostics = true;
      return;
    }
    const indent = line.length - line.trimStart().length;
    const depth = Math.min(MAX_LEVELS, Math.floor(indent / 4));
    const plan = /^1\.\.(\d{1,9})(?!\S)/.exec(text)?.[1];
    const point = POINT.exec(text);
    if (point) this.add(point, depth, indent);
    else if (plan !== undefined) {
      this.last = undefined;
      this.level(depth).plan = { tests: Number(plan), line: at };
    } else if (/^Bail out!/i.test(text)) {
      this.hasBailed = true;
      this.sink.suiteFailure('test run', text);
    } else if (indent === 0 && FAILURES.test(text))
      this.summary = { failures: Number(FAILURES.exec(text)?.[1]), line: at };
    else if (text.startsWith('#') && !text.startsWith('# Subtest')) this.say(text.replace(/^#\s?/, ''));
  }

  tooLong(): void {
    this.last = undefined;
  }

  end(line: number): void {
    const { levels, sink } = this;
    const isWhole = levels.length === 1 && levels[0]?.plan !== undefined && !this.inDiagnostics;
    while (levels.length > 1) levels[0]?.points.push(...(levels.pop()?.points ?? []));
    this.give();
    if (levels[0]) this.comparePlan(levels[0]);
    const { summary, failures } = this;
    sink.declared(
      { tests: 0, failures: summary.failures },
      { tests: 0, failures },
      summary.line,
      'the summary',
    );
    if (!isWhole && !this.hasBailed)
      sink.cutOff(line, 'a plan such as `1..4`', 'the file was cut off, or its tool died');
  }

  private add([, not, rest = '']: RegExpExecArray, depth: number, indent: number): void {
    const level = this.level(depth);
    const inner = this.levels.splice(depth + 1);
    if (depth === 0) this.give();
    level.count += 1;
    const [, said = '', directive = '', reason = ''] =
      /^(.*?)(?:(?:^| )#\s*(skip|todo)\S*(.*))?$/i.exec(rest) ?? [];
    const isIdle = directive !== '' && (not === undefined ? /skip/i.test(directive) : true);
    const status = isIdle ? 'skipped' : not === undefined ? 'passed' : 'failed';
    if (not !== undefined) this.failures += 1;
    this.summary.failures = 0;
    const name = said
      .replace(/ # time=\S+$/, '')
      .replace(/\\([#\\])/g, '$1')
      .trim();
    const point: Point = { suite: [], name, status, text: reason.trim() === '' ? '' : `${reason.trim()}\n` };
    this.last = { point, indent };
    const parts = inner.flatMap(({ points }) => points);
    for (const part of inner) this.comparePlan(part);
    for (const part of parts) part.suite = [name, ...part.suite];
    level.points.push(...parts);
    // What it sums up has failed by itself, too.
    if (parts.length === 0 || (status === 'failed' && !parts.some((part) => part.status === 'failed')))
      level.points.push(point);
  }

  /** Nothing more can be said of the tests so far. */
  private give(): void {
    const { sink } = this;
    for (const { suite, name, status, text } of this.levels[0]?.points.splice(0) ?? []) {
      const ms = /^\s*duration_ms: ([\d.]{1,20})$/m.exec(text)?.[1];
      const said = text.replace(/^\s*(?:duration_ms|type|failureType): .*\n/gm, '');
      const message = status === 'passed' ? undefined : sink.texts.message(said);
      sink.tell({ suite, name }, [
        { status, durationMs: ms === undefined ? undefined : Number(ms), message },
      ]);
    }
  }

  private say(text: string): void {
    const point = this.last?.point;
    if (point) point.text = addPiece(point.text, `${text}\n`, MESSAGE_LENGTH);
  }

  private level(depth: number): Level {
    const { levels } = this;
    while (levels.length <= depth) levels.push({ plan: undefined, count: 0, points: [] });
    return levels[depth] as Level;
  }

  private comparePlan({ plan, count }: Level): void {
    if (plan)
      this.sink.declared(
        { tests: plan.tests, failures: 0 },
        { tests: count, failures: 0 },
        plan.line,
        'the plan',
      );
  }
}
