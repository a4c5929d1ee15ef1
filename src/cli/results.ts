import { type ReadFile, readResultFile } from '../host/result-files.ts';
import { words } from '../pages/words/words.ts';
import type { FindingFormat } from '../print/findings.ts';
import { Inside } from '../print/json.ts';
import { fileLines, summarizeFile } from '../print/results.ts';
import { hasErrors } from '../rules/rules.ts';
import type { TestResult } from '../runs/read/test-result.ts';
import { type Io, pathOf } from './io.ts';
import { EXIT, showFindings } from './session.ts';

export interface ResultsOptions {
  readonly format: FindingFormat;
}

/** `flakebook results`: shows what Flakebook reads from test-result files. Writes nothing. */
export async function results(files: readonly string[], { format }: ResultsOptions, io: Io): Promise<number> {
  const read = await (format === 'json' ? printJson(files, io) : print(files, format, io));
  if (read.every(({ isThere }) => !isThere)) return EXIT.unusable;
  return read.some(isDamaged) ? EXIT.findings : EXIT.clean;
}

function isDamaged({ partial, findings }: ReadFile): boolean {
  return partial || hasErrors(findings);
}

/** How many tests are printed at once. */
const BATCH = 500;

/** Prints an object for each file, its tests first, while it reads the file. */
async function printJson(files: readonly string[], io: Io): Promise<ReadFile[]> {
  const all: ReadFile[] = [];
  const { out } = io;
  await out.json`[`;
  for (const file of files) {
    let waiting: TestResult[] = [];
    let isFirst = true;
    if (all.length > 0) await out.json`,`;
    await out.json`\n{"file":${file},"cases":[`;
    const read = await readResultFile(
      pathOf(io, file),
      (test) => waiting.push(test),
      async () => {
        const tests = waiting;
        waiting = [];
        for (let start = 0; start < tests.length; start += BATCH) {
          if (!isFirst) await out.json`,`;
          await out.json`\n  ${new Inside(tests.slice(start, start + BATCH))}`;
          isFirst = false;
        }
      },
    );
    await out.json`],\n  ${new Inside(summarizeFile(read))}}`;
    all.push(read);
  }
  await out.json`\n]\n`;
  return all;
}

/** For people file by file; for machines that show them beside the files, only the findings. */
async function print(
  files: readonly string[],
  format: Exclude<FindingFormat, 'json'>,
  io: Io,
): Promise<ReadFile[]> {
  const all: ReadFile[] = [];
  for (const file of files) {
    const read = await readResultFile(pathOf(io, file), () => undefined);
    if (format === 'pretty') io.out.lines(fileLines(file, read));
    all.push(read);
  }
  if (format !== 'pretty') {
    const findings = all.flatMap((read, i) =>
      read.findings.map((found) => ({ ...found, file: files[i] ?? '' })),
    );
    await showFindings(format, { findings, pathOf: (file) => file }, io.out);
    return all;
  }
  const damaged = all.filter(isDamaged).length;
  if (damaged > 0) io.out.say('', words.results.damaged(damaged, all.length));
  return all;
}
