import type { FileFinding, Severity } from '../../core/finding.ts';
import {
  type MakeFinding,
  makeFinding,
  type Rule,
  type RuleId,
  type RuleTable,
  sentenceFor,
} from '../../core/rule.ts';
import { BYTE_RULES } from '../../text/rules.ts';

/** What a file or line should have, what it has, and what became of it. */
export type Strange = {
  found: string;
  /** 1-based. */
  line?: number;
  expected: string;
  because?: string;
};

export function strangeWords({ found, line, expected, because }: Strange): string {
  const where = line === undefined ? '' : ` in line ${line}`;
  return `Expected ${expected}${where}, found ${found}${because === undefined ? '' : `: ${because}`}`;
}

/** A row of this table whose message is worded like the others. */
function rule(words: Omit<Rule, 'message'>) {
  return { ...words, message: strangeWords };
}

/** Of files with the results of tests. */
export const RESULT_RULES = {
  'unknown-results': rule({
    what: 'A file in a format that Flakebook does not read.',
    why: 'Flakebook read nothing from it, so its tests are missing. The content decides the format, not the name. Flakebook reads JUnit XML, TRX, NUnit 3, xUnit.net, Robot Framework, CTRF, TAP, Allure results, `go test -json`, and the JSON reports of Playwright, Jest, vitest, mochawesome, Ginkgo and Rust. Most other tools can write JUnit XML: name that file.',
  }),
  'cut-off-results': rule({
    what: 'A file that ends too early.',
    why: 'The tool was killed, or the disk was full. Later tests are missing, and the last one has no outcome. Flakebook read everything before the end. Run the tests again, or get the whole file from the job.',
  }),
  'broken-results': rule({
    what: 'A part of a file that breaks the rules of its format.',
    why: 'Flakebook left out what it could not read, and a test may be missing with it. The finding says what happened. Usually other output went to the same file: write the report to its own file.',
  }),
  'missing-results': rule({
    severity: 'warning',
    what: 'A file that lists fewer tests or failures than its header tells of, or whose tests only began.',
    why: 'A worker died, or a reporter failed, so tests are missing, and a failure may be among them. Or the tool says that the run failed, and no test says why. Some tools also count a failed package or an attempt that they do not list. `flakebook match` never takes such a file for green, and in the history its run is partial. Look at the log of the job, or run the tests again.',
  }),
  'log-without-tests': rule({
    what: 'A log in which no failed test was found.',
    why: 'Flakebook cuts failures out of a log as test tools print them for people. From this log it took lines that look like errors, or nothing. A log never shows that all tests passed. Give Flakebook the report of the test tool, such as JUnit XML, if there is one.',
  }),
  'strange-results': rule({
    what: 'A value in a file that its format does not allow there.',
    why: 'Flakebook ignored it, or counted its test as `other`, so figures may miss it. Look at the tool that wrote the file, and at its version.',
  }),
  'garbled-results': rule({
    what: 'Bytes or characters that are not text.',
    why: 'If the name of a test differs from run to run, it counts as different tests. Flakebook shows symbols in place of these characters. Make the tool write UTF-8 without colours.',
  }),
  'more-problems': rule({
    what: 'A file with more problems than the list shows.',
    why: 'Nobody corrects that many one by one. Correct the tool that wrote the file.',
  }),
  'unread-results': rule({
    what: 'A result file that the operating system does not let Flakebook read to its end.',
    why: 'Its tests are missing. Check the path and the permissions of the file.',
  }),
  'empty-run': rule({
    what: 'A run whose files contain no test at all.',
    why: 'Such a run shows nothing, so Flakebook does not add it to the history. Find out why no test ran.',
  }),
  'unusable-run': rule({
    what: 'A run in a manifest that lacks something, or has it in the wrong form.',
    why: 'A run needs an id, the time at which it began, the tested commit and its files. Without them, nobody could tell it from other runs. Correct the line. Flakebook read all other runs.',
  }),
  'run-conflict': rule({
    what: 'A run with the id of another run in the history of its suite.',
    why: 'An id means one run. Give this run another id, or replace the other run with `--replace` if these files are better.',
  }),
  'damaged-history': {
    what: 'A month of the run history that cannot be read.',
    why: 'Anything added to it could be lost, so Flakebook wrote nothing. Repair the file, or restore its last state from git.',
    message: ({ problem }: { problem: string }) =>
      `${problem}. Nothing was added: repair the file, or restore its last state from git`,
  },
  'fewer-tests': {
    severity: 'warning',
    what: 'A run without any test of a file or package that the run before it had.',
    why: 'A package that did not build leaves no trace in most reports: its tests are simply gone, and the run looks green. Look at the log of the job. If the tests were moved or deleted, there is nothing to do.',
    message: ({ before, now, missing }: { before: number; now: number; missing: readonly string[] }) => {
      const [first = '', ...others] = missing;
      const of = others.length === 0 ? first : `${missing.length} files or packages, such as ${first}`;
      return `The run before it had ${before} tests, this one has ${now}: none is of ${of}`;
    },
  },
  'merged-results': {
    severity: 'warning',
    what: 'Files of a run that list the same tests again, or in another way.',
    why: 'Flakebook counted them once. If they are different tests, give them different names, or ingest the files as separate runs.',
    message: ({ note }: { note: string }) => note,
  },
} satisfies RuleTable;

/** The rules about what is strange in a file. */
export type StrangeRule = Exclude<
  RuleId<typeof RESULT_RULES>,
  'damaged-history' | 'fewer-tests' | 'merged-results'
>;

export const finding: MakeFinding<typeof RESULT_RULES> = makeFinding;

/** What is wrong with a file of results. A warning tells of something odd through which no failure is lost. */
export interface FileProblem {
  readonly severity: Severity;
  /** A sentence. */
  readonly says: string;
}

const OF_FILES: RuleTable = { ...BYTE_RULES, ...RESULT_RULES };

/** What the reader of a file found, in words. @throws Error for a finding that no reader makes. */
export function problemOf(finding: FileFinding): FileProblem {
  const rule = OF_FILES[finding.ruleId];
  if (!rule) throw new Error(`No rule of results is called \`${finding.ruleId}\`.`);
  return { severity: finding.severity ?? rule.severity ?? 'error', says: sentenceFor(rule, finding) };
}
