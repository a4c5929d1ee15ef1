import { Command, InvalidArgumentError, Option } from 'commander';
import { packageVersion } from '../host/code-version.ts';
import type { FindingFormat } from '../print/findings.ts';
import { hasColor } from '../print/terminal.ts';
import type { Io } from './io.ts';

/** How findings can be printed. */
const FORMATS: readonly FindingFormat[] = ['pretty', 'json', 'github', 'sarif'];

/** Words of the command line; each command's code is loaded when it runs, so that `check` never waits for what `build` needs. */
export function createProgram(io: Io, done: Done): Command {
  const program = new Command('flakebook')
    .description(
      'A knowledge base for flaky-test triage: one file per issue in, checked docs, dated reports and a site out.',
    )
    .version(packageVersion())
    .exitOverride()
    .configureHelp({ sortSubcommands: false })
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      getOutHelpWidth: () => io.stdout.columns ?? HELP_WIDTH,
      getErrHelpWidth: () => io.stderr.columns ?? HELP_WIDTH,
      getOutHasColors: () => hasColor(io.stdout, io.env),
      getErrHasColors: () => hasColor(io.stderr, io.env),
    });
  addChecking(program, io, done);
  addBeginning(program, io, done);
  addWriting(program, io, done);
  addReading(program, io, done);
  nameHelp(program, 'flakebook');
  return program;
}

type Done = (code: number) => void;

/** Columns of help that goes to no terminal. */
const HELP_WIDTH = 80;

function addChecking(program: Command, io: Io, done: Done): void {
  book(program, 'check', 'say everything that is wrong in the content, at line and column')
    .addOption(format(FORMATS))
    .action(async (options) => done(await (await import('./check.ts')).check(options, io)));
  book(program, 'verify', 'hold what the records say against the code of the tested project')
    .requiredOption('--source <path>', 'a git checkout or bare repository of the project; it is only read')
    .option('--commit <rev>', 'which commit', 'HEAD')
    .option('--suite <id>', 'which suite; may be left out where the book has one')
    .option('--write', 'keep the result in the book, as evidence/<suite>.yaml')
    .addOption(format(FORMATS))
    .action(async (options) => done(await (await import('./verify.ts')).verify(options, io)));
  book(
    program,
    'confirm',
    'hold claimed fixes against the runs since, and propose what the timelines should say',
  )
    .option('--suite <id>', 'only this suite')
    .option('--write', 'put what the runs propose into the records')
    .addOption(format(FORMATS))
    .action(async (options) => done(await (await import('./confirm.ts')).confirm(options, io)));
  book(program, 'detect', 'list the tests that flake and have no issue yet, with the evidence')
    .option('--suite <id>', 'which suite; may be left out where the book has one')
    .addOption(format(FORMATS))
    .action(async (options) => done(await (await import('./detect.ts')).detect(options, io)));
  program
    .command('results')
    .description('say what can be read of test-result files: JUnit XML, CTRF, go test -json, Ginkgo')
    .argument('<files...>', 'the files')
    .addOption(format(FORMATS))
    .action(async (files, options) => done(await (await import('./results.ts')).results(files, options, io)));
  book(program, 'match', 'say which failures of a run the book knows, with their workarounds')
    .argument('<files...>', 'test-result files of one run')
    .option('--suite <id>', 'only issues of this suite (default: of all)')
    .addOption(
      new Option(
        '--fail-on <failures>',
        'exit with 1 for: `unknown` failures and new failures of known tests, `any` failure, or `none`; tests that passed on retry never count',
      )
        .choices(['unknown', 'any', 'none'])
        .default('unknown'),
    )
    .option('--tests-failed', 'the test command failed: files that show no failure are then a finding')
    .option('--site <url>', 'the address of the built site, for links (default: paths of records)')
    .option('--root <path>', 'the checkout in which the tests ran', '.')
    .addOption(format(['pretty', 'json', 'markdown', 'github']))
    .action(async (files, options) => done(await (await import('./match.ts')).match(files, options, io)));
  program
    .command('ingest')
    .description('add the test-result files of a run to the history of a suite')
    .option('--content <folder>', 'the folder with book.yaml', 'content')
    .argument('[files...]', 'JUnit XML, CTRF, go test -json or Ginkgo files of one run')
    .option('--suite <id>', 'which suite; may be left out where the book has one')
    .option('--run <id>', 'an id that is unique in the suite, such as that of the CI job and its attempt')
    .option('--at <time>', 'when the run began, with its offset: 2026-01-05T09:00:00Z')
    .option('--commit <sha>', 'the commit that was tested')
    .option('--branch <name>', 'its branch: runs of other branches than the suite’s own are told apart')
    .option('--environment <name>', 'what it ran in, where that differs from run to run: windows, firefox')
    .option('--url <url>', 'where the run can be looked at')
    .option(
      '--manifest <file>',
      'many runs: a file (or `-`) with `{"run","at","commit","files":[…]}` on each line',
    )
    .option('--replace', 'put the run in the place of another one with its id')
    .option('--root <path>', 'the checkout in which the tests ran (default: the working directory)')
    .addOption(format(FORMATS))
    .action(async (files, options) => done(await (await import('./ingest.ts')).ingest(files, options, io)));
  const audit = content(
    program
      .command('audit')
      .description('find numbers in documents that contradict each other or the records'),
  )
    .argument('<files...>', 'Markdown files, anywhere')
    .option(
      '--as-of <date>',
      'the date to read the book at (default: the date of the document, or the newest entry)',
    )
    .option('--explain', 'print the steps that led to each finding', false)
    .addOption(format(FORMATS));
  audit.action(async (files: string[], options) =>
    done(
      await (await import('./audit.ts')).audit(
        { ...options, files, contentGiven: audit.getOptionValueSource('content') === 'cli' },
        io,
      ),
    ),
  );
  program
    .command('explain')
    .description('explain a rule, with a wrong and a right example; without one, list all')
    .argument('[rule]', 'the rule id that stands behind a finding')
    .action(async (rule: string | undefined) => done(await (await import('./explain.ts')).explain(rule, io)));
}

function addWriting(program: Command, io: Io, done: Done): void {
  book(program, 'build', 'check, then write dist/docs and dist/site')
    .option('--docs', 'only the Markdown docs')
    .option('--site', 'only the site')
    .option('--out <folder>', 'where docs/ and site/ go', 'dist')
    .option('--base <path>', 'the path that the site is served under', '/')
    .option('--origin <url>', 'where the site is served, for canonical links and the sitemap')
    .action(async (options) => done(await (await import('./build.ts')).build(options, io)));
  book(program, 'report', 'write the dated summary of a suite')
    .option('--suite <id>', 'which suite; may be left out where the book has one')
    .option('--since <date>', 'the report before this one (default: the newest of `reports` in book.yaml)')
    .option(
      '--out <file>',
      'where to write it, `-` for standard output (default: dist/docs/reports/<date>-<suite>.md)',
    )
    .option(
      '--check <file>',
      'write nothing: say whether this report is what the records give, or which moved',
    )
    .action(async (options) => done(await (await import('./report.ts')).report(options, io)));
}

function addBeginning(program: Command, io: Io, done: Done): void {
  const begin = program.command('new').description('begin a record');
  book(begin, 'issue', 'write the record of a flaky test, begun with what its runs show')
    .requiredOption('--from-test <name>', 'the test, as `detect` or any test tool prints it')
    .option('--suite <id>', 'which suite; may be left out where the book has one')
    .option('--id <id>', 'the id of the issue (default: the next free one)')
    .action(async (options) => done(await (await import('./new-issue.ts')).newIssue(options, io)));
}

function addReading(program: Command, io: Io, done: Done): void {
  content(program.command('diff').description('say what changed between two dates'))
    .requiredOption('--from <date>', 'the earlier date')
    .option('--to <date>', 'the later date (default: the newest dated entry)')
    .option('--suite <id>', 'only this suite')
    .addOption(format(['pretty', 'markdown', 'json']))
    .action(async (options) => done(await (await import('./diff.ts')).diff(options, io)));
  book(program, 'dev', 'preview the site live while you write')
    .option('--out <folder>', 'where the build goes', 'dist')
    .option('--port <number>', 'where to listen', parsePort)
    .option('--base <path>', 'the path that the site is served under')
    .action(async (options) => done(await (await import('./serve.ts')).dev(options, io)));
  content(program.command('preview').description('serve the site that was built'))
    .option('--out <folder>', 'where the build went', 'dist')
    .option('--port <number>', 'where to listen', parsePort)
    .option('--base <path>', 'the path that the site was built for')
    .action(async (options) => done(await (await import('./serve.ts')).preview(options, io)));
}

function content(command: Command): Command {
  return command
    .option('--content <folder>', 'the folder with book.yaml', 'content')
    .option('--rev <commit>', 'read the content from this commit of its git repository');
}

function book(program: Command, name: string, description: string): Command {
  return content(program.command(name).description(description)).option(
    '--as-of <date>',
    'the date to read the book at, or `today` (default: the newest dated entry)',
  );
}

function format(choices: readonly string[]): Option {
  return new Option('--format <format>', 'how to print it').choices(choices).default(choices[0]);
}

function parsePort(text: string): string {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError('expected a port number.');
  return text;
}

/** What is wrong with the words for a command points at the help of that command, also of one within another. */
function nameHelp(command: Command, words: string): void {
  command.configureOutput({ outputError: (text, write) => write(oneLine(text, words)) });
  for (const inner of command.commands) nameHelp(inner, `${words} ${inner.name()}`);
}

/** commander's `error: …` and its `(Did you mean …?)` as one line in our words. */
function oneLine(text: string, command: string): string {
  const words = text
    .trim()
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/[^.?!)]$/, '$&.');
  return `flakebook: ${words} See \`${command} --help\`.\n`;
}
