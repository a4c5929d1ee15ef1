import type { Choice, RuleTable, Texts } from '../../core/rule.ts';
import { didYouMeanOr, list, quoteText } from '../../core/text.ts';

/** What an issue says in another way than by this key. */
function hint(key: string, expected: readonly string[]): string | undefined {
  if (expected.includes('refuted') && /^stat(?:e|us)$/.test(key))
    return 'write the state itself as a key, such as `proposed: 2026-03-02`';
  if (!expected.includes('timeline')) return undefined;
  if (key === 'id') return 'delete it, the file name is the id';
  return key === 'status' ? 'delete it, the last status in `timeline` counts' : undefined;
}

export const FRONT_MATTER_RULES = {
  'cut-by-comment': {
    what: 'Unquoted text that YAML cuts at ` #`.',
    why: 'In YAML, everything from ` #` to the end of the line is a comment, so half a sentence would be published. Put quotes around the text, and move a real comment to its own line. Comments after single words, quoted texts, lists and maps are fine.',
    message: ({ cut, key }: { key: string; cut: string }) =>
      `Text of \`${key}\` ends at \`#\`: put quotes around it (YAML drops \`#${cut}\`)`,
  },
  'missing-key': {
    what: 'A required key that is missing.',
    why: 'Flakebook cannot list or count a record without it. Only what every report needs is required. Add it.',
    message: ({ key, alternative, where, example }: Texts<'key' | 'where', 'alternative' | 'example'>) =>
      alternative === undefined
        ? `Missing \`${key}\` in ${where}: add ${example === undefined ? 'it' : `a line such as \`${example}\``}`
        : `Missing \`${key}\` or \`${alternative}\` in ${where}: add one of them`,
  },
  'typographic-quotes': {
    severity: 'warning',
    what: 'A text between typographic quotation marks, as word processors and phones put them.',
    why: 'YAML knows straight ones only, so that pages show these as a part of the text, and a colon in it still breaks the file. Write straight ones. Put straight ones around a text that is a quotation as a whole.',
    message: ({ key, inner }: { key: string; inner: string }) =>
      `Typographic quotes: write straight ones, ${quoteText(`${key}: "${inner}"`)}`,
  },
  'unknown-key': {
    what: 'A key that is not part of the format.',
    why: 'Flakebook would ignore a misspelt key and its value. Correct the key, move the text to a `Notes` section, or declare the key under `fields` in `book.yaml`.',
    message: ({ key, expected, suggestion }: Texts<'key'> & Choice) =>
      `Unknown key \`${key}\`: ${hint(key, expected) ?? didYouMeanOr(suggestion, `use ${list(expected)}`)}`,
  },
  'unquoted-flow-prose': {
    what: 'An unquoted text inside `{ }` that a comma cuts.',
    why: 'Inside `{ }`, a comma ends a text, and the rest becomes a key. Put quotes around the text, or write the map on several lines.',
    message: ({ key, number }: { key: string; number?: string }) =>
      number === undefined
        ? `Text cut at the comma before \`${key}\`: put quotes around it (inside \`{ }\`, a comma ends a text)`
        : `Number cut at its comma: write \`${number}\``,
  },
} satisfies RuleTable;
