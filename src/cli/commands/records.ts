import {
  BOOK,
  CONTENT,
  type CommandRow,
  FORMAT,
  NO_CACHE,
  type OptionRow,
  REV,
  SUITE,
  UNUSABLE,
} from './row.ts';

const TITLE = {
  flags: '--title <title>',
  meaning: 'its name (default: the words of the id)',
} as const satisfies OptionRow;
const EDIT = {
  flags: '--edit',
  meaning: 'open it in your editor: that of VISUAL, or else of EDITOR',
} as const satisfies OptionRow;

/** Commands that write, check and explain records. */
export const RECORD_COMMANDS = [
  {
    name: 'init',
    purpose: 'Begin a book in this folder: settings, a suite, and an example issue.',
    options: [
      {
        flags: '--folder <folder>',
        meaning: 'the content folder to make (default: content, or flaky where that has other files)',
      },
      { flags: '--title <title>', meaning: 'the title of the book' },
      { flags: '--suite <id>', meaning: 'the id of the first suite (default: the name of the project)' },
      { flags: '--prefix <prefix>', meaning: 'what ids of its issues begin with: `SHOP-`' },
      {
        flags: '--runner <tool>',
        meaning: 'the test tool (default: what the project has)',
        choices: ['junit', 'maven', 'gradle', 'pytest', 'vitest', 'jest', 'playwright', 'go'],
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
  },
  {
    name: 'demo',
    purpose: 'Write a small book with the results of real runs, and show its site.',
    words: ['[folder]', 'the folder to make (default: flakebook-demo)'],
    options: [{ flags: '--yes', meaning: 'ask nothing: show its site, until you stop it' }],
    examples: [{ line: 'flakebook demo', shows: 'a book in flakebook-demo/content, and what to try there' }],
    exitCodes: { 0: 'the demo is there', 2: 'the folder is not empty, or nothing can be written' },
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
      EDIT,
    ],
    examples: [
      {
        line: "flakebook new issue 'Cart loses an item' --test 'cart > keeps its items'",
        shows: 'a file in content/issues',
      },
      { line: 'flakebook new issue --from-test TestListsNames', shows: 'one with the evidence in it' },
    ],
    exitCodes: {
      0: 'written',
      1: 'the settings or the run history have errors',
      2: 'wrong usage, no book, or no run of the test failed',
    },
  },
  {
    name: 'new suite',
    purpose: 'Write the record of a suite.',
    words: ['<id>', 'lower-case words joined by hyphens'],
    options: [CONTENT, TITLE, EDIT],
    examples: [{ line: "flakebook new suite returns --title 'Returns'", shows: 'content/suites/returns.md' }],
    exitCodes: {
      0: 'written',
      1: 'the settings have errors',
      2: 'wrong usage, no book, or there is such a suite',
    },
  },
  {
    name: 'new pattern',
    purpose: 'Write the record of a pattern that the catalogue does not have.',
    words: ['<id>', 'lower-case words joined by hyphens'],
    options: [
      CONTENT,
      TITLE,
      { flags: '--summary <sentence>', meaning: 'what happens, in one sentence' },
      EDIT,
    ],
    examples: [
      {
        line: "flakebook new pattern fixed-sleep --title 'Fixed sleep'",
        shows: 'content/patterns/fixed-sleep.md',
      },
    ],
    exitCodes: {
      0: 'written',
      1: 'the settings have errors',
      2: 'wrong usage, no book, or there is such a pattern',
    },
  },
  {
    name: 'renumber',
    purpose: 'Give an issue another id, in its file name and wherever the book names it.',
    words: ['<issue>', 'its id, which another branch took as well'],
    options: [
      CONTENT,
      { flags: '--to <id>', meaning: 'the new id (default: the next one that no branch has)' },
    ],
    examples: [
      { line: 'flakebook renumber SHOP-002', shows: 'the record of SHOP-002 under the next free id' },
    ],
    exitCodes: { 0: 'renamed', 2: 'wrong usage, no such issue, or a file that only a person can change' },
  },
  {
    name: 'check',
    purpose: 'Report every problem in the content, with its line and column.',
    options: [
      ...BOOK,
      FORMAT,
      { flags: '--verbose', meaning: 'say as well where the cache is, and of what use it was' },
    ],
    examples: [
      { line: 'flakebook check', shows: 'all problems, for people' },
      { line: 'flakebook check --format github', shows: 'annotations for a pull request' },
    ],
    exitCodes: { 0: 'no errors; there may be warnings', 1: 'at least one error', 2: UNUSABLE },
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
  },
  {
    name: 'audit',
    purpose: 'Find numbers in documents that contradict each other or the records.',
    words: ['<files...>', 'Markdown files, anywhere'],
    options: [
      { ...CONTENT, isFound: false },
      REV,
      NO_CACHE,
      {
        flags: '--as-of <date>',
        meaning:
          'compare with the book of this date (default: the date in the document, or the newest entry)',
      },
      { flags: '--explain', meaning: 'print the steps that led to each finding' },
      FORMAT,
    ],
    examples: [
      { line: 'flakebook audit docs/triage.md', shows: 'every number that cannot be right' },
      { line: 'flakebook audit docs/triage.md --explain', shows: 'the reasoning as well' },
    ],
    exitCodes: { 0: 'no errors', 1: 'at least one error', 2: 'wrong usage, or a document could not be read' },
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
      { flags: '--write', meaning: 'save the result in the book, as `evidence/<suite>.yaml`' },
      FORMAT,
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
  },
] as const satisfies readonly CommandRow[];
