import { type Aim, seconds } from './aims.ts';
import type { Measured } from './measure.ts';
import type { Result } from './results.ts';

/** The figures as text: one table for each size of book, then the aims. */
export function formatResults(results: readonly Result[], aims: readonly Aim[]): string {
  const sizes = [...new Set(results.map(({ records }) => records))];
  const tables = sizes.map((size) =>
    formatSize(
      size,
      results.filter(({ records }) => records === size),
    ),
  );
  return [...tables, formatAims(aims)].join('\n\n');
}

/** The figures of a run history, then its aims. */
export function formatHistory(
  steps: readonly { readonly step: string; readonly measured: Measured }[],
  aims: readonly Aim[],
): string {
  const rows = steps.map(({ step, measured }) => [step, ...figuresOf(measured)]);
  return `${align([['step', 'wall', 'CPU', 'peak'], ...rows], [0])}\n\n${formatAims(aims)}`;
}

function figuresOf({ wallMs, cpuMs, peakBytes }: Measured): string[] {
  const peak = peakBytes === undefined ? '-' : `${Math.round(peakBytes / 1e6)} MB`;
  return [seconds(wallMs), seconds(cpuMs), peak];
}

function formatSize(size: number, results: readonly Result[]): string {
  const cold = results.filter(({ tool, step }) => tool !== 'flakebook' && step === 'cold');
  const head = [
    'tool',
    'command',
    'step',
    'wall',
    'CPU',
    'peak',
    'runs',
    ...cold.map(({ tool }) => `/ ${tool.split(' ')[0]} cold`),
  ];
  const rows = results.map(({ tool, command, step, median, runs }) => [
    tool,
    command,
    step,
    ...figuresOf(median),
    runs.map(({ wallMs }) => (wallMs / 1000).toFixed(2)).join(' '),
    ...cold.map((other) => (median.wallMs / other.median.wallMs).toFixed(2)),
  ]);
  return `${size} records (medians; peak is the largest)\n${align([head, ...rows], [0, 1, 2, 6])}`;
}

function formatAims(aims: readonly Aim[]): string {
  const rows = aims.map(({ what, found, met, how }) => [
    met === undefined ? 'not measured' : met ? 'met' : 'NOT MET',
    what,
    found ?? `needs ${how}`,
  ]);
  return `Aims, on 2 cores\n${align(rows, [0, 1, 2])}`;
}

/** @param left the columns that are text; numbers stand at the right. */
function align(rows: readonly (readonly string[])[], left: readonly number[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => (left.includes(i) ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
