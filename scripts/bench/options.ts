import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FEWEST_RECORDS } from './book/plan-book.ts';

export const COMMANDS = ['check', 'docs', 'report', 'site'] as const;
export type CommandName = (typeof COMMANDS)[number];

export const RIVALS = ['eleventy', 'starlight'] as const;
export type RivalName = (typeof RIVALS)[number];

export interface BenchOptions {
  /** Sizes of the books, smallest first. */
  readonly records: readonly number[];
  readonly only: readonly CommandName[];
  readonly against: readonly RivalName[];
  /** How often each step is measured; the median counts. */
  readonly repeat: number;
  readonly json?: string;
  readonly keep: boolean;
  /** Measure a history of so many runs, and no books. */
  readonly runs?: number;
}

/** Wrong usage: one line, exit code 2. */
export class UsageError extends Error {}

export const USAGE = `Usage: npm run bench -- [options]

Makes books of N records modelled on content/, and measures what Flakebook and others make of them.

  --records N[,N…]    sizes of the books (default: 1000)
  --runs N            instead of books, the result files of N runs of 5 000 tests: ingested and derived
  --only NAMES        of ${COMMANDS.join(', ')} (default: all)
  --against NAMES     of ${RIVALS.join(', ')}, or none (default: all); installed when first run
  --repeat R          runs of each step, of which the median counts (default: 3)
  --json FILE         write the figures there too
  --keep              keep the folder with the books and what was made of them
  --help              print this`;

/** @returns undefined when only help was asked for. @throws UsageError */
export function readOptions(args: readonly string[]): BenchOptions | undefined {
  const { values } = parse(args);
  if (values.help) return undefined;
  const records = list(values.records).map((text) => wholeNumber('--records', text, FEWEST_RECORDS));
  const against = values.against === 'none' ? [] : names('--against', values.against, RIVALS);
  return {
    records: [...new Set(records)].sort((a, b) => a - b),
    only: names('--only', values.only, COMMANDS),
    against,
    repeat: wholeNumber('--repeat', values.repeat, 1),
    keep: values.keep,
    ...(values.runs === undefined ? {} : { runs: wholeNumber('--runs', values.runs, 1) }),
    ...(values.json === undefined ? {} : { json: resolve(values.json) }),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        records: { type: 'string', default: '1000' },
        runs: { type: 'string' },
        only: { type: 'string', default: COMMANDS.join(',') },
        against: { type: 'string', default: RIVALS.join(',') },
        repeat: { type: 'string', default: '3' },
        json: { type: 'string' },
        keep: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function list(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}

function names<Name extends string>(option: string, text: string, known: readonly Name[]): Name[] {
  const asked = list(text);
  for (const name of asked) {
    if (!known.some((each) => each === name)) {
      throw new UsageError(`Unexpected \`${name}\` in ${option}, expected ${known.join(', ')}`);
    }
  }
  return known.filter((name) => asked.includes(name));
}

const MOST = 1_000_000;

function wholeNumber(option: string, text: string, least: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= MOST) return value;
  throw new UsageError(
    `Unexpected \`${text}\` in ${option}, expected a whole number from ${least} to ${MOST}`,
  );
}
