import type { MeasuredRun } from '../../model/run-history.ts';
import { normalise } from '../match/normalise.ts';

/** Failures of measured runs that look alike. */
export interface SeenFailure {
  /** One of them, as the tool wrote it. */
  readonly text: string;
  /** Printed locators of the tests that failed so, sorted. */
  readonly tests: readonly string[];
}

/** Kinds of failure that are kept of a month: signatures are held against them, and a machine that broke down makes no end of them. */
const MAX_KINDS = 2000;

/** The failures of a month's runs, each kind once, in the order of their first runs. */
export function seenFailures(runs: readonly MeasuredRun[]): SeenFailure[] {
  const kinds = new Map<string, { text: string; tests: Set<string> }>();
  const normals = new Map<string, string>();
  const add = (test: string, message: string) => {
    if (message.trim() === '') return;
    const normal = normals.get(message) ?? normalise(message);
    if (normals.size < MAX_KINDS) normals.set(message, normal);
    const known = kinds.get(normal);
    if (known) known.tests.add(test);
    else if (kinds.size < MAX_KINDS) kinds.set(normal, { text: message, tests: new Set([test]) });
  };
  for (const { outcomes, setup } of runs) {
    for (const { test, outcome, message } of outcomes)
      if (outcome === 'failed' || outcome === 'errored' || outcome === 'flaky') add(test, message);
    for (const { suite, message } of setup) add(suite, message);
  }
  return [...kinds.values()].map(({ text, tests }) => ({ text, tests: [...tests].sort() }));
}
