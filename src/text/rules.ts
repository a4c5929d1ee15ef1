import { type MakeFinding, makeFinding, type RuleTable, type Texts } from '../core/rule.ts';
import { didYouMeanOr, quoteText } from '../core/text.ts';

/** Of the bytes of a file. */
export const BYTE_RULES = {
  'byte-order-mark': {
    severity: 'warning',
    what: 'A byte order mark at the start of a file.',
    why: 'UTF-8 does not need one, and tools that read the raw bytes miss the front matter after it. Save the file as "UTF-8", not as "UTF-8 with BOM".',
    message: () => 'Byte order mark: save the file as UTF-8 without it',
  },
  'conflict-markers': {
    what: 'A file with the conflict markers of git: `<<<<<<<`, `=======` and `>>>>>>>`.',
    why: 'Two versions of the same lines stand below each other, so Flakebook reads neither. Finish the merge: choose what holds, and delete the markers. Indent a line that only quotes a marker. Of the run history, keep the lines of both sides.',
    message: () => 'Unfinished merge: choose what holds, and delete the conflict markers of git',
  },
  'control-character': {
    what: 'A control character, such as NUL or the escape character of a coloured log, also one that is written as an escape.',
    why: 'Editors do not show it, and it breaks feeds and steers terminals. Delete it. Copy logs without colours (`NO_COLOR=1`).',
    message: ({ code }: { code: string }) => `Control character ${code}: delete it`,
  },
  'empty-file': {
    what: 'A record without any text.',
    why: 'An empty record looks as if somebody took care of the issue. Write the record, or delete the file. After a full disk or a failed merge, git may still have the text.',
    message: () => 'Empty file: write the record, or delete the file',
  },
  'file-too-large': {
    what: 'A record of more than 1 MiB, or a file of the run history of more than 256 MiB.',
    why: 'No handwritten record is that long: it contains a whole log, or it is not a record. Keep the lines that matter, and link to the log. Split a larger month of runs into several suites.',
    message: ({
      bytes,
      limit,
      cure = 'keep the lines that matter and link to the rest',
    }: {
      bytes: number;
      limit: number;
      cure?: string;
    }) => `File too large: ${cure} (${bytes} bytes, at most ${limit})`,
  },
  mojibake: {
    what: 'Text that was read in a wrong encoding and then saved.',
    why: 'It is valid UTF-8 but not what somebody wrote, and every such round makes it worse. Restore the original text, which the finding shows.',
    message: ({
      damaged,
      original,
      encoding,
      count,
    }: Texts<'damaged' | 'original' | 'encoding'> & { count: number }) =>
      `Garbled \`${damaged}\`: write \`${original}\` (once read as ${encoding}${count > 1 ? `, in ${count} places` : ''})`,
  },
  'not-utf8': {
    what: 'A file in an encoding other than UTF-8.',
    why: 'Read as UTF-8, its letters would turn into question marks and be lost. Save the file as UTF-8. Windows PowerShell writes UTF-16 without `-Encoding utf8`.',
    message: ({ encoding }: { encoding: string }) =>
      `Wrong encoding: save the file as UTF-8 (found ${encoding})`,
  },
  'text-direction': {
    severity: 'warning',
    what: 'A character that turns the direction of the text after it.',
    why: 'Editors do not show it, and readers see the text in another order than programs do. Delete it: languages that are written from right to left need none in most texts.',
    message: ({ code }: { code: string }) => `Character ${code} turns the direction of text: delete it`,
  },
} satisfies RuleTable;

/** By the YAML parser's code, and its words where one code has several causes: what is wrong, and the cure. */
const CASES: readonly (readonly [code: string, problem: RegExp, sentence: string])[] = [
  ['DEEPER_KEY', /./, 'Key deeper than the one above it: begin both in the same column'],
  ['BLOCK_AS_IMPLICIT_KEY', /sequence/, 'Uneven list: begin all `-` of one list in the same column'],
  ['BLOCK_AS_IMPLICIT_KEY', /./, 'Second `: ` on one line: put quotes around text with a colon in it'],
  [
    'MULTILINE_IMPLICIT_KEY',
    /./,
    'Line without `: `, or a key over several lines: write `key: value` on one line',
  ],
  ['TAB_AS_INDENT', /./, 'Tab: indent with spaces'],
  ['BAD_SCALAR_START', /./, 'Special character at the start of a text: put quotes around the text'],
  ['BLOCK_IN_FLOW', /./, 'Second `: ` on one line: put quotes around text with a colon in it'],
  ['BAD_INDENT', /Flow seq/, 'List never ends: close it with `]`'],
  ['BAD_INDENT', /sequence/, 'Uneven list: begin all `-` of one list in the same column'],
  ['BAD_INDENT', /Flow map/, 'Map never ends: close it with `}`'],
  ['BAD_INDENT', /./, 'Uneven indentation: begin all keys of one map in the same column'],
  ['MISSING_CHAR', /quote/, 'Quoted text never ends: close it with a quote'],
  ['MISSING_CHAR', /map keys/, 'Line without a colon: write `key: value`, or indent the text below its key'],
  [
    'UNEXPECTED_TOKEN',
    /node end/,
    'Text after the end of a value: delete it, or put quotes around all of it',
  ],
  ['UNEXPECTED_TOKEN', /Not a YAML/, 'Special character at the start of a text: put quotes around the text'],
  ['UNEXPECTED_TOKEN', /flow-(?:map|seq)-end/, 'Closing bracket without an opening one: delete it'],
  ['UNEXPECTED_TOKEN', /scalar token$/, 'Two values without a comma: put `,` between them'],
  ['QUOTE_WITHIN', /./, 'Quote within quotes: put quotes of the other kind around the text'],
  [
    'UNEXPECTED_TOKEN',
    /block-seq-ind/,
    '`-` after a key: put quotes around the text, or begin the list on the next line',
  ],
  ['NON_STRING_KEY', /./, 'List or map as a key: put quotes around text that begins with `{` or `[`'],
  ['MULTIPLE_DOCS', /./, 'Second YAML document: write `---` only above and below the fields'],
];

/** Of front matter and its YAML. */
export const SYNTAX_RULES = {
  'duplicate-key': {
    what: 'A key that appears twice in one map.',
    why: 'Only one of the two values would count, and tools disagree on which. Keep one, or rename the second.',
    message: ({ key }: { key: string }) => `Second \`${key}\`: delete one of the two, or rename it`,
  },
  'empty-front-matter': {
    what: 'Front matter without any fields.',
    why: 'A record needs at least a title. Fill in the fields, or delete the file.',
    message: () => 'Empty front matter: write the fields between the two `---` lines',
  },
  'executable-front-matter': {
    what: 'Front matter in a language other than YAML.',
    why: 'Some tools execute `---js` front matter. Many people write records, so Flakebook reads only YAML and executes nothing. Write `---` alone, and YAML below it.',
    message: ({ language }: { language: string }) =>
      `Front matter in \`${language}\`: write \`---\` alone on the first line, and YAML below it`,
  },
  'missing-front-matter': {
    what: 'A Markdown record that does not begin with front matter.',
    why: 'The fields of a record are between two `---` lines at the top of the file. Without them it has no title, suite or status.',
    message: () =>
      'Missing front matter: begin the file with a `---` line, the fields, and another `---` line',
  },
  'shifted-front-matter': {
    what: 'Front matter that does not start at the first character of the file.',
    why: 'With a blank line or a space before `---`, Flakebook and GitHub read a ruled line and text. Delete what is before it.',
    message: () => 'Space before the front matter: delete it, the file must start with `---`',
  },
  'unclosed-front-matter': {
    what: 'Front matter without its closing line.',
    why: 'Without the second `---`, nobody can tell where the fields end and the body begins. Add a line with only `---`.',
    message: () => 'Front matter never ends: close it with a `---` line',
  },
  'yaml-anchor': {
    what: 'A YAML anchor (`&name`) or alias (`*name`).',
    why: 'Records say everything once, where it belongs. Aliases hide that, and a few lines of them can expand to gigabytes. Write the value itself, or use `same:` for a fix or cause of another issue. Put quotes around text that begins with `&` or `*`.',
    message: ({ name }: { name: string }) =>
      name.startsWith('*')
        ? `YAML alias \`${name}\`: write the value itself, or put quotes around the text`
        : `YAML anchor \`${name}\`: delete it, or put quotes around the text`,
  },
  'yaml-syntax': {
    what: 'Text that is not valid YAML.',
    why: 'Until it is valid, Flakebook cannot read the record. Text with a colon in it, or with a backtick at its start, needs quotes.',
    message: ({ problem, code, quoted }: { problem: string; code: string; quoted?: string }) => {
      if (code === 'ODD_SPACE')
        return `Character ${problem} only looks like a space: type a space in its place`;
      if (code === 'UNSEEN') return `Character ${problem} cannot be seen: delete it`;
      const [, , known = `Invalid YAML: write lines of \`key: value\` (${problem})`] =
        CASES.find(([of, pattern]) => of === code && pattern.test(problem)) ?? [];
      return quoted === undefined ? known : known.replace(/: put quotes .*/, `: write ${quoteText(quoted)}`);
    },
  },
  'yaml-tag': {
    what: 'A YAML tag, such as `!!str` or `!ruby/object`.',
    why: 'Every value is text, and its field says what it means. Tags make other tools create objects. Delete the tag, or put quotes around text that begins with `!`.',
    message: ({ tag }: { tag: string }) => `YAML tag \`${tag}\`: delete it, or put quotes around the text`,
  },
} satisfies RuleTable;

const RESTORE = 'restore the line, or delete it and ingest the run again';

/** What is wrong with a line that should be one JSON object, and the cure. */
const LINE_PROBLEMS = {
  'cut-off': `Line cut off: ${RESTORE}`,
  second: `Text after the JSON object: ${RESTORE}`,
  empty: `Empty line: ${RESTORE}`,
  'no-json': `Not a JSON object: ${RESTORE}`,
};

export type LineProblem = keyof typeof LINE_PROBLEMS;

/** Of JSON Lines. */
export const LINE_RULES = {
  'json-line': {
    what: 'A line of the run history that is not a JSON object.',
    why: 'The run on it counts nowhere, but all other lines are read. Usually the file was cut off or badly merged. Restore the line from git, or delete it and ingest the run again.',
    message: ({ problem }: { problem: LineProblem }) => LINE_PROBLEMS[problem],
  },
  'unread-lines': {
    what: 'A file of the run history with more than 1000 wrong lines.',
    why: 'Flakebook stopped there, so nobody knows what the lines below hold. Restore the file from git, or delete it and ingest its runs again.',
    message: () => 'Nothing below was read: restore the file, or delete it and ingest its runs again',
  },
} satisfies RuleTable;

export const ID_RULES = {
  'invalid-id': {
    what: 'A key that names a test, cause, fix, task, decision or run, and is not a valid id.',
    why: 'Ids appear in headings, links and addresses, and people type them. With one form, nobody has to guess. A test has one or two letters. Everything else is lower-case words joined by hyphens.',
    message: ({ id, expected, suggestion }: { id: string; expected: string; suggestion?: string }) =>
      `Invalid id \`${id}\`: ${didYouMeanOr(suggestion, `use ${expected}`)}`,
  },
} satisfies RuleTable;

/** Every rule that this floor can break. */
export const TEXT_RULES = { ...BYTE_RULES, ...SYNTAX_RULES, ...LINE_RULES, ...ID_RULES };

/** Makes findings of this floor. */
export const finding: MakeFinding<typeof TEXT_RULES> = makeFinding;
