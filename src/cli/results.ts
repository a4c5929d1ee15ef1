import { type ReadFile, readResultFile } from '../host/result-files.ts';
import { words } from '../pages/words/words.ts';
import type { FindingFormat } from '../print/findings.ts';
import { presentFile, summarizeFile } from '../print/results.ts';
import type { TestResult } from '../runs/read/test-result.ts';
import { type Io, type Output, pathOf } from './io.ts';
import { EXIT, showFindings } from './session.ts';

export interface ResultsOptions {
  readonly format: FindingFormat;
}

/** `flakebook results`: shows what Flakebook reads from test-result files. Writes nothing. */
export async function results(files: readonly string[], options: ResultsOptions, io: Io): Promise<number> {
  const read = await PRINTERS[options.format](files, io);
  if (read.every(({ isThere }) => !isThere)) return EXIT.unusable;
  return read.some(isDamaged) ? EXIT.findings : EXIT.clean;
}

function isDamaged({ partial, findings }: ReadFile): boolean {
  return partial || findings.length > 0;
}

/** How many tests are printed at once. */
const BATCH = 500;

/** Prints an object for each file, its tests first, while it reads the file. */
async function printJson(files: readonly string[], io: Io): Promise<ReadFile[]> {
  const all: ReadFile[] = [];
  const out = io.stdout;
  await print(out, '[');
  for (const file of files) {
    let waiting: TestResult[] = [];
    let separator = '';
    await print(out, `${all.length === 0 ? '' : ','}\n{"file":${JSON.stringify(file)},"cases":[`);
    const read = await readResultFile(
      pathOf(io, file),
      (test) => waiting.push(test),
      async () => {
        const tests = waiting;
        waiting = [];
        for (let start = 0; start < tests.length; start += BATCH) {
          const rows = tests.slice(start, start + BATCH).map((test) => `\n  ${JSON.stringify(test)}`);
          await print(out, separator + rows.join(','));
          separator = ',';
        }
      },
    );
    await print(out, `],\n  ${JSON.stringify(summarizeFile(read)).slice(1)}`);
    all.push(read);
  }
  await print(out, '\n]\n');
  return all;
}

/** Waits for a slow reader of the output. If the reader has gone, there is nothing to wait for. */
async function print(out: Output, text: string): Promise<void> {
  if (out.write(text) || out.destroyed) return;
  await new Promise<void>((resolve) => {
    const go = () => {
      for (const event of EVENTS) out.off(event, go);
      resolve();
    };
    for (const event of EVENTS) out.on(event, go);
  });
}

const EVENTS = ['drain', 'error', 'close'] as const;

async function printPretty(files: readonly string[], io: Io): Promise<ReadFile[]> {
  const all: ReadFile[] = [];
  const out = io.stdout;
  for (const file of files) {
    const read = await readResultFile(pathOf(io, file), () => undefined);
    await print(out, presentFile(file, read));
    all.push(read);
  }
  const damaged = all.filter(isDamaged).length;
  if (damaged > 0) await print(out, `\n${words.results.damaged(damaged, all.length)}\n`);
  return all;
}

/** Prints only the findings, for machines that show them beside the files. */
async function printFindings(
  files: readonly string[],
  io: Io,
  format: 'github' | 'sarif',
): Promise<ReadFile[]> {
  const all: ReadFile[] = [];
  for (const file of files) all.push(await readResultFile(pathOf(io, file), () => undefined));
  const findings = all.flatMap((read, i) =>
    read.findings.map((found) => ({ ...found, file: files[i] ?? '' })),
  );
  io.stdout.write(await showFindings(findings, { format, stream: io.stdout, pathOf: (file) => file }, io));
  return all;
}

const PRINTERS: Readonly<
  Record<FindingFormat, (files: readonly string[], io: Io) => Promise<readonly ReadFile[]>>
> = {
  pretty: printPretty,
  json: printJson,
  github: (files, io) => printFindings(files, io, 'github'),
  sarif: (files, io) => printFindings(files, io, 'sarif'),
};
