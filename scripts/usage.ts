import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** The options of a script. `--help` prints its usage, and what is wrong is one line and exit code 2: both end the script. */
export function readArguments<const Options extends ParseArgsOptionsConfig>(usage: string, options: Options) {
  if (process.argv.includes('--help')) {
    process.stdout.write(`Usage: ${usage}\n`);
    process.exit(0);
  }
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error), usage);
  }
}

/** A whole number from an option. */
export function wholeNumber(text: string, usage: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : refuse(`\`${text}\` is not a whole number.`, usage);
}

export function refuse(problem: string, usage: string): never {
  process.stderr.write(`${problem.split('\n', 1)[0]}\nUsage: ${usage}\n`);
  process.exit(2);
}
