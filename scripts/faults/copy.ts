import { execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { Fault } from './fault.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Tests that a fault keeps from ending are as good as failed. */
const TIMEOUT_MS = 10 * 60_000;

/** A copy of this repository's files as they are now, in which anything may be broken. */
export interface RepositoryCopy {
  /** @returns why it cannot be planted; undefined where it was. */
  plant(fault: Fault): string | undefined;
  /** Takes back what was planted. */
  restore(): void;
  /** Runs tests. @returns the first that fails; undefined where all pass. */
  failureOf(tests: readonly string[]): Promise<string | undefined>;
  remove(): void;
}

export function createCopy(): RepositoryCopy {
  const folder = mkdtempSync(join(tmpdir(), 'flakebook-faults-'));
  const options = { cwd: ROOT, encoding: 'utf8' } as const;
  const listed = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], options);
  for (const file of listed.split('\0')) {
    if (file === '' || !existsSync(join(ROOT, file))) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(ROOT, file), join(folder, file));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  let planted: { readonly path: string; readonly text: string } | undefined;
  return {
    plant(fault) {
      const { text, broken, misfit } = breakFile(folder, fault);
      if (misfit !== undefined) return misfit;
      const path = join(folder, fault.file);
      planted = { path, text };
      writeFileSync(path, broken);
      return undefined;
    },
    restore() {
      if (planted) writeFileSync(planted.path, planted.text);
      planted = undefined;
    },
    failureOf: (tests) => runTests(folder, tests),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Why a fault no longer fits the source as it is now; undefined where it does. */
export function misfitOf(fault: Fault): string | undefined {
  return breakFile(ROOT, fault).misfit;
}

interface BrokenFile {
  readonly text: string;
  readonly broken: string;
  readonly misfit?: string | undefined;
}

function breakFile(folder: string, { file, find, replace }: Fault): BrokenFile {
  const path = join(folder, file);
  if (!existsSync(path)) return { text: '', broken: '', misfit: 'there is no such file' };
  const text = readFileSync(path, 'utf8');
  const parts = text.split(find);
  if (parts.length !== 2)
    return { text, broken: text, misfit: `its text stands there ${parts.length - 1} times` };
  const broken = parts.join(replace);
  return { text, broken, misfit: syntaxError(file, broken) };
}

/** A text that is no TypeScript would fail every test, and show nothing. */
function syntaxError(file: string, text: string): string | undefined {
  if (!file.endsWith('.ts')) return undefined;
  const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true, fileName: file });
  const [first] = diagnostics;
  return first && `it does not parse: ${ts.flattenDiagnosticMessageText(first.messageText, ' ')}`;
}

/** The parts of vitest's JSON report that are looked at. */
interface Report {
  readonly numTotalTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

async function runTests(folder: string, tests: readonly string[]): Promise<string | undefined> {
  const report = join(folder, 'faults-report.json');
  rmSync(report, { force: true });
  const vitest = join(folder, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--bail=1', '--reporter=json', `--outputFile=${report}`, ...tests];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore', timeout: TIMEOUT_MS });
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code === 0) return undefined;
  if (!existsSync(report)) return 'the tests did not come to an end';
  const { numTotalTests, testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  if (numTotalTests === 0 && testResults.every(({ message }) => message === ''))
    throw new Error(`There is no test in ${tests.join(', ')}.`);
  const failed = testResults.flatMap(({ assertionResults }) => assertionResults);
  const test = failed.find(({ status }) => status === 'failed');
  if (test) return test.fullName;
  // A file that cannot be run has no tests; one that vitest did not get to has no message either.
  const file = testResults.find(({ status, message }) => status === 'failed' && message !== '');
  return file
    ? `${file.name.slice(folder.length + 1)}: ${file.message.split('\n')[0]}`
    : `vitest ended with ${String(code)}`;
}
