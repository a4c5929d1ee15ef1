import { plural } from '../../../core/text.ts';
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
/** Perl's tests say so behind points that all passed. */
const DIED = /^# Looks like your test (?:died|exited with [1-9])/;
const POINT = /^(not )?ok\b(?: +\d+\b)?(?: +-)? *(.*)$/;

/**
 * TAP 13 and 14, as node's runner, tap, bats, prove and mocha write it: https://testanything.org/tap-version-14-specification.html.
 * A subtest stands before the point that sums it up and names it.
 */
export function tap(sink: ResultsSink): LineFormat {
  const levels: Level[] = [];
  /** What the lines below a point belong to, and how far they are indented. */
  let last: { readonly point: Point; readonly indent: number } | undefined;
  let inDiagnostics = false;
  let hasBailed = false;
  /** All points that failed, those that sum up others, too; and how many the summary counts. */
  let failures = 0;
  let summary = { failures: 0, line: 1 };
  sink.format = 'tap';
  return {
    read(line, at) {
      const text = line.trim();
      if (inDiagnostics) {
        if (text === '...') inDiagnostics = false;
        else say(line.slice((last?.indent ?? 0) + 2));
        return;
      }
      if (text === '---' && last) {
        inDiagnostics = true;
        return;
      }
      const indent = line.length - line.trimStart().length;
      const depth = Math.min(MAX_LEVELS, Math.floor(indent / 4));
      const plan = /^1\.\.(\d{1,9})(?!\S)/.exec(text)?.[1];
      const point = POINT.exec(text);
      if (point) add(point, depth, indent);
      else if (plan !== undefined) {
        last = undefined;
        // Of documents that follow each other, each has its own.
        const own = level(depth);
        own.plan = { tests: (own.plan?.tests ?? 0) + Number(plan), line: at };
      } else if (/^Bail out!/i.test(text)) {
        hasBailed = true;
        sink.suiteFailure('test run', text);
      } else if (indent === 0 && FAILURES.test(text))
        summary = { failures: Number(FAILURES.exec(text)?.[1]), line: at };
      else if (DIED.test(text)) sink.suiteFailure('test run', text);
      else if (text.startsWith('#') && !text.startsWith('# Subtest')) say(text.replace(/^#\s?/, ''));
    },
    tooLong() {
      last = undefined;
    },
    end(line) {
      const isWhole = levels.length === 1 && levels[0]?.plan !== undefined && !inDiagnostics;
      while (levels.length > 1) levels[0]?.points.push(...(levels.pop()?.points ?? []));
      give();
      if (levels[0]) comparePlan(levels[0]);
      sink.declared(
        { tests: 0, failures: summary.failures },
        { tests: 0, failures },
        summary.line,
        'the summary',
      );
      if (!isWhole && !hasBailed)
        sink.cutOff(line, 'a plan such as `1..4`', 'the file was cut off, or its tool died');
    },
  };

  function add([, not, rest = '']: RegExpExecArray, depth: number, indent: number): void {
    const own = level(depth);
    const inner = levels.splice(depth + 1);
    if (depth === 0) give();
    own.count += 1;
    const [, said = '', directive = '', reason = ''] =
      /^(.*?)(?:(?:^| )#\s*(skip|todo)\S*(.*))?$/i.exec(rest) ?? [];
    const isIdle = directive !== '' && (not === undefined ? /skip/i.test(directive) : true);
    const status = isIdle ? 'skipped' : not === undefined ? 'passed' : 'failed';
    if (not !== undefined) failures += 1;
    summary.failures = 0;
    const name = said
      .replace(/ # time=\S+$/, '')
      .replace(/\\([#\\])/g, '$1')
      .trim();
    const point: Point = { suite: [], name, status, text: reason.trim() === '' ? '' : `${reason.trim()}\n` };
    last = { point, indent };
    const parts = inner.flatMap(({ points }) => points);
    for (const part of inner) comparePlan(part);
    for (const part of parts) part.suite = [name, ...part.suite];
    own.points.push(...parts);
    // What it sums up has failed by itself, too.
    if (parts.length === 0 || (status === 'failed' && !parts.some((part) => part.status === 'failed')))
      own.points.push(point);
  }

  /** Nothing more can be said of the tests so far. */
  function give(): void {
    for (const { suite, name, status, text } of levels[0]?.points.splice(0) ?? []) {
      const ms = /^\s*duration_ms: ([\d.]{1,20})$/m.exec(text)?.[1];
      const said = text.replace(/^\s*(?:duration_ms|type|failureType): .*\n/gm, '');
      const message = status === 'passed' ? undefined : sink.texts.message(said);
      sink.tell({ suite, name }, [
        { status, durationMs: ms === undefined ? undefined : Number(ms), message },
      ]);
    }
  }

  function say(text: string): void {
    const point = last?.point;
    if (point) point.text = addPiece(point.text, `${text}\n`, MESSAGE_LENGTH);
  }

  function level(depth: number): Level {
    while (levels.length <= depth) levels.push({ plan: undefined, count: 0, points: [] });
    return levels[depth] as Level;
  }

  function comparePlan({ plan, count }: Level): void {
    if (!plan) return;
    sink.declared({ tests: plan.tests, failures: 0 }, { tests: count, failures: 0 }, plan.line, 'the plan');
    if (count > plan.tests)
      sink.problem('missing-results', {
        found: String(count),
        line: plan.line,
        expected: `${plural(plan.tests, 'test')}, as the plan counts`,
        because: 'a run that breaks its plan has failed',
      });
  }
}
