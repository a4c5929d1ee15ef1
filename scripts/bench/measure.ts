import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/*
 * How a command is measured, and how far to trust it.
 * - CPU: the shell's `times`: user and system time of the command and of all descendants that were waited for, to the
 *   clock tick (10 ms); short commands are therefore run many times in a row. This is what counts: it hardly changes when
 *   others use the machine, and wall time does.
 * - Others: busy time of all processors, less our own, for each millisecond of wall time. Above OTHERS_MOST the figures
 *   are printed and not judged: shared caches and a lower clock make CPU time longer, too.
 * - Memory: resident memory of the process tree, from /proc every 20 ms, and never less than the largest single process
 *   ever was (VmHWM). Pages that two processes share count twice. Not known where there is no /proc.
 */
export interface Measured {
  readonly cpuMs: number;
  readonly wallMs: number;
  /** Processors that other programs kept busy. */
  readonly others: number;
  readonly peakBytes?: number;
}

export interface Command {
  readonly args: readonly string[];
  readonly cwd: string;
  /** Added to the environment; `undefined` takes a variable out of it. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** How often it is run in a row; the figures are those of one run. Once unless given. */
  readonly times?: number;
  /** Whether exit code 1 is an answer, and not a failure. */
  readonly mayFind?: boolean;
}

/** A command that failed, with the end of what it printed. */
export class CommandFailure extends Error {}

/** Processors that others may keep busy before a figure is no longer judged. */
export const OTHERS_MOST = 0.25;

const SAMPLE_MS = 20;
const SCRIPT = `most=$1 times=$2; shift 2
while [ $times -gt 0 ]; do "$@"; code=$?; [ $code -le $most ] || exit $code; times=$((times - 1)); done
times >&3`;

/** Runs a Node program to its end. @throws CommandFailure */
export async function measure({ args, cwd, env, times = 1, mayFind }: Command): Promise<Measured> {
  const startMs = performance.now();
  const busyBeforeMs = busyMs();
  const words = [mayFind ? '1' : '0', String(times), process.execPath, ...args];
  const child = spawn('sh', ['-c', SCRIPT, 'sh', ...words], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const peak = watchMemory(child.pid ?? 0);
  const outputs = [1, 2, 3].map((fd) => collect(child.stdio[fd as 1]));
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (exitCode) => resolve(exitCode ?? 2));
  });
  const wallMs = performance.now() - startMs;
  const peakBytes = peak();
  const [stdout = '', stderr = '', shellTimes = ''] = await Promise.all(outputs);
  if (code !== 0) {
    const said = (stdout + stderr).trim().split('\n').slice(-15).join('\n');
    throw new CommandFailure(`${args.join(' ')} ended with ${code}:\n${said}`);
  }
  const cpuMs = readTimes(shellTimes);
  const others = Math.max(0, busyMs() - busyBeforeMs - cpuMs) / wallMs;
  return {
    cpuMs: cpuMs / times,
    wallMs: wallMs / times,
    others,
    ...(peakBytes > 0 ? { peakBytes } : {}),
  };
}

/** Time that all processors were busy, less that of this process. */
function busyMs(): number {
  const all = cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0);
  const own = process.cpuUsage();
  return all - (own.user + own.system) / 1000;
}

async function collect(stream: NodeJS.ReadableStream | null | undefined): Promise<string> {
  let text = '';
  if (stream) for await (const chunk of stream) text += String(chunk);
  return text;
}

/** The second line of `times`: user and system time of what the shell waited for, as `1m2.345s`. */
export function readTimes(text: string): number {
  const parts = [...(text.trim().split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
  return parts.reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000,
    0,
  );
}

function watchMemory(root: number): () => number {
  let peak = 0;
  const sample = (): void => {
    const sizes = treeOf(root).map(memoryOf);
    peak = Math.max(
      peak,
      sizes.reduce((sum, { now }) => sum + now, 0),
      ...sizes.map(({ most }) => most),
    );
  };
  const timer = setInterval(sample, SAMPLE_MS);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

/** A process and all its descendants; each thread may have children of its own. */
function treeOf(pid: number): number[] {
  const pids = [pid];
  for (const at of pids) {
    try {
      for (const thread of readdirSync(`/proc/${at}/task`)) {
        const children = readFileSync(`/proc/${at}/task/${thread}/children`, 'utf8');
        pids.push(...children.split(' ').filter(Boolean).map(Number));
      }
    } catch {
      // It has just ended.
    }
  }
  return pids;
}

function memoryOf(pid: number): { now: number; most: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const bytes = (key: string): number =>
      1024 * Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    return { now: bytes('VmRSS'), most: bytes('VmHWM') };
  } catch {
    return { now: 0, most: 0 };
  }
}
