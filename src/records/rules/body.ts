import { ISSUE_FILE, issueWith } from '../../core/example-book.ts';
import type { BookExample, RuleTable } from '../../core/rule.ts';
import { aValue, didYouMean, list } from '../../core/text/wording.ts';

const FRONT_MATTER = 'fixes:\n  serial-marker: { kind: mitigation }\n  unique-streams: { kind: fix }';

const SNIPPET_PROBLEMS = {
  before: 'Unexpected `before` block alone, expected an `after` block of the same language right behind it',
  after: 'Unexpected `after` block alone, expected a `before` block of the same language right before it',
  whole:
    'Unexpected `before after` block without a place to split at, expected a comment that begins with `AFTER` between the two halves',
};

/** What the words behind a fence's language make of it. */
export type SnippetRole = keyof typeof SNIPPET_PROBLEMS;

export const BODY_RULES = {
  'duplicate-section': {
    severity: 'error',
    what: 'Two sections with the same heading.',
    why: 'Every section is shown at one place, so that the second would be missed; often it is left from a merge. Put the two together.',
    wrong: { [ISSUE_FILE]: issueWith('', '## Evidence\n\nRun 12.\n\n## Evidence\n\nRun 14.') },
    right: { [ISSUE_FILE]: issueWith('', '## Evidence\n\nRun 12, run 14.') },
    message: ({ heading }: { heading: string }) =>
      `Unexpected second section \`${heading}\`, expected one; put the two together`,
  },
  'fence-language': {
    severity: 'error',
    what: 'A block of code without a language.',
    why: 'The language decides how the block is coloured, and whether it is a snippet or a log. Write it behind the three backticks: `go`, `ts`, `bash`; `text` for logs and symptoms. Indented blocks become fences.',
    wrong: { [ISSUE_FILE]: issueWith('', '## Symptom\n\n```\nTimed out after 90 seconds\n```') },
    right: { [ISSUE_FILE]: issueWith('', '## Symptom\n\n```text\nTimed out after 90 seconds\n```') },
    message: ({ form }: { form: 'indented' | 'fenced' }) =>
      form === 'indented'
        ? 'Unexpected indented block of code, expected a fence with a language, such as three backticks and `text`'
        : 'Unexpected block of code without a language, expected one behind the backticks, such as `go`, or `text` for a log',
  },
  image: {
    severity: 'error',
    what: 'An image in a body or a sentence of the front matter.',
    why: 'Images are not carried into the outputs yet, and one from another host would tell that host who reads the page. Link to the image instead; a screenshot of text is better pasted as text.',
    wrong: { [ISSUE_FILE]: issueWith('', '![The failing run](https://ci.example/run.png)') },
    right: { [ISSUE_FILE]: issueWith('', '[The failing run](https://ci.example/run.png)') },
    message: () => 'Unexpected image, expected a link to it; delete the `!` before the bracket',
  },
  'misspelt-section': {
    severity: 'warning',
    what: 'A heading that is nearly one of those that mean something.',
    why: 'An unknown heading is kept as a note, below the sections that readers look for. Correct it, or choose words that are less like a known heading.',
    wrong: { [ISSUE_FILE]: issueWith('', '## Symptons\n\nIt times out.') },
    right: { [ISSUE_FILE]: issueWith('', '## Symptom\n\nIt times out.') },
    message: ({ heading, suggestion }: { heading: string; suggestion: string }) =>
      `Unexpected heading \`${heading}\`, expected a known one, or words of its own${didYouMean(suggestion)}`,
  },
  'nested-too-deep': {
    severity: 'error',
    what: 'A body with quotes, lists or marks in each other, dozens of levels deep.',
    why: 'Nobody can read it, and programs that walk through it run out of memory; most often a mail thread or a log was pasted without a fence. Put it into a fence, or take out levels.',
    wrong: { [ISSUE_FILE]: issueWith('', `${'> '.repeat(45)}Timed out`) },
    right: { [ISSUE_FILE]: issueWith('', '> Timed out') },
    message: ({ limit }: { limit: number }) =>
      `Unexpected depth of more than ${limit} levels in the body, expected fewer; put pasted text into a fence`,
  },
  'raw-html': {
    severity: 'error',
    what: 'HTML in a body.',
    why: 'Records come from many hands, and HTML may run scripts on the site; so it is shown as literal text everywhere. Write Markdown; a `<T>` or `<id>` that is meant literally stands in backticks.',
    wrong: { [ISSUE_FILE]: issueWith('', 'Fails for any Map<String> value.') },
    right: { [ISSUE_FILE]: issueWith('', 'Fails for any `Map<String>` value.') },
    message: ({ html }: { html: string }) =>
      `Unexpected HTML ${aValue(html)}, expected Markdown; put backticks around it when it is meant literally`,
  },
  'unclosed-fence': {
    severity: 'error',
    what: 'A block of code that runs to the end of the file.',
    why: 'All that follows, headings too, becomes part of the code. Close the block with a line of as many backticks as opened it.',
    wrong: {
      [ISSUE_FILE]: issueWith('', '## Symptom\n\n```text\nTimed out after 90 seconds\n\n## Evidence'),
    },
    right: {
      [ISSUE_FILE]: issueWith('', '## Symptom\n\n```text\nTimed out after 90 seconds\n```\n\n## Evidence'),
    },
    message: () => 'Unexpected end of the file within a block of code, expected a closing line of backticks',
  },
  'undeclared-section': {
    severity: 'error',
    what: 'A section of the body for a test, fix or run that the front matter does not declare.',
    why: 'Its text would not stand where the test, fix or run is shown. Correct the id behind the colon, or declare it. A section `Fix` names its fix unless there is exactly one.',
    wrong: { [ISSUE_FILE]: issueWith(FRONT_MATTER, '## Fix: seriel-marker\n\nMark the tests.') },
    right: { [ISSUE_FILE]: issueWith(FRONT_MATTER, '## Fix: serial-marker\n\nMark the tests.') },
    message: ({
      heading,
      id,
      what,
      expected,
      suggestion,
    }: {
      heading: string;
      id: string;
      what: string;
      expected: readonly string[];
      suggestion?: string;
    }) => {
      const found = id === '' ? `section \`${heading}\` without an id` : `section \`${heading}: ${id}\``;
      const wanted = expected.length > 0 ? list(expected) : `the ${what} to be declared in the front matter`;
      return `Unexpected ${found}, expected ${wanted}${didYouMean(suggestion)}`;
    },
  },
  'unknown-figure': {
    severity: 'error',
    what: 'A figure reference `{{…}}` in prose whose name no figure has.',
    why: 'The page could not fill it in. Use a name such as `suite.stable`, `tests.unresolved`, `issues.fixed` or `effort.immediate`; for literal braces, write them as code.',
    wrong: { [ISSUE_FILE]: issueWith('', '## Notes\n\nBy now {{suite.stabel}} tests are stable.') },
    right: { [ISSUE_FILE]: issueWith('', '## Notes\n\nBy now {{suite.stable}} tests are stable.') },
    message: ({ name, suggestion }: { name: string; suggestion?: string }) =>
      `Unexpected figure \`{{${name}}}\`, expected the name of a figure such as \`suite.stable\`${didYouMean(suggestion)}`,
  },
  'unpaired-snippet': {
    severity: 'error',
    what: 'Code `before` a fix without the code `after` it, or the other way round.',
    why: 'The two are shown side by side and as a diff, and one alone is shown as neither. Put the blocks next to each other, with the same language; one block that holds both is marked `before after` and has a comment `AFTER` in the middle.',
    wrong: { [ISSUE_FILE]: issueWith('', '```go before\nstream := "events"\n```\n\nIt is shared.') },
    right: {
      [ISSUE_FILE]: issueWith(
        '',
        '```go before\nstream := "events"\n```\n\n```go after\nstream := "events:" + testID\n```',
      ),
    },
    message: ({ role }: { role: SnippetRole }) => SNIPPET_PROBLEMS[role],
  },
} satisfies RuleTable<BookExample>;
