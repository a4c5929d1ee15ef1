import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Aim, seconds } from '../aims.ts';
import { ROOT } from '../book-folder.ts';
import { CommandFailure, type Measured, type MeasuredCommand, measure } from '../measure.ts';
import { clearScratch, scratchFolder } from '../subject.ts';
import { type HistorySize, writeRuns } from './make-runs.ts';

export const TESTS_A_RUN = 5000;

const SUITE = 'bench';
const MOST_MS = 60_000;
const MOST_BYTES = 1e9;

/** What was measured of a run history, and how it stands to its aim. */
export interface HistoryOutcome {
  readonly steps: readonly { readonly step: string; readonly measured: Measured }[];
  readonly aims: readonly Aim[];
  readonly notes: readonly string[];
}

/** Makes the result files of many runs, ingests them by a manifest, and works out all figures of the history. */
export async function benchRuns(folder: string, size: HistorySize): Promise<HistoryOutcome> {
  process.stderr.write(`bench: writing ${size.runs} runs of ${size.tests} tests\n`);
  const manifest = await writeRuns(join(folder, 'results'), size);
  const content = writeBook(folder);
  const commands: readonly [string, string[]][] = [
    ['ingest', [join(ROOT, 'bin/flakebook.js'), 'ingest', '--manifest', manifest, '--content', content]],
    ['derive', [fileURLToPath(new URL('./derive-runs.ts', import.meta.url)), content, SUITE]],
  ];
  const steps: { step: string; measured: Measured }[] = [];
  const notes: string[] = [];
  for (const [step, args] of commands) {
    process.stderr.write(`bench: ${size.runs} runs of ${size.tests} tests, ${step}\n`);
    clearScratch(folder);
    try {
      steps.push({ step, measured: await measure(commandIn(folder, args)) });
    } catch (error) {
      if (!(error instanceof CommandFailure)) throw error;
      notes.push(`flakebook ${step} failed: ${error.message}`);
      break;
    }
  }
  rmSync(join(folder, 'results'), { recursive: true, force: true });
  return { steps, aims: notes.length === 0 ? judge(size, steps) : [], notes };
}

function writeBook(folder: string): string {
  const content = join(folder, 'content');
  mkdirSync(join(content, 'suites'), { recursive: true });
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  writeFileSync(join(content, 'book.yaml'), 'title: Bench\n');
  writeFileSync(join(content, `suites/${SUITE}.md`), '---\ntitle: Bench\n---\n');
  return content;
}

function commandIn(folder: string, args: readonly string[]): MeasuredCommand {
  return { program: process.execPath, args, cwd: folder, env: scratchFolder(folder) };
}

function judge({ runs, tests }: HistorySize, steps: HistoryOutcome['steps']): Aim[] {
  const what = `${runs} runs of ${tests} tests: ingested and derived`;
  const wallMs = steps.reduce((sum, { measured }) => sum + measured.wallMs, 0);
  const peaks = steps.flatMap(({ measured }) => measured.peakBytes ?? []);
  const peak = Math.max(...peaks);
  return [
    { what: `${what} in ${seconds(MOST_MS)}`, found: seconds(wallMs), met: wallMs <= MOST_MS },
    peaks.length === 0
      ? { what: `${what}, peak memory under 1 GB`, how: 'Linux' }
      : {
          what: `${what}, peak memory under 1 GB`,
          found: `${(peak / 1e9).toFixed(2)} GB`,
          met: peak < MOST_BYTES,
        },
  ];
}
