import type { BOOK_RULES } from '../../../src/records/rules/book.ts';
import { type BookExample, issueWith } from '../../../test/support/example-book.ts';
import type { Examples } from '../example-kinds.ts';

const group = (id: string) => `title: Analyses\nitems:\n  ${id}: { title: First, path: docs/first.md }\n`;

const PATTERN = '---\ntitle: Index\nsummary: Tests that read an index before it is built.\n---\n';

const bookIn = (zone: string) => ({
  'book.yaml': `title: Example\ntimeZone: ${zone}\nprefixes:\n  - { prefix: DS-FLAKY-, suite: data-storage }\n`,
});

const bookLinking = (template: string) => ({
  'book.yaml': `title: Example\nprefixes:\n  - { prefix: DS-FLAKY-, suite: data-storage }\nlinks:\n  ticket: "${template}"\n`,
});

const bookWithField = (key: string) => ({
  'book.yaml': `title: Example\nprefixes:\n  - { prefix: DS-FLAKY-, suite: data-storage }\nfields: { ${key}: Shown }\n`,
});

const retiring = (id: string) => ({
  'book.yaml': `title: Example\nprefixes:\n  - { prefix: DS-FLAKY-, suite: data-storage }\nretired: [${id}]\n`,
});

export const BOOK_EXAMPLES = {
  'duplicate-id': {
    wrong: { 'references/analyses.yaml': group('adr-033'), 'references/decisions.yaml': group('adr-033') },
    right: { 'references/analyses.yaml': group('adr-033'), 'references/decisions.yaml': group('adr-034') },
  },
  'duplicate-route': {
    wrong: { 'patterns/index.md': PATTERN },
    right: { 'patterns/late-index.md': PATTERN },
  },
  'invalid-time-zone': {
    wrong: bookIn('New York'),
    right: bookIn('America/New_York'),
  },
  'link-template': {
    wrong: bookLinking('https://tickets.example/{ticket}'),
    right: bookLinking('https://tickets.example/{id}'),
  },
  'record-id': {
    wrong: { 'issues/DS-FLAKE-003.md': issueWith('') },
    right: { 'issues/DS-FLAKY-003.md': issueWith('') },
  },
  'retired-id': {
    wrong: retiring('DS-FLAKY-002'),
    right: retiring('DS-FLAKY-007'),
  },
  'taken-key': {
    wrong: bookWithField('title'),
    right: bookWithField('component'),
  },
} satisfies Examples<typeof BOOK_RULES, BookExample>;
