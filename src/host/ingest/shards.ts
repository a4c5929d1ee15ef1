import type { SeenTest } from '../../records/runs/run-history.ts';
import type { MeasuredRun, TestOutcome } from '../../records/runs/run-schema.ts';
import { countRun } from '../../runs/merge/measure-run.ts';
import { PASSED, worseOf } from '../../runs/merge/seen-test.ts';

type Counted = Omit<MeasuredRun, 'roster'>;

/** What is there of a run, and how many shards it has. */
function readShards(shards: string): { readonly there: readonly string[]; readonly of: number } {
  const [there = '', of] = shards.split('/');
  return { there: there === '' ? [] : there.split(','), of: Number(of) };
}

/** A part that a file of it was cut off is not there whole; a run without all of its parts is partial. */
export function asShard<Run extends Pick<Counted, 'shards' | 'partial'>>(run: Run): Run {
  if (run.shards === undefined) return run;
  const { there, of } = readShards(run.shards);
  const shards = `${run.partial ? '' : there.join(',')}/${of}`;
  return { ...run, shards, partial: run.partial || there.length < of };
}

/** A run with the tests of its roster; the tests that it skipped stand among its outcomes. */
export interface WithTests<Run extends Counted = MeasuredRun> {
  readonly run: Run;
  readonly tests: readonly string[];
}

/**
 * Puts a further shard into a run. A test of both counts as worse as either has it.
 * @returns undefined for what is no further shard of the run.
 */
export function addShard(known: WithTests, added: WithTests<Counted>): WithTests<Counted> | undefined {
  const [old, own] = [known.run, added.run];
  if (old.shards === undefined || own.shards === undefined) return undefined;
  const [before, now] = [readShards(old.shards), readShards(own.shards)];
  const isSame = (['commit', 'branch', 'environment'] as const).every((key) => old[key] === own[key]);
  if (before.of !== now.of || !isSame) return undefined;
  const tests = new Map<string, SeenTest>();
  for (const { run, tests: names } of [known, added]) {
    const outcomes = new Map<string, TestOutcome>(run.outcomes.map((one) => [one.test, one]));
    for (const name of names) {
      const { test: _, ...seen } = { test: name, ...(outcomes.get(name) ?? PASSED) };
      const other = tests.get(name);
      tests.set(name, other ? worseOf(other, seen) : seen);
    }
  }
  const names = [...tests.keys()].sort();
  const there = [...new Set([...before.there, ...now.there])].sort((a, b) => Number(a) - Number(b));
  const { run, commit, branch, environment, url } = old;
  const head = {
    run,
    commit,
    branch,
    environment,
    url,
    at: [old.at, own.at].sort()[0] ?? old.at,
    shards: `${there.join(',')}/${before.of}`,
    formats: [...new Set([...old.formats, ...own.formats])].sort(),
    partial: there.length < before.of,
  };
  const setup = [...old.setup, ...own.setup].filter(
    (one, i, all) =>
      all.findIndex(({ suite, message }) => suite === one.suite && message === one.message) === i,
  );
  const merged = { tests: new Map(names.map((name) => [name, tests.get(name) as SeenTest])), setup };
  return { run: countRun(head, merged), tests: names };
}
