import { issueWith } from '../../core/example-book.ts';
import type { BookExample, RuleTable } from '../../core/rule.ts';
import { aValue, didYouMean } from '../../core/text/wording.ts';

const group = (id: string) => `title: Analyses\nitems:\n  ${id}: { title: First, path: docs/first.md }\n`;

const PATTERN = '---\ntitle: Index\nsummary: Tests that read an index before it is built.\n---\n';

const bookIn = (zone: string) => ({
  'book.yaml': `title: Example\ntimeZone: ${zone}\nprefixes:\n  - { prefix: DS-FLAKY-, suite: data-storage }\n`,
});

const retiring = (id: string) => ({
  'book.yaml': `title: Example\nprefixes:\n  - { prefix: DS-FLAKY-, suite: data-storage }\nretired: [${id}]\n`,
});

export const BOOK_RULES = {
  'duplicate-id': {
    severity: 'error',
    what: 'An id that two records or references have, or that differs in capitals only.',
    why: 'A link could mean either, and file systems that ignore capitals keep one of the two files only. Give one of them another id.',
    wrong: { 'references/analyses.yaml': group('adr-033'), 'references/decisions.yaml': group('adr-033') },
    right: { 'references/analyses.yaml': group('adr-033'), 'references/decisions.yaml': group('adr-034') },
    message: ({ id, first }: { id: string; first: string }) =>
      `Unexpected second \`${id}\`, expected an id of its own: ${first} has it`,
  },
  'duplicate-route': {
    severity: 'error',
    what: 'A record whose page would stand where the list of its folder stands.',
    why: '`README.md` and `index.html` of a folder are its list of records; one of the two pages would overwrite the other. Give the record another name.',
    wrong: { 'patterns/index.md': PATTERN },
    right: { 'patterns/late-index.md': PATTERN },
    message: ({ id, route }: { id: string; route: string }) =>
      `Unexpected record \`${id}\`, expected another name: \`${route}\` is the page that lists the folder`,
  },
  'invalid-time-zone': {
    severity: 'error',
    what: 'A time zone that the IANA database does not have.',
    why: 'A date alone counts at the end of its day in this zone; an abbreviation such as `CST` names several, and an offset knows no summer time.',
    wrong: bookIn('New York'),
    right: bookIn('America/New_York'),
    message: ({ key, value }: { key: string; value: string }) =>
      `Unexpected ${aValue(value)} in \`${key}\`, expected an IANA time zone such as \`UTC\` or \`America/New_York\``,
  },
  'missing-book': {
    severity: 'error',
    what: 'A content folder without `book.yaml`.',
    why: 'It names the book, its time zone and the prefixes of its ids; without it the folder is most likely the wrong one. One line is enough: `title: Our flaky tests`.',
    message: () =>
      'Unexpected content folder without `book.yaml`, expected at least its `title`; add the file, or point at another folder',
  },
  'record-id': {
    severity: 'error',
    what: 'A file name that is no id of such a record.',
    why: "The file's name is the record's id: people say it, links carry it, and it becomes an address. An issue begins with a prefix of `book.yaml` that belongs to its suite, followed by digits; other records are lower-case words joined by hyphens.",
    wrong: { 'issues/DS-FLAKE-003.md': issueWith('') },
    right: { 'issues/DS-FLAKY-003.md': issueWith('') },
    message: ({ id, expected, suggestion }: { id: string; expected: string; suggestion?: string }) =>
      `Unexpected id \`${id}\`, expected ${expected}${didYouMean(suggestion)}`,
  },
  'retired-id': {
    severity: 'error',
    what: 'A record with the id of one that was deleted.',
    why: 'Old reports, commits and tickets still name the deleted record by it. Take the next free id; or take the id off the `retired` list of `book.yaml` when the record is the old one, back again.',
    wrong: retiring('DS-FLAKY-002'),
    right: retiring('DS-FLAKY-007'),
    message: ({ id }: { id: string }) =>
      `Unexpected record \`${id}\`, expected an id that is not in the \`retired\` list of \`book.yaml\`; take the next free one`,
  },
} satisfies RuleTable<BookExample>;
