import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FILE_START, type Finding } from '../core/finding.ts';
import type { Ingested, IngestedRun } from '../records/runs/ingested.ts';
import { monthOf, runMonthPath } from '../records/runs/run-lines.ts';
import { finding } from '../runs/read/rules.ts';
import type { RunToIngest } from './ingest/run-head.ts';
import { DamagedHistory, type StoredRun, storeRuns } from './ingest/run-store.ts';
import { tryLock } from './lock.ts';
import { chooseAmong, findContent } from './open-workspace.ts';
import { runJobs } from './pool.ts';
import type { MeasuredFiles } from './results/result-files.ts';
import { UserError } from './user-error.ts';
import { orFail } from './write-file.ts';

/** A run to ingest, or what is wrong with the place that should name one. */
export type Wanted = RunToIngest | { readonly place: string; readonly problem: Finding };

export interface IngestOptions {
  readonly content: string;
  /** What messages call it. */
  readonly label: string;
  readonly suite?: string;
  /** Put a run in the place of another one with its id. */
  readonly replace: boolean;
  /** The checkout in which the tests ran. */
  readonly root: string;
  /** Where relative paths of result files begin. */
  readonly cwd: string;
  /** Called where another process is at work. */
  onWait(): void;
  /** Called after each run that was read. */
  onProgress(done: number): void;
}

/** Runs that are written at a time: a month is written once for all of its runs among them. */
const BATCH = 100;

/** Runs from which on starting threads costs less than it saves. */
const MANY = 8;

/**
 * Adds runs to the history of a suite, in batches; a run that cannot be read stops no other.
 * @throws UserError when there is no such book or suite, or when the history cannot be written.
 */
export async function ingestRuns(wanted: readonly Wanted[], options: IngestOptions): Promise<Ingested> {
  const content = findContent(options.content, options.label);
  const suite = chooseAmong(suitesIn(content), options.suite);
  const runs: IngestedRun[] = [];
  let batch: MeasuredOne[] = [];
  // The next runs are read while these are written.
  for await (const measured of measureAll(wanted, options)) {
    batch.push(measured);
    if (batch.length < BATCH && runs.length + batch.length < wanted.length) continue;
    runs.push(...(await storeBatch(batch, content, suite, options)));
    batch = [];
  }
  return { suite, runs };
}

/** The suites of a book that need not be sound. */
function suitesIn(content: string): string[] {
  try {
    return readdirSync(join(content, 'suites'))
      .filter((name) => name.endsWith('.md') && !name.startsWith('.'))
      .map((name) => name.slice(0, -'.md'.length))
      .sort();
  } catch {
    return [];
  }
}

interface MeasuredOne extends MeasuredFiles {
  readonly name: string;
}

/** The runs in their order, each measured when it is wanted or before. */
async function* measureAll(
  wanted: readonly Wanted[],
  { root, cwd, onProgress }: IngestOptions,
): AsyncGenerator<MeasuredOne> {
  const tasks = wanted.flatMap((one) => ('problem' in one ? [] : [{ run: one, root, cwd }]));
  const measured = runJobs('measureRun', tasks, wanted.length >= MANY);
  let tests: readonly string[] = [];
  try {
    for (const [i, one] of wanted.entries()) {
      if ('problem' in one) {
        yield { name: one.place, findings: [one.problem], isThere: true };
        continue;
      }
      const next = await measured.next();
      if (next.done) return;
      const { measure, ...rest } = next.value;
      onProgress(i + 1);
      // Runs after one another mostly have the same tests, which are kept once.
      if (measure && !isSame(tests, measure.tests)) tests = measure.tests;
      yield { name: one.head.run, ...rest, ...(measure ? { measure: { ...measure, tests } } : {}) };
    }
  } finally {
    await measured.return(undefined);
  }
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((text, i) => text === others[i]);
}

async function storeBatch(
  batch: readonly MeasuredOne[],
  content: string,
  suite: string,
  { replace, onWait }: IngestOptions,
): Promise<IngestedRun[]> {
  const measures = batch.flatMap(({ measure }) => (measure ? [measure] : []));
  let stored: StoredRun[] = [];
  let damage: Finding | undefined;
  try {
    if (measures.length > 0)
      stored = await withIngestLock(content, onWait, () => storeRuns(content, suite, measures, replace));
  } catch (error) {
    if (!(error instanceof DamagedHistory)) throw error;
    damage = error.finding;
  }
  const outcomes = stored.values();
  return batch.map(({ name, measure, findings, isThere }) => {
    if (!measure) return { name, outcome: 'refused', findings, isThere };
    const { warnings } = measure;
    // Of thousands of runs, what all their tests did is no longer held once it is written.
    const { outcomes: _written, ...run } = measure.run;
    const next = outcomes.next().value;
    const outcome = next?.outcome ?? 'refused';
    const file = join(content, runMonthPath(suite, monthOf(run.at)));
    const notes: Finding[] = warnings.map((note) => ({
      ...finding('merged-results', FILE_START, { note }),
      file,
    }));
    const lost = next?.lost;
    if (lost) {
      const args = { before: lost.before, now: run.tests, missing: lost.scopes };
      notes.push({ ...finding('fewer-tests', FILE_START, args), file });
    }
    const more = outcome === 'conflict' ? [{ ...CONFLICT, file }] : damage === undefined ? [] : [damage];
    return { name, outcome, run, file, findings: [...findings, ...more, ...notes], isThere };
  });
}

const CONFLICT = finding('run-conflict', FILE_START, {
  found: 'another run with this id and other results',
  expected: 'an id that is unique in the suite',
  because: 'the run in the history was kept. Use --replace to replace it',
});

const MAX_WAIT_MS = 60_000;
const RETRY_MS = 50;

/**
 * Works while no other process adds to the history of this content folder. The lock lies in that folder: all users of the
 * machine meet there.
 * @param onWait called once if it has to wait.
 * @throws UserError after a minute, and where the folder cannot be written.
 */
async function withIngestLock<Result>(
  content: string,
  onWait: () => void,
  work: () => Result,
): Promise<Result> {
  for (let waitedMs = 0; waitedMs < MAX_WAIT_MS; waitedMs += RETRY_MS) {
    const lock = orFail(content, () => tryLock(content, '.ingest.lock'));
    if (lock) {
      try {
        return work();
      } finally {
        lock.release();
      }
    }
    if (waitedMs === 0) onWait();
    await sleep(RETRY_MS);
  }
  throw new UserError(
    'Try again later: another command has been writing the run history for more than a minute. Nothing was added.',
  );
}
