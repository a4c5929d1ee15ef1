import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { FORMATS, type Format } from '../present/present.ts';
import { packageVersion } from '../workspace/code-version.ts';
import { reasonOf } from '../workspace/content-files.ts';
import { Failure } from '../workspace/failure.ts';
import { EXIT } from './session.ts';

/** Runs the command line and gives its exit code: 0 clean, 1 findings, 2 wrong usage or an unusable world. */
export async function main(argv: readonly string[]): Promise<number> {
  dropUnreadOutput();
  let code: number = EXIT.clean;
  const program = createProgram((result) => {
    code = result;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.unusable;
    const message = error instanceof Failure ? error.message : systemMessage(error);
    if (message === undefined) throw error;
    process.stderr.write(`flakebook: ${message}\n`);
    return EXIT.unusable;
  }
}

/** What the operating system refused, such as a write on a full disk; undefined for a mistake of our own. */
function systemMessage(error: unknown): string | undefined {
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return undefined;
  return `${path ?? 'the system'} failed on \`${syscall}\`: ${reasonOf(error)}.`;
}

/** A reader such as `head` may close the pipe early: what it does not want is dropped. */
function dropUnreadOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}

function createProgram(done: (code: number) => void): Command {
  const program = new Command('flakebook')
    .description(
      'A knowledge base for flaky-test triage: one file per issue in, checked docs, dated reports and a site out.',
    )
    .version(packageVersion())
    .exitOverride()
    .configureHelp({ sortSubcommands: false })
    .configureOutput({ outputError: (text, write) => write(oneLine(text)) });
  // Each command's code is loaded when it runs: `check` must not wait for what only `build` needs.
  book(program, 'check', 'say everything that is wrong in the content, at line and column')
    .addOption(
      new Option('--format <format>', 'how to print the findings').choices(FORMATS).default('pretty'),
    )
    .action(async (options: Options) =>
      done(await (await import('./check.ts')).check({ ...options, format: options.format ?? 'pretty' })),
    );
  book(program, 'build', 'check, then write dist/docs and dist/site')
    .option('--docs', 'only the Markdown docs')
    .option('--site', 'only the site')
    .option('--out <folder>', 'where docs/ and site/ go', 'dist')
    .option('--base <path>', 'the path that the site is served under', '/')
    .option('--origin <url>', 'where the site is served, for canonical links and the sitemap')
    .action(async (options: Options) =>
      done(await (await import('./build.ts')).build({ ...options, out: options.out ?? 'dist' })),
    );
  book(program, 'report', 'write the dated summary of a suite')
    .option('--suite <id>', 'which suite; may be left out where the book has one')
    .option(
      '--out <file>',
      'where to write it, `-` for standard output (default: dist/docs/reports/<date>-<suite>.md)',
    )
    .action(async (options: Options) => done(await (await import('./report.ts')).report(options)));
  book(program, 'dev', 'preview the site live while you write')
    .option('--port <number>', 'where to listen', parsePort)
    .option('--base <path>', 'the path that the site is served under')
    .action(async (options: Options) =>
      done(await (await import('./serve.ts')).dev({ ...options, out: options.out ?? 'dist' })),
    );
  program
    .command('preview')
    .description('serve the site that was built')
    .option('--out <folder>', 'where the build went', 'dist')
    .option('--content <folder>', 'the folder with book.yaml', 'content')
    .option('--port <number>', 'where to listen', parsePort)
    .option('--base <path>', 'the path that the site was built for')
    .action(async (options: Options) =>
      done(await (await import('./serve.ts')).preview({ ...options, out: options.out ?? 'dist' })),
    );
  program
    .command('explain')
    .description('explain a rule of `check`, with a wrong and a right example; without one, list all')
    .argument('[rule]', 'the rule id that stands behind a finding')
    .action(async (rule: string | undefined) => done(await (await import('./explain.ts')).explain(rule)));
  return program;
}

/** commander's `error: …` and its `(Did you mean …?)` as one line in our words. */
function oneLine(text: string): string {
  const words = text
    .trim()
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ');
  return `flakebook: ${words} See \`flakebook --help\`.\n`;
}

/** What commander gives; each command takes its part. */
interface Options {
  readonly content: string;
  readonly asOf?: string;
  readonly format?: Format;
  readonly docs?: boolean;
  readonly site?: boolean;
  readonly suite?: string;
  readonly out?: string;
  readonly base?: string;
  readonly origin?: string;
  readonly port?: string;
}

function book(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .option('--content <folder>', 'the folder with book.yaml', 'content')
    .option('--as-of <date>', 'the date to read the book at, or `today` (default: the newest dated entry)');
}

function parsePort(text: string): string {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError('expected a port number.');
  return text;
}
