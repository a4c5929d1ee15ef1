import { type Measured, OTHERS_MOST } from './measure.ts';

/** One step of a tool at one size of book, measured once a round. */
export interface Result {
  readonly records: number;
  readonly tool: string;
  readonly name: string;
  readonly step: string;
  readonly rounds: readonly Measured[];
}

/** Where we want to be. */
export interface Aim {
  readonly records: number;
  readonly name: string;
  readonly step: string;
  /** CPU seconds, CPU as a share of a rival's cold build in the same round, or peak memory in gigabytes. */
  readonly unit: 'CPU s' | 'of eleventy' | 'of starlight' | 'GB';
  readonly most: number;
}

const CPU = { records: 10_000, unit: 'CPU s' } as const;
const ELEVENTY = { records: 10_000, unit: 'of eleventy' } as const;
const STARLIGHT = { records: 1000, unit: 'of starlight' } as const;
const MEMORY = { records: 10_000, unit: 'GB', most: 1 } as const;

/** CPU seconds are those of a machine on which Eleventy builds 10 000 records in 8.3. */
export const AIMS: readonly Aim[] = [
  { ...CPU, name: 'check', step: 'cold', most: 24 },
  { ...CPU, name: 'check', step: 'edited prose', most: 0.37 },
  { ...CPU, name: 'check', step: 'new entry', most: 0.37 },
  { ...ELEVENTY, name: 'check', step: 'unchanged', most: 0.03 },
  { ...ELEVENTY, name: 'docs', step: 'unchanged', most: 0.03 },
  { ...ELEVENTY, name: 'report', step: 'unchanged', most: 0.03 },
  { ...ELEVENTY, name: 'docs', step: 'edited prose', most: 0.15 },
  { ...STARLIGHT, name: 'site', step: 'cold', most: 0.6 },
  { ...STARLIGHT, name: 'site', step: 'edited prose', most: 0.08 },
  { ...STARLIGHT, name: 'site', step: 'unchanged', most: 0.01 },
  { ...MEMORY, name: 'site', step: 'cold', most: 1.2 },
  ...['check', 'docs', 'report', 'match'].map((name) => ({ ...MEMORY, name, step: 'cold' })),
  { ...MEMORY, name: 'ingest', step: 'whole history' },
];

export interface Judgement {
  readonly aim: string;
  readonly found: string;
  readonly verdict: 'met' | 'NOT MET' | 'not judged';
}

/** @returns undefined for an aim that was not measured. */
export function judge(aim: Aim, results: readonly Result[]): Judgement | undefined {
  const { records, name, step, unit, most } = aim;
  const rivalName = /^of (.*)/.exec(unit)?.[1];
  const sized = results.filter((result) => result.records === records);
  const ours = sized.find((each) => each.tool === 'flakebook' && each.name === name && each.step === step);
  const rival = sized.find((each) => each.step === 'cold' && each.tool.split(' ')[0] === rivalName);
  if (!ours || (rivalName && !rival)) return undefined;
  const values =
    unit === 'GB'
      ? [peakOf(ours) / 1e9]
      : rival
        ? ratios(ours, rival)
        : ours.rounds.map(({ cpuMs }) => cpuMs / 1000);
  const value = median(values);
  const others = Math.max(...[...ours.rounds, ...(rival?.rounds ?? [])].map((each) => each.others));
  // Memory is the same however busy the machine is.
  const isDisturbed = unit !== 'GB' && others > OTHERS_MOST;
  const because = isDisturbed ? `, but others kept ${others.toFixed(1)} processors busy` : '';
  return {
    aim: `${records} records: ${name}, ${step}: at most ${most} ${unit}`,
    found: `${value.toFixed(3)}${because}`,
    verdict: isDisturbed ? 'not judged' : value <= most ? 'met' : 'NOT MET',
  };
}

/** Of each round, so that a slow minute of the machine slows both. */
function ratios(ours: Result, other: Result): number[] {
  return ours.rounds.flatMap(({ cpuMs }, round) => cpuMs / (other.rounds[round]?.cpuMs ?? Number.NaN));
}

/** The middle value; of an even number of them the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number): number => sorted[Math.floor(index)] ?? Number.NaN;
  return (at(sorted.length / 2) + at((sorted.length - 1) / 2)) / 2;
}

function peakOf({ rounds }: Result): number {
  return Math.max(...rounds.map(({ peakBytes }) => peakBytes ?? Number.NaN));
}

/** A table for each size of book, then the aims that were measured. */
export function formatResults(results: readonly Result[]): string {
  const sizes = [...Map.groupBy(results, ({ records }) => records).values()];
  const judged = AIMS.flatMap((aim) => judge(aim, results) ?? []);
  const aims = judged.map(({ verdict, aim, found }) => `${verdict.padEnd(10)}  ${aim}: ${found}\n`);
  const rest = AIMS.length - judged.length;
  const note = rest === 0 ? '' : `${rest} more aims need other sizes, commands or rivals.\n`;
  return `${sizes.map(formatSize).join('\n')}\nAims\n${aims.join('')}${note}`;
}

function formatSize(results: readonly Result[]): string {
  const rivals = results.filter(({ tool, step }) => tool !== 'flakebook' && step === 'cold');
  const shares = rivals.map(({ tool }) => `/ ${tool.split(' ')[0]} cold`);
  const head = [`${results[0]?.records} records`, 'CPU s', ...shares, 'wall s', 'peak MB', 'others'];
  const rows = results.map((result) => [
    `${result.tool} ${result.name}, ${result.step}`,
    median(result.rounds.map(({ cpuMs }) => cpuMs / 1000)).toFixed(3),
    ...rivals.map((rival) => median(ratios(result, rival)).toFixed(3)),
    median(result.rounds.map(({ wallMs }) => wallMs / 1000)).toFixed(2),
    (peakOf(result) / 1e6).toFixed(0),
    Math.max(...result.rounds.map(({ others }) => others)).toFixed(2),
  ]);
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i]?.length ?? 0)));
  const pad = (cell: string, i: number): string =>
    i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0);
  return [head, ...rows].map((row) => `${row.map(pad).join('  ')}\n`).join('');
}
