import type { LINK_RULES } from '../../../src/records/rules/links.ts';
import { type BookExample, ISSUE_FILE, issueWith } from '../../../test/support/example-book.ts';
import type { Examples } from '../example-kinds.ts';

const OTHER = 'issues/DS-FLAKY-002.md';

const fix = (field: string) => issueWith(`fixes:\n  unique-streams: { ${field} }`);

const sharing = (more: string) => issueWith(more).replace('{ at:', '{ name: "Audit | reads all pages", at:');

const designAt = (base: string) =>
  `title: Design\n${base}items:\n  adr-033: { title: Catalogue, path: ../architecture/adr-033.md }\n`;

export const LINK_EXAMPLES = {
  'dangling-anchor': {
    wrong: { [ISSUE_FILE]: issueWith('', 'See [the cause](#rot-cause).\n\n## Root cause\n\nOne seed.') },
    right: { [ISSUE_FILE]: issueWith('', 'See [the cause](#root-cause).\n\n## Root cause\n\nOne seed.') },
  },
  'dangling-id': {
    wrong: { [ISSUE_FILE]: issueWith('related:\n  - { kind: same-area, issue: DS-FLAKY-099 }') },
    right: { [ISSUE_FILE]: issueWith('related:\n  - { kind: same-area, issue: DS-FLAKY-002 }') },
  },
  'dangling-link': {
    wrong: { [ISSUE_FILE]: issueWith('', 'A case of [shared state](../patterns/shared-sate.md).') },
    right: { [ISSUE_FILE]: issueWith('', 'A case of [shared state](../patterns/shared-state.md).') },
  },
  'misspelt-pattern': {
    wrong: { [ISSUE_FILE]: issueWith('causes:\n  shared-sate: { proposed: 2026-01-04 }') },
    right: { [ISSUE_FILE]: issueWith('causes:\n  shared-state: { proposed: 2026-01-04 }') },
  },
  'reference-path': {
    wrong: { 'references/design.yaml': designAt('') },
    right: { 'references/design.yaml': designAt('base: docs/handoff\n') },
  },
  'reference-scheme': {
    wrong: { [ISSUE_FILE]: issueWith('references: ["requirement:BR-1"]') },
    right: { [ISSUE_FILE]: issueWith('references: ["ticket:977"]') },
  },
  'same-loop': {
    wrong: { [ISSUE_FILE]: fix('same: DS-FLAKY-002'), [OTHER]: fix('same: DS-FLAKY-001') },
    right: { [ISSUE_FILE]: fix('effort: 1d'), [OTHER]: fix('same: DS-FLAKY-001') },
  },
  'shared-test': {
    wrong: { [ISSUE_FILE]: sharing(''), [OTHER]: sharing('') },
    right: {
      [ISSUE_FILE]: sharing(''),
      [OTHER]: sharing('related:\n  - { kind: same-area, issue: DS-FLAKY-001 }'),
    },
  },
  'unsafe-link': {
    wrong: { [ISSUE_FILE]: issueWith('', 'See [the log](file:///tmp/run.log).') },
    right: { [ISSUE_FILE]: issueWith('', 'See [the log](https://ci.example/runs/1).') },
  },
} satisfies Examples<typeof LINK_RULES, BookExample>;
