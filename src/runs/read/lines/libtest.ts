import { atKey } from '../../../core/kept.ts';
import type { AttemptOutcome } from '../../../core/outcome.ts';
import { amountOf, type Fields, joined, textOf } from '../json/json-fields.ts';
import type { ResultsSink } from '../sink.ts';
import type { Attempt } from '../test-result.ts';
import { eventLines } from './event-lines.ts';
import type { LineFormat } from './line-reader.ts';

const ENDS: Readonly<Record<string, AttemptOutcome>> = {
  ok: 'passed',
  failed: 'failed',
  ignored: 'skipped',
};

/**
 * `cargo test -- -Z unstable-options --format json`, and `cargo nextest run --message-format libtest-json`, which has
 * `crate::binary$path::test#2` for a second attempt: https://doc.rust-lang.org/rustc/tests/index.html#--format-format.
 */
export function libtest(sink: ResultsSink): LineFormat {
  sink.format = 'libtest';
  const attempts = new Map<string, Attempt[]>();
  const running = new Set<string>();
  let openSuites = 0;
  let hasSuite = false;
  const add = (test: string, attempt: Attempt): void => {
    const name = test.replace(/#\d+$/, '');
    atKey(attempts, name, () => []).push(attempt);
  };
  const give = (): void => {
    for (const name of running) add(name, { status: 'unfinished' });
    for (const [name, list] of attempts) {
      const [binary, path] = name.includes('$') ? name.split('$', 2) : ['', name];
      const steps = (path ?? '').split('::');
      sink.tell({ suite: [binary ?? '', ...steps.slice(0, -1)], name: steps.at(-1) ?? '' }, list);
    }
    running.clear();
    attempts.clear();
  };
  const readTest = (name: string, fields: Fields): void => {
    const { stdout: printed, message } = fields;
    const event = textOf(fields.event) ?? '';
    if (event === 'started') running.add(name);
    else if (Object.hasOwn(ENDS, event)) {
      running.delete(name);
      const status = ENDS[event] ?? 'other';
      const seconds = amountOf(fields.exec_time);
      add(name, {
        status,
        durationMs: seconds === undefined ? undefined : Math.round(seconds * 1e6) / 1e3,
        message: status === 'passed' ? undefined : sink.texts.message(joined(printed, message)),
      });
    }
  };
  const readSuite = (fields: Fields, line: number): void => {
    const { event } = fields;
    if (event === 'started') {
      // Each binary of `cargo test` has a suite; the names of their tests say nothing of it.
      if (openSuites === 0) give();
      openSuites += 1;
      hasSuite = true;
      sink.declare({ tests: amountOf(fields.test_count) }, line);
      return;
    }
    openSuites = Math.max(0, openSuites - 1);
    sink.declare({ failures: amountOf(fields.failed) }, line);
    sink.ended(event === 'failed', line);
  };
  const read = (fields: Fields, line: number): boolean => {
    const name = textOf(fields.name);
    if (fields.type === 'test' && name !== undefined) readTest(name, fields);
    else if (fields.type === 'suite') readSuite(fields, line);
    // `bench` and `report` say nothing of how a test ended.
    else return typeof fields.type === 'string';
    return true;
  };
  return eventLines(sink, read, (line) => {
    const wasCut = running.size > 0 || openSuites > 0 || !hasSuite;
    give();
    if (wasCut) sink.cutOff(line, 'the end of a suite');
  });
}
