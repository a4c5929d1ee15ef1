import { readResults } from '../host/results/result-files.ts';
import type { Place } from '../host/results/sources.ts';
import { words } from '../pages/words/words.ts';
import type { FindingFormat } from '../print/findings.ts';
import { Inside } from '../print/json.ts';
import { fileLines, summarizeFile } from '../print/results.ts';
import { hasErrors } from '../rules/rules.ts';
import type { ReadFile, ReadOne, Taker } from '../runs/read/read-source.ts';
import { isWhole, type TestResult } from '../runs/read/test-result.ts';
import type { Options } from './commands.ts';
import type { Io } from './io.ts';
import { EXIT, showFindings } from './session.ts';

/** `flakebook results`: shows what Flakebook reads from test-result files. Writes nothing. */
export async function results(
  files: readonly string[],
  { format }: Options<'results'>,
  io: Io,
): Promise<number> {
  const read = await (format === 'json' ? printJson(files, io) : print(files, format, io));
  if (read.every(({ isThere }) => !isThere)) return EXIT.unusable;
  return read.some(isDamaged) || hasNoTest(read) ? EXIT.findings : EXIT.clean;
}

function placeOf({ cwd, stdin }: Io): Place {
  return { cwd, stdin, readsLogs: true };
}

function isDamaged(read: ReadFile): boolean {
  return !isWhole(read) || hasErrors(read.findings);
}

function hasNoTest(read: readonly ReadFile[]): boolean {
  return read.every(({ counts, suiteFailureCount }) => counts.tests === 0 && suiteFailureCount === 0);
}

/** How many tests are printed at once. */
const BATCH = 500;

/** Prints an object for each file, its tests first, while it reads the file. */
async function printJson(files: readonly string[], io: Io): Promise<ReadFile[]> {
  const all: ReadFile[] = [];
  await io.out.json`[`;
  for await (const { read, taker } of readResults(files, placeOf(io), (file) =>
    jsonTests(file, io, all.length),
  )) {
    await taker.end(read);
    all.push(read);
  }
  await io.out.json`\n]\n`;
  return all;
}

/** The tests of one file; nothing is printed of a file that turns out to be none of ours. */
function jsonTests(file: string, { out }: Io, before: number) {
  let waiting: TestResult[] = [];
  let isBegun = false;
  let hasTests = false;
  return {
    onTest(test: TestResult): void {
      waiting.push(test);
    },
    afterPiece,
    async end(read: ReadFile): Promise<void> {
      await afterPiece();
      await begin();
      await out.json`],\n  ${new Inside(summarizeFile(read))}}`;
    },
  };

  async function afterPiece(): Promise<void> {
    const tests = waiting;
    waiting = [];
    for (let start = 0; start < tests.length; start += BATCH) {
      await begin();
      if (hasTests) await out.json`,`;
      await out.json`\n  ${new Inside(tests.slice(start, start + BATCH))}`;
      hasTests = true;
    }
  }

  async function begin(): Promise<void> {
    if (isBegun) return;
    isBegun = true;
    if (before > 0) await out.json`,`;
    await out.json`\n{"file":${file},"cases":[`;
  }
}

const NOTHING: Taker = { onTest: () => undefined };

/** For people file by file; for machines that show them beside the files, only the findings. */
async function print(
  files: readonly string[],
  format: Exclude<FindingFormat, 'json'>,
  io: Io,
): Promise<ReadFile[]> {
  const all: ReadOne[] = [];
  for await (const one of readResults(files, placeOf(io), () => NOTHING)) {
    if (format === 'pretty') io.out.lines(fileLines(one.file, one.read));
    all.push(one);
  }
  if (format === 'pretty') {
    const damaged = all.filter(({ read }) => isDamaged(read)).length;
    if (damaged === 0 && hasNoTest(all.map(({ read }) => read))) io.out.say('', words.results.noTest);
    if (damaged > 0) io.out.say('', words.results.damaged(damaged, all.length));
  } else {
    const findings = all.flatMap(({ file, read }) => read.findings.map((found) => ({ ...found, file })));
    await showFindings(format, { findings, pathOf: (file) => file }, io.out);
  }
  return all.map(({ read }) => read);
}
