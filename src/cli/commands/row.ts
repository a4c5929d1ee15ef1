import { InvalidArgumentError } from 'commander';
import { USUAL_OUT } from '../io.ts';

export interface OptionRow {
  /** As commander reads them: `--out <folder>`. */
  readonly flags: string;
  readonly meaning: string;
  readonly default?: string;
  readonly choices?: readonly string[];
  readonly isRequired?: boolean;
  /** Where nobody typed it, the program finds it. */
  readonly isFound?: boolean;
  parse?(text: string): string;
}

type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Rest}`
  ? `${Head}${Capitalize<CamelCase<Rest>>}`
  : Name;

type NameOf<Flags extends string> = Flags extends `--${infer Name} <${string}` | `--no-${infer Name}`
  ? CamelCase<Name>
  : Flags extends `--${infer Name}`
    ? CamelCase<Name>
    : never;

type ValueOf<Row extends OptionRow> = Row extends { readonly choices: readonly (infer Choice)[] }
  ? Choice
  : Row['flags'] extends `${string}<${string}`
    ? string
    : boolean;

/** Of options that always have a value. */
type Given = { readonly default: string } | { readonly isRequired: true } | { readonly isFound: true };

/** The values of options, by name, as commander gives them. */
export type OptionsOf<Row extends OptionRow> = {
  readonly [Each in Extract<Row, Given> as NameOf<Each['flags']>]: ValueOf<Each>;
} & {
  readonly [Each in Exclude<Row, Given> as NameOf<Each['flags']>]?: ValueOf<Each>;
};

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
}

export const CONTENT = {
  flags: '--content <folder>',
  meaning: 'the folder that has book.yaml in it (default: this one, content or flaky, here or further up)',
  isFound: true,
} as const satisfies OptionRow;
export const REV = {
  flags: '--rev <commit>',
  meaning: 'read the content as it was in this git commit',
} as const satisfies OptionRow;
export const AS_OF = {
  flags: '--as-of <date>',
  meaning: 'show the book as it was on this date, or `today` (default: the newest date of the records)',
} as const satisfies OptionRow;
export const NO_CACHE = {
  flags: '--no-cache',
  meaning: 'read all files anew, and keep nothing for the next time',
} as const satisfies OptionRow;
export const BOOK = [CONTENT, REV, AS_OF, NO_CACHE] as const;
export const ONLY_SUITE = { flags: '--suite <id>', meaning: 'only this suite' } as const satisfies OptionRow;
export const SUITE = {
  flags: '--suite <id>',
  meaning: 'the suite; not needed if the book has only one',
} as const satisfies OptionRow;
export const ROOT = {
  flags: '--root <path>',
  meaning: 'the checkout in which the tests ran (default: the working directory)',
} as const satisfies OptionRow;
export const OUT = {
  flags: '--out <folder>',
  meaning: 'the folder for docs/ and site/',
  default: USUAL_OUT,
} as const satisfies OptionRow;
export const PORT = {
  flags: '--port <number>',
  meaning: 'the port to listen on',
  parse: parsePort,
} as const satisfies OptionRow;

/** The formats that a command prints in, the usual one first. */
export function formats<const Choices extends readonly string[]>(choices: Choices) {
  return {
    flags: '--format <format>',
    meaning: 'how to print the result',
    choices,
    default: choices[0] ?? '',
  } as const;
}
export const FORMAT = formats(['pretty', 'unix', 'json', 'github', 'gitlab', 'sarif']);

export const UNUSABLE = 'wrong usage, or no book was found';
export const HAS_ERRORS = 'the content has errors; nothing was written';

function parsePort(text: string): string {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError('expected a port number.');
  return text;
}
