import { dirname, isAbsolute, join } from 'node:path';
import { lineStart } from '../core/finding.ts';
import { headOf, readEnv } from '../host/ingest/from-env.ts';
import { readManifestLine, Unusable } from '../host/ingest/run-head.ts';
import { missingUnion } from '../host/ingest/union-merge.ts';
import { ingestRuns, type Wanted } from '../host/ingest-runs.ts';
import { UserError } from '../host/user-error.ts';
import type { Terminal } from '../print/terminal.ts';
import type { Ingested } from '../records/runs/ingested.ts';
import { hasErrors } from '../rules/rules.ts';
import { finding } from '../runs/read/rules.ts';
import type { Options } from './commands.ts';
import { type Io, pathOf, readText, shown } from './io.ts';
import { EXIT, showResult } from './session.ts';

type IngestCommandOptions = Options<'ingest'>;

/** `flakebook ingest`: adds runs to the history of a suite. */
export async function ingest(
  files: readonly string[],
  options: IngestCommandOptions,
  io: Io,
): Promise<number> {
  const wanted =
    options.manifest === undefined ? [oneRun(files, options, io)] : await fromManifest(files, options, io);
  const progress = createProgress(wanted.length, io.err);
  const ingested = await ingestRuns(wanted, {
    content: pathOf(io, options.content),
    label: options.content,
    suite: options.suite,
    replace: options.replace === true,
    root: pathOf(io, options.root ?? '.'),
    cwd: io.cwd,
    onWait: () => io.err.say('Waiting for another command that is writing the run history.'),
    onProgress: progress,
  });
  io.err.pass();
  const findings = ingested.runs.flatMap((run) => run.findings);
  const { ingestedData, ingestedLines } = await import('../print/results.ts');
  const shownRuns = {
    suite: ingested.suite,
    runs: ingested.runs.map((run) => (run.file ? { ...run, file: shown(io, run.file) } : run)),
  };
  const result = { lines: () => ingestedLines(shownRuns), data: () => ingestedData(shownRuns) };
  const pathOfFinding = (file: string) => (isAbsolute(file) ? shown(io, file) : file);
  await showResult(options.format, result, { findings, pathOf: pathOfFinding }, io);
  offerUnion(ingested, options, io);
  const isMissing = ingested.runs.every(({ isThere }) => !isThere);
  if (isMissing && options.manifest === undefined) return EXIT.unusable;
  return hasErrors(findings) ? EXIT.findings : EXIT.clean;
}

/** Where the history grew, and git would make a conflict of two branches that did so. */
function offerUnion({ runs }: Ingested, { content }: IngestCommandOptions, io: Io): void {
  if (!runs.some(({ outcome }) => outcome === 'added')) return;
  const missing = missingUnion(pathOf(io, content));
  if (missing)
    io.err.say(
      `Add this line to ${shown(io, missing.file)}, so that git keeps the runs of two branches:`,
      missing.line,
    );
}

function oneRun(files: readonly string[], options: IngestCommandOptions, io: Io): Wanted {
  if (files.length === 0)
    throw new UserError('Name the result files of the run, or use --manifest FILE for many runs.');
  const { run, at, commit, branch, environment, url, shard, stress: isStress = false } = options;
  const said = { run, at, commit, branch, environment, url, shard };
  if (isStress && shard !== undefined)
    throw new UserError('Leave out --shard or --stress: a stress run is one run.');
  if (options.fromEnv) {
    const { head, note } = readEnv(io.env, said, Date.now());
    if (note !== undefined) io.err.say(note);
    return { head, files, isStress };
  }
  const missing = Object.entries({ run, at, commit }).find(([, value]) => value === undefined)?.[0];
  if (run === undefined || at === undefined || commit === undefined)
    throw new UserError(
      `Add --${missing}: a run needs --run ID, --at TIME (when it began) and --commit SHA, or --from-env in a CI job.`,
    );
  return { head: headOf({ ...said, run, at, commit }), files, isStress };
}

const OF_ONE_RUN = ['run', 'at', 'commit', 'branch', 'environment', 'url', 'shard', 'stress'] as const;

/** Reads one run from each line. A wrong line becomes a finding and does not stop the others. */
async function fromManifest(
  files: readonly string[],
  options: IngestCommandOptions,
  io: Io,
): Promise<Wanted[]> {
  const manifest = options.manifest ?? '-';
  if (options.fromEnv)
    throw new UserError(
      'Leave out --from-env or --manifest: the environment describes one run, a manifest many.',
    );
  const extra = files.length > 0 ? files[0] : OF_ONE_RUN.find((key) => options[key] !== undefined);
  if (extra !== undefined)
    throw new UserError(
      `Leave out ${files.length > 0 ? extra : `--${extra}`}: with --manifest, each line of the manifest names the files and describes the run.`,
    );
  const folder = manifest === '-' ? '' : dirname(manifest);
  const lines = (await readText(io, manifest)).replace(/^\ufeff/, '').split(/\r?\n/);
  const wanted = lines.flatMap((line, i) =>
    line.trim() === '' ? [] : [readLine(line, i + 1, folder, manifest)],
  );
  if (wanted.length === 0)
    throw new UserError(`Add runs to ${manifest}, one JSON object on each line: it has none.`);
  return wanted;
}

function readLine(text: string, line: number, folder: string, manifest: string): Wanted {
  try {
    const { head, files } = readManifestLine(text);
    return { head, files: files.map((file) => (isAbsolute(file) ? file : join(folder, file))) };
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    const problem = finding('unusable-run', lineStart(line), error.strange);
    return { place: `line ${line}`, problem: { ...problem, file: manifest } };
  }
}

/** Work that is over by then says nothing. */
const FIRST_MS = 1000;
/** A line that moves, where somebody looks on; a line now and then in a log. */
const TERMINAL_MS = 100;
const LOG_MS = 5000;

/** Tells how many runs were read, where that takes long. One alone is not counted. */
function createProgress(total: number, terminal: Terminal): (count: number) => void {
  let lastMs = performance.now() + FIRST_MS;
  return (count) => {
    const nowMs = performance.now();
    if (total === 1 || nowMs < lastMs) return;
    lastMs = nowMs + (terminal.isWatched ? TERMINAL_MS : LOG_MS);
    terminal.pass(`${count} of ${total} runs read`);
  };
}
