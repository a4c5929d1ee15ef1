/** The folder of the run history, below the content folder. */
export const RUNS_FOLDER = 'runs';

/**
 * What a path of the run history names. Its folders are Hive partitions (`key=value`), which DuckDB, ClickHouse and Spark
 * read as columns.
 */
export type RunPath =
  | { readonly kind: 'runs'; readonly suite: string; readonly month: string }
  | { readonly kind: 'roster'; readonly suite: string; readonly roster: string };

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;
/** The first 16 hexadecimal digits of the SHA-1 of the roster's tests, joined by `\n`. */
const ROSTER = /^[0-9a-f]{16}$/;

/** The month of a moment in UTC: `2026-01` of `2026-01-05T09:00:00Z`. */
export function monthOf(at: string): string {
  return at.slice(0, 7);
}

/** @throws RangeError for a suite or month that no path can carry. */
export function runMonthPath(suite: string, month: string): string {
  return sound(`${RUNS_FOLDER}/suite=${suite}/month=${month}/runs.jsonl`);
}

/** @throws RangeError for a suite or id that no path can carry. */
export function rosterPath(suite: string, roster: string): string {
  return sound(`${RUNS_FOLDER}/suite=${suite}/roster=${roster}/tests.jsonl`);
}

/** Reads a path below the content folder; undefined for one that is none of the run history. */
export function readRunPath(file: string): RunPath | undefined {
  const [folder, inSuite = '', partition = '', name, ...deeper] = file.split('/');
  const suite = partitionValue('suite', inSuite);
  if (folder !== RUNS_FOLDER || suite === '' || deeper.length > 0) return undefined;
  const month = partitionValue('month', partition);
  if (name === 'runs.jsonl' && MONTH.test(month)) return { kind: 'runs', suite, month };
  const roster = partitionValue('roster', partition);
  if (name === 'tests.jsonl' && ROSTER.test(roster)) return { kind: 'roster', suite, roster };
  return undefined;
}

function partitionValue(key: string, folder: string): string {
  return folder.startsWith(`${key}=`) ? folder.slice(key.length + 1) : '';
}

function sound(path: string): string {
  if (readRunPath(path)) return path;
  throw new RangeError(`No path of the run history: ${JSON.stringify(path)}`);
}
