import type { When } from '../../core/calendar.ts';
import { compareText } from '../../core/finding.ts';
import { hadFailure } from '../../core/outcome.ts';
import type { MeasuredRun } from '../../records/runs/run-schema.ts';
import { shapeOf } from '../reading.ts';

/** Failures of measured runs that look alike. */
export interface SeenFailure {
  /** One of them, as the tool wrote it. */
  readonly text: string;
  /** Printed locators of the tests that failed so, sorted. */
  readonly tests: readonly string[];
}

/** The same with the time at which the first run showed each test so, in UTC. */
export interface DatedFailure {
  readonly text: string;
  readonly tests: readonly (readonly [test: string, since: When])[];
}

/** What a month of runs shows, each thing with the first time of it: any date sees a part of it. Plain data, to be kept for each file. */
export interface SeenMonth {
  /** In the order of their first runs. */
  readonly failures: readonly DatedFailure[];
  /** Ids of the rosters of the runs. */
  readonly rosters: readonly (readonly [id: string, since: When])[];
}

/** Kinds of failure that are kept of a month: signatures are held against them, and a machine that broke down makes no end of them. */
const MAX_KINDS = 2000;

/**
 * What a month's runs show, each kind of failure once. Runs of other branches and mass failures count: what a signature
 * matches there, and a name that is shown there, is no mistake.
 */
export function seenInMonth(runs: readonly MeasuredRun[]): SeenMonth {
  const kinds = new Map<string, { text: string; tests: Map<string, When> }>();
  const rosters = new Map<string, When>();
  const normals = new Map<string, string>();
  const add = (test: string, message: string, at: When) => {
    if (message.trim() === '') return;
    const normal = normals.get(message) ?? shapeOf(message);
    if (normals.size < MAX_KINDS) normals.set(message, normal);
    const known = kinds.get(normal);
    if (known) known.tests.set(test, known.tests.get(test) ?? at);
    else if (kinds.size < MAX_KINDS) kinds.set(normal, { text: message, tests: new Map([[test, at]]) });
  };
  for (const { at, roster, outcomes, setup } of runs.toSorted((a, b) => compareText(a.at, b.at))) {
    rosters.set(roster, rosters.get(roster) ?? at);
    for (const { test, outcome, message } of outcomes) if (hadFailure(outcome)) add(test, message, at);
    for (const { suite, message } of setup) add(suite, message, at);
  }
  return {
    failures: [...kinds.values()].map(({ text, tests }) => ({ text, tests: [...tests].sort(byName) })),
    rosters: [...rosters].sort(byName),
  };
}

function byName([one]: readonly [string, When], [other]: readonly [string, When]): number {
  return compareText(one, other);
}

/** The failures that some times saw. @param isBy whether a run that began then counts. */
export function failuresBy(failures: readonly DatedFailure[], isBy: (at: When) => boolean): SeenFailure[] {
  return failures.flatMap(({ text, tests }) => {
    const seen = tests.flatMap(([test, since]) => (isBy(since) ? [test] : []));
    return seen.length === 0 ? [] : [{ text, tests: seen }];
  });
}
