import type { When } from '../core/calendar.ts';
import { writeScalar } from '../text/write.ts';
import { formText } from './issue-form.ts';

/** What a new book is made from: answers of a person, or what was found in their project. */
export interface NewBook {
  /** The content folder, relative to the project, with forward slashes: `content`. */
  readonly folder: string;
  readonly title: string;
  /** The id of the first suite. */
  readonly suite: string;
  /** What the ids of its issues begin with, such as `SHOP-`. */
  readonly prefix: string;
  /** The address of the repository, without `.git`; absent where it has no remote. */
  readonly repository?: string;
  /** The branch whose runs count; absent where nobody knows it. */
  readonly branch?: string;
  /** The folder of the project in the repository; empty at its root. */
  readonly inside?: string;
  readonly runner: Runner;
  /** Whether to add a workflow and an issue form for GitHub, and notes for coding agents. */
  readonly github: boolean;
  readonly agents: boolean;
  /** The schemas for editors are in `node_modules` of the project. */
  readonly hasSchemas: boolean;
  /** Today. */
  readonly date: When;
}

/** A file that a new book needs. */
export interface PlannedFile {
  /** Relative to the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** What is done where the file is there: lines that it lacks are added, or a section; absent, it is left as it is. */
  readonly adds?: 'lines' | 'section';
}

/** How a test tool names a test, and how it writes results that Flakebook reads. */
export interface Runner {
  readonly id: string;
  /** The name of a test as its results have it. */
  readonly testName: string;
  /** Where such a test stands. */
  readonly at: string;
  /** The command that runs the tests and writes results; undefined where no tool is known. */
  readonly command?: string;
  /** The results, for the commands of Flakebook. */
  readonly results: string;
}

const JUNIT = 'results/junit.xml';
const JAVA_TEST = {
  testName: 'com.example.shop.CartTest :: keeps its last item',
  at: 'src/test/java/com/example/shop/CartTest.java:12',
};

/** The first is for projects in which nothing was found: most tools can write JUnit XML. */
export const RUNNERS: readonly [Runner, ...Runner[]] = [
  { id: 'junit', testName: 'cart > keeps its last item', at: 'test/cart:12', results: "'results/*.xml'" },
  { id: 'maven', ...JAVA_TEST, command: 'mvn test', results: "'target/surefire-reports/*.xml'" },
  { id: 'gradle', ...JAVA_TEST, command: 'gradle test', results: "'build/test-results/test/*.xml'" },
  {
    id: 'pytest',
    testName: 'test_cart_keeps_its_last_item',
    at: 'tests/test_cart.py:12',
    command: `pytest --junitxml=${JUNIT}`,
    results: JUNIT,
  },
  {
    id: 'vitest',
    testName: 'cart > keeps its last item',
    at: 'test/cart.test.ts:12',
    command: `npx vitest run --reporter=junit --outputFile=${JUNIT}`,
    results: JUNIT,
  },
  {
    id: 'jest',
    testName: 'cart keeps its last item',
    at: 'test/cart.test.js:12',
    command: 'npx jest --json --outputFile=results/jest.json',
    results: 'results/jest.json',
  },
  {
    id: 'playwright',
    testName: 'cart > keeps its last item',
    at: 'tests/cart.spec.ts:12',
    command: 'PLAYWRIGHT_JSON_OUTPUT_NAME=results/playwright.json npx playwright test --reporter=json',
    results: 'results/playwright.json',
  },
  {
    id: 'go',
    testName: 'TestCartKeepsItsLastItem',
    at: 'cart/cart_test.go:12',
    command: 'go test -json ./... > results/go.json',
    results: 'results/go.json',
  },
];

/** For editors, in the package. */
export const SCHEMA_OF_BOOK = 'lib/schemas/book.json';

/** All files of a new book. What `check` would say of them is nothing. */
export function planBook(book: NewBook): readonly PlannedFile[] {
  const { folder } = book;
  const inFolder = (file: string) => `${folder}/${file}`;
  return [
    { path: inFolder('book.yaml'), text: bookText(book) },
    { path: inFolder(`suites/${book.suite}.md`), text: suiteText(book) },
    { path: inFolder(`issues/${book.prefix}001.md`), text: issueText(book) },
    { path: inFolder('README.md'), text: readmeText(book) },
    { path: '.gitignore', text: 'dist/\n', adds: 'lines' },
    {
      path: '.gitattributes',
      text: `${folder}/runs/**/runs.jsonl merge=union\n${folder}/runs/** linguist-generated\n`,
      adds: 'lines',
    },
    ...(book.github
      ? [
          { path: '.github/workflows/flakebook.yml', text: workflowText(book) },
          { path: '.github/ISSUE_TEMPLATE/flaky-test.yml', text: formText() },
        ]
      : []),
    ...(book.agents ? [{ path: 'AGENTS.md', text: agentsText(book), adds: 'section' as const }] : []),
  ];
}

function bookText({ folder, title, prefix, suite, hasSchemas, repository, branch, inside }: NewBook): string {
  const schema = `${'../'.repeat(folder.split('/').length)}node_modules/flakebook/${SCHEMA_OF_BOOK}`;
  return `${hasSchemas ? `# yaml-language-server: $schema=${schema}\n` : ''}# What holds for all records of this book.
title: ${writeScalar(title)}
${
  repository === undefined || branch === undefined
    ? ''
    : `# Where these files are: pages lead there, to edit them.
records:
  repository: ${writeScalar(repository)}
  branch: ${writeScalar(branch)}
  folder: ${writeScalar(inside ? `${inside}/${folder}` : folder)}
`
}prefixes:
  - { prefix: ${writeScalar(prefix)}, suite: ${writeScalar(suite)} }
`;
}

function suiteText({ suite, repository, branch, runner }: NewBook): string {
  const source =
    repository === undefined
      ? ''
      : `source:\n  repository: ${writeScalar(repository)}\n${branch === undefined ? '' : `  branch: ${writeScalar(branch)}\n`}`;
  return `---
title: ${writeScalar(suite)}
${runner.command === undefined ? '' : `command: ${writeScalar(runner.command)}\n`}${source}---
`;
}

function issueText({ suite, runner, date }: NewBook): string {
  return `---
# An example: replace it with your first flaky test, or delete it.
title: "Example: the cart loses its last item"
suite: ${writeScalar(suite)}
tests:
  a:
    name: ${writeScalar(runner.testName)}
    at: ${writeScalar(runner.at)}
causes:
  late-answer:
    claim: The test reads the cart before the server has answered
    pattern: async-wait
    proposed: ${date}
fixes:
  wait-for-answer:
    title: Wait for the answer of the server
    does: The test waits until the cart shows its last item
    kind: fix
    effort: 1h
timeline:
  - open: ${date}
---

## Symptom

\`\`\`text
expected the cart to have 3 items, got 2
\`\`\`

## Notes

Write what you know so far. \`flakebook check\` says what is wrong, with line and column.
`;
}

function readmeText({ title, folder, prefix, suite, runner }: NewBook): string {
  return `# ${title}

Each file in \`issues\` is one flaky test problem. The file name is its id, and an id is never used twice.

- Look at the book: \`npx flakebook dev\`
- Check it: \`npx flakebook check\`
- Write a new entry: \`npx flakebook new issue "Cart loses an item"\`
- Ask whether a failure is known: ${writeResults(runner)}, then \`npx flakebook match ${runner.results}\`
- Keep what a run showed, in a CI job: \`npx flakebook ingest ${runner.results} --suite ${suite} --from-env\`
- Leave out quarantined tests until their date: \`npx flakebook quarantine --for RUNNER\`
- Write the report: \`npx flakebook report\`

\`suites\` holds one file for each test suite, \`${folder}/book.yaml\` the settings. Ids of issues begin with \`${prefix}\`.
`;
}

/** What comes before a command of Flakebook that reads results. */
export function writeResults({ command }: Runner): string {
  return command === undefined ? 'let your test tool write JUnit XML' : `\`${command}\``;
}

function workflowText({ folder, hasSchemas }: NewBook): string {
  const install = hasSchemas
    ? '- run: npm ci'
    : '# Flakebook comes from npm here. If it is in your package.json, from git for example, run `npm ci` first.';
  return `name: flakebook
on:
  push:
    paths: ["${folder}/**"]
  pull_request:
    paths: ["${folder}/**"]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: { fetch-depth: 0 }
      - uses: actions/setup-node@v4
        with: { node-version: 24 }
      ${install}
      - run: npx --yes flakebook check --content ${folder} --format github
`;
}

function agentsText({ folder }: NewBook): string {
  return `
## Flaky tests

Known flaky tests are recorded in \`${folder}/issues\`, one Markdown file each. Before you touch a failing test, run
\`npx flakebook match FILES\` on the results: it names the issue and its workaround. Write a new issue with
\`npx flakebook new issue "What goes wrong"\`, and run \`npx flakebook check\` after every change.
`;
}
