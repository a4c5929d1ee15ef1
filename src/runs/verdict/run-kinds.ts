import { isFailure } from '../../core/outcome.ts';
import type { MeasuredRun } from '../../records/runs/run-schema.ts';
import type { RunReading } from './suite-runs.ts';

/** More than this share of failures, of at least as many executed tests, says nothing about any one test. */
const MASS_FAILURE = 0.8;
const MASS = 2;

/** Where a suite does not say which branch is its own. */
const MAIN_BRANCHES: readonly string[] = ['main', 'master'];

/** Reads a run: what it may be used for, and whether all of it is there. */
export function readRun(
  run: MeasuredRun,
  branch: string | undefined,
  setUps: ReadonlySet<string>,
): RunReading {
  const isMass = isMassFailure(run, setUps);
  const kind = isOfBranch(run, branch)
    ? 'branch'
    : run.repeats !== undefined
      ? 'stress'
      : isMass
        ? 'infrastructure'
        : 'counted';
  return { run, kind, isMass, isPartial: run.partial || run.unfinished > 0 };
}

function isOfBranch(run: MeasuredRun, own: string | undefined): boolean {
  const branch = run.branch.replace(/^refs\/heads\//, '');
  return branch !== '' && !(own === undefined ? MAIN_BRANCHES : [own]).includes(branch);
}

function isMassFailure(run: MeasuredRun, setUps: ReadonlySet<string>): boolean {
  const failedSetUps = run.outcomes.filter(
    ({ test, outcome }) => isFailure(outcome) && setUps.has(test),
  ).length;
  const failed = run.failed + run.errored - failedSetUps;
  const executed = run.passed + failed;
  if (executed === 0) return failedSetUps + run.setup.length > 0;
  return executed >= MASS && failed / executed > MASS_FAILURE;
}

/** A whole counted run of which something ran: it can be called red or green. */
export function hasColour({ run, kind, isPartial }: RunReading): boolean {
  const executed = run.passed + run.failed + run.errored;
  return kind === 'counted' && !isPartial && executed + run.setup.length > 0;
}

/** Whether a run has something that makes its build fail; a pass on retry does not. */
export function isRed({ run }: RunReading): boolean {
  return run.failed + run.errored + run.setup.length > 0;
}
