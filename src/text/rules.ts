import { ISSUE_FILE, issueWith, runFiles, runLine } from '../core/example-book.ts';
import { type BookExample, type MakeFinding, makeFinding, type RuleTable } from '../core/rule.ts';
import { didYouMean } from '../core/text/wording.ts';

/** `Prüfung`, saved as Latin-1. */
const LATIN_1 = Uint8Array.from(issueWith('owner: Prüfung'), (character) => character.codePointAt(0) ?? 0);

/** Of the bytes of a file. */
export const BYTE_RULES = {
  'byte-order-mark': {
    severity: 'warning',
    what: 'A byte order mark at the start of a file.',
    why: 'UTF-8 needs none, and tools that read the raw bytes do not see the front matter behind it. Save the file as "UTF-8", not as "UTF-8 with BOM"; `flakebook fmt` takes the mark away.',
    wrong: { [ISSUE_FILE]: `\ufeff${issueWith('')}` },
    right: { [ISSUE_FILE]: issueWith('') },
    message: () => 'Unexpected byte order mark, expected plain UTF-8; save the file without it',
  },
  'control-character': {
    severity: 'error',
    what: 'A control character, such as NUL or the escape character of a coloured log.',
    why: 'It cannot be seen in an editor, breaks feeds and terminals, and is never meant. Delete it; a log is best pasted without its colours (`NO_COLOR=1`).',
    wrong: {
      [ISSUE_FILE]: issueWith('', '## Symptom\n\n```text\n\u001b[31mTimed out after 90 seconds\n```'),
    },
    right: { [ISSUE_FILE]: issueWith('', '## Symptom\n\n```text\nTimed out after 90 seconds\n```') },
    message: ({ code }: { code: string }) => `Unexpected control character ${code}, expected text; delete it`,
  },
  'empty-file': {
    severity: 'error',
    what: 'A record without any text.',
    why: 'An empty record looks like an issue that somebody took care of. Write the record, or delete the file; often a disk was full or a merge went wrong, and `git log` still has the text.',
    wrong: { [ISSUE_FILE]: '\n' },
    right: { [ISSUE_FILE]: issueWith('') },
    message: () => 'Unexpected empty file, expected a record; write it, or delete the file',
  },
  'file-too-large': {
    severity: 'error',
    what: 'A record of more than 1 MiB, or a file of the run history of more than 256 MiB.',
    why: 'No record that people write comes near: a whole log was pasted into it, or the file is no record. Keep the lines that matter, and link to the log. A month of runs that is larger holds more failures than anybody reads: give its runs to several suites.',
    wrong: { [ISSUE_FILE]: issueWith('', 'flaky '.repeat(180_000)) },
    right: { [ISSUE_FILE]: issueWith('', '## Run\n\n[The whole log](https://ci.example/runs/21327033108)') },
    message: ({
      bytes,
      limit,
      cure = 'keep the lines that matter and link to the rest',
    }: {
      bytes: number;
      limit: number;
      cure?: string;
    }) => `Unexpected size of ${bytes} bytes, expected at most ${limit}; ${cure}`,
  },
  mojibake: {
    severity: 'error',
    what: 'Text that was read in a wrong encoding once, and then saved.',
    why: 'It is valid UTF-8 and yet not what was written, and each such round makes it worse. Put the original text back; the finding names it.',
    wrong: { [ISSUE_FILE]: issueWith('', 'The stream is not unique ‚Üê SHARED') },
    right: { [ISSUE_FILE]: issueWith('', 'The stream is not unique ← SHARED') },
    message: ({
      damaged,
      original,
      encoding,
      count,
    }: {
      damaged: string;
      original: string;
      encoding: string;
      count: number;
    }) =>
      `Unexpected \`${damaged}\`, expected \`${original}\`: the text was once read as ${encoding}${count > 1 ? `, at ${count} places of this file` : ''}`,
  },
  'not-utf8': {
    severity: 'error',
    what: 'A file in another encoding than UTF-8.',
    why: 'Read as UTF-8, its letters would be replaced by question marks and the text be lost for good. Save the file as UTF-8; PowerShell writes UTF-16 unless it is told `-Encoding utf8`.',
    wrong: { [ISSUE_FILE]: LATIN_1 },
    right: { [ISSUE_FILE]: issueWith('owner: Prüfung') },
    message: ({ encoding }: { encoding: string }) =>
      `Unexpected ${encoding}, expected UTF-8; save the file as UTF-8`,
  },
} satisfies RuleTable<BookExample>;

/** By the YAML parser's code, and where that is too wide by its words: what stands there, and what should. */
const CASES: readonly (readonly [code: string, problem: RegExp, sentence: string])[] = [
  ['BLOCK_AS_IMPLICIT_KEY', /./, 'second `: ` on one line, expected quotes around a text with a colon in it'],
  ['MULTILINE_IMPLICIT_KEY', /./, 'key over several lines, expected it on one line, followed by `:`'],
  ['TAB_AS_INDENT', /./, 'tab, expected spaces as indentation'],
  ['BAD_SCALAR_START', /./, 'sign at the start of a text, expected quotes around the text'],
  ['BAD_INDENT', /sequence/, 'end of a list, expected its closing `]`'],
  ['BAD_INDENT', /Flow map/, 'end of a map, expected its closing `}`'],
  ['BAD_INDENT', /./, 'indentation, expected all keys of one map to begin in the same column'],
  ['MISSING_CHAR', /quote/, 'end of a quoted text, expected the closing quote'],
  [
    'MISSING_CHAR',
    /map keys/,
    'line without a colon, expected `key: value`; a text over several lines stands indented below its key',
  ],
  [
    'UNEXPECTED_TOKEN',
    /node end/,
    'text behind a value that has ended, expected nothing more, or quotes around all of it',
  ],
  [
    'UNEXPECTED_TOKEN',
    /block-seq-ind/,
    '`-` behind a key, expected quotes around the text, or the list on lines of its own',
  ],
  [
    'NON_STRING_KEY',
    /./,
    'list or map as a key, expected text; a text that begins with `{` or `[` needs quotes',
  ],
  ['MULTIPLE_DOCS', /./, 'second YAML document, expected one; `---` may stand above and below only'],
];

/** Of front matter and its YAML. */
export const SYNTAX_RULES = {
  'duplicate-key': {
    severity: 'error',
    what: 'A key that stands twice in one map.',
    why: 'Only one of the two values would count, and which one depends on the tool. Keep one, or give the second an id of its own.',
    wrong: { [ISSUE_FILE]: issueWith('impact: high\nimpact: low') },
    right: { [ISSUE_FILE]: issueWith('impact: high') },
    message: ({ key }: { key: string }) =>
      `Unexpected second \`${key}\`, expected each key once; keep one of the two, or rename the second`,
  },
  'empty-front-matter': {
    severity: 'error',
    what: 'Front matter with nothing in it.',
    why: 'A record needs a title at least. Fill in the fields, or delete the file.',
    wrong: { [ISSUE_FILE]: '---\n---\n' },
    right: { [ISSUE_FILE]: issueWith('') },
    message: () =>
      'Unexpected empty front matter, expected the fields of the record between the two lines `---`',
  },
  'executable-front-matter': {
    severity: 'error',
    what: 'Front matter in another language than YAML.',
    why: 'Some tools run `---js` front matter as a program. Records come from many hands, so Flakebook reads YAML only and runs nothing. Write `---` alone, and YAML below.',
    wrong: { [ISSUE_FILE]: issueWith('').replace('---\n', '---js\n') },
    right: { [ISSUE_FILE]: issueWith('') },
    message: ({ language }: { language: string }) =>
      `Unexpected front matter in \`${language}\`, expected YAML: write \`---\` alone on the first line`,
  },
  'missing-front-matter': {
    severity: 'error',
    what: 'A Markdown record that does not begin with front matter.',
    why: 'The fields of a record stand between two lines of `---` at the top of the file; without them it has no title, no suite and no status.',
    wrong: { [ISSUE_FILE]: '# Pagination race condition\n' },
    right: { [ISSUE_FILE]: issueWith('') },
    message: () =>
      'Unexpected text, expected front matter: begin the file with a line `---`, the fields, and another line `---`',
  },
  'shifted-front-matter': {
    severity: 'error',
    what: 'Front matter that does not begin at the first character of the file.',
    why: 'A blank line or a space above `---` turns the front matter into a ruled line with text below, for Flakebook as for GitHub. Delete what stands above it.',
    wrong: { [ISSUE_FILE]: `\n${issueWith('')}` },
    right: { [ISSUE_FILE]: issueWith('') },
    message: () =>
      'Unexpected space above the front matter, expected `---` at the very start of the file; delete what stands above it',
  },
  'unclosed-front-matter': {
    severity: 'error',
    what: 'Front matter without its closing line.',
    why: 'Without the second `---` nobody can tell where the fields end and the body begins. Add a line that is `---` and nothing else.',
    wrong: { [ISSUE_FILE]: issueWith('').replace(/---\n$/, '') },
    right: { [ISSUE_FILE]: issueWith('') },
    message: () => 'Unexpected end of the file within the front matter, expected a line `---` that closes it',
  },
  'yaml-anchor': {
    severity: 'error',
    what: 'A YAML anchor (`&name`) or alias (`*name`).',
    why: 'Records say everything once and where it belongs; aliases hide that, and a few lines of them unfold into gigabytes. Write the value out, use `same:` for a fix or cause of another issue, or put quotes around a text that begins with `&` or `*`.',
    wrong: { [ISSUE_FILE]: issueWith('affects: &area pagination\nowner: *area') },
    right: { [ISSUE_FILE]: issueWith('affects: "*all* pages"\nowner: storage-team') },
    message: ({ name }: { name: string }) =>
      `Unexpected YAML anchor or alias \`${name}\`, expected the value itself; put quotes around a text that begins so`,
  },
  'yaml-syntax': {
    severity: 'error',
    what: 'Text that is no valid YAML.',
    why: 'Nothing of the record can be read until it is. Most often a text with a colon, or one that begins with a backtick, needs quotes around it.',
    wrong: { [ISSUE_FILE]: issueWith('affects: Pagination: the second page') },
    right: { [ISSUE_FILE]: issueWith('affects: "Pagination: the second page"') },
    message: ({ problem, code }: { problem: string; code: string }) => {
      const known = CASES.find(([of, pattern]) => of === code && pattern.test(problem));
      return known
        ? `Unexpected ${known[2]}`
        : `Unexpected YAML, expected lines of \`key: value\`: ${problem}`;
    },
  },
  'yaml-tag': {
    severity: 'error',
    what: 'A YAML tag, such as `!!str` or `!ruby/object`.',
    why: 'Every value is text, and the field says what the text means; tags make other tools build objects. Delete the tag, or put quotes around a text that begins with `!`.',
    wrong: { [ISSUE_FILE]: issueWith('owner: !!str storage-team') },
    right: { [ISSUE_FILE]: issueWith('owner: storage-team') },
    message: ({ tag }: { tag: string }) =>
      `Unexpected YAML tag \`${tag}\`, expected the value alone; put quotes around a text that begins with \`!\``,
  },
} satisfies RuleTable<BookExample>;

/** What stands in a line that should hold one JSON object, and what should. */
const LINE_PROBLEMS = {
  'cut-off': 'end of the line, expected the rest of its JSON',
  second: 'text behind the JSON of the line, expected one object a line',
  empty: 'empty line, expected a JSON object',
  conflict: "mark of a merge conflict, expected a JSON object; keep both sides' lines and delete the marks",
  'no-json': 'text, expected a JSON object on each line',
};

export type LineProblem = keyof typeof LINE_PROBLEMS;

/** Of JSON Lines. */
export const LINE_RULES = {
  'json-line': {
    severity: 'error',
    what: 'A line of the run history that is no JSON object.',
    why: 'The run on it would count nowhere; all other lines are read. Most often a file was cut off or merged by hand: take the line from `git log`, or delete it and ingest the run again.',
    wrong: runFiles(`${runLine()}${runLine({ run: 'ci-2' }).slice(0, 60)}\n`),
    right: runFiles(runLine() + runLine({ run: 'ci-2' })),
    message: (args: { problem: LineProblem } | { problem: 'more'; count: number }) => {
      if (args.problem === 'more')
        return `Unexpected ${args.count} more lines that are wrong, expected none; restore the file, or delete it and ingest its runs again`;
      const cure =
        args.problem === 'conflict' ? '' : '; restore the line, or delete it and ingest the run again';
      return `Unexpected ${LINE_PROBLEMS[args.problem]}${cure}`;
    },
  },
} satisfies RuleTable<BookExample>;

export const ID_RULES = {
  'invalid-id': {
    severity: 'error',
    what: 'A key that names a test, cause, fix, task, decision or run, and is not written as an id.',
    why: 'Ids stand in headings, links and addresses, and are typed by people: one form spares them guessing. A test is a letter; everything else is lower-case words joined by hyphens.',
    wrong: { [ISSUE_FILE]: issueWith('fixes:\n  Serial_Marker: { effort: 5m }') },
    right: { [ISSUE_FILE]: issueWith('fixes:\n  serial-marker: { effort: 5m }') },
    message: ({ id, expected, suggestion }: { id: string; expected: string; suggestion?: string }) =>
      `Unexpected id \`${id}\`, expected ${expected}${didYouMean(suggestion)}`,
  },
} satisfies RuleTable<BookExample>;

/** Every rule that this floor can break. */
export const TEXT_RULES = { ...BYTE_RULES, ...SYNTAX_RULES, ...LINE_RULES, ...ID_RULES };

/** Makes findings of this floor. */
export const finding: MakeFinding<typeof TEXT_RULES> = makeFinding;
