import type { SuiteReading } from '../asof/snapshot.ts';
import { FILE_START, type FileFinding, type Place } from '../core/finding.ts';
import type { Quarantine } from './mutes.ts';
import { finding } from './rules.ts';
import { MADE_BY, writeRunnerFile } from './runner-files.ts';
import { RUNNER_NAMES, type RunnerName } from './runner-names.ts';

/** What a file of `flakebook quarantine` says it was made for, and which tests it mutes. */
export interface MutesFile {
  readonly runner: RunnerName;
  readonly suite: string;
  readonly mutes: readonly { readonly testId: string; readonly until: string; readonly place: Place }[];
}

const HEAD = new RegExp(`^(?:#|//) ${MADE_BY} --for (\\w+)\` from (\\S+) as of [^:]+: do not edit\\.$`, 'm');
const MUTE = /^[ \t]*(?:#|\/\/) (\S+): .*\. Until (\S+)\.$/;

/** Undefined for a file that `flakebook quarantine` has not made. */
export function readMutes(text: string): MutesFile | undefined {
  const [, name, suite] = HEAD.exec(text) ?? [];
  const runner = RUNNER_NAMES.find((known) => known === name);
  if (runner === undefined || suite === undefined) return undefined;
  const mutes = text.split(/\r?\n/).flatMap((line, i) => {
    const [, testId, until] = MUTE.exec(line) ?? [];
    const start = { line: i + 1, column: 1 + line.length - line.trimStart().length };
    const place = { start, end: { line: i + 1, column: line.length + 1 } };
    return testId === undefined || until === undefined ? [] : [{ testId, until, place }];
  });
  return { runner, suite, mutes };
}

/** Holds such a file against what would be made today. @param today the tests of its suite that may be muted. */
export function checkMutes(
  text: string,
  { runner, mutes }: MutesFile,
  { issues }: SuiteReading,
  today: Quarantine,
): FileFinding[] {
  const made = writeRunnerFile(today, runner, '');
  const unknown = new Set(made.foreign.map(({ testId }) => testId));
  const wanted = new Map(today.mutes.map(({ testId, until }) => [testId, until]));
  const statuses = new Map(issues.flatMap(({ tests }) => tests.map(({ id, status }) => [id, status])));
  const ends = new Map(today.unmuted.map(({ testId, because }) => [testId, because]));
  const why = (testId: string, until: string): string | undefined => {
    const status = statuses.get(testId);
    if (wanted.has(testId) && !unknown.has(testId)) return undefined;
    if (status === undefined) return 'no issue has it';
    if (ends.get(testId) === 'over') return `its time ended on ${until}`;
    return ends.has(testId) || unknown.has(testId)
      ? 'nothing tells how its runner calls it'
      : `its issue is ${status}`;
  };
  const stale = mutes.flatMap(({ testId, until, place }) => {
    const reason = why(testId, until);
    return reason === undefined ? [] : [finding('stale-mute', place, { test: testId, why: reason })];
  });
  const muted = new Set(mutes.map(({ testId }) => testId));
  const missing = [...wanted]
    .filter(([testId]) => !muted.has(testId) && !unknown.has(testId))
    .map(([test, until]) => finding('missing-mute', FILE_START, { test, until }));
  const found = [...missing, ...stale];
  if (found.length > 0 || withoutDate(text) === withoutDate(made.text)) return found;
  return [finding('outdated-mutes', FILE_START)];
}

/** A file says when it was made: on another day it is as good. */
function withoutDate(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(/ as of [^:\n]*: do not edit\.\n/, '\n');
}
