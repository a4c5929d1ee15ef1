import { type MakeFinding, makeFinding, type RuleId, type RuleTable } from '../../core/rule.ts';

/** A result file by its name. */
export type ResultsExample = Readonly<Record<string, string>>;

/** What stands in a file or line, what should, and what became of it. */
export type Strange = {
  found: string;
  /** 1-based. */
  line?: number;
  expected: string;
  because?: string;
};

export function strangeWords({ found, line, expected, because }: Strange): string {
  const where = line === undefined ? '' : ` in line ${line}`;
  return `Unexpected ${found}${where}, expected ${expected}${because === undefined ? '' : `: ${because}`}`;
}

/** A row of this table: all word what is strange in a file alike. */
function rule(words: {
  readonly what: string;
  readonly why: string;
  readonly wrong?: ResultsExample;
  readonly right?: ResultsExample;
}) {
  return { severity: 'error' as const, ...words, message: strangeWords };
}

const SOUND = '<testsuite name="shop"><testcase name="adds an item"/></testsuite>\n';
const EVENT = '{"Action":"pass","Package":"shop","Test":"TestAdd"}\n';
const END = '{"Action":"pass","Package":"shop"}\n';

/** Of files with the results of tests. */
export const RESULT_RULES = {
  'unknown-results': rule({
    what: 'A file that is no JUnit XML, CTRF, `go test -json` or Ginkgo report.',
    why: 'Nothing of it was read, so its tests are missing. The format is told from the content, never from the name. Name the file that the test tool wrote; a compressed one is unpacked first.',
    wrong: { 'results.txt': 'FAIL: 3 tests failed\n' },
    right: { 'results.xml': SOUND },
  }),
  'cut-off-results': rule({
    what: 'A file that ends before it is complete.',
    why: 'The tool was killed, or the disk was full: tests that ran later are missing, and the last one has no outcome. Everything before the end was read. Run the tests again, or take the whole file from the job.',
    wrong: { 'results.xml': SOUND.slice(0, -13) },
    right: { 'results.xml': SOUND },
  }),
  'broken-results': rule({
    what: 'A part of a file that breaks the rules of its format.',
    why: 'The part was left out where it could not be read, and a test may be missing with it; the finding says so. Most often other output went into the same file: give the report a file of its own.',
    wrong: { 'results.json': `${EVENT}{"Action":"fail"\n${END}` },
    right: { 'results.json': `${EVENT}{"Action":"fail","Package":"shop","Test":"TestPay"}\n${END}` },
  }),
  'strange-results': rule({
    what: 'A value in a file that its format does not have there.',
    why: 'It was passed over, or its test counts as `other`: the figures may miss it. Look at what wrote the file, and at its version.',
    wrong: { 'results.json': '{"results":{"tests":[{"name":"adds an item","status":"fine"}]}}\n' },
    right: { 'results.json': '{"results":{"tests":[{"name":"adds an item","status":"passed"}]}}\n' },
  }),
  'garbled-results': rule({
    what: 'Bytes or characters that no text has.',
    why: 'Names of tests that differ from run to run are different tests. The characters are shown by signs that stand for them. Let the tool write UTF-8, and no colours.',
    wrong: { 'results.xml': SOUND.replace('an item', '\u001b[1man item') },
    right: { 'results.xml': SOUND },
  }),
  'more-problems': rule({
    what: 'A file with more problems than are listed.',
    why: 'Whoever has so many does not mend them one by one. Mend what wrote the file.',
  }),
  'unread-results': rule({
    what: 'A result file that the operating system does not let Flakebook read to its end.',
    why: 'Its tests are missing. Check the path, and the permissions of the file.',
  }),
  'empty-run': rule({
    what: 'A run whose files have no test at all.',
    why: 'Nothing is known of such a run, so that it is no part of a history. Look at why no test ran.',
  }),
  'unusable-run': rule({
    what: 'A run in a manifest that is not said as a run must be.',
    why: 'A run needs an id, the moment at which it began, the commit that was tested and its files, or it cannot be told from others. Correct the line; all other runs were read.',
  }),
  'run-conflict': rule({
    what: 'A run with the id of another one that is in the history of its suite.',
    why: 'An id means one run. Give this run another id; where its files are the better ones, put it in the place of the other with `--replace`.',
  }),
  'damaged-history': {
    severity: 'error',
    what: 'A month of the run history that cannot be read.',
    why: 'Whatever is added to it could be lost, so that nothing was written. Mend the file, or take its last state from git.',
    message: ({ problem }: { problem: string }) =>
      `${problem}. Nothing was added: mend the file, or take its last state from git`,
  },
  'merged-results': {
    severity: 'warning',
    what: 'Files of a run that list the same tests again, or in another way.',
    why: 'They were counted once. Where they are not the same tests, give them different names, or ingest the files as different runs.',
    message: ({ note }: { note: string }) => note,
  },
} satisfies RuleTable<ResultsExample>;

/** The rules about what is strange in a file. */
export type StrangeRule = Exclude<RuleId<typeof RESULT_RULES>, 'damaged-history' | 'merged-results'>;

export const finding: MakeFinding<typeof RESULT_RULES> = makeFinding;
