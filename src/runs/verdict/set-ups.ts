import { isFailure } from '../../core/outcome.ts';
import { parseLocator, printLocator } from '../../core/test-locator.ts';
import type { Listing } from './listed-runs.ts';

/**
 * Names that are no tests but what sets tests up: their path is the beginning of other names' paths in the same scope, and
 * they never passed. So vitest writes a `beforeAll` that failed: as a test `report` beside `report > totals`, in that run
 * only. A test that happens to be called like the container beside it passes now and then.
 */
export function findSetUps({ runs, names }: Listing): ReadonlySet<string> {
  const passes = new Map<string, number>();
  const containers = new Set<string>();
  const all = new Set(names);
  for (const name of names) for (const outer of containersOf(name)) if (all.has(outer)) containers.add(outer);
  if (containers.size === 0) return containers;
  for (const [tests, own] of Map.groupBy(runs, (run) => run.tests))
    for (const test of tests)
      if (containers.has(test)) passes.set(test, (passes.get(test) ?? 0) + own.length);
  const lose = (test: string, count: number) => {
    if (containers.has(test)) passes.set(test, (passes.get(test) ?? 0) - count);
  };
  for (const [skips, own] of Map.groupBy(runs, (run) => run.skips))
    for (const test of skips) lose(test, own.length);
  const failed = new Set<string>();
  for (const { run } of runs)
    for (const { test, outcome } of run.outcomes) {
      if (outcome !== 'flaky') lose(test, 1);
      if (isFailure(outcome) && containers.has(test)) failed.add(test);
    }
  return new Set([...failed].filter((name) => passes.get(name) === 0));
}

/** The names that the containers around a test would have, the innermost first. */
export function containersOf(name: string): readonly string[] {
  const { scope, path } = parseLocator(name);
  return path.slice(1).map((_, i) => printLocator({ scope, path: path.slice(0, path.length - 1 - i) }));
}
