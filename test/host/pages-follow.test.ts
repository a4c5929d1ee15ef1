import { describe, expect, test } from 'vitest';
import { type Edit, listed, replaced, withDecision, withRun } from './edits.ts';
import { inGoldenBook, readTwice } from './watched-book.ts';

interface Follows {
  readonly says: string;
  /** What the book is before the edit, where it is not the golden one. */
  readonly given?: Edit;
  readonly edit: Edit;
  /** The page that must follow, and what it says then and did not say before. */
  readonly page: string;
  readonly text: string;
}

const STABLE = 'With {{suite.stable}} stable, should BERTH-003 wait?';
const NOT_FLAKY = listed(
  'status',
  'issues/BERTH-008.md',
  'timeline',
  '  - not-flaky: 2026-03-23\n    why: It is not',
);
const DECIDED = withDecision(STABLE, 'BERTH-003');

/** Pages that show what stands in another file, or follows from it. */
const FOLLOWS: readonly Follows[] = [
  {
    says: 'an issue, a figure in a decision of its suite that is about it',
    given: DECIDED,
    edit: NOT_FLAKY,
    page: 'issues/berth-003',
    text: 'With 39 of 42 (92.9%) stable',
  },
  {
    says: 'the list of decisions, a figure in one of them',
    given: DECIDED,
    edit: NOT_FLAKY,
    page: 'decisions',
    text: 'With 39 of 42 (92.9%) stable, should',
  },
  {
    says: 'the suite, a figure in its own decision',
    edit: NOT_FLAKY,
    page: 'suites/berths',
    text: 'With 39 of 42 (92.9%) stable, which one first?',
  },
  {
    says: 'a pattern, the title of an issue that has it',
    edit: replaced('title', 'issues/BERTH-008.md', /^title: .*$/m, 'title: Seeds meet'),
    page: 'patterns/left-behind',
    text: 'Seeds meet',
  },
  {
    says: 'the documents, an issue that cites one',
    edit: replaced(
      'citation',
      'issues/BERTH-008.md',
      /^timeline:\n/m,
      'references: [quay-plan]\ntimeline:\n',
    ),
    page: 'references',
    text: 'BERTH-008',
  },
  {
    says: 'an issue, the title of its suite',
    edit: replaced('title', 'suites/berths.md', /^title: .*$/m, 'title: Quay tests'),
    page: 'issues/berth-007',
    text: 'Quay tests',
  },
  {
    says: 'an issue, a run of its suite',
    edit: withRun('runs/suite=berths/month=2026-03/runs.jsonl', 'one-more'),
    page: 'issues/berth-002',
    text: '40 measured runs',
  },
  {
    says: 'an issue, another one that comes to name it',
    edit: replaced(
      'related',
      'issues/DECK-005.md',
      /^timeline:\n/m,
      'related:\n  - { kind: same-area, issue: BERTH-007 }\ntimeline:\n',
    ),
    page: 'issues/berth-007',
    text: 'DECK-005',
  },
  {
    says: 'an issue, the title of a document that it cites',
    edit: replaced('title', 'references/design.yaml', 'How arrivals travel', 'Where arrivals go'),
    page: 'issues/berth-001',
    text: 'Where arrivals go',
  },
];

describe('a page follows what it shows', () => {
  test.each(FOLLOWS)('$says', ({ given, edit, page, text }) =>
    inGoldenBook(async (book) => {
      given?.apply(book.content);
      const before = await book.warm();
      edit.apply(book.content);
      const { pages } = await readTwice(book);
      expect(before.pages[`docs/${page}`]).toBeDefined();
      expect(before.pages[`docs/${page}`]).not.toContain(text);
      expect(pages[`docs/${page}`]).toContain(text);
    }),
  );
});
