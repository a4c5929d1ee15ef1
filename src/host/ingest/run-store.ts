import { existsSync, lstatSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compareText, type Finding } from '../../core/finding.ts';
import { atKey } from '../../core/kept.ts';
import { parseLocator } from '../../core/test-locator.ts';
import type { Stored } from '../../records/runs/ingested.ts';
import { readRunFile } from '../../records/runs/read-run-files.ts';
import { monthOf, RUNS_FOLDER, rosterPath, runMonthPath } from '../../records/runs/run-lines.ts';
import {
  isSameRun,
  type MeasuredRun,
  rosterSchema,
  type TestOutcome,
  writeRoster,
  writeRunMonth,
  writeSkips,
} from '../../records/runs/run-schema.ts';
import { messageOf, sentenceOf, severityOf } from '../../rules/rules.ts';
import type { RunMeasure } from '../../runs/merge/measure-run.ts';
import { finding } from '../../runs/read/rules.ts';
import { readLines } from '../../text/json/read-lines.ts';
import { reasonOf } from '../content-files.ts';
import { digestText } from '../digest.ts';
import { UserError } from '../user-error.ts';
import { writeWhole } from '../write-file.ts';
import { addShard, type WithTests } from './shards.ts';

/** A damaged file of the history: somebody must repair it before runs can be added. */
export class DamagedHistory extends UserError {
  readonly finding: Finding;

  /** @param path the file. @param first the first error in it. */
  constructor(path: string, first: Finding) {
    const damage = finding('damaged-history', first.place, { problem: messageOf(first) });
    const { line, column } = first.place.start;
    super(`${path}:${line}:${column}: ${sentenceOf(damage)}`);
    this.finding = { ...damage, file: path };
  }
}

/**
 * Adds runs to the history of a suite. To be called under the lock. Each file is written whole, rosters before the runs that
 * name them, and what a run replaces is taken away last: whenever the process is killed, every file is sound.
 * @returns what became of each run, in order, and what it lacks.
 * @throws DamagedHistory when a month cannot be read; nothing was written then.
 */
export function storeRuns(
  content: string,
  suite: string,
  measures: readonly RunMeasure[],
  mayReplace: boolean,
): StoredRun[] {
  refuseObstacles(content, suite);
  sweep(content, suite);
  const history = new SuiteHistory(content, suite);
  const stored = measures.map((measure): StoredRun => {
    const run = withRoster(measure);
    const further = history.withShard(run, measure.tests);
    if (further) return { outcome: history.put(withRoster(further), further.tests, true), lost: undefined };
    const lost = history.lostBy(run, measure.tests);
    const outcome = history.put(run, measure.tests, mayReplace);
    return { outcome, lost: outcome === 'added' ? lost : undefined };
  });
  history.write();
  return stored;
}

export interface StoredRun {
  readonly outcome: Stored;
  /** Files or packages of which the run before it had tests, and this run has none. */
  readonly lost: LostTests | undefined;
}

interface LostTests {
  /** How many tests the run before it had. */
  readonly before: number;
  /** Never empty. */
  readonly scopes: readonly string[];
}

function withRoster({ run, tests }: Pick<RunMeasure, 'run' | 'tests'>): MeasuredRun {
  return { ...run, roster: digestText(tests.join('\n')).slice(0, 16) };
}

/** So many skipped tests stand among the outcomes of a run, where a person sees them. */
const FEW_SKIPS = 4;

/** The months of a suite, each read when it is needed. */
class SuiteHistory {
  private readonly content: string;
  private readonly suite: string;
  private readonly months = new Map<string, MeasuredRun[]>();
  /** The months in which a run stands: more than one where somebody was killed while replacing it. */
  private readonly monthsOf = new Map<string, Set<string>>();
  /** What their files hold, by id. */
  private readonly rosters = new Map<string, string>();
  /** The same of skipped tests: an older history may have them, and is left as it is until it grows. */
  private readonly skips = new Map<string, string>();
  private readonly grown = new Set<string>();
  private readonly shrunk = new Set<string>();

  constructor(content: string, suite: string) {
    this.content = content;
    this.suite = suite;
    for (const month of monthsThere(content, suite))
      for (const run of runIds(this.path(month)) ?? this.month(month).map((run) => run.run))
        atKey(this.monthsOf, run, () => new Set()).add(month);
  }

  put(measured: MeasuredRun, tests: readonly string[], mayReplace: boolean): Stored {
    const run = this.withoutSkips(measured);
    const month = monthOf(run.at);
    const found = [...(this.monthsOf.get(run.run) ?? [])];
    const known = found.flatMap((other) => this.month(other).filter((own) => own.run === run.run));
    if (known.length > 0 && known.every((own) => isSameRun(own, run))) {
      this.keepRoster(run.roster, tests);
      return 'there';
    }
    if (known.length > 0 && !mayReplace) return 'conflict';
    for (const other of found) {
      const left = this.month(other).filter((own) => own.run !== run.run);
      this.months.set(other, left);
      this.shrunk.add(other);
    }
    this.month(month).push(run);
    this.monthsOf.set(run.run, new Set([month]));
    this.grown.add(month);
    this.keepRoster(run.roster, tests);
    return known.length > 0 ? 'replaced' : 'added';
  }

  /** The run to which a further shard belongs, with that shard; undefined where it is none, or is there already. */
  withShard(
    shard: MeasuredRun,
    tests: readonly string[],
  ): WithTests<Omit<MeasuredRun, 'roster'>> | undefined {
    const [month, more] = this.monthsOf.get(shard.run) ?? [];
    const known = month === undefined || more !== undefined ? [] : this.month(month);
    const old = known.find(({ run }) => run === shard.run);
    if (!old) return undefined;
    const { skips = '', ...run } = old;
    const skipped = this.lines(skips).map(({ test, message = '' }) => ({
      test,
      outcome: 'skipped' as const,
      attempts: 1,
      message,
    }));
    const whole = { ...run, outcomes: [...run.outcomes, ...skipped] };
    const merged = addShard({ run: whole, tests: this.roster(old.roster) }, { run: shard, tests });
    const isNew = merged?.run.shards !== old.shards;
    return merged && isNew ? merged : undefined;
  }

  /** Compares a run with the last one before it on its branch, in its environment. */
  lostBy(measured: MeasuredRun, tests: readonly string[]): LostTests | undefined {
    const { at, branch, environment, roster, repeats, shards, partial } = measured;
    if (repeats !== undefined || (shards !== undefined && partial)) return undefined;
    const month = monthOf(at);
    const known = monthsThere(this.content, this.suite).findLast((other) => other < month);
    const before = [...(known === undefined ? [] : this.month(known)), ...this.month(month)]
      .filter(
        (run) =>
          run.at < at &&
          run.branch === branch &&
          run.environment === environment &&
          !run.partial &&
          !run.repeats,
      )
      .reduce<MeasuredRun | undefined>((last, run) => (last && last.at >= run.at ? last : run), undefined);
    if (!before || before.roster === roster) return undefined;
    const had = this.roster(before.roster);
    const here = new Set(tests.map(scopeOf));
    const scopes = [...new Set(had.map(scopeOf))].filter((scope) => scope !== '' && !here.has(scope));
    return scopes.length === 0 || tests.length >= had.length ? undefined : { before: had.length, scopes };
  }

  private keepRoster(id: string, tests: readonly string[]): void {
    if (!this.rosters.has(id)) this.rosters.set(id, writeRoster(tests));
  }

  /** Many skipped tests are mostly the same in every run: they stand in a roster of their own, with the reasons. */
  private withoutSkips(run: MeasuredRun): MeasuredRun {
    const isSkip = ({ outcome, attempts }: TestOutcome) => outcome === 'skipped' && attempts === 1;
    const skipped = run.outcomes.filter(isSkip);
    if (run.skips !== undefined || skipped.length <= FEW_SKIPS) return run;
    const text = writeSkips(skipped);
    const skips = digestText(text).slice(0, 16);
    this.skips.set(skips, text);
    return { ...run, skips, outcomes: run.outcomes.filter((outcome) => !isSkip(outcome)) };
  }

  private roster(id: string): readonly string[] {
    return this.lines(id).map(({ test }) => test);
  }

  private lines(id: string): { readonly test: string; readonly message?: string }[] {
    if (id === '') return [];
    const path = join(this.content, rosterPath(this.suite, id));
    const text = this.rosters.get(id) ?? this.skips.get(id) ?? textOf(path) ?? '';
    return readLines(Buffer.from(text)).lines.flatMap(
      ({ value }) => rosterSchema.safeParse(value).data ?? [],
    );
  }

  write(): void {
    for (const [id, text] of this.rosters) this.writeRoster(id, text);
    for (const month of new Set([...this.grown, ...this.shrunk]))
      for (const { skips = '' } of this.month(month)) {
        const text = this.skips.get(skips);
        if (text !== undefined) this.writeRoster(skips, text);
      }
    for (const month of [...this.grown].sort(compareText)) this.writeMonth(month);
    for (const month of this.shrunk) if (!this.grown.has(month)) this.writeMonth(month);
    if (this.shrunk.size > 0) this.dropUnusedRosters();
  }

  private month(month: string): MeasuredRun[] {
    return atKey(this.months, month, () =>
      readMonth(this.content, this.suite, month).map((run) => this.withoutSkips(run)),
    );
  }

  private writeMonth(month: string): void {
    const path = this.path(month);
    const runs = this.month(month);
    if (runs.length > 0) writeWhole(path, writeRunMonth(runs));
    else removeFolder(dirname(path));
  }

  /** A roster's name tells its content, so one that is there is only written anew where it was damaged. */
  private writeRoster(id: string, text: string): void {
    const path = join(this.content, rosterPath(this.suite, id));
    if (textOf(path) !== text) writeWhole(path, text);
  }

  private dropUnusedRosters(): void {
    const months = monthsThere(this.content, this.suite);
    const used = new Set(
      months.flatMap((month) => this.month(month).flatMap(({ roster, skips = '' }) => [roster, skips])),
    );
    for (const [folder, id] of partitions(this.content, this.suite, 'roster'))
      if (!used.has(id)) removeFolder(folder);
  }

  private path(month: string): string {
    return join(this.content, runMonthPath(this.suite, month));
  }
}

function scopeOf(test: string): string {
  return parseLocator(test).scope;
}

const RUN_ID = /^\{"run":("(?:[^"\\]|\\.)*"),/;

/** The ids in a file as it is written here: they stand first in their lines. Undefined for any other. */
function runIds(path: string): string[] | undefined {
  const ids: string[] = [];
  for (const line of (textOf(path) ?? '').split('\n')) {
    if (line === '') continue;
    const id = RUN_ID.exec(line)?.[1];
    if (id === undefined || !line.endsWith('}')) return undefined;
    try {
      ids.push(String(JSON.parse(id)));
    } catch {
      return undefined;
    }
  }
  return ids;
}

/** @throws DamagedHistory at the first place that is wrong. */
function readMonth(content: string, suite: string, month: string): MeasuredRun[] {
  const file = runMonthPath(suite, month);
  const path = join(content, file);
  if (!existsSync(path)) return [];
  const lines = readLines(readFileSync(path));
  const { record, findings } = readRunFile(file, { kind: 'runs', suite, month }, lines);
  const first = [...lines.findings, ...findings]
    .map((found) => ({ ...found, file }))
    .find((found) => severityOf(found) === 'error');
  if (first) throw new DamagedHistory(path, first);
  return record.kind === 'runs' ? [...record.runs] : [];
}

function monthsThere(content: string, suite: string): string[] {
  return partitions(content, suite, 'month')
    .filter(([folder, month]) => /^\d{4}-\d{2}$/.test(month) && existsSync(join(folder, 'runs.jsonl')))
    .map(([, month]) => month);
}

/** Folders such as `month=2026-01`, with their values. */
function partitions(content: string, suite: string, key: string): [folder: string, value: string][] {
  const folder = join(content, RUNS_FOLDER, `suite=${suite}`);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${key}=`))
    .sort(compareText)
    .map((name) => [join(folder, name), name.slice(key.length + 1)]);
}

/** The text of a file; undefined where there is none. */
function textOf(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** Removes what killed processes left half written: under the lock, nobody is writing it any more. */
function sweep(content: string, suite: string): void {
  for (const key of ['month', 'roster'])
    for (const [folder] of partitions(content, suite, key)) {
      const names = statSync(folder).isDirectory() ? readdirSync(folder) : [];
      for (const name of names)
        if (/^\.(?:runs|tests)\.jsonl\.\d+\.tmp$/.test(name)) rmSync(join(folder, name), { force: true });
    }
}

/** With the file of the history in it; somebody else's files stay, and the folder with them. */
function removeFolder(folder: string): void {
  try {
    for (const name of ['runs.jsonl', 'tests.jsonl']) rmSync(join(folder, name), { force: true });
    rmdirSync(folder);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOTEMPTY')
      throw new UserError(`Could not remove ${folder}: ${reasonOf(error)}.`);
  }
}

/**
 * Nothing is written through a link, which could lead out of the content folder, nor where a folder is in the way.
 * @throws UserError
 */
function refuseObstacles(content: string, suite: string): void {
  const folder = join(content, RUNS_FOLDER);
  const inSuite = join(folder, `suite=${suite}`);
  const below = existsSync(inSuite) ? readdirSync(inSuite).map((name) => join(inSuite, name)) : [];
  const files = below.flatMap((path) => ['runs.jsonl', 'tests.jsonl'].map((name) => join(path, name)));
  for (const path of [folder, inSuite, ...below, ...files]) {
    const there = lstatSync(path, { throwIfNoEntry: false });
    if (there?.isSymbolicLink())
      throw new UserError(
        `Remove the link ${path}: Flakebook writes the run history only inside the content folder.`,
      );
    if (there?.isFile() === false && path.endsWith('.jsonl'))
      throw new UserError(`Remove ${path}: a plain file of the run history belongs there.`);
  }
}
