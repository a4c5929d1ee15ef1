import { findResult, type Result, type Step } from './results.ts';

/** Where we want to be, and where we are. */
export interface Aim {
  readonly what: string;
  /** As measured, in words; absent where this run did not measure it. */
  readonly found?: string;
  readonly met?: boolean;
  /** How to measure it, where this run did not. */
  readonly how?: string;
}

const BIG = 10_000;
const MIDDLE = 1000;

export function judgeAims(results: readonly Result[]): Aim[] {
  return [
    ...(['unchanged', 'edited prose', 'new entry'] as const).map((step) =>
      within('check', step, 500, results),
    ),
    coldCheck(results),
    within('report', 'unchanged', 1000, results),
    ...(['check', 'docs', 'report'] as const).map((command) => memory(command, results)),
    ratio('cold', 1, results),
    ratio('edited prose', 0.35, results),
    ...(['check', 'docs', 'report', 'site'] as const).map((command) => growth(command, results)),
  ];
}

/** One command of ours at 10 000 records in so many milliseconds. */
function within(command: string, step: Step, mostMs: number, results: readonly Result[]): Aim {
  const what = `${BIG} records: ${command}, ${step}, in ${seconds(mostMs)}`;
  const result = findResult(results, { records: BIG, tool: 'flakebook', command, step });
  if (!result) return missing(what, `--records ${BIG} --only ${command}`);
  const { wallMs } = result.median;
  return { what, found: seconds(wallMs), met: wallMs <= mostMs };
}

function coldCheck(results: readonly Result[]): Aim {
  const what = `${BIG} records: check, cold, no slower than Eleventy's build`;
  const ours = findResult(results, { records: BIG, tool: 'flakebook', command: 'check', step: 'cold' });
  const other = rival('eleventy', BIG, results);
  if (!ours || !other) return missing(what, `--records ${BIG} --only check --against eleventy`);
  return compare(what, ours, other, 1);
}

/** The site at 1 000 records, against the cold build of stock Starlight. */
function ratio(step: Step, most: number, results: readonly Result[]): Aim {
  const what = `${MIDDLE} records: site, ${step}, at most ${most} of stock Starlight's cold build`;
  const ours = findResult(results, { records: MIDDLE, tool: 'flakebook', command: 'site', step });
  const other = rival('starlight', MIDDLE, results);
  if (!ours || !other) return missing(what, `--records ${MIDDLE} --only site --against starlight`);
  return compare(what, ours, other, most);
}

/** Wall time decides. The ratio of CPU stands beside it: it says the same where nothing else runs, and more where others do. */
function compare(what: string, { median: ours }: Result, { median: other }: Result, most: number): Aim {
  const share = ours.wallMs / other.wallMs;
  const times = `${seconds(ours.wallMs)} / ${seconds(other.wallMs)} = ${share.toFixed(2)}`;
  return { what, found: `${times} (CPU ${(ours.cpuMs / other.cpuMs).toFixed(2)})`, met: share <= most };
}

function rival(name: string, records: number, results: readonly Result[]): Result | undefined {
  return results.find(
    (result) => result.records === records && result.step === 'cold' && result.tool.startsWith(name),
  );
}

const GIGABYTE = 1e9;

function memory(command: string, results: readonly Result[]): Aim {
  const what = `${BIG} records: ${command}, peak memory under 1 GB`;
  const peaks = results.flatMap(({ records, tool, command: ran, median }) =>
    records === BIG && tool === 'flakebook' && ran === command && median.peakBytes !== undefined
      ? [median.peakBytes]
      : [],
  );
  if (peaks.length === 0) return missing(what, `--records ${BIG} --only ${command}, on Linux`);
  const peak = Math.max(...peaks);
  return { what, found: `${(peak / GIGABYTE).toFixed(2)} GB`, met: peak < GIGABYTE };
}

/** Twice the records may cost twice the time and a tenth more. */
const SLACK = 1.1;

function growth(command: string, results: readonly Result[]): Aim {
  const what = `${command}, cold: grows no faster than the records`;
  const cold = results.filter(
    (result) => result.tool === 'flakebook' && result.command === command && result.step === 'cold',
  );
  const [first] = cold;
  const last = cold.at(-1);
  if (!first || !last || first === last) return missing(what, `--records ${MIDDLE},${BIG} --only ${command}`);
  const records = last.records / first.records;
  const time = last.median.wallMs / first.median.wallMs;
  return {
    what,
    found: `${records.toFixed(1)} times the records, ${time.toFixed(1)} times the time`,
    met: time <= records * SLACK,
  };
}

function missing(what: string, how: string): Aim {
  return { what, how };
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
