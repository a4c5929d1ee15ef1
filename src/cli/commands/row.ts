import { InvalidArgumentError, type OptionValues } from 'commander';
import { type Io, USUAL_OUT } from '../io.ts';

/** What a command is run with. */
interface Invocation {
  /** The arguments that are no options. */
  readonly words: readonly string[];
  /** The options, by name, as the command's table declares them. */
  options<Options extends OptionValues>(): Options;
  readonly io: Io;
}

export interface OptionRow {
  /** As commander reads them: `--out <folder>`. */
  readonly flags: string;
  readonly meaning: string;
  readonly default?: string;
  readonly choices?: readonly string[];
  readonly isRequired?: boolean;
  parse?(text: string): string;
}

export interface Example {
  /** A line that works as typed where the book is in `content/`. */
  readonly line: string;
  readonly shows: string;
}

export interface CommandRow {
  /** A word, or two for a command within another. */
  readonly name: string;
  /** One line, beginning with a verb. */
  readonly purpose: string;
  /** Arguments as commander reads them, with their meaning. */
  readonly words?: readonly [syntax: string, meaning: string];
  readonly options: readonly OptionRow[];
  /** One or two. */
  readonly examples: readonly [Example, Example?];
  /** When the command ends with which code. */
  readonly exitCodes: { readonly 0: string; readonly 1?: string; readonly 2: string };
  run(invocation: Invocation): Promise<number>;
}

const FINDING_FORMATS = ['pretty', 'unix', 'json', 'github', 'gitlab', 'sarif'];

export const CONTENT: OptionRow = {
  flags: '--content <folder>',
  meaning: 'the folder that has book.yaml in it (default: this one, content or flaky, here or further up)',
};
export const REV: OptionRow = {
  flags: '--rev <commit>',
  meaning: 'read the content as it was in this git commit',
};
export const AS_OF: OptionRow = {
  flags: '--as-of <date>',
  meaning: 'show the book as it was on this date, or `today` (default: the newest date of the records)',
};
export const NO_CACHE: OptionRow = {
  flags: '--no-cache',
  meaning: 'read all files anew, and keep nothing for the next time',
};
export const BOOK = [CONTENT, REV, AS_OF, NO_CACHE];
export const ONLY_SUITE: OptionRow = { flags: '--suite <id>', meaning: 'only this suite' };
export const SUITE: OptionRow = {
  flags: '--suite <id>',
  meaning: 'the suite; not needed if the book has only one',
};
export const ROOT: OptionRow = {
  flags: '--root <path>',
  meaning: 'the checkout in which the tests ran (default: the working directory)',
};
export const OUT = {
  flags: '--out <folder>',
  meaning: 'the folder for docs/ and site/',
  default: USUAL_OUT,
} as const satisfies OptionRow;
export const PORT: OptionRow = {
  flags: '--port <number>',
  meaning: 'the port to listen on',
  parse: parsePort,
};

export function format(choices: readonly string[] = FINDING_FORMATS): OptionRow {
  return { flags: '--format <format>', meaning: 'how to print the result', choices, default: choices[0] };
}

export const UNUSABLE = 'wrong usage, or no book was found';
export const HAS_ERRORS = 'the content has errors; nothing was written';

function parsePort(text: string): string {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError('expected a port number.');
  return text;
}
