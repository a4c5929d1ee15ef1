import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/*
 * How a command is measured, and how far it is to be trusted.
 * - Wall: from spawn to exit, by the monotonic clock; 1 to 2 ms of it are the shell that counts the CPU.
 * - CPU: the shell's `times`, user and system time of the command and of all descendants that were waited for. Exact to
 *   the clock tick (10 ms). A process that is killed and never waited for is missing.
 * - Memory: resident memory of the whole process tree, from /proc every 20 ms, and never less than the largest single
 *   process ever was (VmHWM, exact to its last sample). It counts pages shared by two processes twice, mostly those of
 *   the Node binary (some 50 MB for each further process), and may miss a sum that stood for less than 20 ms. Without
 *   /proc (not Linux) there is no figure.
 */
export interface Measured {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakBytes?: number;
}

export interface MeasuredCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Added to the environment; `undefined` takes a variable out of it. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** A command that ended with another code than 0, with what it printed. */
export class CommandFailure extends Error {}

const SAMPLE_MS = 20;

/** Runs a command to its end. @throws CommandFailure when it fails. */
export async function measure(command: MeasuredCommand): Promise<Measured> {
  const startNs = process.hrtime.bigint();
  const child = spawn(
    'sh',
    ['-c', '"$@"; code=$?; times >&3; exit $code', 'sh', command.program, ...command.args],
    {
      cwd: command.cwd,
      env: { ...process.env, ...command.env },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    },
  );
  const memory = watchMemory(child.pid ?? 0);
  const outputs = [1, 2, 3].map((fd) => collect(child.stdio[fd as 1]));
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (exitCode) => resolve(exitCode ?? 2));
  });
  const wallMs = Number(process.hrtime.bigint() - startNs) / 1e6;
  const peakBytes = memory.stop();
  const [stdout = '', stderr = '', times = ''] = await Promise.all(outputs);
  if (code !== 0)
    throw new CommandFailure(`${command.args.join(' ')} ended with ${code}:\n${tail(stdout + stderr)}`);
  return { wallMs, cpuMs: readTimes(times), ...(peakBytes > 0 ? { peakBytes } : {}) };
}

async function collect(stream: NodeJS.ReadableStream | null | undefined): Promise<string> {
  let text = '';
  if (stream) for await (const chunk of stream) text += String(chunk);
  return text;
}

function tail(text: string): string {
  return text.trim().split('\n').slice(-15).join('\n');
}

/** The second line of `times`: user and system time of what the shell waited for, as `1m2.345s`. */
export function readTimes(text: string): number {
  const [, children = ''] = text.trim().split('\n');
  const parts = [...children.matchAll(/(\d+)m([\d.]+)s/g)];
  return parts.reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000,
    0,
  );
}

function watchMemory(root: number): { stop(): number } {
  let peak = 0;
  const sample = (): void => {
    const sizes = treeOf(root).map(memoryOf);
    const sum = sizes.reduce((total, { now }) => total + now, 0);
    peak = Math.max(peak, sum, ...sizes.map(({ most }) => most));
  };
  const timer = setInterval(sample, SAMPLE_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return peak;
    },
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
    const kilobytes = (key: string): number =>
      Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    return { now: kilobytes('VmRSS') * 1024, most: kilobytes('VmHWM') * 1024 };
  } catch {
    return { now: 0, most: 0 };
  }
}
