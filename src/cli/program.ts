import { Command, Option, type OptionValues } from 'commander';
import { packageVersion } from '../host/code-version.ts';
import { findBook } from '../host/find-book.ts';
import { mendOutput } from '../host/mend-output.ts';
import { CONTENT, type CommandRow, type OptionRow, OUT } from './commands/row.ts';
import { COMMANDS, RUN, type Run } from './commands.ts';
import { type Io, pathOf, typedPath, usualOut } from './io.ts';

/** Columns of the help text if it does not go to a terminal. */
const HELP_WIDTH = 80;

/** The command line: the table of commands in commander's terms. */
export function createProgram(io: Io, done: (code: number) => void): Command {
  const program = new Command('flakebook')
    .description(
      'A knowledge base for flaky tests: one file for each issue in; checked docs, dated reports and a site out.',
    )
    .version(packageVersion(), '-v, --version')
    .addHelpText('after', '\n`flakebook <command> --help` shows examples and exit codes.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.out.document(text),
      writeErr: (text) => io.err.document(text),
      getOutHelpWidth: () => io.out.width ?? HELP_WIDTH,
      getErrHelpWidth: () => io.err.width ?? HELP_WIDTH,
      getOutHasColors: () => io.out.hasColor,
      getErrHasColors: () => io.err.hasColor,
    });
  for (const row of COMMANDS) addCommand(program, row, RUN[row.name], io, done);
  nameHelp(program, 'flakebook', io);
  return program;
}

function addCommand(program: Command, row: CommandRow, run: Run, io: Io, done: (code: number) => void): void {
  const [name = '', inner] = row.name.split(' ');
  const command = inner === undefined ? program.command(name) : parentOf(program, name).command(inner);
  command.description(row.purpose).addHelpText('after', `\n${examplesAndExitCodes(row)}`);
  if (row.words) command.argument(...row.words);
  for (const option of row.options) command.addOption(optionOf(option));
  command.action(async () => {
    findPlaces(row, command, io);
    await mend(row, command.opts(), io);
    done(await run({ words: command.args, options: command.opts(), io }));
  });
}

/** The command whose commands begin with a word. */
function parentOf(program: Command, name: string): Command {
  const known = program.commands.find((command) => command.name() === name);
  return known ?? program.command(name).description('Write a new record.');
}

/** Without `--content` the book is found from here; who stands in it wants no output there. */
function findPlaces(row: CommandRow, command: Command, io: Io): void {
  const option = row.options.find(({ flags }) => flags === CONTENT.flags);
  if (!option) return;
  const { content: typed } = command.opts<{ content?: string }>();
  const found = typed === undefined ? findBook(io.cwd, io.env) : pathOf(io, typed);
  if (typed === undefined && (found !== undefined || option.isFound))
    command.setOptionValueWithSource(
      'content',
      found === undefined ? 'content' : typedPath(io, found),
      'implied',
    );
  if (command.getOptionValueSource('out') === 'default' && command.opts().out === OUT.default)
    command.setOptionValueWithSource('out', usualOut(io, found), 'implied');
}

/** Mends the output before anything looks at it. What does not look at it goes on where that fails. */
async function mend(row: CommandRow, options: OptionValues, io: Io): Promise<void> {
  const isOwn = row.options.includes(OUT);
  const out = isOwn ? String(options.out) : OUT.default;
  try {
    await mendOutput(pathOf(io, out), out);
  } catch (error) {
    if (isOwn || row.name === 'report') throw error;
  }
}

function optionOf({ flags, meaning, choices, isRequired, parse, default: value }: OptionRow): Option {
  const option = new Option(flags, meaning).makeOptionMandatory(isRequired === true);
  if (choices) option.choices(choices);
  if (parse) option.argParser(parse);
  return value === undefined ? option : option.default(value);
}

function examplesAndExitCodes({ examples, exitCodes }: CommandRow): string {
  const lines = examples.flatMap((example) =>
    example === undefined ? [] : [`  ${example.line}`, `      ${example.shows}`],
  );
  const codes = Object.entries(exitCodes).map(([code, meaning]) => `  ${code}  ${meaning}`);
  return ['Examples:', ...lines, '', 'Exit codes:', ...codes].join('\n');
}

/** Lets an error about the arguments of a command point to the help of that very command. */
function nameHelp(command: Command, words: string, io: Io): void {
  command.configureOutput({ outputError: (text) => io.err.complain(oneLine(text, words)) });
  for (const inner of command.commands) nameHelp(inner, `${words} ${inner.name()}`, io);
}

/** Rewrites commander's `error: …` and `(Did you mean …?)` as one line. */
function oneLine(text: string, command: string): string {
  const words = text
    .trim()
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/[^.?!)]$/, '$&.');
  return `${words} See \`${command} --help\`.`;
}
