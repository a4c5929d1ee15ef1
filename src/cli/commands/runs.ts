import { RUNNER_NAMES } from '../../quarantine/runner-names.ts';
import {
  BOOK,
  CONTENT,
  type CommandRow,
  FORMAT,
  formats,
  NO_CACHE,
  ONLY_SUITE,
  REV,
  ROOT,
  SUITE,
  UNUSABLE,
} from './row.ts';

/** Commands that read what test runs left. */
export const RUN_COMMANDS = [
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
      formats(['pretty', 'json', 'markdown', 'github']),
    ],
    examples: [
      { line: 'flakebook match results/*.xml', shows: 'each failure: known, like a known one, or new' },
      { line: 'flakebook match results/*.xml --format markdown', shows: 'the summary of a CI job' },
    ],
    exitCodes: {
      0: 'nothing to act on',
      1: 'a failure that --fail-on names, a file that is incomplete or lists less than its header counts, no test in any file, or errors in the run history',
      2: 'wrong usage, no book, or no file could be read',
    },
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
      FORMAT,
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
  },
  {
    name: 'results',
    purpose: 'Show what Flakebook reads from test-result files; write nothing.',
    words: ['<files...>', 'reports, folders, patterns, .zip and .gz, or `-`'],
    options: [FORMAT],
    examples: [{ line: 'flakebook results results/*.xml', shows: 'the tests and outcomes of each file' }],
    exitCodes: {
      0: 'all files were read whole',
      1: 'a problem in a file',
      2: 'wrong usage, or no file could be read',
    },
  },
  {
    name: 'detect',
    purpose: 'List flaky tests that have no issue yet, with the evidence.',
    options: [...BOOK, SUITE, FORMAT],
    examples: [{ line: 'flakebook detect', shows: 'the tests and what their runs showed' }],
    exitCodes: {
      0: 'done, whether or not a test was found',
      1: 'the run history has errors',
      2: 'wrong usage, no book, or no run history',
    },
  },
  {
    name: 'confirm',
    purpose: 'Check claimed fixes against later runs, and propose timeline entries.',
    options: [
      ...BOOK,
      ONLY_SUITE,
      { flags: '--write', meaning: 'add the proposed entries to the records' },
      FORMAT,
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
      { ...FORMAT, meaning: 'how to print what --check finds' },
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
  },
] as const satisfies readonly CommandRow[];
