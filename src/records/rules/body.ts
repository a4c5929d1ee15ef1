import type { Choice, RuleTable, Texts } from '../../core/rule.ts';
import { aValue, didYouMeanOr, list, quoteText } from '../../core/text.ts';
import type { Bound } from '../../text/bounds.ts';

const SNIPPET_PROBLEMS = {
  before: '`before` block without its pair: add an `after` block of the same language right below it',
  after: '`after` block without its pair: add a `before` block of the same language right above it',
  whole: '`before after` block in one piece: add a comment that begins with `AFTER` between the halves',
};

const FENCE_IT = 'put the log into a fence that begins at the start of a line';

const TOO_MUCH: Readonly<Record<Bound, (limit: number) => string>> = {
  lines: (limit) => `More than ${limit} lines outside of fences: ${FENCE_IT}`,
  'paragraph-lines': (limit) => `Paragraph of more than ${limit} lines: ${FENCE_IT}`,
  marks: (limit) => `More than ${limit} signs of Markdown outside of fences: ${FENCE_IT}`,
  'open-bracket': () => `Too much text behind a \`[\`: close it sooner, or ${FENCE_IT}`,
  'paragraph-marks': () => `Too many signs such as \`*\` and \`[\` in one place: ${FENCE_IT}`,
  'fenced-lines': (limit) => `More than ${limit} lines in fences: keep those that matter`,
  sentence: (limit) => `Sentence of more than ${limit} characters: move it into a section of the body`,
};

/** What the words after a fence's language say that the block is. */
export type SnippetRole = keyof typeof SNIPPET_PROBLEMS;

export const BODY_RULES = {
  'duplicate-section': {
    what: 'Two sections with the same heading.',
    why: 'The page shows each section once, so readers would miss the second. A merge often leaves one behind. Merge the two.',
    message: ({ heading }: { heading: string }) => `Second section \`${heading}\`: merge it into the first`,
  },
  'fence-language': {
    severity: 'warning',
    what: 'A code block without a language.',
    why: 'The page shows it as plain text: the language decides how the block is coloured, and whether it is a snippet or a log. Write it after the three backticks: `go`, `ts`, `bash`, or `text` for logs and symptoms. Turn indented blocks into fenced ones.',
    message: ({ form }: { form: 'indented' | 'fenced' }) =>
      form === 'indented'
        ? 'Indented code block: use a fence of three backticks and a language, such as `text`'
        : 'Code block without a language: write one after the backticks, such as `go`, or `text` for a log',
  },
  image: {
    severity: 'warning',
    what: 'An image in a body or in a sentence of the front matter.',
    why: 'Pages show a link with the words of the image instead: an image on another host would tell that host who reads the page. Delete the `!` to say so. Paste text rather than a screenshot of it.',
    message: () => 'Image shown as a link: delete the `!` before the bracket',
  },
  'misspelt-section': {
    severity: 'warning',
    what: 'A heading that is almost a known one, means the same, has a lower level, or is only bold.',
    why: 'A section with an unknown heading becomes a note, below the sections that readers look for. Correct the heading, or choose words that are less like a known one. Sections begin with `##`.',
    message: ({ heading, suggestion }: { heading: string; suggestion: string }) =>
      `Heading \`${heading}\` begins no section: did you mean \`${suggestion}\`? If not, reword it`,
  },
  'nested-too-deep': {
    what: 'A body with quotes, lists or emphasis nested dozens of levels deep.',
    why: 'Nobody can read it, and programs that process it run out of memory. Usually somebody pasted an e-mail thread or a log without a fence. Put it in a fence, or remove levels.',
    message: ({ limit }: { limit: number }) =>
      `Nested more than ${limit} levels deep: put pasted text in a fence, or remove levels`,
  },
  'raw-html': {
    what: 'HTML in a body.',
    why: 'Many people write records, and HTML could run scripts on the site. So every page shows HTML as literal text. Write Markdown instead. Put backticks around a literal `<T>` or `<id>`. Pages leave out the `<details>`, `<br>` and comments of a tracker, which is a warning: long fences fold by themselves.',
    message: ({ html, form }: { html: string; form: 'pasted' | 'other' }) =>
      form === 'pasted'
        ? `HTML ${aValue(html)} is left out: delete it (long fences fold by themselves)`
        : `HTML ${aValue(html)} is not allowed: write Markdown, or put backticks around literal text`,
  },
  'too-much-text': {
    what: 'Thousands of lines or signs of Markdown, or a sentence of the front matter with thousands of characters.',
    why: 'Nobody reads them, and Flakebook would take minutes over them. Usually somebody pasted a log. Put it into a fence that begins at the start of a line, keep the lines that matter, or link to the rest.',
    message: ({ bound, limit }: { bound: Bound; limit: number }) => TOO_MUCH[bound](limit),
  },
  'unclosed-fence': {
    what: 'A code block that runs to the end of the file.',
    why: 'Everything after it, headings included, becomes part of the code. Close the block with a line of at least as many backticks or tildes as opened it.',
    message: ({ fence }: { fence: string }) =>
      `Code block never ends: close it with a line ${quoteText(fence)}`,
  },
  'undeclared-section': {
    what: 'A section about a test, fix or run that the front matter does not declare.',
    why: 'Its text would be missing where the page shows the test, fix or run. Correct the id after the colon, or declare it. A section `Fix` must name its fix unless there is exactly one.',
    message: ({ heading, id, what, expected, suggestion }: Texts<'heading' | 'id' | 'what'> & Choice) => {
      const cure = expected.length > 0 ? `use ${list(expected)}` : `declare the ${what}`;
      return id === ''
        ? `Section \`${heading}\` names no ${what}: ${cure}`
        : `No ${what} \`${id}\` in the front matter: ${didYouMeanOr(suggestion, cure)}`;
    },
  },
  'unknown-figure': {
    what: 'A `{{…}}` in prose that is not the name of a figure.',
    why: 'The page could not fill it in. Use a name such as `suite.stable`, `tests.unresolved`, `issues.fixed` or `effort.immediate`. Write literal braces as code.',
    message: ({ name, suggestion }: { name: string; suggestion?: string }) =>
      `No figure is called \`{{${name}}}\`: ${didYouMeanOr(suggestion, 'use a name such as `suite.stable`')}`,
  },
  'unpaired-snippet': {
    what: 'A `before` code block without its `after` block, or the other way round.',
    why: 'The page shows the pair side by side and as a diff, which takes both. Put the blocks next to each other, in the same language. Or mark one block `before after` and split it with a comment that begins with `AFTER`.',
    message: ({ role }: { role: SnippetRole }) => SNIPPET_PROBLEMS[role],
  },
} satisfies RuleTable;
