import { ISSUE_FILE, issueWith } from '../../core/example-book.ts';
import type { BookExample, RuleTable } from '../../core/rule.ts';
import { didYouMean, list } from '../../core/text/wording.ts';

export const FRONT_MATTER_RULES = {
  'cut-by-comment': {
    severity: 'error',
    what: 'A text without quotes that YAML cuts at ` #`.',
    why: 'Everything from ` #` to the end of the line is a comment for YAML, so that half a sentence would be published without a word. Put quotes around the text; a real comment belongs on a line of its own. Comments behind single words, quoted texts, lists and maps are fine.',
    wrong: { [ISSUE_FILE]: issueWith('affects: the second page # 2 of the result') },
    right: {
      [ISSUE_FILE]: issueWith(
        'affects: "the second page # 2 of the result"\nimpact: high # who pays for it?',
      ),
    },
    message: ({ cut, key }: { key: string; cut: string }) =>
      `Unexpected \`#\` in the text of \`${key}\`, expected quotes around it: YAML cuts \`#${cut}\` off`,
  },
  'missing-key': {
    severity: 'error',
    what: 'A key that must be there and is not.',
    why: 'A record without it cannot be listed or counted. Only what no report can do without is asked for; add it.',
    wrong: { [ISSUE_FILE]: issueWith('').replace('suite: data-storage\n', '') },
    right: { [ISSUE_FILE]: issueWith('') },
    message: ({ key, alternative, where }: { key: string; alternative?: string; where: string }) =>
      `Unexpected absence of \`${key}\`${alternative === undefined ? '' : ` and \`${alternative}\``}, expected ${alternative === undefined ? 'it' : 'one of them'} in ${where}; add the key`,
  },
  'unknown-key': {
    severity: 'error',
    what: 'A key that the format does not know.',
    why: 'A misspelt key would be dropped without a word, and what it says with it. Correct the key, move the text into a `Notes` section, or declare the key under `fields` in `book.yaml`.',
    wrong: { [ISSUE_FILE]: issueWith('impakt: high') },
    right: { [ISSUE_FILE]: issueWith('impact: high') },
    message: ({
      key,
      expected,
      suggestion,
    }: {
      key: string;
      expected: readonly string[];
      suggestion?: string;
    }) => `Unexpected key \`${key}\`, expected ${list(expected)}${didYouMean(suggestion)}`,
  },
  'unquoted-flow-prose': {
    severity: 'error',
    what: 'A sentence without quotes within `{ }`.',
    why: 'There, a comma ends a text, and what follows it becomes a key: the sentence loses its end as soon as somebody adds a comma. Put quotes around it, or write the map on several lines.',
    wrong: { [ISSUE_FILE]: issueWith('causes:\n  shared-state: { claim: One stream for all tests }') },
    right: { [ISSUE_FILE]: issueWith('causes:\n  shared-state: { claim: "One stream, for all tests" }') },
    message: ({ key, value }: { key: string; value: string }) =>
      value === ''
        ? `Unexpected key \`${key}\` without a value, expected quotes around the text before it: within \`{ }\` a comma ends a text`
        : `Unexpected text without quotes in \`${key}\`, expected \`${key}: "${value}"\`: within \`{ }\` a comma would end it`,
  },
} satisfies RuleTable<BookExample>;
