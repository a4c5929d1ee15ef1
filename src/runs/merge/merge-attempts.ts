import { atKey } from '../../core/kept.ts';
import { isIdle, severityRank } from '../../core/outcome.ts';
import type { SeenTest } from '../../records/runs/run-history.ts';
import type { FileOutcomes } from './file-outcomes.ts';
import { PASSED, worseOf } from './seen-test.ts';

/** The tests of a run as files of one format tell them, each once. */
export interface MergedAttempts {
  readonly tests: ReadonlyMap<string, SeenTest>;
  /** Sentences about tests that stand in several of the files. */
  readonly warnings: readonly string[];
}

/**
 * Files of one format are shards: tests that stand in one only. A test may stand in several for two reasons that say the
 * opposite of it: it failed and was tried again, or a job ran everything once for each browser or system. Only a file of
 * which every test failed in a file that also has passes of its own is taken for further attempts, and a pass there makes
 * a test `flaky`; else the worse outcome counts, so that a test that fails in one browser is never proven flaky.
 */
export function mergeAttempts(files: readonly FileOutcomes[]): MergedAttempts {
  const [only, ...more] = files;
  if (only && more.length === 0) return { tests: only.tests, warnings: [] };
  const [shards, reruns] = splitReruns(files);
  const tests = new Map<string, SeenTest>();
  const several = new Set<string>();
  for (const file of shards)
    for (const [name, seen] of file.tests) {
      const before = tests.get(name);
      if (before && !isIdle(before.outcome) && !isIdle(seen.outcome)) several.add(name);
      tests.set(name, before ? worseOf(before, seen) : seen);
    }
  for (const file of reruns)
    for (const [name, seen] of file.tests) tests.set(name, attemptAfter(tests.get(name) ?? seen, seen));
  return { tests, warnings: [...aboutReruns(reruns), ...aboutSeveral(several.size)] };
}

/** Which files hold further attempts, whatever the order of the files: globs put `junit-rerun.xml` before `junit.xml`. */
function splitReruns(files: readonly FileOutcomes[]): [shards: FileOutcomes[], reruns: FileOutcomes[]] {
  const holders = new Map<string, FileOutcomes[]>();
  for (const file of files)
    for (const [name, seen] of file.tests)
      if (mayBeTriedAgain(seen)) atKey(holders, name, () => []).push(file);
  // Java has a file for each class: only those that share a test are compared.
  const isRerun = (file: FileOutcomes): boolean => {
    const compared = new Map<FileOutcomes, boolean>();
    const isFirst = (other: FileOutcomes): boolean => {
      const is = compared.get(other) ?? (other !== file && hasOwnPass(other, file));
      compared.set(other, is);
      return is;
    };
    return file.tests.size > 0 && [...file.tests.keys()].every((name) => holders.get(name)?.some(isFirst));
  };
  const reruns = files.filter(isRerun);
  return [files.filter((file) => !reruns.includes(file)), reruns];
}

function mayBeTriedAgain({ outcome }: SeenTest): boolean {
  return severityRank(outcome) >= severityRank('unfinished');
}

/** A test that passed and was not tried again. */
function hasOwnPass(file: FileOutcomes, rerun: FileOutcomes): boolean {
  for (const [name, { outcome }] of file.tests)
    if (outcome === 'passed' && !rerun.tests.has(name)) return true;
  return false;
}

/** The last attempt decides, and one that did not run is none. */
function attemptAfter(before: SeenTest, now: SeenTest): SeenTest {
  if (isIdle(now.outcome)) return before;
  const attempts = before.attempts + now.attempts;
  if (now.outcome !== 'passed') return { ...now, attempts };
  const hasFailed = before.outcome !== 'passed' && before.outcome !== 'unfinished';
  return hasFailed ? { outcome: 'flaky', attempts, message: before.message } : PASSED;
}

function aboutReruns(reruns: readonly FileOutcomes[]): string[] {
  return reruns.map(
    ({ label, tests }) =>
      `${label}: ${tests.size === 1 ? 'Its only test' : `All of its ${tests.size} tests`} failed in another file: taken as a further attempt.`,
  );
}

function aboutSeveral(count: number): string[] {
  if (count === 0) return [];
  const what = count === 1 ? 'A test stands' : `${count} tests stand`;
  return [
    `${what} in several files: counted once, with the worse outcome. Where these are attempts at the whole suite, make each a run of its own.`,
  ];
}
