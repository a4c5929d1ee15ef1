import { InvalidArgumentError, type OptionValues } from 'commander';
import { REPORT_DETAILS } from '../pages/routes.ts';
import { RUNNER_NAMES } from '../quarantine/runner-names.ts';
import { type Io, USUAL_OUT } from './io.ts';

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

const CONTENT: OptionRow = {
  flags: '--content <folder>',
  meaning: 'the folder that has book.yaml in it (default: this one, content or flaky, here or further up)',
};
const REV: OptionRow = {
  flags: '--rev <commit>',
  meaning: 'read the content as it was in this git commit',
};
const AS_OF: OptionRow = {
  flags: '--as-of <date>',
  meaning: 'show the book as it was on this date, or `today` (default: the newest dated entry)',
};
const NO_CACHE: OptionRow = {
  flags: '--no-cache',
  meaning: 'read all files anew, and keep nothing for the next time',
};
const BOOK = [CONTENT, REV, AS_OF, NO_CACHE];
const ONLY_SUITE: OptionRow = { flags: '--suite <id>', meaning: 'only this suite' };
const SUITE: OptionRow = { flags: '--suite <id>', meaning: 'the suite; not needed if the book has only one' };
const ROOT: OptionRow = {
  flags: '--root <path>',
  meaning: 'the checkout in which the tests ran (default: the working directory)',
};
export const OUT = {
  flags: '--out <folder>',
  meaning: 'the folder for docs/ and site/',
  default: USUAL_OUT,
} as const satisfies OptionRow;
const PORT: OptionRow = { flags: '--port <number>', meaning: 'the port to listen on', parse: parsePort };

function format(choices: readonly string[] = FINDING_FORMATS): OptionRow {
  return { flags: '--format <format>', meaning: 'how to print the result', choices, default: choices[0] };
}

const UNUSABLE = 'wrong usage, or no book was found';
const HAS_ERRORS = 'the content has errors; nothing was written';

/** Every command. Each loads its code when it runs, so that `check` never waits for what `build` needs. */
export const COMMANDS: readonly CommandRow[] = [
  {
    name: 'init',
    purpose: 'Begin a book in this folder: settings, a suite, and an example issue.',
    options: [
      { flags: '--folder <folder>', meaning: 'the content folder to make (default: content)' },
      { flags: '--title <title>', meaning: 'the title of the book' },
      { flags: '--suite <id>', meaning: 'the id of the first suite (default: the name of the project)' },
      { flags: '--prefix <prefix>', meaning: 'what ids of its issues begin with: `SHOP-`' },
      {
        flags: '--runner <tool>',
        meaning: 'the test tool (default: what the project has)',
        choices: ['junit', 'pytest', 'vitest', 'jest', 'playwright', 'go'],
      },
      { flags: '--github', meaning: 'add a workflow and an issue form (default: if the remote is GitHub)' },
      { flags: '--no-agents', meaning: 'add nothing to AGENTS.md' },
      { flags: '--yes', meaning: 'ask nothing' },
    ],
    examples: [
      { line: 'flakebook init --yes', shows: 'a book in content/, ready for `flakebook build`' },
      { line: 'flakebook init --folder flaky --prefix SHOP- --suite shop', shows: 'a book in flaky/' },
    ],
    exitCodes: {
      0: 'the book is there',
      2: 'wrong usage, there is a book already, or nothing can be written',
    },
    run: async ({ options, io }) => (await import('./init.ts')).init(options(), io),
  },
  {
    name: 'check',
    purpose: 'Report every problem in the content, with its line and column.',
    options: [
      ...BOOK,
      format(),
      { flags: '--verbose', meaning: 'say as well where the cache is, and of what use it was' },
    ],
    examples: [
      { line: 'flakebook check', shows: 'all problems, for people' },
      { line: 'flakebook check --format github', shows: 'annotations for a pull request' },
    ],
    exitCodes: { 0: 'no errors; there may be warnings', 1: 'at least one error', 2: UNUSABLE },
    run: async ({ options, io }) => (await import('./check.ts')).check(options(), io),
  },
  {
    name: 'fmt',
    purpose: 'Put the keys of all records in one order, and their Markdown in one style.',
    options: [
      CONTENT,
      { flags: '--check', meaning: 'write nothing; list the records that are not formatted' },
    ],
    examples: [
      { line: 'flakebook fmt', shows: 'the records that were changed; what they say is the same' },
      { line: 'flakebook fmt --check', shows: 'the ones that would be, for CI' },
    ],
    exitCodes: { 0: 'all are formatted', 1: 'a record is not formatted, or has an error', 2: UNUSABLE },
    run: async ({ options, io }) => (await import('./fmt.ts')).fmt(options(), io),
  },
  {
    name: 'build',
    purpose: 'Check the content, then write the Markdown docs and the site.',
    options: [
      CONTENT,
      REV,
      {
        ...AS_OF,
        meaning: `${AS_OF.meaning}. Pages agree with the reports of their dates: only a report can use what was known later, with its --known-at`,
      },
      NO_CACHE,
      { flags: '--docs', meaning: 'write only the Markdown docs' },
      { flags: '--site', meaning: 'write only the site' },
      OUT,
      { flags: '--base <path>', meaning: 'the path under which the site is served', default: '/' },
      { flags: '--origin <url>', meaning: 'the address of the site, for canonical links and the sitemap' },
    ],
    examples: [
      { line: 'flakebook build --docs', shows: 'dist/docs, to read on GitHub' },
      { line: 'flakebook build --base /flaky/', shows: 'dist/docs and dist/site, for example.org/flaky/' },
    ],
    exitCodes: { 0: 'written', 1: HAS_ERRORS, 2: UNUSABLE },
    run: async ({ options, io }) => (await import('./build.ts')).build(options(), io),
  },
  {
    name: 'dev',
    purpose: 'Preview the site while you write; the page follows your edits.',
    options: [
      ...BOOK,
      OUT,
      PORT,
      { flags: '--base <path>', meaning: 'the path under which the site is served' },
    ],
    examples: [{ line: 'flakebook dev --port 4400', shows: 'the site at http://localhost:4400' }],
    exitCodes: { 0: 'stopped by you', 2: UNUSABLE },
    run: async ({ options, io }) => (await import('./serve.ts')).dev(options(), io),
  },
  {
    name: 'preview',
    purpose: 'Serve the site that `flakebook build` wrote.',
    options: [
      CONTENT,
      REV,
      OUT,
      PORT,
      { flags: '--base <path>', meaning: 'the path for which the site was built' },
    ],
    examples: [{ line: 'flakebook preview', shows: 'dist/site, on a local address' }],
    exitCodes: { 0: 'stopped by you', 2: 'wrong usage, or no site was built' },
    run: async ({ options, io }) => (await import('./serve.ts')).preview(options(), io),
  },
  {
    name: 'report',
    purpose: 'Write the dated report of a suite, or check a written one.',
    options: [
      ...BOOK,
      SUITE,
      {
        flags: '--detail <detail>',
        meaning: 'how much it says: one screen, or all',
        choices: REPORT_DETAILS,
        default: REPORT_DETAILS[0],
      },
      {
        flags: '--since <date>',
        meaning: 'the date of the previous report (default: the newest of `reports` in book.yaml)',
      },
      {
        flags: '--known-at <date>',
        meaning: 'use what was known on this date, or in this commit (default: the date of --as-of)',
      },
      {
        flags: '--out <file>',
        meaning: 'the file, or `-` for standard output (default: <date>-<suite>.md below dist/docs/reports)',
      },
      {
        flags: '--check <file>',
        meaning: 'write nothing; say whether this report still agrees with the records',
      },
    ],
    examples: [
      { line: 'flakebook report', shows: 'a file below dist/docs/reports' },
      { line: 'flakebook report --as-of today --out report.md', shows: 'the state of today' },
    ],
    exitCodes: {
      0: 'written, or the checked report still agrees',
      1: 'the content has errors, or the checked report is out of date',
      2: UNUSABLE,
    },
    run: async ({ options, io }) => (await import('./report.ts')).report(options(), io),
  },
  {
    name: 'diff',
    purpose: 'List what changed between two dates.',
    options: [
      CONTENT,
      REV,
      NO_CACHE,
      { flags: '--from <date>', meaning: 'the earlier date', isRequired: true },
      { flags: '--to <date>', meaning: 'the later date (default: the newest dated entry)' },
      ONLY_SUITE,
      format(['pretty', 'markdown', 'json']),
    ],
    examples: [{ line: 'flakebook diff --from 2026-01-01', shows: 'all changes of this year' }],
    exitCodes: { 0: 'done, whether or not anything changed', 1: 'the content has errors', 2: UNUSABLE },
    run: async ({ options, io }) => (await import('./diff.ts')).diff(options(), io),
  },
  {
    name: 'match',
    purpose: 'Tell which failures of a test run the book knows, and their workarounds.',
    words: ['<files...>', 'what one run left: reports, folders, patterns, .zip and .gz, or `-`'],
    options: [
      ...BOOK,
      { flags: '--suite <id>', meaning: 'only issues of this suite (default: all suites)' },
      {
        flags: '--environment <name>',
        meaning: 'the environment of the run, for signatures that count only in one',
      },
      {
        flags: '--fail-on <failures>',
        meaning:
          'exit with 1 for failures that are not known (`unknown`: new, or like a known one), for `any` failure, or for `none`; tests that passed on retry never count',
        choices: ['unknown', 'any', 'none'],
        default: 'unknown',
      },
      {
        flags: '--tests-failed',
        meaning: 'the test command failed: exit with 1 if the files show no failure',
      },
      { flags: '--from-env', meaning: 'say which run of the CI machine it was: in the summary and in JSON' },
      { flags: '--site <url>', meaning: 'the address of the built site, for links (default: file paths)' },
      { ...ROOT, default: '.', meaning: 'the checkout in which the tests ran' },
      format(['pretty', 'json', 'markdown', 'github']),
    ],
    examples: [
      { line: 'flakebook match results/*.xml', shows: 'each failure: known, like a known one, or new' },
      { line: 'flakebook match results/*.xml --format markdown', shows: 'the summary of a CI job' },
    ],
    exitCodes: {
      0: 'nothing to act on',
      1: 'a failure that --fail-on names, a file that is incomplete or lists less than its header counts, or no test in any file',
      2: 'wrong usage, no book, or no file could be read',
    },
    run: async ({ words, options, io }) => (await import('./match.ts')).match(words, options(), io),
  },
  {
    name: 'ingest',
    purpose: 'Add the results of test runs to the run history of a suite.',
    words: ['[files...]', 'what one run left: reports, folders, patterns, .zip and .gz'],
    options: [
      CONTENT,
      SUITE,
      { flags: '--run <id>', meaning: 'an id, unique in the suite: that of the CI job and its attempt' },
      { flags: '--at <time>', meaning: 'when the run began, with its offset: 2026-01-05T09:00:00Z' },
      { flags: '--commit <sha>', meaning: 'the commit that was tested' },
      {
        flags: '--branch <name>',
        meaning: 'its branch; only runs of the suite’s own branch count',
      },
      {
        flags: '--environment <name>',
        meaning: 'the environment, if it differs between runs: windows, firefox',
      },
      { flags: '--url <url>', meaning: 'the page of the run, such as its log' },
      {
        flags: '--from-env',
        meaning: 'take from the CI job what is not said: its run, time, commit, branch and address',
      },
      {
        flags: '--manifest <file>',
        meaning: 'add many runs: a file (or `-`) with `{"run","at","commit","files":[…]}` on each line',
      },
      { flags: '--replace', meaning: 'replace the run that has this id' },
      {
        flags: '--shard <n/m>',
        meaning: 'the files are part n of m of the run: each job adds its own',
      },
      {
        flags: '--stress',
        meaning:
          'the tests were repeated on purpose: each repetition counts for `confirm`, and none in rates',
      },
      ROOT,
      format(),
    ],
    examples: [
      {
        line: 'flakebook ingest results/*.xml --run 812-1 --at 2026-01-05T09:00:00Z --commit 49098ed',
        shows: 'one run',
      },
      { line: 'flakebook ingest --manifest runs.jsonl', shows: 'many runs' },
    ],
    exitCodes: {
      0: 'every run is in the history',
      1: 'a file or a line had errors; the rest was added',
      2: 'wrong usage, no book, or no file could be read',
    },
    run: async ({ words, options, io }) => (await import('./ingest.ts')).ingest(words, options(), io),
  },
  {
    name: 'results',
    purpose: 'Show what Flakebook reads from test-result files; write nothing.',
    words: ['<files...>', 'reports, folders, patterns, .zip and .gz, or `-`'],
    options: [format()],
    examples: [{ line: 'flakebook results results/*.xml', shows: 'the tests and outcomes of each file' }],
    exitCodes: {
      0: 'all files were read whole',
      1: 'a problem in a file',
      2: 'wrong usage, or no file could be read',
    },
    run: async ({ words, options, io }) => (await import('./results.ts')).results(words, options(), io),
  },
  {
    name: 'detect',
    purpose: 'List flaky tests that have no issue yet, with the evidence.',
    options: [...BOOK, SUITE, format()],
    examples: [{ line: 'flakebook detect', shows: 'the tests and what their runs showed' }],
    exitCodes: { 0: 'done, whether or not a test was found', 2: 'wrong usage, no book, or no run history' },
    run: async ({ options, io }) => (await import('./detect.ts')).detect(options(), io),
  },
  {
    name: 'new issue',
    purpose: 'Write the record of an issue: from its title, or from what runs show of a test.',
    words: ['[title]', 'what goes wrong, in a few words'],
    options: [
      ...BOOK,
      {
        flags: '--from-test <name>',
        meaning: 'a test that failed in measured runs, by the name that `flakebook detect` prints',
      },
      {
        flags: '--from-form <file>',
        meaning: 'take it from the text of a GitHub issue that somebody opened by the form of `init`, or `-`',
      },
      { flags: '--test <name>', meaning: 'the name of its test, as the test tool prints it' },
      { flags: '--at <location>', meaning: 'where the test stands: test/cart_test.py:12' },
      SUITE,
      { flags: '--id <id>', meaning: 'the id of the issue (default: the next free one)' },
    ],
    examples: [
      {
        line: "flakebook new issue 'Cart loses an item' --test 'cart > keeps its items'",
        shows: 'a file in content/issues',
      },
      { line: "flakebook new issue --from-test 'first response wins'", shows: 'one with the evidence in it' },
    ],
    exitCodes: { 0: 'written', 2: 'wrong usage, no book, or no run of the test failed' },
    run: async ({ words, options, io }) => (await import('./new-issue.ts')).newIssue(words[0], options(), io),
  },
  {
    name: 'new suite',
    purpose: 'Write the record of a suite.',
    words: ['<id>', 'lower-case words joined by hyphens'],
    options: [CONTENT, { flags: '--title <title>', meaning: 'its name (default: the words of the id)' }],
    examples: [{ line: "flakebook new suite returns --title 'Returns'", shows: 'content/suites/returns.md' }],
    exitCodes: { 0: 'written', 2: 'wrong usage, no book, or there is such a suite' },
    run: async ({ words: [id = ''], options, io }) =>
      (await import('./new-record.ts')).newRecord('suite', id, options(), io),
  },
  {
    name: 'new pattern',
    purpose: 'Write the record of a pattern that the catalogue does not have.',
    words: ['<id>', 'lower-case words joined by hyphens'],
    options: [
      CONTENT,
      { flags: '--title <title>', meaning: 'its name (default: the words of the id)' },
      { flags: '--summary <sentence>', meaning: 'what happens, in one sentence' },
    ],
    examples: [
      {
        line: "flakebook new pattern fixed-sleep --title 'Fixed sleep'",
        shows: 'content/patterns/fixed-sleep.md',
      },
    ],
    exitCodes: { 0: 'written', 2: 'wrong usage, no book, or there is such a pattern' },
    run: async ({ words: [id = ''], options, io }) =>
      (await import('./new-record.ts')).newRecord('pattern', id, options(), io),
  },
  {
    name: 'renumber',
    purpose: 'Give an issue another id, in its file name and wherever the book names it.',
    words: ['<issue>', 'its id, which another branch took as well'],
    options: [
      CONTENT,
      { flags: '--to <id>', meaning: 'the new id (default: the next one that no branch has)' },
    ],
    examples: [{ line: 'flakebook renumber ORD-02', shows: 'the record of ORD-02 under the next free id' }],
    exitCodes: { 0: 'renamed', 2: 'wrong usage, no such issue, or a file that only a person can change' },
    run: async ({ words: [issue = ''], options, io }) =>
      (await import('./renumber.ts')).renumber(issue, options(), io),
  },
  {
    name: 'confirm',
    purpose: 'Check claimed fixes against later runs, and propose timeline entries.',
    options: [
      ...BOOK,
      ONLY_SUITE,
      { flags: '--write', meaning: 'add the proposed entries to the records' },
      format(),
    ],
    examples: [
      { line: 'flakebook confirm', shows: 'how likely it is that a fix has only been lucky so far' },
      { line: 'flakebook confirm --write', shows: '`verified` and `reopened` in the records' },
    ],
    exitCodes: {
      0: 'no claimed fix failed again, or --write recorded it',
      1: 'a claimed fix failed again, or the content has errors',
      2: 'wrong usage, no book, or no run history',
    },
    run: async ({ options, io }) => (await import('./confirm.ts')).confirm(options(), io),
  },
  {
    name: 'quarantine',
    purpose: 'Make test runners leave out quarantined tests until their date.',
    options: [
      CONTENT,
      REV,
      NO_CACHE,
      { flags: '--as-of <date>', meaning: 'mute what is hidden on this date (default: today)' },
      SUITE,
      { flags: '--for <runner>', meaning: 'the test runner', choices: RUNNER_NAMES },
      { flags: '--out <file>', meaning: 'the file, or `-` for standard output', default: '-' },
      {
        flags: '--check <file>',
        meaning: 'write nothing; say which mutes of a written file should go, and which are missing',
      },
      { ...format(), meaning: 'how to print what --check finds' },
    ],
    examples: [
      { line: 'flakebook quarantine --for pytest', shows: 'a plugin of pytest' },
      { line: 'flakebook quarantine --for vitest --out flaky.setup.mjs', shows: 'a set-up file of Vitest' },
    ],
    exitCodes: {
      0: 'written, whether or not a test is muted; or the checked file is up to date',
      1: 'the content has errors, or the checked file is out of date',
      2: UNUSABLE,
    },
    run: async ({ options, io }) => (await import('./quarantine.ts')).quarantine(options(), io),
  },
  {
    name: 'audit',
    purpose: 'Find numbers in documents that contradict each other or the records.',
    words: ['<files...>', 'Markdown files, anywhere'],
    options: [
      CONTENT,
      REV,
      NO_CACHE,
      {
        flags: '--as-of <date>',
        meaning:
          'compare with the book of this date (default: the date in the document, or the newest entry)',
      },
      { flags: '--explain', meaning: 'print the steps that led to each finding' },
      format(),
    ],
    examples: [
      { line: 'flakebook audit docs/triage.md', shows: 'every number that cannot be right' },
      { line: 'flakebook audit docs/triage.md --explain', shows: 'the reasoning as well' },
    ],
    exitCodes: { 0: 'no errors', 1: 'at least one error', 2: 'wrong usage, or a document could not be read' },
    run: async ({ words, options, io }) => (await import('./audit.ts')).audit(words, options(), io),
  },
  {
    name: 'verify',
    purpose: 'Check that what the records say about the code is true.',
    options: [
      ...BOOK,
      {
        flags: '--source <path>',
        meaning: 'a git checkout or bare repository of the tested project; it is only read',
        isRequired: true,
      },
      { flags: '--commit <rev>', meaning: 'the commit to check against', default: 'HEAD' },
      SUITE,
      { flags: '--write', meaning: 'save the result in the book, as evidence/<suite>.yaml' },
      format(),
    ],
    examples: [
      { line: 'flakebook verify --source .', shows: 'locations, test names, snippets, commits and paths' },
      { line: 'flakebook verify --source . --write', shows: 'the result on the pages as well' },
    ],
    exitCodes: {
      0: 'everything was found, or could not be checked',
      1: 'something was not found, or the content has errors',
      2: 'wrong usage, no book, or no such commit',
    },
    run: async ({ options, io }) => (await import('./verify.ts')).verify(options(), io),
  },
  {
    name: 'explain',
    purpose: 'Explain a rule, with a wrong and a right example.',
    words: ['[rule]', 'the id at the end of a finding (default: list all rules)'],
    options: [],
    examples: [
      { line: 'flakebook explain unknown-key', shows: 'one rule' },
      { line: 'flakebook explain', shows: 'all rules' },
    ],
    exitCodes: { 0: 'done', 2: 'there is no such rule' },
    run: async ({ words, io }) => (await import('./explain.ts')).explain(words[0], io),
  },
  {
    name: 'schema',
    purpose: 'Print the JSON Schema of a kind of record, for editors and programs.',
    words: ['[kind]', 'book, issue, pattern, suite, references, evidence, runs or roster'],
    options: [{ flags: '--out <folder>', meaning: 'write it there as a file; without a kind, write all' }],
    examples: [
      { line: 'flakebook schema issue', shows: 'the keys of an issue, with examples' },
      { line: 'flakebook schema --out schemas', shows: 'a file for each kind' },
    ],
    exitCodes: { 0: 'done', 2: 'there is no such kind, or nothing can be written' },
    run: async ({ words, options, io }) => (await import('./schema.ts')).schema(words[0], options(), io),
  },
];

function parsePort(text: string): string {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError('expected a port number.');
  return text;
}
