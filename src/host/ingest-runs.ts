import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Ingested, IngestedRun, Stored } from '../records/runs/ingested.ts';
import { monthOf, runMonthPath } from '../records/runs/run-lines.ts';
import { chooseAmong } from './choose-suite.ts';
import { withIngestLock } from './ingest/ingest-lock.ts';
import type { MeasuredFiles } from './ingest/measure-files.ts';
import { type MeasurePool, openMeasurePool } from './ingest/measure-workers.ts';
import type { RunOrder } from './ingest/run-head.ts';
import { DamagedHistory, storeRuns } from './ingest/run-store.ts';
import { findContent } from './open-workspace.ts';

/** A run to ingest, or what is wrong with the place that should name one. */
export type Wanted = RunOrder | { readonly place: string; readonly problem: string };

export interface IngestOptions {
  /** The content folder. */
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
  /** Called where another process is at work, with who. */
  onWait(holder: string): void;
  /** Called after each run that was read. */
  onProgress(done: number): void;
}

/** Runs that are written at a time: a month is written once for all of its runs among them. */
const BATCH = 100;

/**
 * Adds runs to the history of a suite, in batches; a run that cannot be read stops no other.
 * @throws Failure when there is no such book or suite, or when the history cannot be written.
 */
export async function ingestRuns(wanted: readonly Wanted[], options: IngestOptions): Promise<Ingested> {
  const content = findContent(options.content, options.label);
  const suite = chooseAmong(suitesIn(content), options.suite);
  const pool = openMeasurePool(options, wanted.length);
  const runs: IngestedRun[] = [];
  try {
    let next = measureBatch(wanted, 0, pool, options);
    for (let start = 0; start < wanted.length; start += BATCH) {
      const batch = await next;
      // The next runs are read while these are written.
      next = measureBatch(wanted, start + BATCH, pool, options);
      next.catch(() => undefined);
      runs.push(...(await storeBatch(batch, content, suite, options)));
    }
    await next;
  } finally {
    await pool.close();
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

function measureBatch(
  wanted: readonly Wanted[],
  start: number,
  pool: MeasurePool,
  { onProgress }: IngestOptions,
): Promise<MeasuredOne[]> {
  let done = start;
  return Promise.all(
    wanted.slice(start, start + BATCH).map(async (one): Promise<MeasuredOne> => {
      if ('problem' in one) return { name: one.place, problems: [one.problem], isThere: true };
      const measured = await pool.measure(one);
      done += 1;
      onProgress(done);
      return { name: one.head.run, ...measured };
    }),
  );
}

async function storeBatch(
  batch: readonly MeasuredOne[],
  content: string,
  suite: string,
  { replace, onWait }: IngestOptions,
): Promise<IngestedRun[]> {
  const measures = batch.flatMap(({ measure }) => (measure ? [measure] : []));
  let stored: Stored[] = [];
  let damage: string | undefined;
  try {
    if (measures.length > 0)
      stored = await withIngestLock(content, onWait, () => storeRuns(content, suite, measures, replace));
  } catch (error) {
    if (!(error instanceof DamagedHistory)) throw error;
    damage = error.message;
  }
  const outcomes = stored.values();
  return batch.map(({ name, measure, problems, isThere }) => {
    if (!measure) return { name, outcome: 'refused', problems, warnings: [], isThere };
    const { run, warnings } = measure;
    const outcome = outcomes.next().value ?? 'refused';
    const more = outcome === 'conflict' ? [CONFLICT] : damage === undefined ? [] : [damage];
    const file = join(content, runMonthPath(suite, monthOf(run.at)));
    return { name, outcome, run, file, problems: [...problems, ...more], warnings, isThere };
  });
}

const CONFLICT =
  'Unexpected second run with this id and other results, expected an id that is unique in the suite: the one that is there was kept. Use --replace to put this one in its place.';
