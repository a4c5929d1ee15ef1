import { parseArgs } from 'node:util';
import { FEWEST_RECORDS } from './book.ts';
import { RIVALS } from './rivals.ts';
import { COMMANDS } from './subjects.ts';

export const USAGE = `Usage: npm run bench -- [options]

Makes books of N records modelled on content/, and measures what Flakebook and others make of them.

  --records N[,N…]   sizes of the books (default: 1000)
  --rounds R         how often each step is measured (default: 3)
  --only NAMES       of ${COMMANDS.join(', ')} (default: all)
  --against NAMES    of ${RIVALS.join(', ')}, or none (default: all); installed when first run
  --runs N           runs in the history of one suite (default: 1000)
  --tests N          tests of each run (default: 500)
  --json FILE        write the figures there
  --keep             keep the folder with the books and what was made of them
  --help             print this`;

/** Wrong usage: one line, exit code 2. */
export class UsageError extends Error {}

export type Options = NonNullable<ReturnType<typeof readOptions>>;

/** @returns undefined when only help was asked for. @throws UsageError */
export function readOptions(args: readonly string[]) {
  const { values } = parse(args);
  const sizes = list(values.records).map((text) => wholeNumber('--records', text, FEWEST_RECORDS));
  if (values.help) return undefined;
  return {
    ...values,
    records: [...new Set(sizes)].sort((a, b) => a - b),
    rounds: wholeNumber('--rounds', values.rounds),
    only: names('--only', values.only, COMMANDS),
    against: values.against === 'none' ? [] : names('--against', values.against, RIVALS),
    runs: wholeNumber('--runs', values.runs),
    tests: wholeNumber('--tests', values.tests),
  };
}

function parse(args: readonly string[]) {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const flag = { type: 'boolean', default: false } as const;
  const lists = { records: text('1000'), only: text(COMMANDS.join()), against: text(RIVALS.join()) };
  const numbers = { rounds: text('3'), runs: text('1000'), tests: text('500') };
  const others = { json: { type: 'string' }, keep: flag, help: flag } as const;
  try {
    return parseArgs({ args: [...args], options: { ...lists, ...numbers, ...others } });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function list(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}

function names<Name extends string>(option: string, text: string, known: readonly Name[]): Name[] {
  const asked = list(text);
  const strange = asked.find((name) => !known.some((each) => each === name));
  if (strange !== undefined)
    throw new UsageError(`Unexpected \`${strange}\` in ${option}, expected ${known.join(', ')}`);
  return known.filter((name) => asked.includes(name));
}

function wholeNumber(option: string, text: string, least = 1): number {
  if (/^\d{1,7}$/.test(text) && Number(text) >= least) return Number(text);
  throw new UsageError(`Unexpected \`${text}\` in ${option}, expected a whole number from ${least} on`);
}
