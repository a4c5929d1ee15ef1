import type { Choice, RuleTable, Texts } from '../../core/rule.ts';
import { aValue, didYouMeanOr, list } from '../../core/text.ts';

export const BOOK_RULES = {
  'duplicate-id': {
    what: 'An id that two records or references share, or that differs only in capitals.',
    why: 'A link could mean either of them, and file systems that ignore capitals keep only one of the two files. Give one of them another id.',
    message: ({ id, first }: { id: string; first: string }) =>
      `Id \`${id}\` is taken: choose another one (${first} has it)`,
  },
  'duplicate-route': {
    what: 'A record whose page would overwrite the index of its folder.',
    why: '`README.md` and `index.html` of a folder are its index. Give the record another name.',
    message: ({ id, route }: { id: string; route: string }) =>
      `Name \`${id}\` is reserved: rename the record (\`${route}\` is the index of the folder)`,
  },
  'invalid-time-zone': {
    what: 'A time zone that is not in the IANA database.',
    why: 'A date without a time counts at the end of its day in this zone. An abbreviation such as `CST` stands for several zones, and an offset ignores summer time.',
    message: ({ key, value }: { key: string; value: string }) =>
      `Unknown value ${aValue(value)} in \`${key}\`: use an IANA name such as \`UTC\` or \`America/New_York\``,
  },
  'link-template': {
    what: 'A template under `links` with an unknown placeholder, or without the one that it needs.',
    why: 'Every link that is made of it would lead nowhere, or all to one place. Correct the name between the braces, or add the placeholder.',
    message: ({
      key,
      problem,
      name,
      expected,
      suggestion,
    }: Texts<'key' | 'name'> & Choice & { problem: 'unknown' | 'missing' }) =>
      problem === 'unknown'
        ? `No placeholder \`{${name}}\` in \`${key}\`: ${didYouMeanOr(suggestion && `{${suggestion}}`, `use ${list(expected.map((one) => `{${one}}`))}`)}`
        : `Missing placeholder in \`${key}\`: add \`{${name}}\``,
  },
  'missing-book': {
    what: 'A content folder without `book.yaml`.',
    why: 'It names the book, its time zone and the prefixes of its ids. Without it, this is probably the wrong folder. One line is enough: `title: Our flaky tests`.',
    message: () => 'Missing `book.yaml`: add one with at least a `title`, or choose another content folder',
  },
  'record-id': {
    what: 'A file name that is not a valid id for its kind of record.',
    why: "The file name is the record's id: people say it, links use it, and it becomes an address. An issue id is a prefix from `book.yaml` that belongs to its suite, then digits or a hash, as the prefix says. Other ids are lower-case words joined by hyphens.",
    message: ({ id, expected, suggestion }: { id: string; expected: string; suggestion?: string }) =>
      `Invalid id \`${id}\`: ${didYouMeanOr(suggestion, `use ${expected}`)}`,
  },
  'retired-id': {
    what: 'A record with the id of a deleted one.',
    why: 'Old reports, commits and tickets still use that id for the deleted record. Take the next free id. If the deleted record is back, remove its id from the `retired` list in `book.yaml`.',
    message: ({ id }: { id: string }) =>
      `Id \`${id}\` is retired: take the next free one (\`book.yaml\` lists it under \`retired\`)`,
  },
  'taken-key': {
    what: 'A key under `fields` that issues have already.',
    why: 'Nobody could tell which of the two an issue means. Choose another word for your own key.',
    message: ({ key }: { key: string }) =>
      `Key \`${key}\` is taken: choose another word (issues have it already)`,
  },
} satisfies RuleTable;
