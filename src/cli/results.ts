import { firstLine } from '../core/text/first-line.ts';
import { visible } from '../core/text/obeyed.ts';
import { type ReadFile, readResultFile } from '../host/result-files.ts';
import { plural } from '../pages/words/words.ts';
import { countWords } from '../print/result-words.ts';
import type { TestResult } from '../runs/read/test-result.ts';
import { type Io, type Output, pathOf } from './io.ts';
import { EXIT } from './session.ts';

export interface ResultsOptions {
  readonly format: 'pretty' | 'json';
}

/** `flakebook results`: what can be read of test-result files. Nothing is written. */
export async function results(files: readonly string[], options: ResultsOptions, io: Io): Promise<number> {
  const read = await (options.format === 'json' ? printJson(files, io) : printPretty(files, io));
  if (read.every(({ isThere }) => !isThere)) return EXIT.unusable;
  return read.some(isDamaged) ? EXIT.findings : EXIT.clean;
}

function isDamaged({ partial, messages }: ReadFile): boolean {
  return partial || messages.length > 0;
}

/** Tests that are printed at a time. */
const BATCH = 500;

/** One object a file, its tests first: they are printed while the file is being read. */
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
    await print(out, `],\n  ${JSON.stringify(summaryOf(read)).slice(1)}`);
    all.push(read);
  }
  await print(out, '\n]\n');
  return all;
}

function summaryOf({
  format,
  counts,
  raw,
  leaf,
  partial,
  messages,
  suiteFailures,
  suiteFailureCount,
}: ReadFile) {
  return {
    format,
    ...counts,
    raw,
    leaf,
    partial,
    messages,
    suiteFailures,
    suiteFailureCount,
  };
}

/** Waits where the reader of the output is slower than we are; one that went away wants nothing more. */
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
    await print(out, prettyFile(file, read));
    all.push(read);
  }
  const damaged = all.filter(isDamaged).length;
  if (damaged > 0) {
    const verb = damaged === 1 ? 'is' : 'are';
    await print(out, `\n${damaged} of ${plural(all.length, 'file')} ${verb} not sound: see above.\n`);
  }
  return all;
}

function prettyFile(file: string, read: ReadFile): string {
  const { format, counts, raw, partial, messages, suiteFailures, suiteFailureCount } = read;
  const inAll = raw.tests === counts.tests ? '' : ` in ${plural(raw.tests, 'attempt')}`;
  const what = format === 'unknown' ? 'not read' : `${format}, ${plural(counts.tests, 'test')}${inAll}`;
  const found = format === 'unknown' ? '' : `: ${countWords(counts)}`;
  const more = suiteFailureCount - suiteFailures.length;
  return [
    `${visible(file)}: ${what}${found}${partial && format !== 'unknown' ? ' (partial)' : ''}`,
    ...messages.map((message) => `  ${visible(message)}`),
    ...suiteFailures.map(
      ({ suite, message }) =>
        `  ${visible(suite)} failed outside its tests: ${visible(firstLine(message, 200))}`,
    ),
    ...(more > 0 ? [`  ${plural(more, 'failure')} more outside tests.`] : []),
    '',
  ].join('\n');
}
